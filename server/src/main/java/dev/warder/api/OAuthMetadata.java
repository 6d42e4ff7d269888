package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// What programs find out by themselves: Warder as an authorization server (RFC 8414), and its
/// management interface as a resource that is protected by it (RFC 9728).
final class OAuthMetadata {
  static final String INTROSPECT = "/oauth2/introspect";
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";

  private static final String SERVER = "/.well-known/oauth-authorization-server";
  private static final String RESOURCE = "/.well-known/oauth-protected-resource";
  private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

  private static final List<String> PROOFS =
      List.of("ES256", "EdDSA", "ES384", "ES512", "PS256", "RS256");

  private final Links links;

  OAuthMetadata(Links links) {
    this.links = links;
  }

  List<Endpoint> endpoints() {
    Handler.Immediate server = call -> answer(Answer.json(200, out -> server(out, call)));
    Handler.Immediate resource = call -> answer(Answer.json(200, out -> resource(out, call)));
    return List.of(new Endpoint("GET", SERVER, server), new Endpoint("GET", RESOURCE, resource));
  }

  /// The `Bearer` challenge to a caller of management, with the way to all that it needs to know.
  ///
  /// @param shown whether it showed something that was not good
  static String challenge(Links links, Call call, boolean shown) {
    String error = shown ? "error=\"invalid_token\", " : "";
    return "Bearer " + error + "resource_metadata=\"" + links.base(call) + RESOURCE + "\"";
  }

  private void server(JsonGenerator out, Call call) {
    String base = links.base(call);
    out.writeStringProperty("issuer", base);
    out.writeStringProperty("introspection_endpoint", base + INTROSPECT);
    Lists.texts(out, "introspection_endpoint_auth_methods_supported", METHODS);
    out.writeStringProperty("revocation_endpoint", base + REVOKE);
    Lists.texts(out, "revocation_endpoint_auth_methods_supported", METHODS);
    Lists.texts(out, "scopes_supported", Scopes.known());
    Lists.texts(out, "response_types_supported", List.of());
    Lists.texts(out, "grant_types_supported", List.of(ExchangeApi.GRANT));
    out.writeStringProperty("token_endpoint", base + TOKEN);
    Lists.texts(out, "token_endpoint_auth_methods_supported", METHODS);
    Lists.texts(out, "dpop_signing_alg_values_supported", PROOFS);
    out.writeBooleanProperty("tls_client_certificate_bound_access_tokens", true);
    Lists.texts(out, "protected_resources", List.of(base));
  }

  private void resource(JsonGenerator out, Call call) {
    String base = links.base(call);
    out.writeStringProperty("resource", base);
    out.writeStringProperty("resource_name", "Warder");
    Lists.texts(out, "authorization_servers", List.of(base));
    Lists.texts(out, "scopes_supported", Scopes.known());
    Lists.texts(out, "bearer_methods_supported", List.of("header"));
  }

  private static CompletableFuture<HttpResponse> answer(Answer answer) {
    return CompletableFuture.completedFuture(answer.toHttpResponse());
  }
}
