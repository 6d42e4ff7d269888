package dev.warder.notify.outbox;

import dev.warder.notify.forward.Poster;
import dev.warder.notify.outbox.Channel.Destination;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Raises a notice as an alert (Alertmanager's API, version 2), and ends it when its story ends.
///
/// Labels tell alerts apart, so they are the same for all notices of one story. An alert of which
/// nothing more is heard ends by itself after a day.
final class AlertmanagerSender implements Sender {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final URI url;
  private final Poster poster;

  AlertmanagerSender(Destination.Alertmanager alertmanager) throws IOException {
    String base = alertmanager.url().toString();
    this.url = URI.create(base + (base.endsWith("/") ? "" : "/") + "api/v2/alerts");
    this.poster = new Poster(alertmanager.tls(), alertmanager.authorization());
  }

  @Override
  public void send(Delivery delivery) throws IOException, InterruptedException {
    byte[] body = body(delivery.notice()).getBytes(StandardCharsets.UTF_8);
    var _ = poster.post(Senders.json(url, delivery.notice()), body);
  }

  static String body(Notice notice) {
    ArrayNode alerts = NoticeJson.JSON.createArrayNode();
    ObjectNode alert = alerts.addObject();
    alert
        .putObject("labels")
        .put("alertname", "Warder" + capital(notice.kind()))
        .put("service", "warder")
        .put("about", notice.about());
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", notice.title()).put("description", notice.text());
    annotations.put("urgency", notice.urgency().wire());
    notice.facts().forEach((name, value) -> annotations.put(name(name), value));
    if (notice.ended()) {
      alert.put("endsAt", notice.time().toString());
    } else {
      alert.put("startsAt", notice.time().toString());
      alert.put("endsAt", notice.time().plus(FORGOTTEN).toString());
    }
    return NoticeJson.JSON.writeValueAsString(alerts);
  }

  private static String capital(String kind) {
    String letters = kind.replaceAll("[^A-Za-z0-9]", "");
    return letters.isEmpty() ? "" : Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
  }

  /// A label name as Prometheus wants it.
  private static String name(String name) {
    String kept = name.replaceAll("[^A-Za-z0-9_]", "_");
    return kept.isEmpty() || Character.isDigit(kept.charAt(0)) ? "_" + kept : kept;
  }

  @Override
  public void close() {
    poster.close();
  }
}
