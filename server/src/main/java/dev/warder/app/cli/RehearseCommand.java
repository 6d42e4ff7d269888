package dev.warder.app.cli;

import dev.warder.app.Rehearsal;
import dev.warder.app.Scratch;
import dev.warder.app.Service;
import dev.warder.app.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `warder rehearse`: starts a service in a folder of its own, sends it calls, stops, and starts it
/// again. The launcher lets a virtual machine watch it, and keeps what that learned for the next
/// start.
@Command(
    name = "rehearse",
    hidden = true,
    description = "Run a service for some seconds, for the start-up cache.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  private static final String CONFIGURATION =
      """
      decide: {deadline: 100ms}
      routes:
        - {match: "* /orders/{id}", scopes: ["warder:decide"], sensitivity: normal}
      policy: [rules.yaml]
      """;

  private static final String RULES =
      """
      apiVersion: warder.dev/v1
      kind: Policy
      rules:
        - id: read-only
          when: source.countryIsNew && risk.level == "critical"
          then: {restrict: {methods: [GET], scopes: ["*:read"]}}
        - id: too-many
          when: rate.perMinute > 100000000
          then: {throttle: {requests: 60, per: 1m}}
        - id: proof
          when: token.scopes.exists(s, s == "*") || client.isNew && token.age > duration("8760h")
          unless: assurance.age < duration("15m")
          then: {stepUp: {acr: mfa, maxAge: 15m}}
        - id: office
          when: request.path.startsWith("/admin/") || source.country in ["XX", "YY"]
          unless: source.ip.inNet("10.0.0.0/8")
          then: deny
      """;

  private final Terminal terminal;

  RehearseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    try (Scratch scratch = Scratch.make("warder-rehearsal")) {
      Path folder = scratch.folder();
      Files.writeString(folder.resolve("rules.yaml"), RULES);
      Files.writeString(folder.resolve("warder.yaml"), CONFIGURATION);
      try (Service service = start(folder)) {
        service.awaitWarm();
        Rehearsal.call(service);
        ask(service.port(), "/readyz");
        ask(service.port(), "/metrics");
      }
      try (Service again = start(folder)) {
        ask(again.port(), "/healthz");
      }
    }
    return Exit.DONE;
  }

  /// As it is mostly started.
  private Service start(Path folder) throws Exception {
    String config = folder.resolve("warder.yaml").toString();
    ServeCommand serve = ServeCommand.plain(terminal, ServeCommand.NAME, "--config", config);
    if (serve == null) {
      throw new IllegalStateException("a plain command is not understood");
    }
    Settings settings = serve.settings().scratch(folder.resolve("data"));
    Service service = serve.start(settings);
    serve.tell(settings, service);
    return service;
  }

  private static void ask(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }
}
