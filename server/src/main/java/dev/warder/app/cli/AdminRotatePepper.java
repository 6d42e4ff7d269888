package dev.warder.app.cli;

import dev.warder.app.PepperRotation;
import dev.warder.app.settings.ConfigurationError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "rotate-pepper",
    description = {
      "Add a key for the digests of tokens, while the service is stopped.",
      "New secrets are kept under it from the next start on. Tokens stay good: the keys from before"
          + " still check what was made under them. The journal records it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AdminRotatePepper implements Callable<Integer> {
  @Mixin private final StoppedFolder folder;
  @Mixin private final Output output;

  AdminRotatePepper(Terminal terminal) {
    this.folder = new StoppedFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    Path file = PepperRotation.run(folder.read());
    if (output.isJson()) {
      output.json(Map.of("file", file.toString()));
    } else {
      output.line(file.toString());
      output.note(
          "New secrets are kept under the key above from the next start on. Back it up, and keep"
              + " the older ones: ./warder token rotate moves a token to the new one.");
    }
    return Exit.DONE;
  }
}
