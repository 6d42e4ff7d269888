package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The terms that a search index knows a record by: short words of lower-case letters and digits,
/// whose first letter says what they are about.
///
/// Most hold a hash of what they stand for. Two things may share one: a term finds candidates, and
/// the record decides. An address has a term for each of a few lengths of its prefix, and a score
/// one for itself and one for its ten, so that ranges are a few terms.
final class Terms {
  static final char KIND = 'k';
  static final char WHO = 'p';
  static final char WHAT = 't';
  static final char COUNTRY = 'c';
  static final char ROUTE = 'r';
  static final char VERDICT = 'v';
  static final char RULE = 'u';
  static final char SEALED = 'z';
  private static final int LONGEST_WORD = 24;
  private static final int V4_FIRST = 8;
  private static final int V6_FIRST = 16;
  private static final int V6_LAST = 64;
  private static final int STEP = 4;
  private static final int MOST_FREE_BITS = 7;

  private Terms() {}

  /// All terms of a record.
  static Set<String> of(Facts facts) {
    Set<String> terms = new LinkedHashSet<>();
    kinds(facts.kind(), terms);
    add(terms, WHO, facts.who());
    add(terms, WHAT, facts.what());
    facts.others().forEach(token -> add(terms, WHAT, token));
    add(terms, COUNTRY, facts.country());
    add(terms, ROUTE, facts.route());
    add(terms, VERDICT, facts.verdict());
    facts.rules().forEach(rule -> add(terms, RULE, rule));
    facts.keys().forEach(key -> add(terms, SEALED, key));
    if (facts.score() >= 0) {
      terms.add("s" + facts.score());
      terms.add("d" + facts.score() / 10);
    }
    if (facts.source() != null) {
      prefixes(facts.source(), terms);
    }
    facts.words().forEach(word -> terms.add(word(word)));
    return terms;
  }

  /// `token.created` is found by itself and by `token.`.
  private static void kinds(String kind, Set<String> terms) {
    for (int dot = kind.indexOf('.'); dot >= 0; dot = kind.indexOf('.', dot + 1)) {
      add(terms, KIND, kind.substring(0, dot + 1));
    }
    add(terms, KIND, kind);
  }

  private static void add(Set<String> terms, char about, @Nullable String value) {
    if (value != null) {
      terms.add(term(about, value));
    }
  }

  static List<List<String>> one(char about, String value) {
    return List.of(List.of(term(about, value)));
  }

  private static String term(char about, String value) {
    return about + Long.toUnsignedString(Label.hash(value), Character.MAX_RADIX);
  }

  /// Words as they are, or hashed where they are long or hold more than plain letters and digits.
  static String word(String word) {
    boolean plain = word.length() <= LONGEST_WORD && word.chars().allMatch(Terms::isPlain);
    return plain ? "w" + word : term('x', word);
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /// One of these each record within the range has.
  static List<List<String>> scores(int least, int most) {
    List<String> any = new ArrayList<>();
    for (int score = least; score <= most; ) {
      boolean ten = score % 10 == 0 && score + 9 <= most;
      any.add(ten ? "d" + score / 10 : "s" + score);
      score += ten ? 10 : 1;
    }
    return List.of(any);
  }

  private static void prefixes(Address address, Set<String> terms) {
    boolean v4 = address.isV4();
    for (int bits = v4 ? V4_FIRST : V6_FIRST; bits <= (v4 ? 32 : V6_LAST); bits += STEP) {
      terms.add(prefix(address, bits));
    }
    if (!v4) {
      terms.add(prefix(address, 128));
    }
  }

  private static String prefix(Address address, int bits) {
    Address kept = address.prefix(bits);
    return kept.isV4()
        ? "a" + bits + "x" + Integer.toHexString(kept.v4())
        : "b" + bits + "x" + Long.toHexString(kept.high()) + "x" + Long.toHexString(kept.low());
  }

  /// The prefixes that make up the network, or one that holds it. None where there are too many.
  static List<List<String>> within(Cidr network) {
    boolean v4 = network.network().isV4();
    int bits = network.bits();
    if (!v4 && bits > V6_LAST && bits < 128) {
      return List.of(List.of(prefix(network.network(), V6_LAST)));
    }
    int first = v4 ? V4_FIRST : V6_FIRST;
    int whole = bits == 128 ? bits : Math.max(first, (bits + STEP - 1) / STEP * STEP);
    if (whole - bits > MOST_FREE_BITS) {
      return List.of();
    }
    List<String> any = new ArrayList<>();
    for (long part = 0; part < 1L << (whole - bits); part++) {
      any.add(prefix(part(network.network(), part, whole), whole));
    }
    return List.of(any);
  }

  private static Address part(Address network, long part, int bits) {
    return network.isV4()
        ? Address.ofV4(network.v4() | (int) (part << (32 - bits)))
        : bits == 128 ? network : new Address(network.high() | part << (64 - bits), network.low());
  }
}
