package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.audit.Entry;
import dev.warder.audit.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was wrong with the service last night stands in its records.
class HealthRecordsTest {
  @TempDir Path folder;

  @Test
  void aTargetThatFailsIsRecordedAndThatItIsWellAgain() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Service service = start(port)) {
      List<String> failing = await(service, 1);
      assertThat(failing.getFirst())
          .contains("\"subject\":\"forward.siem\"", "\"healthy\":false", "\"because\":\"")
          .doesNotContain("hush");
      HttpServer receiver =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      receiver.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      receiver.start();
      try {
        assertThat(await(service, 2).getFirst()).contains("forward.siem", "\"healthy\":true");
      } finally {
        receiver.stop(0);
      }
    }
  }

  @Test
  void whatCannotBeRecordedIsToldOfLaterAndWhatLastsIsToldOfOnce() {
    AtomicReference<Optional<String>> ailment = new AtomicReference<>(Optional.empty());
    AtomicBoolean writable = new AtomicBoolean();
    List<Map<String, Object>> told = new ArrayList<>();
    HealthRecords records =
        new HealthRecords((part, details) -> writable.get() && told.add(details))
            .watch("search", ailment::get);
    records.look();
    ailment.set(Optional.of("it is full"));
    records.look();
    assertThat(told).isEmpty();
    writable.set(true);
    records.look();
    ailment.set(Optional.of("it is full still"));
    records.look();
    ailment.set(Optional.empty());
    records.look();
    records.look();
    assertThat(told)
        .containsExactly(
            Map.of("healthy", false, "because", "it is full"), Map.of("healthy", true));
  }

  private Service start(int port) throws Exception {
    Path file = folder.resolve("warder.yaml");
    Files.writeString(folder.resolve("siem.secret"), "hush-hush\n");
    Files.writeString(
        file,
        """
        data: data
        server: {port: 0}
        audit:
          forward:
            - {name: siem, to: http, url: "http://127.0.0.1:%d/in", secretFile: siem.secret}
        """
            .formatted(port));
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    return Service.listen(settings);
  }

  /// The records of changed health, the newest first, once there are so many.
  private static List<String> await(Service service, int count) throws IOException {
    Query changed = Query.parse(Map.of("kind", HealthRecords.KIND));
    while (true) {
      List<String> found =
          service.wiring().reader.page(changed, OptionalLong.empty(), 10).entries().stream()
              .map(Entry::json)
              .toList();
      if (found.size() >= count) {
        assertThat(found).hasSize(count);
        return found;
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
