package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.http.Json;
import dev.warder.model.Fault;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A review that the API server of Kubernetes asks for: answered as the very object that came in,
/// with another status.
///
/// @param spec what is asked
record KubernetesReview(ObjectNode whole, JsonNode spec) {
  private static final Set<String> VERSIONS = Set.of("v1", "v1beta1");

  /// @param group the API group that the kind belongs to
  /// @throws Fault.Invalid where it is no such review
  static KubernetesReview read(byte[] json, String group, String kind) {
    JsonNode node = Json.read(json);
    String version = node.path("apiVersion").stringValue("");
    boolean ours = VERSIONS.stream().anyMatch(v -> version.equals(group + "/" + v));
    if (!ours || !kind.equals(node.path("kind").stringValue(""))) {
      throw new Fault.Invalid("send a " + kind + " of " + group + "/v1 or v1beta1");
    }
    if (!(node instanceof ObjectNode whole) || !node.path("spec").isObject()) {
      throw new Fault.Invalid("spec must be a JSON object");
    }
    return new KubernetesReview(whole, node.path("spec"));
  }

  /// A text of the specification; empty where there is none.
  ///
  /// @throws Fault.Invalid where something else stands there
  static String text(JsonNode of, String name) {
    JsonNode value = of.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw new Fault.Invalid(name + " must be a string");
    }
    return value.stringValue();
  }

  HttpResponse answered(Consumer<ObjectNode> status) {
    ObjectNode answer = whole.deepCopy();
    status.accept(answer.putObject("status"));
    return AuthzenAnswer.respond(Json.write(answer));
  }
}
