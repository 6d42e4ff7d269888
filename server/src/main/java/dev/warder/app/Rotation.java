package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.KeyRotation;
import dev.warder.audit.VerifierKey;
import dev.warder.model.IdSource;
import java.io.IOException;
import java.security.SecureRandom;

/// Replaces the key that signs a data folder's journal, while no service runs in it.
public final class Rotation {
  private Rotation() {}

  public static VerifierKey run(Settings settings) throws IOException {
    SecureRandom random = new SecureRandom();
    IdSource ids = new IdSource(Clocks.MILLISECONDS, random);
    return new KeyRotation(Fittings.journal(settings), ids, Clocks.MILLISECONDS).run("operator");
  }
}
