package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.Handler;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Kubernetes `TokenReview`: whose token is this? Decided as a call `POST /k8s/token-review` with
/// that token, so that routes, limits and policies hold for it.
///
/// Groups and audiences stand in the token's tags `groups` and `audiences`, separated by commas.
final class TokenReviewDialect implements Handler.WithBody {
  static final String PATH = "/k8s/token-review";

  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;

  TokenReviewDialect(
      Gatekeeper gatekeeper,
      AttemptReader reader,
      Function<Attempt, CompletableFuture<Decision>> decider) {
    this.gatekeeper = gatekeeper;
    this.reader = reader;
    this.decider = decider;
  }

  @Override
  public Handler.Immediate admit(Call head) {
    Caller caller = gatekeeper.admitBearer(head, Caller.DECIDE);
    return call -> review(caller, call);
  }

  private CompletableFuture<HttpResponse> review(Caller caller, Call call) {
    KubernetesReview review =
        KubernetesReview.read(call.json(), "authentication.k8s.io", "TokenReview");
    String token = KubernetesReview.text(review.spec(), "token");
    if (token.isEmpty()) {
      throw new Fault.Invalid("spec.token is missing");
    }
    List<String> audiences = audiences(review.spec());
    return decider
        .apply(reader.read(caller, told(token), call.headers()))
        .thenApply(decided -> review.answered(status -> write(status, decided, audiences)));
  }

  private static Told told(String token) {
    return new Told(
        null,
        token,
        "POST",
        null,
        null,
        PATH,
        new Told.Origin.Named(null),
        HeaderSource.of(Map.of()),
        Set.of(),
        null,
        null);
  }

  private static List<String> audiences(JsonNode spec) {
    List<String> audiences = new ArrayList<>();
    for (JsonNode audience : spec.path("audiences")) {
      if (!audience.isString()) {
        throw new Fault.Invalid("spec.audiences must be strings");
      }
      audiences.add(audience.stringValue());
    }
    return audiences;
  }

  private static void write(ObjectNode status, Decision decided, List<String> wanted) {
    Identity identity = decided.identity();
    List<String> bound = identity == null ? List.of() : tag(identity, "audiences");
    List<String> both = wanted.stream().filter(bound::contains).toList();
    // A token that is bound to audiences is good for those alone; one that is not, for any.
    boolean audience = bound.isEmpty() || wanted.isEmpty() || !both.isEmpty();
    boolean passes = decided.verdict().passes() && audience;
    status.put("authenticated", passes && identity != null);
    if (passes && identity != null) {
      user(status.putObject("user"), identity, decided);
      put(status, "audiences", both);
    } else {
      String error = error(decided);
      if (error != null) {
        status.put("error", error);
      }
    }
  }

  private static @Nullable String error(Decision decided) {
    return switch (decided.verdict()) {
      case Verdict.StepUp proof -> "more proof is needed";
      case Verdict.Throttle wait -> "too many requests";
      case Verdict.Deny(Denial why) when why == Denial.FAILURE || why == Denial.OVERLOAD ->
          "no decision could be reached";
      case Verdict.Deny deny -> null;
      case Verdict.Allow allow -> null;
      case Verdict.Restrict less -> null;
    };
  }

  private static void user(ObjectNode user, Identity identity, Decision decided) {
    user.put("username", identity.principal().id());
    user.put("uid", identity.principal().kind().wire() + ":" + identity.principal().id());
    put(user, "groups", tag(identity, "groups"));
    ObjectNode extra = user.putObject("extra");
    extra.putArray("warder.dev/token-id").add(identity.token().id());
    extra.putArray("warder.dev/decision-id").add(decided.id());
    put(extra, "warder.dev/scopes", decided.scopes());
  }

  private static void put(ObjectNode into, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = into.putArray(name);
      values.forEach(array::add);
    }
  }

  private static List<String> tag(Identity identity, String name) {
    String value = identity.token().tags().getOrDefault(name, "");
    return Arrays.stream(value.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }
}
