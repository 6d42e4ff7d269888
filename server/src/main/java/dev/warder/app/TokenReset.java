package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Journal;
import dev.warder.decide.Caller;
import dev.warder.model.StartupFailure;
import dev.warder.model.Token;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteStandingStore;
import dev.warder.token.Principals;
import dev.warder.token.Standing;
import dev.warder.token.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Another first admin token for a data folder, while no service runs in it: for who has lost the
/// one from before, or shown it to others.
public final class TokenReset {
  private static final String REASON = "replaced by admin reset-token";

  private final Workshop workshop;
  private final Tokens tokens;
  private final Principals principals;

  /// @param file where the secret stands
  /// @param id of the new token
  /// @param revoked ids of the first admin tokens from before
  /// @param otherAdmins how many tokens besides may do everything still
  public record Outcome(Path file, String id, List<String> revoked, long otherAdmins) {
    public Outcome {
      revoked = List.copyOf(revoked);
    }
  }

  private TokenReset(Workshop workshop, SqliteDatabase database) {
    this.workshop = workshop;
    this.tokens = workshop.tokens(database);
    this.principals = new Principals(new SqliteStandingStore(database), workshop.clock());
  }

  /// Where it is cut short, it may be begun again.
  ///
  /// @throws StartupFailure where a service runs there, or none ever did
  public static Outcome run(Settings settings) throws IOException {
    Workshop workshop = Workshop.of(settings);
    try (Journal journal = workshop.open();
        SqliteDatabase database = SqliteDatabase.open(workshop.folder().database())) {
      return new TokenReset(workshop, database).run(workshop.recorder(journal));
    }
  }

  private Outcome run(FirstToken.Recorder recorder) {
    letAct(recorder);
    List<Token> all = workshop.all(tokens);
    FirstToken fresh = FirstToken.prepare(tokens); // refused, if at all, before the old ones end
    List<String> revoked =
        all.stream()
            .filter(token -> FirstToken.isFirst(token) && !token.isRevoked())
            .map(Token::id)
            .toList();
    for (String id : revoked) {
      recorder.record(
          "token.revoked", id, Map.of("principal", FirstToken.ADMIN.id(), "reason", REASON));
      var _ = tokens.revoke(id, REASON).commit();
    }
    fresh.issue(workshop.folder(), recorder);
    Instant now = workshop.clock().instant();
    long others = all.stream().filter(token -> isOtherAdmin(token, now)).count();
    return new Outcome(workshop.folder().adminToken(), fresh.id(), revoked, others);
  }

  /// A token of who may not act would be of no use.
  private void letAct(FirstToken.Recorder recorder) {
    String admin = FirstToken.ADMIN.id();
    Standing standing = principals.find(admin).orElse(null);
    if (standing != null && standing.deleted()) {
      throw new StartupFailure(
          "the principal " + admin + " is deleted, which is final",
          "Put the data folder back from a backup that is older than that.");
    }
    if (standing != null && !standing.mayAct()) {
      recorder.record("principal.enabled", admin, Map.of("reason", REASON));
      var _ = principals.enable(admin);
    }
    if (!principals.mayAct(admin)) { // whom it belongs to may not
      recorder.record("principal.owned", admin, Map.of("owner", "", "reason", REASON));
      var _ = principals.own(admin, null);
    }
  }

  private static boolean isOtherAdmin(Token token, Instant now) {
    return !FirstToken.isFirst(token)
        && !token.isRevoked()
        && !token.isExpiredAt(now)
        && token.scopes().contains(Caller.ADMIN);
  }
}
