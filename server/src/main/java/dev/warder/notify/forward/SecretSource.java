package dev.warder.notify.forward;

import dev.warder.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a secret of a target stands: never in the configuration itself.
public sealed interface SecretSource {
  /// Read anew each time, so that it can be exchanged while we run.
  ///
  /// @throws IOException where it is not there; says where it should be
  Secret read() throws IOException;

  /// The first line of a file.
  record InFile(Path path) implements SecretSource {
    @Override
    public Secret read() throws IOException {
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        throw new IOException(path + " is empty");
      }
      return new Secret(text);
    }
  }

  /// An environment variable.
  record InVariable(String name) implements SecretSource {
    @Override
    public Secret read() throws IOException {
      String text = System.getenv(name);
      if (text == null || text.isBlank()) {
        throw new IOException("the environment variable " + name + " is not set");
      }
      return new Secret(text.strip());
    }
  }
}
