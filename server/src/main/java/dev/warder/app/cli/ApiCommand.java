package dev.warder.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A command that talks to the running service.
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class ApiCommand implements Callable<Integer> {
  @Mixin private final Connection connection;
  @Mixin private final Output output;

  private final Terminal terminal;

  ApiCommand(Terminal terminal) {
    this.terminal = terminal;
    this.connection = new Connection(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public final Integer call() throws Exception {
    return run(connection.open(), output);
  }

  /// @return the exit code
  abstract int run(ApiClient server, Output output) throws Exception;

  Terminal terminal() {
    return terminal;
  }
}
