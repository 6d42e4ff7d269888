package dev.warder.audit;

import dev.warder.model.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One thing that a record must meet to be found.
sealed interface Condition {
  /// Whether a record with this label may meet it.
  default boolean mayMatch(Label label) {
    return true;
  }

  boolean matches(Facts facts);

  /// Lists of terms; a record that meets this has at least one of each list.
  default List<List<String>> terms() {
    return List.of();
  }

  /// Exactly, or all kinds that begin with it where it ends in a dot.
  record Kind(String kind) implements Condition {
    @Override
    public boolean mayMatch(Label label) {
      return label.isDecision() == kind.equals(Label.DECISION);
    }

    @Override
    public boolean matches(Facts facts) {
      return kind.endsWith(".") ? facts.kind().startsWith(kind) : facts.kind().equals(kind);
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.KIND, kind);
    }
  }

  /// The same where labels of sealed records know people by their pseudonyms alone.
  default Condition known(Seals seals) {
    return this;
  }

  /// The principal of a decision's token, or an event's actor.
  ///
  /// @param pseudonym by which labels of sealed records know it; the same where it has none
  record Who(String principal, String pseudonym) implements Condition {
    Who(String principal) {
      this(principal, principal);
    }

    @Override
    public Condition known(Seals seals) {
      return new Who(principal, seals.pseudonym(principal).orElse(principal));
    }

    @Override
    public boolean mayMatch(Label label) {
      return principal.hashCode() == label.who() || pseudonym.hashCode() == label.who();
    }

    @Override
    public boolean matches(Facts facts) {
      return principal.equals(facts.who());
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.WHO, principal);
    }
  }

  /// The id of a decision's token, or an event's subject.
  ///
  /// @param pseudonym where it is somebody; else the same
  record What(String id, String pseudonym) implements Condition {
    What(String id) {
      this(id, id);
    }

    @Override
    public Condition known(Seals seals) {
      return new What(id, seals.pseudonym(id).orElse(id));
    }

    @Override
    public boolean mayMatch(Label label) {
      return id.hashCode() == label.what()
          || pseudonym.hashCode() == label.what()
          || label.mayBeAboutSeveral();
    }

    @Override
    public boolean matches(Facts facts) {
      return id.equals(facts.what()) || facts.others().contains(id);
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.WHAT, id);
    }
  }

  /// Where the call came from.
  record From(Cidr network) implements Condition {
    @Override
    public boolean matches(Facts facts) {
      return facts.source() != null && network.contains(facts.source());
    }

    @Override
    public List<List<String>> terms() {
      return Terms.within(network);
    }
  }

  /// By its two letters.
  record Country(String code) implements Condition {
    @Override
    public boolean mayMatch(Label label) {
      return label.isDecision();
    }

    @Override
    public boolean matches(Facts facts) {
      return code.equals(facts.country());
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.COUNTRY, code);
    }
  }

  /// A guarded route as it was configured, or the template of a management call.
  record OnRoute(String route) implements Condition {
    @Override
    public boolean matches(Facts facts) {
      return route.equals(facts.route());
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.ROUTE, route);
    }
  }

  /// As on the wire.
  record Verdict(String verdict) implements Condition {
    @Override
    public boolean mayMatch(Label label) {
      return !verdict.isEmpty() && verdict.charAt(0) == label.verdict();
    }

    @Override
    public boolean matches(Facts facts) {
      return verdict.equals(facts.verdict());
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.VERDICT, verdict);
    }
  }

  /// A rule that matched, also one of a policy in shadow.
  record Rule(String id) implements Condition {
    @Override
    public boolean mayMatch(Label label) {
      return label.isDecision();
    }

    @Override
    public boolean matches(Facts facts) {
      return facts.rules().contains(id);
    }

    @Override
    public List<List<String>> terms() {
      return Terms.one(Terms.RULE, id);
    }
  }

  /// Both inclusive.
  record Score(int least, int most) implements Condition {
    static final int HIGHEST = 100;

    @Override
    public boolean mayMatch(Label label) {
      return label.isDecision();
    }

    @Override
    public boolean matches(Facts facts) {
      return facts.score() >= least && facts.score() <= most;
    }

    @Override
    public List<List<String>> terms() {
      return Terms.scores(least, most);
    }
  }

  /// All of these words, anywhere in the reasons.
  record Text(Set<String> words) implements Condition {
    @Override
    public boolean matches(Facts facts) {
      return facts.words().containsAll(words);
    }

    @Override
    public List<List<String>> terms() {
      List<List<String>> all = new ArrayList<>();
      words.forEach(word -> all.add(List.of(Terms.word(word))));
      return all;
    }
  }

  record Since(Instant time) implements Condition {
    @Override
    public boolean mayMatch(Label label) {
      return label.time() >= time.toEpochMilli();
    }

    @Override
    public boolean matches(Facts facts) {
      return !facts.time().isBefore(time);
    }
  }

  record Until(Instant time) implements Condition {
    @Override
    public boolean matches(Facts facts) {
      return facts.time().isBefore(time);
    }
  }
}
