package dev.warder.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Commands that only hold others.
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
abstract sealed class Group implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }

  @Command(name = "token", description = "Make, look at, change and end tokens.")
  static final class Token extends Group {}

  @Command(
      name = "principal",
      description =
          "Look at who is known, what is learned of him, and what he proves himself with.")
  static final class Principal extends Group {}

  @Command(name = "policy", description = "Check, try, apply and show policies.")
  static final class Policy extends Group {}

  @Command(name = "routes", description = "Make routes of what an API says of itself.")
  static final class Routes extends Group {}

  @Command(name = "audit", description = "Verify and read the journal of decisions.")
  static final class Audit extends Group {}

  @Command(name = "incident", description = "Look at and close what the monitor found.")
  static final class Incident extends Group {}

  @Command(name = "reaction", description = "Look at and undo what was done about incidents.")
  static final class Reaction extends Group {}

  @Command(name = "admin", description = "What is done to a data folder by its operator.")
  static final class Admin extends Group {}

  @Command(name = "intel", description = "Look at and replace place and network data.")
  static final class Intel extends Group {}
}
