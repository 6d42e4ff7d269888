package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.warder.audit.RefusedCallers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.JsonObject;
import dev.warder.http.Problems;
import dev.warder.model.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where those pass who have no token: a browser with a link that nobody can guess. What they prove
/// themselves with stands in the body, and what they do is recorded where it is done.
///
/// Only JSON is taken, and nothing may be read by other sites: a browser sends neither across sites
/// without asking us first.
final class PublicDesk {
  private static final long MOST_BYTES = 64 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(40);

  private final RefusedCallers refused;

  PublicDesk(RefusedCallers refused) {
    this.refused = refused;
  }

  /// Answers one call.
  interface Work {
    Answer answer(Call call, Body body);
  }

  /// Answers one call with a JSON object in its body.
  interface JsonWork {
    Answer answer(Call call, JsonObject body);
  }

  Endpoint get(String template, Work work) {
    return new Endpoint("GET", template, handler(work));
  }

  Endpoint post(String template, JsonWork work) {
    return new Endpoint(
        "POST", template, handler((call, body) -> work.answer(call, json(call, body))));
  }

  private Handler handler(Work work) {
    return new Handler.Unread(MOST_BYTES, WITHIN, (call, body) -> serve(work, call, body));
  }

  private HttpResponse serve(Work work, Call call, Body body) {
    try {
      return work.answer(call, body).toHttpResponse();
    } catch (Fault.NotFound e) {
      refused.refused(call.peer(), "step-up");
      return Problems.of(e).toHttpResponse();
    } catch (RuntimeException e) {
      refused.refused(call.peer(), "step-up-malformed");
      return Problems.of(e).toHttpResponse();
    }
  }

  private static JsonObject json(Call call, Body body) {
    @Nullable MediaType type = call.headers().contentType();
    if (type == null || !type.is(MediaType.JSON)) {
      throw new Fault.UnsupportedMedia("send application/json");
    }
    return JsonObject.of(body.whole());
  }
}
