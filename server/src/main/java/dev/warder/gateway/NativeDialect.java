package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.DecisionJson;
import dev.warder.http.Handler;
import dev.warder.http.Json;
import dev.warder.http.Links;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `POST /v1/decisions`: a call as JSON in, the whole decision as JSON out.
///
/// 200 whenever a decision was reached, whatever it is. Who is no gateway, or does not ask in good
/// JSON, gets a problem instead.
final class NativeDialect implements Handler.WithBody {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);
  private static final ResponseHeaders OK =
      ResponseHeaders.builder(200)
          .contentType(MediaType.JSON)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .build();

  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;
  private final Function<Decision, List<String>> because;
  private final Links links;
  private final InstantSource clock;

  NativeDialect(
      Gatekeeper gatekeeper,
      AttemptReader reader,
      Function<Attempt, CompletableFuture<Decision>> decider,
      Function<Decision, List<String>> because,
      Links links,
      InstantSource clock) {
    this.gatekeeper = gatekeeper;
    this.reader = reader;
    this.decider = decider;
    this.because = because;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public Handler.Immediate admit(Call head) {
    Caller gateway = gatekeeper.admitBearer(head, Caller.DECIDE);
    return call -> decide(gateway, call);
  }

  private CompletableFuture<HttpResponse> decide(Caller gateway, Call call) {
    Told told = Json.read(call.json(), NativeReader::read);
    if (told.time() != null) {
      gateway.require(Caller.REPLAY);
      refuseAbsurd(told.time());
    }
    return decider
        .apply(reader.read(gateway, told, call.headers()))
        .thenApply(decided -> render(decided, call));
  }

  private void refuseAbsurd(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(clock.instant().plus(FARTHEST_AHEAD))) {
      throw new Fault.Invalid("request.time must lie between the year 2000 and tomorrow");
    }
  }

  private HttpResponse render(Decision decision, Call call) {
    byte[] body = DecisionJson.bytes(decision, because.apply(decision), proofAt(decision, call));
    return HttpResponse.of(OK, HttpData.wrap(body));
  }

  private @Nullable String proofAt(Decision decision, Call call) {
    return decision.verdict() instanceof Verdict.StepUp(Challenge asked)
        ? links.stepUp(call, asked.id())
        : null;
  }
}
