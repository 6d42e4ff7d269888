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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Posts OpenTelemetry log records (OTLP/HTTP, in its JSON encoding) to a collector.
///
/// The protocol forbids to send again what a collector says that it rejected: that is logged.
final class OtelReceiver implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(OtelReceiver.class);
  private static final int INFO = 9;
  private static final int WARN = 13;

  private final URI url;
  private final Poster poster;

  OtelReceiver(Destination.Otel otel) throws IOException {
    this.url = Otlp.endpoint(otel.url(), "/v1/logs");
    this.poster = new Poster(otel.tls(), otel.authorization());
  }

  @Override
  public void take(List<Handover> records) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).header("Content-Type", "application/json");
    byte[] answer = poster.post(request, Otlp.JSON.writeValueAsBytes(request(records)));
    long rejected = Otlp.rejected(answer, "rejectedLogRecords");
    if (rejected > 0) {
      LOG.error(
          "the collector rejected {} of {} records from {} on for good",
          rejected,
          records.size(),
          records.getFirst().seq());
    }
  }

  private static ObjectNode request(List<Handover> records) {
    ObjectNode request = Otlp.JSON.createObjectNode();
    ObjectNode resource = request.putArray("resourceLogs").addObject();
    Otlp.text(resource.putObject("resource").putArray("attributes"), "service.name", "warder");
    ObjectNode scope = resource.putArray("scopeLogs").addObject();
    scope.putObject("scope").put("name", "dev.warder.audit");
    ArrayNode logs = scope.putArray("logRecords");
    String now = Otlp.nanos(Instant.now());
    for (Handover record : records) {
      ObjectNode log = logs.addObject();
      log.put("timeUnixNano", Otlp.nanos(record.time())).put("observedTimeUnixNano", now);
      log.put("severityNumber", record.grave() ? WARN : INFO);
      log.put("severityText", record.grave() ? "WARN" : "INFO");
      log.put("eventName", "warder." + record.kind());
      log.putObject("body").put("stringValue", record.text());
      ArrayNode attributes = log.putArray("attributes");
      Otlp.text(attributes, "log.record.uid", record.id());
      Otlp.whole(attributes, "warder.seq", record.seq());
      trace(log, record.traceparent());
    }
    return request;
  }

  /// As the record holds it: by then it has its only form.
  private static void trace(ObjectNode log, String traceparent) {
    if (!traceparent.isEmpty()) {
      String[] parts = traceparent.split("-");
      log.put("traceId", parts[1]).put("spanId", parts[2]);
      log.put("flags", Integer.parseInt(parts[3], 16));
    }
  }

  @Override
  public void close() {
    poster.close();
  }
}
