package dev.warder.app;

import dev.warder.app.cli.Cli;
import dev.warder.app.cli.Terminal;
import java.nio.file.Path;
import java.util.Objects;

/// Where the process begins.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    boolean interactive = Objects.requireNonNull(System.console()).isTerminal();
    Path working = Path.of("").toAbsolutePath();
    Terminal terminal =
        new Terminal(System.in, System.out, System.err, System.getenv(), working, interactive);
    System.exit(Cli.run(terminal, arguments));
  }
}
