package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/openapi.json`: the whole route table as OpenAPI 3.1 describes it. Made once, of the very table
/// that is served, so that neither can be without the other.
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Operation> operations;
  private final List<Endpoint> others;

  /// @param others routes that need no management scope: health, and the doors of gateways
  OpenApi(List<Operation> operations, List<Endpoint> others) {
    this.operations = operations;
    this.others = new ArrayList<>(others);
    this.others.add(endpoint(new byte[0]));
  }

  Endpoint endpoint() {
    return endpoint(Json.write(document()));
  }

  private static Endpoint endpoint(byte[] document) {
    Answer answer = new Answer(200, MediaType.JSON, document, Map.of());
    Handler.Immediate show = call -> CompletableFuture.completedFuture(answer.toHttpResponse());
    return new Endpoint("GET", "/openapi.json", show);
  }

  ObjectNode document() {
    ObjectNode document = NODES.objectNode();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Warder").put("version", "1").put("summary", "Adaptive API tokens");
    Map<String, ObjectNode> paths = new TreeMap<>();
    for (Operation operation : operations) {
      path(paths, operation.template())
          .set(operation.method().toLowerCase(Locale.ROOT), described(operation));
    }
    for (Endpoint other : others) {
      String method = other.method().equals(Endpoint.ANY) ? "get" : other.method();
      path(paths, other.template()).set(method.toLowerCase(Locale.ROOT), described(other));
    }
    ObjectNode all = document.putObject("paths");
    paths.forEach(all::set);
    ObjectNode components = document.putObject("components");
    components.set("schemas", Schemas.all());
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes.putObject("token").put("type", "http").put("scheme", "bearer");
    return document;
  }

  private static ObjectNode path(Map<String, ObjectNode> paths, String template) {
    return paths.computeIfAbsent(shown(template), t -> NODES.objectNode());
  }

  /// OpenAPI has no sign for any rest of a path.
  private static String shown(String template) {
    return template.replace("/**", "/{path}");
  }

  private static ObjectNode described(Operation operation) {
    Operation.Meaning meaning = operation.meaning();
    ObjectNode node = NODES.objectNode();
    node.put("summary", meaning.summary());
    needs(node, operation.scope());
    ArrayNode parameters = node.putArray("parameters");
    inPath(parameters, operation.template());
    meaning.query().forEach(name -> parameter(parameters, name, "query"));
    if (meaning.takes() != null) {
      ObjectNode content = node.putObject("requestBody").put("required", true).putObject("content");
      refer(content.putObject(Schemas.mediaType(meaning.takes())), meaning.takes());
    }
    ObjectNode responses = node.putObject("responses");
    ObjectNode good = responses.putObject(Integer.toString(meaning.status()));
    good.put("description", meaning.summary());
    if (meaning.gives() == null) {
      good.putObject("content").putObject("text/plain");
    } else {
      refer(good.putObject("content").putObject("application/json"), meaning.gives());
    }
    problems(responses);
    return node;
  }

  private static void needs(ObjectNode node, String scope) {
    ArrayNode token = node.putArray("security").addObject().putArray("token");
    if (scope.isEmpty()) {
      node.put("description", "Needs a Warder token, as Bearer or as a client's secret.");
    } else {
      node.put("description", "Needs scope " + scope + ".");
      token.add(scope);
    }
  }

  private static ObjectNode described(Endpoint other) {
    ObjectNode node = NODES.objectNode();
    String summary = OpenSummaries.of(other.template());
    node.put("summary", summary);
    inPath(node.putArray("parameters"), other.template());
    node.putObject("responses").putObject("200").put("description", summary);
    return node;
  }

  private static void inPath(ArrayNode parameters, String template) {
    Matcher matcher = PARAMETER.matcher(shown(template));
    while (matcher.find()) {
      parameter(parameters, matcher.group(1), "path").put("required", true);
    }
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", name).put("in", in);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static void refer(ObjectNode content, String schema) {
    content.putObject("schema").put("$ref", "#/components/schemas/" + schema);
  }

  private static void problems(ObjectNode responses) {
    ObjectNode problem = responses.putObject("default");
    problem.put("description", "Not done; the problem says why (RFC 9457)");
    refer(problem.putObject("content").putObject("application/problem+json"), "Problem");
  }
}
