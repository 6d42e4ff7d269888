package dev.warder.app.cli;

import dev.warder.app.TokenReset;
import dev.warder.app.settings.ConfigurationError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "reset-token",
    description = {
      "Make another first admin token, while the service is stopped.",
      "It is written to admin.token of the data folder. The first admin tokens from before are"
          + " revoked, and admin may act again where it was disabled. The journal records it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AdminResetToken implements Callable<Integer> {
  @Mixin private final StoppedFolder folder;
  @Mixin private final Output output;

  AdminResetToken(Terminal terminal) {
    this.folder = new StoppedFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    TokenReset.Outcome outcome = TokenReset.run(folder.read());
    if (output.isJson()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("file", outcome.file().toString());
      told.put("id", outcome.id());
      told.put("revoked", outcome.revoked());
      told.put("otherAdmins", outcome.otherAdmins());
      output.json(told);
      return Exit.DONE;
    }
    output.line(outcome.file().toString());
    output.note("The file above holds the new admin token. Revoked: " + revoked(outcome) + ".");
    if (outcome.otherAdmins() > 0) {
      output.note(
          outcome.otherAdmins()
              + " other token(s) with the scope warder:admin stay good: see ./warder token list.");
    }
    return Exit.DONE;
  }

  private static String revoked(TokenReset.Outcome outcome) {
    return outcome.revoked().isEmpty() ? "none" : String.join(", ", outcome.revoked());
  }
}
