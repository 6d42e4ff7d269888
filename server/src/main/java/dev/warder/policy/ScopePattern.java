package dev.warder.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Scopes that may remain: parts between colons, where `*` stands for any one part, and at the end
/// for all the rest. `*:read` holds `orders:read`, `orders:*` holds `orders:items:read`, `*` all.
///
/// Closed under intersection, so that restrictions which add up are again a list of patterns.
record ScopePattern(List<String> parts) {
  private static final int LONGEST = 200;

  ScopePattern {
    parts = List.copyOf(parts);
  }

  static Optional<ScopePattern> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    List<String> parts = List.of(text.split(":", -1));
    return parts.stream().allMatch(ScopePattern::isPart)
        ? Optional.of(new ScopePattern(parts))
        : Optional.empty();
  }

  /// RFC 6749 takes printable ASCII without quotes and backslashes.
  private static boolean isPart(String part) {
    return part.equals("*")
        || part.chars().noneMatch(c -> c <= 0x20 || c >= 0x7F || c == '"' || c == '\\' || c == '*');
  }

  boolean matches(String scope) {
    List<String> given = List.of(scope.split(":", -1));
    for (int i = 0; i < parts.size(); i++) {
      if (i >= given.size()) {
        return false;
      }
      if (endsOpenAt(i)) {
        return true;
      }
      if (!isAny(i) && !parts.get(i).equals(given.get(i))) {
        return false;
      }
    }
    return given.size() == parts.size();
  }

  /// What both hold; nothing where no scope can.
  Optional<ScopePattern> and(ScopePattern other) {
    List<String> both = new ArrayList<>();
    for (int i = 0; ; i++) {
      boolean thisEnds = i >= parts.size();
      boolean otherEnds = i >= other.parts.size();
      if (thisEnds || otherEnds) {
        return thisEnds && otherEnds ? Optional.of(new ScopePattern(both)) : Optional.empty();
      }
      if (endsOpenAt(i)) {
        both.addAll(other.parts.subList(i, other.parts.size()));
        return Optional.of(new ScopePattern(both));
      }
      if (other.endsOpenAt(i)) {
        both.addAll(parts.subList(i, parts.size()));
        return Optional.of(new ScopePattern(both));
      }
      if (!isAny(i) && !other.isAny(i) && !parts.get(i).equals(other.parts.get(i))) {
        return Optional.empty();
      }
      both.add(isAny(i) ? other.parts.get(i) : parts.get(i));
    }
  }

  private boolean endsOpenAt(int index) {
    return index == parts.size() - 1 && isAny(index);
  }

  private boolean isAny(int index) {
    return parts.get(index).equals("*");
  }

  @Override
  public String toString() {
    return String.join(":", parts);
  }
}
