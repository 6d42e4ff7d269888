package dev.warder.app.demo;

import dev.warder.app.Embedded;
import dev.warder.app.Scratch;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Warder with its defaults, in a temporary folder, with a token for everybody in the company.
final class Stage implements AutoCloseable {
  static final String HOST = "api.example.com";

  private static final String GATEWAY = "demo-gateway";

  private final Path folder;
  private final Embedded warder;
  private final Map<String, Secret> tokens = new HashMap<>();
  private final Secret gatewayKey;

  private Stage(Path folder, Embedded warder, List<Habit> habits) {
    this.folder = folder;
    this.warder = warder;
    this.gatewayKey =
        warder.issue(GATEWAY, PrincipalKind.SERVICE, List.of("warder:decide", "warder:replay"));
    for (Habit habit : habits) {
      tokens.put(habit.principal(), warder.issue(habit.principal(), habit.kind(), habit.scopes()));
    }
  }

  /// @param port 0 lets the system choose
  static Stage open(List<Habit> habits, InstantSource clock, int port)
      throws IOException, ConfigurationError {
    Path folder = Files.createTempDirectory("warder-demo-");
    try {
      return new Stage(folder, Embedded.start(settings(folder, port), clock), habits);
    } catch (IOException | RuntimeException | ConfigurationError e) {
      Scratch.remove(folder);
      throw e;
    }
  }

  /// The defaults; only the deadline is longer, because demonstrations run on busy laptops.
  private static Settings settings(Path folder, int port) throws ConfigurationError {
    Map<String, String> options =
        Map.of(
            "data", data(folder).toString(),
            "server.port", Integer.toString(port),
            "decide.deadline", "5s");
    return SettingsReader.read(null, Map.of(), options, folder);
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  /// Lets Warder see calls that nobody watches.
  ///
  /// @param progress is told the number of calls so far
  void teach(List<Call> calls, IntConsumer progress) {
    int taught = 0;
    for (Call call : calls) {
      var _ = warder.decide(attempt(call));
      progress.accept(++taught);
    }
  }

  private Attempt attempt(Call call) {
    return new Attempt(
        call.time(),
        GATEWAY,
        new Credential.Presented(tokenOf(call.principal())),
        call.method(),
        "https",
        HOST,
        CanonicalPath.parse(call.path()),
        Address.parse(call.address()).orElseThrow(),
        Map.of("user-agent", call.userAgent()),
        null);
  }

  Secret tokenOf(String principal) {
    Secret token = tokens.get(principal);
    if (token == null) {
      throw new IllegalArgumentException("nobody of the company: " + principal);
    }
    return token;
  }

  Secret gatewayKey() {
    return gatewayKey;
  }

  Embedded warder() {
    return warder;
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return data(folder);
  }

  @Override
  public void close() throws IOException {
    warder.close();
    Scratch.remove(folder);
  }
}
