package dev.warder.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// What a command may see and touch of the world around it.
///
/// @param interactive whether a person is looking at `out`
/// @param working the folder that relative paths start from
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path working,
    boolean interactive) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  boolean colours() {
    return interactive && !environment.containsKey("NO_COLOR");
  }

  Path resolve(Path path) {
    return working.resolve(path).normalize();
  }
}
