package dev.warder.app;

import dev.warder.Wire;
import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.http.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Knocks at every endpoint of a server, and tells which leave no record of it.
///
/// @param secondEnds lets what is counted by the second be recorded
/// @param caller headers that say who knocks
/// @param bodies what is sent along, but with a GET
record Trails(
    int port, Journal journal, Runnable secondEnds, List<String> caller, List<String> bodies) {

  List<String> without(List<Endpoint> endpoints) throws IOException {
    List<String> silent = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      for (String body : endpoint.method().equals("GET") ? List.of("") : bodies) {
        if (!isRecorded(endpoint, body)) {
          silent.add(endpoint.method() + " " + endpoint.template() + " " + body);
        }
      }
    }
    return silent;
  }

  private boolean isRecorded(Endpoint endpoint, String body) throws IOException {
    secondEnds.run();
    long before = barrier();
    String path = endpoint.template().replace("/**", "/x").replaceAll("\\{\\w+}", "something");
    String method = endpoint.method().equals(Endpoint.ANY) ? "GET" : endpoint.method();
    List<String> head = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
    head.add("Content-Type: application/json");
    head.addAll(caller);
    var _ = Wire.send(port, head, body.getBytes(StandardCharsets.UTF_8));
    secondEnds.run();
    return barrier() > before + 1;
  }

  /// The `seq` of a record that is written behind all that were handed over before.
  private long barrier() {
    Event event = new Event("evt_barrier", Instant.EPOCH, "test.barrier", "system", "", Map.of());
    return journal.append(event).join();
  }
}
