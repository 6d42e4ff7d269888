package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Journal;
import dev.warder.model.StartupFailure;
import dev.warder.token.Peppers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Another key for the digests of tokens, in a data folder in which no service runs.
public final class PepperRotation {
  private PepperRotation() {}

  /// Tokens stay good: their digests are checked with the keys that they were made with.
  ///
  /// @return the new key's file
  /// @throws StartupFailure where a service runs there, or none ever did
  public static Path run(Settings settings) throws IOException {
    Workshop workshop = Workshop.of(settings);
    try (Journal journal = workshop.open()) {
      String id = workshop.ids().next("");
      Path keys = workshop.folder().keys();
      workshop.recorder(journal).record("pepper.rotated", id, Map.of());
      Peppers.add(keys, id, workshop.random());
      return keys.resolve("pepper-" + id + ".key");
    }
  }
}
