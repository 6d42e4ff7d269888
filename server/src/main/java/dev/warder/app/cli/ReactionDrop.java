package dev.warder.app.cli;

import picocli.CommandLine.Command;

@Command(name = "drop", description = "Let reactions be that wait for your word.")
final class ReactionDrop extends WaitingReactions {
  ReactionDrop(Terminal terminal) {
    super(terminal, "drop", "it is not done.");
  }
}
