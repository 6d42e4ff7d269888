package dev.warder.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Warder decided on a call, or what stands in for a decision that could not be had.
///
/// @param id of the decision and of its record; empty where there is none
/// @param status that the client is to be told; 200 where the call passes
/// @param error an OAuth error code; empty where there is none
/// @param responseHeaders that the client is to be given where the call does not pass
/// @param principal whose call it is; empty where unknown
/// @param principalKind `user`, `service` or `agent`; empty where unknown
/// @param assurance how surely it is the principal; empty where unknown
/// @param scopes that are left to the call
/// @param risk 0 to 100; -1 where unknown
/// @param challengeId of the proof that is asked for; empty where none is
/// @param verificationUri where it can be given; empty where none is asked for
/// @param failure why there was no decision; absent where there was one
public record Decision(
    String id,
    Verdict verdict,
    int status,
    String error,
    Map<String, String> responseHeaders,
    String principal,
    String principalKind,
    String tokenId,
    String assurance,
    List<String> scopes,
    int risk,
    String challengeId,
    String verificationUri,
    @Nullable String failure) {

  public Decision {
    responseHeaders = Map.copyOf(responseHeaders);
    scopes = List.copyOf(scopes);
  }

  public boolean passes() {
    return verdict.passes() && status == 200;
  }

  /// What the client of a call that does not pass is told in the body, as
  /// `application/problem+json` (RFC 9457). Nothing of the reasons stands in it.
  public String problem() {
    Map<String, Object> body = new LinkedHashMap<>();
    String type = error.isEmpty() ? "credential-needed" : error.replace('_', '-');
    body.put("type", "https://warder.dev/problems/" + type);
    body.put("title", title());
    body.put("status", status);
    putUnlessEmpty(body, "error", error);
    putUnlessEmpty(body, "decisionId", id);
    putUnlessEmpty(body, "challengeId", challengeId);
    putUnlessEmpty(body, "verificationUri", verificationUri);
    return JsonText.write(body);
  }

  private String title() {
    return switch (status) {
      case 401 -> "A valid credential is needed";
      case 429 -> "Too many requests";
      case 503 -> "Unavailable for now";
      default -> "Not allowed";
    };
  }

  private static void putUnlessEmpty(Map<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }

  /// @throws IllegalArgumentException where it is no decision
  static Decision parse(String json) {
    Map<?, ?> answer = JsonText.object(JsonText.read(json));
    Map<String, String> headers = new LinkedHashMap<>();
    JsonText.object(answer.get("responseHeaders"))
        .forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    List<String> scopes = new ArrayList<>();
    if (answer.get("scopes") instanceof List<?> listed) {
      listed.forEach(scope -> scopes.add(String.valueOf(scope)));
    }
    Verdict verdict = Verdict.of(needed(answer, "verdict"));
    return new Decision(
        needed(answer, "id"),
        verdict,
        status(verdict, number(answer.get("status"), 403)),
        text(answer.get("error")),
        headers,
        text(answer.get("principal")),
        text(answer.get("principalKind")),
        text(answer.get("tokenId")),
        text(answer.get("assurance")),
        scopes,
        number(JsonText.object(answer.get("risk")).get("score"), -1),
        text(JsonText.object(answer.get("stepUp")).get("challengeId")),
        text(JsonText.object(answer.get("stepUp")).get("verificationUri")),
        null);
  }

  /// A refusal never looks like an answer of the API.
  private static int status(Verdict verdict, int said) {
    return verdict.passes() || (said >= 400 && said <= 599) ? said : 403;
  }

  private static String needed(Map<?, ?> answer, String name) {
    if (answer.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("the answer has no " + name);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value instanceof Double number ? number.intValue() : otherwise;
  }

  static Decision refused(String why) {
    return without(Verdict.DENY, 503, why);
  }

  static Decision let(String why) {
    return without(Verdict.ALLOW, 200, why);
  }

  private static Decision without(Verdict verdict, int status, String why) {
    return new Decision(
        "",
        verdict,
        status,
        status == 200 ? "" : "temporarily_unavailable",
        status == 200 ? Map.of() : Map.of("Retry-After", "1"),
        "",
        "",
        "",
        "",
        List.of(),
        -1,
        "",
        "",
        why);
  }
}
