package dev.warder.app.cli;

import dev.warder.app.Service;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.model.Fault;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description = "Run the service until it is interrupted.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final Configuration configuration;

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
    this.configuration = new Configuration(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ConfigurationError {
    Settings settings = configuration.read();
    Service service = start(settings);
    CountDownLatch over = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              service.close();
              over.countDown();
            },
            "warder-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    greet(settings, service);
    over.await();
    return Exit.DONE;
  }

  private static Service start(Settings settings) throws IOException {
    try {
      return Service.start(settings);
    } catch (Fault.Conflict held) {
      throw Stop.environment(held.publicText(), "No two services may share a data folder.", held);
    }
  }

  private void greet(Settings settings, Service service) {
    PrintStream out = terminal.out();
    String scheme = settings.server().tls() == null ? "http" : "https";
    out.println(
        "Warder listens on " + scheme + "://" + settings.server().host() + ":" + service.port());
    if (service.wiring().adminTokenIsNew()) {
      out.println("The admin token is in " + settings.data().resolve("admin.token"));
    }
    if (!settings.routesGiven()) {
      out.println("No routes are configured: one route * /** lets every valid token through.");
    }
    out.flush();
  }
}
