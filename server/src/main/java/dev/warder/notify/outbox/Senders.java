package dev.warder.notify.outbox;

import dev.warder.model.Trace;
import dev.warder.notify.forward.Poster;
import dev.warder.notify.forward.Signature;
import dev.warder.notify.outbox.Channel.Destination;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Opens what hands notices to a destination.
final class Senders {
  private Senders() {}

  static Sender open(Destination destination) throws IOException {
    return switch (destination) {
      case Destination.Webhook webhook -> new WebhookSender(webhook);
      case Destination.Slack slack -> new SlackSender(slack);
      case Destination.Alertmanager alertmanager -> new AlertmanagerSender(alertmanager);
      case Destination.Mail mail -> new MailSender(mail);
    };
  }

  static HttpRequest.Builder json(URI url, Notice notice) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notice.id());
    String traceparent = notice.facts().get(Trace.HEADER);
    return traceparent == null ? request : request.header(Trace.HEADER, traceparent);
  }

  /// Posts our own JSON, signed where there is a secret.
  private static final class WebhookSender implements Sender {
    private final Destination.Webhook webhook;
    private final Poster poster;

    WebhookSender(Destination.Webhook webhook) throws IOException {
      this.webhook = webhook;
      this.poster = new Poster(webhook.tls(), webhook.authorization());
    }

    @Override
    public void send(Delivery delivery) throws IOException, InterruptedException {
      byte[] body = NoticeJson.write(delivery.notice()).getBytes(StandardCharsets.UTF_8);
      HttpRequest.Builder request = json(webhook.url(), delivery.notice());
      if (webhook.secret() != null) {
        request.header(
            Signature.HEADER, Signature.of(webhook.secret().read(), body, Instant.now()));
      }
      var _ = poster.post(request, body);
    }

    @Override
    public void close() {
      poster.close();
    }
  }
}
