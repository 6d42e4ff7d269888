package dev.warder.gateway;

import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// OpenID AuthZEN 1.0, discovery: where our endpoints are. Open to everybody.
///
/// Where `server.publicUrl` has a path, the document also stands with that path behind its own
/// (section 9.2.1); it says the same in both places.
final class AuthzenMetadata {
  private static final String PATH = "/.well-known/authzen-configuration";

  private final Links links;

  AuthzenMetadata(Links links) {
    this.links = links;
  }

  List<Endpoint> endpoints() {
    Handler.Immediate show =
        call -> CompletableFuture.completedFuture(AuthzenAnswer.respond(out -> write(out, call)));
    List<Endpoint> endpoints = new ArrayList<>(List.of(new Endpoint("GET", PATH, show)));
    if (!links.path().isEmpty()) {
      endpoints.add(new Endpoint("GET", PATH + links.path(), show));
    }
    return endpoints;
  }

  private void write(JsonGenerator out, Call call) {
    out.writeStartObject();
    out.writeStringProperty("policy_decision_point", links.base(call));
    place(out, call, "access_evaluation_endpoint", "/access/v1/evaluation");
    place(out, call, "access_evaluations_endpoint", "/access/v1/evaluations");
    place(out, call, "search_subject_endpoint", "/access/v1/search/subject");
    place(out, call, "search_resource_endpoint", "/access/v1/search/resource");
    place(out, call, "search_action_endpoint", "/access/v1/search/action");
    out.writeArrayPropertyStart("obligations_supported");
    AuthzenAnswer.OBLIGATIONS.forEach(out::writeString);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void place(JsonGenerator out, Call call, String name, String path) {
    out.writeStringProperty(name, links.base(call) + path);
  }
}
