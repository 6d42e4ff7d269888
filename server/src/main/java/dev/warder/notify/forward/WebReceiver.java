package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.model.Secret;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts batches of JSON Lines, signed. Any 2xx means that all of the batch was taken.
///
/// The signature, `X-Warder-Signature: t=SECONDS,v1=HEX`, is HMAC-SHA-256 over the seconds since
/// 1970, a dot, and the body. A receiver that refuses times too long ago cannot be replayed to.
final class WebReceiver implements Receiver {
  private static final String ALGORITHM = "HmacSHA256";

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
      request.header("X-Warder-Signature", signature(web.secret().read(), body));
    }
    var _ = poster.post(request, body);
  }

  private static String signature(Secret secret, byte[] body) throws IOException {
    long seconds = Instant.now().getEpochSecond();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IOException("the batch cannot be signed", e);
    }
  }

  @Override
  public void close() {
    poster.close();
  }
}
