package dev.warder.app.cli;

import dev.warder.app.Rotation;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.audit.VerifierKey;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "rotate-audit-key",
    description = {
      "Replace the key that signs the journal, while the service is stopped.",
      "The journal records it, signed by the old key, whose checkpoints stay valid. The old private"
          + " key is gone afterwards."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AdminRotateAuditKey implements Callable<Integer> {
  @Mixin private final StoppedFolder folder;
  @Mixin private final Output output;

  AdminRotateAuditKey(Terminal terminal) {
    this.folder = new StoppedFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    VerifierKey key = Rotation.run(folder.read());
    if (output.isJson()) {
      output.json(Map.of("verifierKey", key.toString()));
    } else {
      output.line(key.toString());
      output.note(
          "The line above signs from now on. Put it above the others in the copies of audit.pub"
              + " that auditors keep.");
    }
    return Exit.DONE;
  }
}
