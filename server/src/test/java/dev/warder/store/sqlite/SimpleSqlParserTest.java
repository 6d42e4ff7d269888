package dev.warder.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimpleSqlParserTest {
  @TempDir Path folder;

  @Test
  void questionMarksAreParametersInTheirOrder() {
    assertThat(first("SELECT ? || ?", "a", "b")).isEqualTo("ab");
  }

  @Test
  void thoseInTextsNamesAndCommentsAreNone() {
    assertThat(first("SELECT '?' || ?", "a")).isEqualTo("?a");
    assertThat(first("SELECT \"?\" || ? FROM (SELECT 'x' AS \"?\")", "a")).isEqualTo("xa");
    assertThat(first("SELECT ? /* or ? */", "a")).isEqualTo("a");
    assertThat(first("SELECT ? -- or ?", "a")).isEqualTo("a");
  }

  private String first(String sql, Object... parameters) {
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      return database.inTransaction(h -> h.select(sql, parameters).mapTo(String.class).one());
    }
  }
}
