package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.leak.GithubProof;
import dev.warder.leak.Intake;
import dev.warder.leak.KeySet;
import dev.warder.leak.KeySources;
import dev.warder.leak.WebhookProof;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// What the intake of leaked tokens wants to know of the configuration.
final class LeakFittings {
  private LeakFittings() {}

  static Intake intake(Settings.Leaks leaks, InstantSource clock) {
    String keys = leaks.githubKeys();
    Path secret = leaks.webhookSecret();
    Intake.Action action =
        switch (leaks.action()) {
          case REVOKE -> Intake.Action.REVOKE;
          case MARK -> Intake.Action.MARK;
        };
    return new Intake(
        keys == null ? null : new GithubProof(new KeySet(keys(keys), clock)),
        secret == null ? null : new WebhookProof(secret(secret), clock),
        action);
  }

  private static KeySet.Source keys(String at) {
    return at.startsWith("http") ? KeySources.url(URI.create(at)) : KeySources.file(Path.of(at));
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartupFailure(
          "leaks.webhookSecret cannot be read from " + file, "Check its path and mode.", e);
    }
  }
}
