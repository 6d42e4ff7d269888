package dev.warder.app;

import dev.warder.app.cli.Launch;
import dev.warder.app.cli.Terminal;
import java.io.Console;
import java.nio.file.Path;

/// Where the process begins.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Path working = Path.of("").toAbsolutePath();
    Terminal terminal =
        new Terminal(System.in, System.out, System.err, System.getenv(), working, isInteractive());
    System.exit(Launch.run(terminal, arguments));
  }

  /// Whether a person sits at both ends. Newer Javas hand out a console that is no terminal, Java
  /// 25 again none at all: both mean no.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
