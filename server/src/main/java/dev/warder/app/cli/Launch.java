package dev.warder.app.cli;

/// Runs what was typed.
public final class Launch {
  private Launch() {}

  /// The service as it is mostly started begins without putting a command line together, which
  /// takes a fifth of a start. Whatever else is typed, right or wrong, is picocli's to understand.
  ///
  /// @return the exit code
  public static int run(Terminal terminal, String... arguments) {
    ServeCommand plain = ServeCommand.plain(terminal, arguments);
    return plain == null ? Cli.run(terminal, arguments) : run(plain, terminal);
  }

  private static int run(ServeCommand serve, Terminal terminal) {
    int exit;
    try {
      exit = serve.call();
    } catch (Exception | LinkageError | StackOverflowError e) {
      exit = Failures.tell(terminal, e, false);
    }
    terminal.out().flush();
    terminal.err().flush();
    return exit;
  }
}
