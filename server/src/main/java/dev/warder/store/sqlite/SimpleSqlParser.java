package dev.warder.store.sqlite;

import java.util.stream.Stream;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedParameters;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/// Counts the `?` of statements in which they can be nothing but parameters, as in most of ours.
/// The others are for Jdbi's own parser, whose grammar takes a while to load.
final class SimpleSqlParser implements SqlParser {
  private static final String[] NOT_SIMPLE = {":", "'", "\"", "`", "[", "\\", "--", "/*"};

  private final SqlParser full = new ColonPrefixSqlParser();

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    if (Stream.of(NOT_SIMPLE).anyMatch(sql::contains)) {
      return full.parse(sql, context);
    }
    int parameters = (int) sql.chars().filter(c -> c == '?').count();
    return ParsedSql.of(sql, ParsedParameters.positional(parameters));
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return full.nameParameter(name, context);
  }
}
