package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// OpenID AuthZEN 1.0, Access Evaluation and Access Evaluations: may this subject do this to that?
///
/// A no is 200 with `decision: false`. In a batch the answers keep the order of the questions, and
/// a bad question is a no.
final class AuthzenDialect {
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Gatekeeper gatekeeper;
  private final AssertedCalls calls;
  private final Function<Attempt, CompletableFuture<Decision>> decider;
  private final Links links;

  AuthzenDialect(
      Gatekeeper gatekeeper,
      AssertedCalls calls,
      Function<Attempt, CompletableFuture<Decision>> decider,
      Links links) {
    this.gatekeeper = gatekeeper;
    this.calls = calls;
    this.decider = decider;
    this.links = links;
  }

  List<Endpoint> endpoints() {
    Handler.WithBody one =
        head -> {
          Caller caller = gatekeeper.admitBearer(head, Caller.ASSERT);
          return call -> single(caller, AuthzenBody.of(call), call);
        };
    Handler.WithBody many =
        head -> {
          Caller caller = gatekeeper.admitBearer(head, Caller.ASSERT);
          return call -> several(caller, AuthzenBody.of(call), call);
        };
    return List.of(
        new Endpoint("POST", "/access/v1/evaluation", one),
        new Endpoint("POST", "/access/v1/evaluations", many));
  }

  private CompletableFuture<HttpResponse> single(Caller caller, JsonNode body, Call call) {
    return decide(caller, body, NOTHING, call).thenApply(AuthzenAnswer::toHttpResponse);
  }

  private CompletableFuture<AuthzenAnswer> decide(
      Caller caller, JsonNode asked, JsonNode otherwise, Call call) {
    Attempt attempt = calls.attempt(caller, AssertionReader.read(asked, otherwise), call.headers());
    return decider.apply(attempt).thenApply(d -> AuthzenAnswer.to(d, proofAt(d, call)));
  }

  private @Nullable String proofAt(Decision decision, Call call) {
    return decision.verdict() instanceof Verdict.StepUp(Challenge asked)
        ? links.stepUp(call, asked.id())
        : null;
  }

  /// Without questions of its own, a batch is the one question that it is made of.
  private CompletableFuture<HttpResponse> several(Caller caller, JsonNode body, Call call) {
    return AuthzenBatch.isOneQuestion(body)
        ? single(caller, body, call)
        : AuthzenBatch.of(body, item -> decide(caller, item, body, call)).answers();
  }
}
