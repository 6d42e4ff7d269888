package dev.warder.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How sure we are that the right one holds the token, and since when.
///
/// @param level an `acr` value; `token` where nothing but the token was shown
/// @param since when the proof was given; absent where there was none
/// @param rules whose demand for proof was met; empty where the proof was given for no rule in
///   particular, as at an identity provider
public record Assurance(String level, @Nullable Instant since, List<String> rules) {
  public static final Assurance TOKEN_ONLY = new Assurance("token", null);

  /// Weakest first (`phr` and `phrh` as in OpenID's EAP ACR values: resistant to phishing, and
  /// bound to hardware).
  private static final List<String> LADDER = List.of("token", "pwd", "mfa", "phr", "phrh");

  public Assurance {
    rules = List.copyOf(rules);
  }

  /// For no rule in particular.
  public Assurance(String level, @Nullable Instant since) {
    this(level, since, List.of());
  }

  /// Whether it was given for certain rules only.
  public boolean isBound() {
    return !rules.isEmpty();
  }

  /// Where a level stands among all that are known. Names that are not known count as stronger than
  /// all that are, because whoever wrote them knows why.
  public static int strength(String level) {
    int at = LADDER.indexOf(level);
    return at < 0 ? LADDER.size() : at;
  }

  /// Whether a level is enough where another is asked for. A name that is not known is reached by
  /// nothing but itself.
  public static boolean reaches(String level, String asked) {
    return level.equals(asked)
        || (LADDER.contains(level) && strength(level) >= strength(asked) && LADDER.contains(asked));
  }
}
