package dev.warder.notify.trace;

import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Trace;
import dev.warder.model.Verdict;
import dev.warder.notify.forward.Otlp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Decisions as spans, in the words of OpenTelemetry's semantic conventions for HTTP servers.
///
/// Who called, from where, with what and for which path is left out: it is personal or may be
/// secret, and could not be taken back from a collector. The decision's id leads to the record.
final class SpanJson {
  private static final String SCOPE = "dev.warder.decide";
  private static final int SERVER = 2;
  private static final int ERROR = 2;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final Set<String> METHODS =
      Set.of(
          "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE");

  private final Map<String, String> resource;
  private final ToIntFunction<Decision> status;

  /// @param resource what is told of this service
  /// @param status that the client of a call is answered with
  SpanJson(Map<String, String> resource, ToIntFunction<Decision> status) {
    this.resource = Map.copyOf(resource);
    this.status = status;
  }

  byte[] request(List<Decision> decisions) {
    ObjectNode request = Otlp.JSON.createObjectNode();
    ObjectNode from = request.putArray("resourceSpans").addObject();
    ArrayNode attributes = from.putObject("resource").putArray("attributes");
    resource.forEach((key, value) -> Otlp.text(attributes, key, value));
    ObjectNode scope = from.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", SCOPE);
    ArrayNode spans = scope.putArray("spans");
    for (Decision each : decisions) {
      Trace trace = each.attempt().trace();
      if (trace != null) {
        write(spans.addObject(), each, trace);
      }
    }
    return Otlp.JSON.writeValueAsBytes(request);
  }

  private void write(ObjectNode span, Decision decision, Trace trace) {
    span.put("traceId", trace.id()).put("spanId", trace.span()).put("flags", trace.flags());
    if (trace.parent() != null) {
      span.put("parentSpanId", trace.parent());
    }
    if (!trace.state().isEmpty()) {
      span.put("traceState", trace.state());
    }
    Instant start = decision.time();
    Instant end = start.plusNanos(decision.latencyMicros() * NANOS_PER_MICRO);
    span.put("name", name(decision)).put("kind", SERVER);
    span.put("startTimeUnixNano", Otlp.nanos(start)).put("endTimeUnixNano", Otlp.nanos(end));
    ArrayNode attributes = span.putArray("attributes");
    request(attributes, decision);
    decided(attributes, decision);
    failed(span, attributes, decision);
  }

  /// Without a route the method alone, as the conventions want: paths are too many.
  private static String name(Decision decision) {
    String method = method(decision.attempt());
    String route = route(decision);
    return "decide "
        + (method.equals("_OTHER") ? "HTTP" : method)
        + (route.isEmpty() ? "" : " ")
        + route;
  }

  private static String method(Attempt attempt) {
    return METHODS.contains(attempt.method()) ? attempt.method() : "_OTHER";
  }

  /// The path of the route that matched, as it was configured: `* api.example.com/orders/{id}` is
  /// `/orders/{id}`.
  private static String route(Decision decision) {
    if (decision.route() == null) {
      return "";
    }
    String id = decision.route().id();
    int path = id.indexOf('/');
    return path < 0 ? "" : id.substring(path);
  }

  private void request(ArrayNode attributes, Decision decision) {
    Attempt attempt = decision.attempt();
    Otlp.text(attributes, "http.request.method", method(attempt));
    text(attributes, "http.route", route(decision));
    text(attributes, "url.scheme", attempt.scheme());
    text(attributes, "server.address", attempt.host());
    Otlp.whole(attributes, "http.response.status_code", status.applyAsInt(decision));
  }

  private static void decided(ArrayNode attributes, Decision decision) {
    Otlp.text(attributes, "warder.decision.id", decision.id());
    Otlp.text(attributes, "warder.verdict", decision.verdict().wire());
    if (decision.route() != null) {
      Otlp.text(attributes, "warder.route", decision.route().id());
    }
    Assessment assessment = decision.assessment();
    if (assessment != null) {
      Otlp.text(attributes, "warder.risk.level", assessment.risk().level().wire());
      Otlp.whole(attributes, "warder.risk.score", assessment.risk().score());
    }
    if (!decision.reasons().isEmpty()) {
      ArrayNode reasons =
          Otlp.value(attributes, "warder.reasons").putObject("arrayValue").putArray("values");
      decision.reasons().forEach(reason -> reasons.addObject().put("stringValue", reason));
    }
  }

  /// A no is what we are for; an error is only what we failed to decide.
  private static void failed(ObjectNode span, ArrayNode attributes, Decision decision) {
    if (decision.verdict() instanceof Verdict.Deny(Denial why)
        && (why == Denial.FAILURE || why == Denial.OVERLOAD)) {
      Otlp.text(attributes, "error.type", why.wire());
      span.putObject("status").put("code", ERROR);
    }
  }

  private static void text(ArrayNode attributes, String key, String value) {
    if (!value.isEmpty()) {
      Otlp.text(attributes, key, value);
    }
  }
}
