package dev.warder.app.cli;

import dev.warder.app.Service;
import dev.warder.app.settings.Settings;
import dev.warder.model.Fault;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description = "Run the service until Ctrl-C or SIGTERM.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final Configuration configuration;

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
    this.configuration = new Configuration(terminal);
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = configuration.read();
    try (Service service = start(settings)) {
      StopSignal signal = StopSignal.closes(service, terminal);
      tell(settings, service);
      signal.await();
      signal.withdraw();
    }
    return Exit.DONE;
  }

  private static Service start(Settings settings) throws IOException {
    try {
      return Service.start(settings);
    } catch (Fault.Conflict damaged) {
      throw Stop.environment(
          damaged.publicText(),
          "See what ./warder audit verify says of "
              + settings.data()
              + ", and restore the folder from a backup where it is damaged.",
          damaged);
    }
  }

  private void tell(Settings settings, Service service) {
    Settings.Server server = settings.server();
    String scheme = server.tls() == null ? "http" : "https";
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    say("Warder listens on " + scheme + "://" + host + ":" + service.port());
    say("Data folder: " + settings.data());
    if (service.wiring().adminTokenIsNew()) {
      say("A first admin token was written to " + settings.data().resolve("admin.token"));
    }
    if (settings.file() != null) {
      say("Configuration: " + settings.file());
    }
    if (!settings.routesGiven()) {
      say(
          "No routes are configured: the defaults are in force, with one route * /** that asks for"
              + " no scope.");
    }
  }

  private void say(String text) {
    terminal.out().println(text);
    terminal.out().flush();
  }
}
