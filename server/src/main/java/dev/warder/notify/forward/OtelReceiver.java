package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Posts OpenTelemetry log records (OTLP/HTTP, in its JSON encoding) to a collector.
///
/// The protocol forbids to send again what a collector says that it rejected: that is logged.
final class OtelReceiver implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(OtelReceiver.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int INFO = 9;
  private static final int WARN = 13;

  private final URI url;
  private final Poster poster;

  OtelReceiver(Destination.Otel otel) throws IOException {
    String path = otel.url().getPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    this.url = bare ? otel.url().resolve("/v1/logs") : otel.url();
    this.poster = new Poster(otel.tls(), otel.authorization());
  }

  @Override
  public void take(List<Handover> records) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).header("Content-Type", "application/json");
    byte[] answer = poster.post(request, JSON.writeValueAsBytes(request(records)));
    long rejected = rejected(answer);
    if (rejected > 0) {
      LOG.error(
          "the collector rejected {} of {} records from {} on for good",
          rejected,
          records.size(),
          records.getFirst().seq());
    }
  }

  private static ObjectNode request(List<Handover> records) {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode resource = request.putArray("resourceLogs").addObject();
    text(resource.putObject("resource").putArray("attributes"), "service.name", "warder");
    ObjectNode scope = resource.putArray("scopeLogs").addObject();
    scope.putObject("scope").put("name", "dev.warder.audit");
    ArrayNode logs = scope.putArray("logRecords");
    String now = nanos(Instant.now());
    for (Handover record : records) {
      ObjectNode log = logs.addObject();
      log.put("timeUnixNano", nanos(record.time())).put("observedTimeUnixNano", now);
      log.put("severityNumber", record.grave() ? WARN : INFO);
      log.put("severityText", record.grave() ? "WARN" : "INFO");
      log.put("eventName", "warder." + record.kind());
      log.putObject("body").put("stringValue", record.text());
      ArrayNode attributes = log.putArray("attributes");
      text(attributes, "log.record.uid", record.id());
      ObjectNode seq = attributes.addObject().put("key", "warder.seq");
      seq.putObject("value").put("intValue", Long.toString(record.seq()));
    }
    return request;
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static String nanos(Instant time) {
    long seconds = Math.max(0, time.getEpochSecond());
    return Long.toString(seconds * 1_000_000_000L + time.getNano());
  }

  private static long rejected(byte[] answer) {
    try {
      JsonNode rejected = JSON.readTree(answer).path("partialSuccess").path("rejectedLogRecords");
      return rejected.isString() ? Long.parseLong(rejected.stringValue()) : rejected.asLong(0);
    } catch (JacksonException | NumberFormatException e) {
      return 0; // some collectors answer nothing, or in another encoding
    }
  }

  @Override
  public void close() {
    poster.close();
  }
}
