package dev.warder.app.cli;

import dev.warder.app.Ahead;
import dev.warder.app.Service;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.model.Fault;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = ServeCommand.NAME,
    description = "Run the service until Ctrl-C or SIGTERM.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  static final String NAME = "serve";
  private static final String UPSTREAM = "--upstream";
  private static final String UPSTREAM_PORT = "--upstream-port";
  private static final String KEEP_CREDENTIAL = "--keep-credential";

  @Mixin private final Configuration configuration;

  @Option(
      names = UPSTREAM,
      paramLabel = "URL",
      description = "Also stand in front of this API as its gateway.")
  private @Nullable String upstream;

  @Option(
      names = UPSTREAM_PORT,
      paramLabel = "N",
      description = "The port that takes the API's calls (default 8481).")
  private @Nullable String upstreamPort;

  @Option(names = KEEP_CREDENTIAL, description = "Show the API what the client proved itself with.")
  private boolean keepCredential;

  private final Terminal terminal;
  private final Ahead ahead;

  ServeCommand(Terminal terminal, Ahead ahead) {
    this.terminal = terminal;
    this.ahead = ahead;
    this.configuration = new Configuration(terminal);
  }

  /// @return nothing where another command was typed, or options that are not plain
  static @Nullable ServeCommand plain(Terminal terminal, String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(NAME)) {
      return null;
    }
    Set<String> valued = new HashSet<>(Configuration.OPTIONS);
    valued.addAll(List.of(UPSTREAM, UPSTREAM_PORT));
    PlainOptions options = PlainOptions.of(valued, Set.of(KEEP_CREDENTIAL), arguments);
    if (options == null || !Configuration.canTake(options)) {
      return null;
    }
    ServeCommand serve = new ServeCommand(terminal, Ahead.begin());
    serve.configuration.take(options);
    serve.upstream = options.value(UPSTREAM);
    serve.upstreamPort = options.value(UPSTREAM_PORT);
    serve.keepCredential = options.has(KEEP_CREDENTIAL);
    return serve;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    try (Service service = start(settings)) {
      StopSignal signal = StopSignal.closes(service, terminal);
      tell(settings, service);
      signal.await();
      signal.withdraw();
    }
    return Exit.DONE;
  }

  Settings settings() throws ConfigurationError {
    configuration.set("upstream.url", upstream);
    configuration.set("upstream.port", upstreamPort);
    configuration.set("upstream.keepCredential", keepCredential ? "true" : null);
    return configuration.read();
  }

  Service start(Settings settings) throws IOException {
    try {
      return Service.start(settings, ahead);
    } catch (Fault.Conflict damaged) {
      throw Stop.environment(
          damaged.publicText(),
          "See what ./warder audit verify says of "
              + settings.data()
              + ", and restore the folder from a backup where it is damaged.",
          damaged);
    }
  }

  void tell(Settings settings, Service service) {
    Settings.Server server = settings.server();
    String scheme = server.tls() == null ? "http" : "https";
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    say("Warder listens on " + scheme + "://" + host + ":" + service.port());
    if (settings.upstream() != null) {
      String taken = scheme + "://" + host + ":" + service.upstreamPort();
      say("Calls for " + settings.upstream().url() + " are taken at " + taken);
    }
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
