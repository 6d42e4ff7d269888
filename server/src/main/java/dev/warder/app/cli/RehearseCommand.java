package dev.warder.app.cli;

import dev.warder.app.Scratch;
import dev.warder.app.Service;
import dev.warder.app.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `warder rehearse`: starts a service in a folder of its own, sends it calls, and stops. The
/// launcher lets a virtual machine watch it, and keeps what that learned for the next start.
@Command(
    name = "rehearse",
    hidden = true,
    description = "Run a service for some seconds, for the start-up cache.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  @Mixin private final Configuration configuration;

  RehearseCommand(Terminal terminal) {
    this.configuration = new Configuration(terminal);
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = configuration.read();
    try (Scratch scratch = Scratch.make("warder-rehearsal");
        Service service = Service.start(settings.scratch(scratch.folder()))) {
      service.awaitWarm();
    }
    return Exit.DONE;
  }
}
