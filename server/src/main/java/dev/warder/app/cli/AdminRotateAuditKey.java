package dev.warder.app.cli;

import dev.warder.app.Rotation;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.audit.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Option(
      names = "--config",
      paramLabel = "F",
      description = "The configuration (default: as for serve).")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
  private @Nullable Path data;

  @Mixin private final Output output;

  private final Terminal terminal;

  AdminRotateAuditKey(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    Map<String, String> given = data == null ? Map.of() : Map.of("data", data.toString());
    VerifierKey key = Rotation.run(Configuration.read(terminal, config, given));
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
