package dev.warder.api;

import java.util.List;
import java.util.Map;

/// One line on each endpoint that asks for no management scope: health, pages, metadata, and the
/// doors of gateways.
final class OpenSummaries {
  private static final String AUTHZEN = "/.well-known/authzen-configuration";

  private static final Map<String, String> GENERAL =
      Map.ofEntries(
          Map.entry("/healthz", "Says that the process is up"),
          Map.entry("/readyz", "Says whether calls should be sent here"),
          Map.entry("/metrics", "Shows counts and times for Prometheus"),
          Map.entry("/openapi.json", "Shows this document"),
          Map.entry(
              "/.well-known/oauth-authorization-server",
              "Describes the OAuth endpoints (RFC 8414)"),
          Map.entry("/.well-known/oauth-protected-resource", "Describes this interface (RFC 9728)"),
          Map.entry(
              "/.well-known/ssf-configuration",
              "Describes the transmitter of security events (OpenID Shared Signals)"),
          Map.entry(SignalsApi.JWKS, "Shows the keys that security events are signed with"),
          Map.entry("/v1/signals", "Takes a security event of a provider (RFC 8935)"),
          Map.entry("/v1/leaks/github", "Takes reports of leaked tokens from GitHub"),
          Map.entry("/v1/leaks/webhook", "Takes reports of leaked tokens from other finders"));

  private static final Map<String, String> PEOPLE =
      Map.ofEntries(
          Map.entry(
              "/v1/step-up/{id}", "Shows how a challenge stands, also to the challenged token"),
          Map.entry("/v1/step-up/{id}/view", "Shows a challenge to the page that asks a person"),
          Map.entry("/v1/step-up/{id}/passkey", "Asks a browser for a passkey"),
          Map.entry(
              "/v1/step-up/{id}/provider", "Says where the provider lets a person prove herself"),
          Map.entry("/v1/step-up/{id}/verify", "Takes the proof that a challenge asks for"),
          Map.entry("/v1/step-up/{id}/approve", "Takes the word of a machine's owner"),
          Map.entry("/v1/enroll/{invitation}", "Shows who is invited to enrol"),
          Map.entry("/v1/enroll/{invitation}/totp", "Makes a key for an authenticator app"),
          Map.entry("/v1/enroll/{invitation}/totp/confirm", "Enrols an authenticator app"),
          Map.entry("/v1/enroll/{invitation}/passkey", "Asks a browser for a new passkey"),
          Map.entry("/v1/enroll/{invitation}/passkey/confirm", "Enrols a passkey"),
          Map.entry("/step-up/{id}", "The page where a person answers a challenge"),
          Map.entry("/oidc/callback", "The same page, where a provider sends people back to"),
          Map.entry("/enroll/{invitation}", "The page where a person enrols"),
          Map.entry("/assets/step-up.js", "The script of the page of a challenge"),
          Map.entry("/assets/enroll.js", "The script of the page of an enrolment"),
          Map.entry("/assets/common.js", "What both scripts share"),
          Map.entry("/assets/pages.css", "How the pages look"));

  private static final Map<String, String> GATEWAYS =
      Map.ofEntries(
          Map.entry("/v1/decisions", "Decides a call that is described in JSON"),
          Map.entry("/authz/nginx", "Decides a call for nginx (auth_request)"),
          Map.entry("/authz/forward", "Decides a call for Traefik, Caddy or APISIX (forward auth)"),
          Map.entry("/authz/haproxy", "Decides a call for HAProxy"),
          Map.entry("/authz/envoy/**", "Decides a call for Envoy (ext_authz over HTTP)"),
          Map.entry(
              "/envoy.service.auth.v3.Authorization/Check",
              "Decides a call for Envoy (ext_authz over gRPC)"),
          Map.entry(
              "/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs",
              "Takes what became of calls from Envoy's access log (gRPC)"),
          Map.entry("/k8s/token-review", "Tells Kubernetes whose a token is (TokenReview)"),
          Map.entry(
              "/k8s/subject-access-review",
              "Tells Kubernetes what a subject may (SubjectAccessReview)"),
          Map.entry(
              "/access/v1/evaluation", "Decides about a subject that is vouched for (AuthZEN)"),
          Map.entry("/access/v1/evaluations", "Decides several questions at once (AuthZEN)"),
          Map.entry("/access/v1/search/subject", "Finds who may do it (AuthZEN)"),
          Map.entry("/access/v1/search/resource", "Finds what it may be done to (AuthZEN)"),
          Map.entry("/access/v1/search/action", "Finds what may be done (AuthZEN)"),
          Map.entry(AUTHZEN, "Describes the AuthZEN endpoints"));

  private OpenSummaries() {}

  static String of(String template) {
    for (Map<String, String> each : List.of(GENERAL, PEOPLE, GATEWAYS)) {
      String summary = each.get(template);
      if (summary != null) {
        return summary;
      }
    }
    return template.startsWith(AUTHZEN + "/")
        ? "Describes the AuthZEN endpoints, behind the path of a tenant"
        : "Answers at " + template;
  }
}
