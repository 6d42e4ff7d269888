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
/// @param scopes that are left to the call
/// @param risk 0 to 100; -1 where unknown
/// @param challengeId of the proof that is asked for; empty where none is
/// @param failure why there was no decision; absent where there was one
public record Decision(
    String id,
    Verdict verdict,
    int status,
    String error,
    Map<String, String> responseHeaders,
    String principal,
    String tokenId,
    List<String> scopes,
    int risk,
    String challengeId,
    @Nullable String failure) {

  public Decision {
    responseHeaders = Map.copyOf(responseHeaders);
    scopes = List.copyOf(scopes);
  }

  public boolean passes() {
    return verdict.passes() && status == 200;
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
    return new Decision(
        needed(answer, "id"),
        Verdict.of(needed(answer, "verdict")),
        number(answer.get("status"), 403),
        text(answer.get("error")),
        headers,
        text(answer.get("principal")),
        text(answer.get("tokenId")),
        scopes,
        number(JsonText.object(answer.get("risk")).get("score"), -1),
        text(JsonText.object(answer.get("stepUp")).get("challengeId")),
        null);
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
        List.of(),
        -1,
        "",
        why);
  }
}
