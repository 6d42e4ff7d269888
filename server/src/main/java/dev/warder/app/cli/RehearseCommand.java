package dev.warder.app.cli;

import dev.warder.app.Ahead;
import dev.warder.app.Scratch;
import dev.warder.app.Service;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
        - {match: "GET /orders/{id}", scopes: ["orders:read"], sensitivity: normal}
      """;

  @Mixin private final Configuration configuration;

  RehearseCommand(Terminal terminal) {
    this.configuration = new Configuration(terminal);
  }

  @Override
  public Integer call() throws Exception {
    try (Scratch scratch = Scratch.make("warder-rehearsal")) {
      Path file = Files.writeString(scratch.folder().resolve("warder.yaml"), CONFIGURATION);
      var _ = SettingsReader.read(file, Map.of(), Map.of(), scratch.folder());
      Settings settings = configuration.read().scratch(scratch.folder().resolve("data"));
      try (Service service = Service.start(settings, Ahead.begin())) {
        service.awaitWarm();
        ask(service.port(), "/readyz");
        ask(service.port(), "/metrics");
      }
      try (Service again = Service.start(settings, Ahead.NOTHING)) {
        ask(again.port(), "/healthz");
      }
    }
    return Exit.DONE;
  }

  private static void ask(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }
}
