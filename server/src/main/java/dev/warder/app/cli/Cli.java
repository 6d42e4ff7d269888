package dev.warder.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, put together, and the one place where a failure becomes a line and an exit code.
@Command(
    name = "warder",
    description = "Makes API tokens adaptive: decides on every call whether it may pass.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no: a failed check, an invalid journal",
      "2:wrong usage",
      "3:the environment is wrong: no server, no space, no permission",
      "4:the server refused"
    })
final class Cli implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an error came from.")
  private boolean debug;

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  private Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  /// @return the exit code
  static int run(Terminal terminal, String... arguments) {
    Cli cli = new Cli(terminal);
    CommandLine commands = Commands.of(cli, terminal);
    commands.setOut(writer(terminal.out()));
    commands.setErr(writer(terminal.err()));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    commands.setParameterExceptionHandler((e, args) -> cli.wrongUsage(e));
    commands.setExecutionExceptionHandler(
        (e, command, parsed) -> Failures.tell(terminal, e, cli.debug));
    int exit = cli.execute(commands, arguments);
    terminal.out().flush();
    terminal.err().flush();
    return exit;
  }

  /// A broken installation shows as an error, not as an exception.
  private int execute(CommandLine commands, String... arguments) {
    try {
      return commands.execute(arguments);
    } catch (LinkageError | StackOverflowError e) {
      return Failures.tell(terminal, e, debug);
    }
  }

  /// Without a command there is nothing to do but to say what there is.
  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    Failures.say(terminal, String.valueOf(e.getMessage()), null);
    if (!UnmatchedArgumentException.printSuggestions(e, writer(terminal.err()))) {
      terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return Exit.WRONG_USAGE;
  }
}
