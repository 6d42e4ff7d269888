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
import dev.warder.model.Fault;
import dev.warder.model.Verdict;
import java.util.ArrayList;
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
  private static final int MOST = 1_000;
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

  /// How the answers of a batch hang together.
  private enum Semantic {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    static Semantic of(JsonNode body) {
      JsonNode options = body.path("options");
      JsonNode name = options.path("evaluations_semantic");
      if (!options.isMissingNode() && !options.isNull() && !options.isObject()) {
        throw new Fault.Invalid("options must be a JSON object");
      }
      if (name.isMissingNode() || name.isNull()) {
        return EXECUTE_ALL;
      }
      return switch (name.isString() ? name.stringValue() : "") {
        case "execute_all" -> EXECUTE_ALL;
        case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
        case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
        default ->
            throw new Fault.Invalid(
                "options.evaluations_semantic must be execute_all, deny_on_first_deny or"
                    + " permit_on_first_permit");
      };
    }

    boolean endsAt(AuthzenAnswer answer) {
      return switch (this) {
        case EXECUTE_ALL -> false;
        case DENY_ON_FIRST_DENY -> !answer.permits();
        case PERMIT_ON_FIRST_PERMIT -> answer.permits();
      };
    }
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
    Attempt attempt = calls.attempt(caller, AssertionReader.read(asked, otherwise));
    return decider.apply(attempt).thenApply(d -> AuthzenAnswer.to(d, proofAt(d, call)));
  }

  private @Nullable String proofAt(Decision decision, Call call) {
    return decision.verdict() instanceof Verdict.StepUp(Challenge asked)
        ? links.stepUp(call, asked.id())
        : null;
  }

  private CompletableFuture<HttpResponse> several(Caller caller, JsonNode body, Call call) {
    JsonNode items = body.path("evaluations");
    if (items.isMissingNode() || items.isNull() || (items.isArray() && items.isEmpty())) {
      return single(caller, body, call);
    }
    if (!items.isArray() || items.size() > MOST) {
      throw new Fault.Invalid("evaluations must be an array of at most " + MOST + " questions");
    }
    for (String part : List.of("subject", "action", "resource", "context")) {
      JsonNode given = body.path(part);
      if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
        throw new Fault.Invalid(part + " must be a JSON object");
      }
    }
    Semantic semantic = Semantic.of(body);
    CompletableFuture<List<AuthzenAnswer>> answers =
        semantic == Semantic.EXECUTE_ALL
            ? all(caller, items, body, call)
            : inTurn(caller, items, body, call, semantic, new ArrayList<>());
    return answers.thenApply(AuthzenDialect::rendered);
  }

  private CompletableFuture<List<AuthzenAnswer>> all(
      Caller caller, JsonNode items, JsonNode body, Call call) {
    List<CompletableFuture<AuthzenAnswer>> asked = new ArrayList<>();
    items.forEach(item -> asked.add(item(caller, item, body, call)));
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<List<AuthzenAnswer>> inTurn(
      Caller caller,
      JsonNode items,
      JsonNode body,
      Call call,
      Semantic semantic,
      List<AuthzenAnswer> answers) {
    return item(caller, items.get(answers.size()), body, call)
        .thenCompose(answer -> {
          answers.add(answer);
          return semantic.endsAt(answer) || answers.size() == items.size()
              ? CompletableFuture.completedFuture(answers)
              : inTurn(caller, items, body, call, semantic, answers);
        });
  }

  private CompletableFuture<AuthzenAnswer> item(
      Caller caller, JsonNode item, JsonNode body, Call call) {
    try {
      if (!item.isObject()) {
        throw new Fault.Invalid("a question must be a JSON object");
      }
      return decide(caller, item, body, call);
    } catch (Fault.Invalid wrong) {
      return CompletableFuture.completedFuture(AuthzenAnswer.wrong(wrong.publicText()));
    }
  }

  private static HttpResponse rendered(List<AuthzenAnswer> answers) {
    return AuthzenAnswer.respond(out -> {
      out.writeStartObject();
      out.writeArrayPropertyStart("evaluations");
      answers.forEach(answer -> answer.write(out));
      out.writeEndArray();
      out.writeEndObject();
    });
  }
}
