package dev.warder.http;

import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Possession;
import dev.warder.model.Restrictions;
import dev.warder.model.Route;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the client of a call is told: the one rendering that all dialects share.
///
/// Unknown, malformed, expired and revoked credentials are told apart by nothing but the decision's
/// id. Texts are fixed; nothing of the call or of the reasons stands in them.
///
/// @param error an OAuth error code; absent on a bare challenge and where the call passes
/// @param challenge the `WWW-Authenticate` header
/// @param retryAfter seconds; 0 where it does not apply
/// @param nonce the `DPoP-Nonce` header, for the client's next proof; absent where none is asked
public record ClientAnswer(
    int status,
    @Nullable String error,
    @Nullable String challenge,
    long retryAfter,
    @Nullable String nonce) {
  private static final String ALGORITHMS = "algs=\"ES256 EdDSA ES384 ES512 PS256 RS256\"";
  private static final ClientAnswer PASS = new ClientAnswer(200, null, null, 0);
  private static final ClientAnswer BARE = new ClientAnswer(401, null, "Bearer", 0);
  private static final ClientAnswer INVALID_TOKEN =
      new ClientAnswer(401, "invalid_token", "Bearer error=\"invalid_token\"", 0);
  private static final ClientAnswer INVALID_PROOF =
      new ClientAnswer(
          401, "invalid_dpop_proof", "DPoP error=\"invalid_dpop_proof\", " + ALGORITHMS, 0);
  private static final ClientAnswer NONCE_WANTED =
      new ClientAnswer(401, "use_dpop_nonce", "DPoP error=\"use_dpop_nonce\", " + ALGORITHMS, 0);
  private static final ClientAnswer CONFLICTING =
      new ClientAnswer(401, "invalid_request", "Bearer error=\"invalid_request\"", 0);
  private static final ClientAnswer ACCESS_DENIED = new ClientAnswer(403, "access_denied", null, 0);
  private static final ClientAnswer UNAVAILABLE =
      new ClientAnswer(503, "temporarily_unavailable", null, 1);

  private ClientAnswer(
      int status, @Nullable String error, @Nullable String challenge, long retryAfter) {
    this(status, error, challenge, retryAfter, null);
  }

  public static ClientAnswer to(Decision decision) {
    ClientAnswer plain = plain(decision);
    Possession shown = decision.attempt().possession();
    return shown.asked() && plain.status == 401 ? plain.forProof(shown.nonce()) : plain;
  }

  /// The challenge to who comes with proofs (RFC 9449 section 7.1), whatever the token is.
  private ClientAnswer forProof(@Nullable String nonce) {
    boolean other = challenge == null || !challenge.startsWith("Bearer error=\"invalid");
    String scheme = other ? challenge : "DPoP error=\"" + error + "\", " + ALGORITHMS;
    return new ClientAnswer(status, error, scheme, retryAfter, nonce);
  }

  private static ClientAnswer plain(Decision decision) {
    return switch (decision.verdict()) {
      case Verdict.Allow a -> PASS;
      case Verdict.Restrict(Restrictions remaining) -> PASS;
      case Verdict.Throttle(Duration wait) ->
          new ClientAnswer(429, "too_many_requests", null, seconds(wait));
      case Verdict.StepUp(Challenge asked) -> stepUp(asked);
      case Verdict.Deny(Denial why) -> denied(why, decision.route());
    };
  }

  /// For a gateway that did not prove itself: nothing may pass, and nobody may learn why.
  public static ClientAnswer refused() {
    return ACCESS_DENIED;
  }

  /// Where nothing could be decided at all.
  public static ClientAnswer unavailable() {
    return UNAVAILABLE;
  }

  private static ClientAnswer denied(Denial why, @Nullable Route route) {
    return switch (why) {
      case NO_CREDENTIAL -> BARE;
      case INVALID_TOKEN -> INVALID_TOKEN;
      case INVALID_PROOF -> INVALID_PROOF;
      case NONCE_WANTED -> NONCE_WANTED;
      case CONFLICTING_CREDENTIALS -> CONFLICTING;
      case INSUFFICIENT_SCOPE -> insufficientScope(route == null ? List.of() : route.scopes());
      case OUTSIDE_NETWORKS, INVALID_REQUEST, NO_ROUTE, NO_GRANT, POLICY, POLICY_FAILURE ->
          ACCESS_DENIED;
      case FAILURE, OVERLOAD -> UNAVAILABLE;
    };
  }

  /// RFC 6750 section 3.1.
  private static ClientAnswer insufficientScope(List<String> scopes) {
    String needed = quoted(String.join(" ", scopes));
    String challenge = "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"";
    return new ClientAnswer(403, "insufficient_scope", challenge, 0);
  }

  /// RFC 9470 section 3.
  private static ClientAnswer stepUp(Challenge asked) {
    String challenge =
        "Bearer error=\"insufficient_user_authentication\","
            + " error_description=\"More proof is needed\", acr_values=\""
            + quoted(asked.acr())
            + "\", max_age="
            + asked.maxAge().toSeconds();
    return new ClientAnswer(401, "insufficient_user_authentication", challenge, 0);
  }

  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  /// The text of a quoted string, without what could end it or the header.
  private static String quoted(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      safe.append(c >= 0x20 && c < 0x7F && c != '"' && c != '\\' ? c : '?');
    }
    return safe.toString();
  }

  /// The body that goes to the client: compact ASCII JSON in the form of RFC 9457.
  ///
  /// @param proofAt where the proof that is asked for can be given; absent where none is
  public byte[] body(@Nullable Decision decision, @Nullable String proofAt) {
    return Json.write(out -> {
      out.writeStartObject();
      out.writeStringProperty("type", "https://warder.dev/problems/" + type());
      out.writeStringProperty("title", title());
      out.writeNumberProperty("status", status);
      if (error != null) {
        out.writeStringProperty("error", error);
      }
      if (decision != null) {
        out.writeStringProperty("decisionId", decision.id());
        if (decision.verdict() instanceof Verdict.StepUp(Challenge asked)) {
          out.writeStringProperty("challengeId", asked.id());
          if (proofAt != null) {
            out.writeStringProperty("verificationUri", proofAt);
          }
        }
      }
      out.writeEndObject();
    });
  }

  private String type() {
    return error == null ? "credential-needed" : error.replace('_', '-');
  }

  private String title() {
    return switch (status) {
      case 401 -> "A valid credential is needed";
      case 429 -> "Too many requests";
      case 503 -> "Unavailable for now";
      default -> "Not allowed";
    };
  }
}
