package dev.warder.store.sqlite;

import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.store.memory.MemoryTokenStore;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.Tokens;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Fills the data folder of a service that is not running with tokens, each of a principal of its
/// own, and writes their secrets to a file, a line each: `ManyTokens DATA COUNT FILE`.
final class ManyTokens {
  private static final int TOGETHER = 10_000;

  private ManyTokens() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    int wanted = Integer.parseInt(arguments[1]);
    InstantSource clock = InstantSource.system();
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom"); // secrets of nothing real
    IdSource ids = new IdSource(clock, random);
    Peppers peppers = Peppers.open(data.resolve("keys"), ids, new SecureRandom());
    try (SqliteDatabase database = SqliteDatabase.open(data.resolve("warder.db"));
        BufferedWriter secrets = Files.newBufferedWriter(Path.of(arguments[2]))) {
      for (int done = 0; done < wanted; done += TOGETHER) {
        Tokens tokens = new Tokens(new MemoryTokenStore(), peppers, ids, random, clock);
        List<Token> rows = new ArrayList<>();
        for (int i = done; i < Math.min(done + TOGETHER, wanted); i++) {
          Principal owner = new Principal("p" + i, PrincipalKind.SERVICE);
          Issued issued =
              tokens.create(NewToken.of(owner, "", List.of("orders:read")), null).commit();
          rows.add(issued.token());
          secrets.write(Objects.requireNonNull(issued.secret()).reveal());
          secrets.newLine();
        }
        database.inTransaction(h -> {
          for (Token token : rows) {
            TokenRows.kindOf(h, token.principal());
            TokenRows.insert(h, token);
          }
          return rows.size();
        });
      }
    }
  }
}
