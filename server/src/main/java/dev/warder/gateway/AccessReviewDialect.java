package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.Handler;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Fault;
import dev.warder.model.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Kubernetes `SubjectAccessReview`: may this user do this in the cluster? The user is asserted, as
/// in AuthZEN; where no grant speaks for it, we have no opinion and the next authorizer decides.
///
/// The subject is of type `user`, the action is the verb. The resource's type is its plural name
/// and group (`deployments.apps`), or `path` for what is none.
final class AccessReviewDialect implements Handler.WithBody {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Gatekeeper gatekeeper;
  private final AssertedCalls calls;
  private final Function<Attempt, CompletableFuture<Decision>> decider;

  AccessReviewDialect(
      Gatekeeper gatekeeper,
      AssertedCalls calls,
      Function<Attempt, CompletableFuture<Decision>> decider) {
    this.gatekeeper = gatekeeper;
    this.calls = calls;
    this.decider = decider;
  }

  @Override
  public Handler.Immediate admit(Call head) {
    Caller caller = gatekeeper.admitBearer(head, Caller.ASSERT);
    return call -> review(caller, call);
  }

  private CompletableFuture<HttpResponse> review(Caller caller, Call call) {
    KubernetesReview review =
        KubernetesReview.read(call.json(), "authorization.k8s.io", "SubjectAccessReview");
    ObjectNode asked = question(review.spec());
    Attempt attempt =
        calls.attempt(caller, AssertionReader.read(asked, NODES.objectNode()), call.headers());
    return decider
        .apply(attempt)
        .thenApply(decided -> review.answered(status -> write(status, decided)));
  }

  private static ObjectNode question(JsonNode spec) {
    ObjectNode asked = NODES.objectNode();
    ObjectNode subject = asked.putObject("subject");
    subject.put("type", "user").put("id", KubernetesReview.text(spec, "user"));
    ObjectNode told = subject.putObject("properties");
    JsonNode groups = spec.has("groups") ? spec.path("groups") : spec.path("group"); // v1beta1
    told.set("groups", groups.isArray() ? groups : NODES.arrayNode());
    told.put("uid", KubernetesReview.text(spec, "uid"));
    told.set("extra", spec.path("extra").isObject() ? spec.path("extra") : NODES.objectNode());
    JsonNode resource = spec.path("resourceAttributes");
    JsonNode path = spec.path("nonResourceAttributes");
    if (resource.isObject()) {
      asked.putObject("action").put("name", KubernetesReview.text(resource, "verb"));
      asked.set("resource", resource(resource));
    } else if (path.isObject()) {
      asked.putObject("action").put("name", KubernetesReview.text(path, "verb"));
      String at = KubernetesReview.text(path, "path");
      asked.putObject("resource").put("type", "path").put("id", at);
    } else {
      throw new Fault.Invalid("spec needs resourceAttributes or nonResourceAttributes");
    }
    return asked;
  }

  private static ObjectNode resource(JsonNode attributes) {
    String group = KubernetesReview.text(attributes, "group");
    String plural = KubernetesReview.text(attributes, "resource");
    String name = KubernetesReview.text(attributes, "name");
    ObjectNode resource = NODES.objectNode();
    resource.put("type", group.isEmpty() ? plural : plural + "." + group);
    resource.put("id", name.isEmpty() ? "*" : name); // a list, or what is not there yet
    ObjectNode properties = resource.putObject("properties");
    for (String each : List.of("namespace", "version", "subresource", "name")) {
      properties.put(each, KubernetesReview.text(attributes, each));
    }
    return resource;
  }

  private static void write(ObjectNode status, Decision decided) {
    // Kubernetes cannot keep a restriction, so what is restricted is denied.
    boolean allowed = decided.verdict() instanceof Verdict.Allow;
    Denial why = decided.verdict() instanceof Verdict.Deny(Denial denial) ? denial : null;
    status.put("allowed", allowed);
    // A failure is no lack of opinion: whoever provokes one must not get on to the next authorizer.
    status.put("denied", !allowed && why != Denial.NO_GRANT);
    status.put("reason", String.join(", ", decided.reasons()) + " (" + decided.id() + ")");
    if (why == Denial.FAILURE || why == Denial.OVERLOAD) {
      status.put("evaluationError", "no decision could be reached");
    }
  }
}
