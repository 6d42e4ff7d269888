package dev.warder.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.RefusedCallers;
import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.decide.Decider;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.JsonObject;
import dev.warder.http.Links;
import dev.warder.http.Problems;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.stepup.ChallengeState;
import dev.warder.stepup.ProofRequest;
import dev.warder.stepup.StepUp;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/step-up/{id}`: how a challenge stands. For the token that was challenged, for operators,
/// and for the page of whoever is asked.
final class StepUpApi {
  private static final String ONE = "/v1/step-up/{id}";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
  private static final Duration WITHIN = Duration.ofSeconds(40);
  private static final long MOST_BYTES = 1024;

  private final StepUp stepUp;
  private final Callers callers;
  private final RefusedCallers refused;
  private final JournalReader reader;
  private final Decider decider;
  private final Links links;

  StepUpApi(ApiRooms rooms, RefusedCallers refused, Links links) {
    this.stepUp = rooms.stepUp();
    this.callers = rooms.callers();
    this.reader = rooms.reader();
    this.decider = rooms.decider();
    this.refused = refused;
    this.links = links;
  }

  List<Endpoint> endpoints(PublicDesk desk) {
    return List.of(
        new Endpoint(
            "GET", ONE, new Handler.Unread(MOST_BYTES, WITHIN, (call, body) -> serve(call))),
        desk.post(ONE + "/view", this::view));
  }

  private HttpResponse serve(Call call) {
    Caller caller;
    try {
      caller = callers.authenticateChallenged(call.presentation(Bearer.of(call.headers())));
    } catch (Fault.Unauthenticated e) {
      refused.refused(call.peer(), "step-up");
      boolean shown = call.headers().contains(HttpHeaderNames.AUTHORIZATION);
      return Problems.of(e, OAuthMetadata.challenge(links, call, shown)).toHttpResponse();
    }
    try {
      return show(call, caller).toHttpResponse();
    } catch (RuntimeException e) {
      refused.refused(call.peer(), "step-up");
      return Problems.of(e).toHttpResponse();
    }
  }

  /// To any other token there is no such challenge.
  private Answer show(Call call, Caller caller) {
    String id = call.parameter("id");
    boolean operator = caller.has(Scopes.READ);
    Duration wait = wait(call);
    ProofRequest request =
        stepUp
            .challenges()
            .find(id)
            .filter(found -> operator || found.tokenId().equals(caller.tokenId()))
            .flatMap(found -> stepUp.challenges().await(id, wait))
            .orElseThrow(StepUpApi::unknown);
    @Nullable Decision decision = operator ? decision(request) : null;
    Answer answer =
        Answer.json(
            200,
            out -> {
              StepUpJson.state(
                  out, request, stepUp.proving().ways(request), links.stepUp(call, id));
              if (operator) {
                StepUpJson.scene(out, request.scene());
                StepUpJson.why(out, request, owner(request), decision, because(decision));
              }
            });
    return request.state() == ChallengeState.OPEN
        ? answer.with("retry-after", Integer.toString(StepUpJson.POLL_SECONDS))
        : answer;
  }

  private static Duration wait(Call call) {
    String text = call.query().get("wait", "PT0S");
    try {
      Duration wait = Duration.parse(text);
      if (!wait.isNegative()) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new Fault.Invalid("wait must be an ISO-8601 duration such as PT20S");
  }

  /// For the page: the link is known to whoever made the call, so what it shows is what he knows.
  /// The owner's key, or a ticket of somebody who has proven himself, shows why as well.
  private Answer view(Call call, JsonObject body) {
    String id = call.parameter("id");
    ProofRequest request = stepUp.challenges().find(id).orElseThrow(StepUpApi::unknown);
    boolean whole = mayKnowWhy(request, body);
    @Nullable Decision decision = whole ? decision(request) : null;
    return Answer.json(
        200,
        out -> {
          StepUpJson.state(out, request, stepUp.proving().ways(request), links.stepUp(call, id));
          StepUpJson.scene(out, request.scene());
          out.writeBooleanProperty("complete", whole);
          if (whole) {
            StepUpJson.why(out, request, owner(request), decision, because(decision));
          }
        });
  }

  private boolean mayKnowWhy(ProofRequest request, JsonObject body) {
    String key = body.optionalText("key");
    if (key != null && stepUp.isOwnersKey(request.id(), key)) {
      return true;
    }
    String ticket = body.optionalText("ticket");
    return ticket != null
        && request.state() == ChallengeState.OPEN
        && !stepUp.proving().owner(request.id(), ticket).isEmpty();
  }

  private @Nullable String owner(ProofRequest request) {
    return stepUp.owners().answering(request).orElse(null);
  }

  private @Nullable Decision decision(ProofRequest request) {
    try {
      return reader.find(request.decisionId()).flatMap(Entry::decision).orElse(null);
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  private List<String> because(@Nullable Decision decision) {
    return decision == null ? List.of() : decider.because(decision);
  }

  private static Fault.NotFound unknown() {
    return new Fault.NotFound("no such challenge");
  }
}
