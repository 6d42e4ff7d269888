package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Posts batches of JSON Lines, signed. Any 2xx means that all of the batch was taken.
final class WebReceiver implements Receiver {
  private final Destination.Web web;
  private final Poster poster;

  WebReceiver(Destination.Web web) throws IOException {
    this.web = web;
    this.poster = new Poster(web.tls(), web.authorization());
  }

  @Override
  public void take(List<Handover> records) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    records.forEach(record -> text.append(record.text()).append('\n'));
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(web.url())
            .header("Content-Type", "application/x-ndjson")
            .header("X-Warder-First-Seq", Long.toString(records.getFirst().seq()))
            .header("X-Warder-Records", Integer.toString(records.size()));
    if (web.secret() != null) {
      request.header(Signature.HEADER, Signature.of(web.secret().read(), body, Instant.now()));
    }
    var _ = poster.post(request, body);
  }

  @Override
  public void close() {
    poster.close();
  }
}
