package dev.warder.app.cli;

import picocli.CommandLine.Command;

@Command(name = "apply", description = "Carry out reactions that wait for your word.")
final class ReactionApply extends WaitingReactions {
  ReactionApply(Terminal terminal) {
    super(terminal, "apply", "done.");
  }
}
