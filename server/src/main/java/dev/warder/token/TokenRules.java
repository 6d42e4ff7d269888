package dev.warder.token;

import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a token's parts may be. Everything that a caller can make us keep has a bound.
final class TokenRules {
  static final Duration LONGEST_LIFE = Duration.ofDays(3653); // ten years
  static final Duration LONGEST_GRACE = Duration.ofDays(30);
  private static final int MOST_CHARACTERS = 200;
  private static final int MOST_SCOPES = 100;
  private static final int LONGEST_SCOPE = 100;
  private static final int MOST_CIDRS = 100;
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_TAG = 100;
  private static final Duration SHORTEST_SPAN = Duration.ofSeconds(1);
  private static final Duration LONGEST_SPAN = Duration.ofDays(1);

  private TokenRules() {}

  static String principal(String id) {
    if (id.isBlank() || !id.equals(id.strip())) {
      throw new Fault.Invalid("a principal is not blank, and has no blanks around it");
    }
    return printable("principal", id, MOST_CHARACTERS);
  }

  static String name(String name) {
    return printable("name", name, MOST_CHARACTERS);
  }

  static String reason(String reason) {
    return printable("reason", reason, MOST_CHARACTERS);
  }

  /// Scope tokens of RFC 6749 section 3.3, each once.
  static List<String> scopes(List<String> scopes) {
    if (scopes.size() > MOST_SCOPES) {
      throw new Fault.Invalid("a token has at most " + MOST_SCOPES + " scopes");
    }
    for (String scope : scopes) {
      if (scope.isEmpty() || scope.length() > LONGEST_SCOPE || !isScopeToken(scope)) {
        throw new Fault.Invalid(
            "a scope has 1 to " + LONGEST_SCOPE + " visible ASCII characters, no quote, no \\");
      }
    }
    return scopes.stream().distinct().toList();
  }

  static List<Cidr> cidrs(List<Cidr> cidrs) {
    if (cidrs.size() > MOST_CIDRS) {
      throw new Fault.Invalid("a token is bound to at most " + MOST_CIDRS + " networks");
    }
    return cidrs.stream().distinct().toList();
  }

  static SortedMap<String, String> tags(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new Fault.Invalid("a token has at most " + MOST_TAGS + " tags");
    }
    tags.forEach((key, value) -> {
      if (key.isBlank()) {
        throw new Fault.Invalid("a tag has a key that is not blank");
      }
      printable("key of a tag", key, LONGEST_TAG);
      printable("value of a tag", value, MOST_CHARACTERS);
    });
    return new TreeMap<>(tags);
  }

  static @Nullable RateLimit rateLimit(@Nullable RateLimit limit) {
    if (limit != null
        && (limit.per().compareTo(SHORTEST_SPAN) < 0
            || limit.per().compareTo(LONGEST_SPAN) > 0
            || limit.per().toNanosPart() % 1_000_000 != 0)) {
      throw new Fault.Invalid("a rate limit is per PT1S to PT24H, in whole milliseconds");
    }
    return limit;
  }

  static @Nullable Duration life(@Nullable Duration ttl) {
    if (ttl != null && (!ttl.isPositive() || ttl.compareTo(LONGEST_LIFE) > 0)) {
      throw new Fault.Invalid("a ttl is positive and at most ten years");
    }
    return ttl;
  }

  static Instant expiry(Instant expiresAt, Instant now) {
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
      throw new Fault.Invalid("expiresAt lies in the future, at most ten years from now");
    }
    return expiresAt.truncatedTo(ChronoUnit.MILLIS);
  }

  static Duration grace(Duration grace) {
    if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
      throw new Fault.Invalid("a grace lasts from PT0S to 30 days (PT720H)");
    }
    return grace;
  }

  /// No control, formatting (such as changes of direction) or unassigned characters: a name must
  /// look like what it is, wherever it is shown.
  private static String printable(String what, String text, int longest) {
    if (text.length() > longest || !text.codePoints().allMatch(TokenRules::isPrintable)) {
      throw new Fault.Invalid(
          "a " + what + " has at most " + longest + " characters, all of them printable");
    }
    return text;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isScopeToken(String scope) {
    return scope.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }
}
