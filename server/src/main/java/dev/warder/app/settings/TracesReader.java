package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Traces;
import dev.warder.notify.trace.Spans;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Reads where decisions are told of as spans of distributed traces, and which.
final class TracesReader {
  private static final Kind<Double> SHARE =
      new Kind<>(
          "share, 0 to 1",
          (text, base) -> {
            if (!text.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?")) {
              throw new IllegalArgumentException("must be a number from 0 to 1, such as 0.01");
            }
            return Double.parseDouble(text);
          });

  private TracesReader() {}

  static @Nullable Traces read(Section section) {
    URI url =
        section.optional(
            "url",
            Kind.URL,
            "The OpenTelemetry collector that spans are posted to (OTLP over HTTP, JSON); without a"
                + " path, `/v1/traces` there. Off unless set.");
    double ratio =
        section.value(
            "ratio", SHARE, "0.01", "The share of traces that is recorded where we decide that.");
    boolean follow =
        section.value(
            "follow",
            Kind.YES_OR_NO,
            "true",
            "Whether a call that comes with a trace is recorded where, and only where, its sender"
                + " records it. Set false where gateways hand on what clients sent.");
    String service =
        section.value("service", Kind.TEXT, "warder", "What this service is called in traces.");
    var tls = ForwardReader.tls(section);
    var authorization =
        ForwardReader.secret(section, "authorization", "The value of the Authorization header");
    section.end();
    if (url != null && url.getUserInfo() != null) {
      section.report(section.where("url"), "must be a URL without a password");
      return null;
    }
    return url == null
        ? null
        : new Traces(new Spans.Collector(url, tls, authorization), ratio, follow, service);
  }
}
