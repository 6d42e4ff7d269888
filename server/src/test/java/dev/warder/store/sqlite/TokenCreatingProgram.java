package dev.warder.store.sqlite;

import dev.warder.model.IdSource;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import dev.warder.token.Peppers;
import dev.warder.token.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// Creates tokens until it is killed, revokes every third, and prints what was acknowledged.
final class TokenCreatingProgram {
  private TokenCreatingProgram() {}

  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    SecureRandom random = new SecureRandom();
    IdSource ids = new IdSource(InstantSource.system(), random);
    Peppers peppers = Peppers.open(data.resolve("keys"), ids, random);
    SqliteTokenStore store = new SqliteTokenStore(SqliteDatabase.open(data.resolve("warder.db")));
    Tokens tokens = new Tokens(store, peppers, ids, random, InstantSource.system());
    NewToken wanted = NewToken.of(new Principal("p", PrincipalKind.SERVICE), "", List.of());
    for (int i = 0; ; i++) {
      var issued = tokens.create(wanted, null).commit();
      String id = issued.token().id();
      say("created " + id);
      if (i % 3 == 0) {
        tokens.revoke(id, "third").commit();
        say("revoked " + id);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
