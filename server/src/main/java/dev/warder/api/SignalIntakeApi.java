package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.warder.audit.RefusedCallers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Json;
import dev.warder.http.Problems;
import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `/v1/signals`: security events that others push to us (RFC 8935). The event's own signature is
/// what proves them.
public final class SignalIntakeApi {
  private static final long MOST = 1 << 16;
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final MediaType SET = MediaType.create("application", "secevent+jwt");

  /// Takes in an event.
  public interface Intake {
    /// @return empty where it was taken; otherwise `err` and `description` as RFC 8935 has them
    Map<String, String> take(String set);
  }

  private final Intake intake;
  private final RefusedCallers refused;

  public SignalIntakeApi(Intake intake, RefusedCallers refused) {
    this.intake = intake;
    this.refused = refused;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("POST", "/v1/signals", new Handler.Unread(MOST, WITHIN, this::take)));
  }

  private HttpResponse take(Call call, Body body) {
    try {
      MediaType said = call.headers().contentType();
      Map<String, String> wrong =
          said == null || !said.is(SET)
              ? Map.of("err", "invalid_request", "description", "send application/secevent+jwt")
              : intake.take(new String(body.whole(), StandardCharsets.UTF_8));
      if (wrong.isEmpty()) {
        return new Answer(202, MediaType.JSON, new byte[0], Map.of()).toHttpResponse();
      }
      refused.refused(call.peer(), "signal");
      byte[] answer =
          Json.write(out -> {
            out.writeStartObject();
            wrong.forEach(out::writeStringProperty);
            out.writeEndObject();
          });
      return new Answer(400, MediaType.JSON, answer, Map.of()).toHttpResponse();
    } catch (Fault e) {
      return Problems.of(e).toHttpResponse();
    }
  }
}
