package dev.warder.app;

import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.model.SecretFile;
import dev.warder.model.StartupFailure;
import dev.warder.model.Token;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import dev.warder.token.Prepared;
import dev.warder.token.TokenFilter;
import dev.warder.token.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The token that the first operator begins with, in a file that only the service's owner can read.
final class FirstToken {
  static final Principal ADMIN = new Principal("admin", PrincipalKind.SERVICE);
  private static final String NAME = "bootstrap admin";

  private final Prepared<Issued> prepared;

  private FirstToken(Prepared<Issued> prepared) {
    this.prepared = prepared;
  }

  /// Writes an event before something is changed.
  interface Recorder {
    void record(String kind, String subject, Map<String, Object> details);
  }

  /// Issues it while there is no file and nobody else has a token: a start that was cut short is
  /// made good by the next.
  ///
  /// @return whether there is a new file
  static boolean issue(DataFolder folder, Tokens tokens, Recorder recorder) {
    boolean othersExist =
        tokens.list(TokenFilter.ALL, 100, null).tokens().stream()
            .anyMatch(token -> !isFirst(token));
    if (Files.exists(folder.adminToken()) || othersExist) {
      return false;
    }
    prepare(tokens).issue(folder, recorder);
    return true;
  }

  static FirstToken prepare(Tokens tokens) {
    return new FirstToken(
        tokens.create(
            new NewToken(ADMIN, NAME, List.of("warder:admin"), null, List.of(), null, Map.of()),
            null));
  }

  String id() {
    return prepared.after().id();
  }

  /// Replaces the file that is there.
  void issue(DataFolder folder, Recorder recorder) {
    recorder.record(
        "token.created",
        id(),
        Map.of(
            "principal",
            ADMIN.id(),
            "kind",
            ADMIN.kind().wire(),
            "name",
            NAME,
            "scopes",
            List.of("warder:admin")));
    Secret secret = prepared.commit().secret();
    if (secret == null) {
      throw new IllegalStateException("a new token has a secret");
    }
    write(folder.adminToken(), secret);
  }

  static boolean isFirst(Token token) {
    return token.principal().equals(ADMIN) && token.name().equals(NAME);
  }

  private static void write(Path file, Secret secret) {
    try {
      SecretFile.write(file, (secret.reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new StartupFailure(
          file + " cannot be written", "Check the folder's owner and mode, and the disk.", e);
    }
  }
}
