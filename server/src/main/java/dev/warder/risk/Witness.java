package dev.warder.risk;

import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.Outcome;
import dev.warder.model.Risk;
import dev.warder.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what was decided into an owner's recent past. Everything that it needs to know of the
/// scoring it takes from the recorded factors, so a replayed record leaves the same traces.
final class Witness {
  private static final float MILLIS_A_DAY = 86_400_000;

  private final RiskModel model;
  private final Changes.Span changeSpan;
  private final long freshProof;

  Witness(RiskModel model) {
    this.model = model;
    changeSpan = Changes.Span.of(model.spread());
    freshProof = model.learning().freshProofMinutes() * 60_000L;
  }

  void saw(Owner owner, TokenHistory token, Decision decision, @Nullable Traits traits) {
    long now = decision.attempt().time().toEpochMilli();
    token.use();
    token.call(now);
    token.landed();
    if (decision.verdict() instanceof Verdict.Deny deny) {
      refused(token, deny.why(), now);
    }
    if (traits != null && decision.assessment() != null) {
      saw(owner, token, decision, decision.assessment().risk(), traits, now);
    }
    token.last = Math.max(token.last, now);
  }

  /// A call that leads nowhere speaks of its caller; what our own policy denied, or we failed at,
  /// must not feed back into the risk that it was denied for.
  private static void refused(Windows windows, Denial why, long now) {
    switch (why) {
      case NO_ROUTE, INSUFFICIENT_SCOPE, INVALID_REQUEST -> {
        windows.add(Windows.KNOWN, now);
        windows.add(Windows.FAILED, now);
      }
      case NO_CREDENTIAL,
          INVALID_TOKEN,
          INVALID_PROOF,
          CONFLICTING_CREDENTIALS,
          OUTSIDE_NETWORKS,
          POLICY ->
          windows.add(Windows.OTHER_ERRORS, now);
      case NONCE_WANTED, NO_GRANT, POLICY_FAILURE, FAILURE, OVERLOAD -> {}
    }
  }

  private void saw(
      Owner owner, TokenHistory token, Decision decision, Risk risk, Traits traits, long now) {
    token.paths().add(traits.path(), now);
    Session session = session(token, traits, now);
    boolean computed = evidence(session, risk, traits);
    Visit visit = session.visitAt(now);
    visit.last = Math.max(visit.last, now);
    visit.highest = Math.max(visit.highest, risk.score());
    visit.denied |= isDenied(decision);
    Changes changes = token.changes();
    int asn = traits.key(Level.ASN);
    int country = traits.key(Level.COUNTRY);
    boolean known = owner.knows(Level.ASN, asn);
    int product = traits.key(Level.PRODUCT);
    byte change = changes.kind(asn, country, product, known, now, changeSpan);
    visit.change = (byte) Math.max(visit.change, change);
    changes.used(asn, country, product, known, now, changeSpan);
    if (decision.verdict().passes() && computed) {
      passed(owner, token, decision, visit, traits, now);
    }
    session.last = Math.max(session.last, now);
  }

  /// By policy.
  static boolean isDenied(Decision decision) {
    return decision.verdict() instanceof Verdict.Deny deny && deny.why() == Denial.POLICY;
  }

  private void passed(
      Owner owner, TokenHistory token, Decision decision, Visit visit, Traits traits, long now) {
    visit.show(traits.keys(), model.learning().valuesPerVisit());
    visit.proven |= isProven(decision.identity(), now);
    for (int window = 0; window < Windows.PACES; window++) {
      visit.peak(window, token.sum(window, now));
    }
    visit.paths = Math.max(visit.paths, (float) token.paths().different(now));
    var context = decision.context();
    if (context != null && context.place().zone() != null) {
      visit.zone = context.place().zone();
    }
    if (context != null
        && context.place().point() != null
        && Behaviour.staysPut(context.network())) {
      owner.point = context.place().point();
      owner.pointTime = now;
    }
  }

  private boolean isProven(@Nullable Identity identity, long now) {
    Instant since = identity == null ? null : identity.assurance().since();
    return since != null && now - since.toEpochMilli() <= freshProof;
  }

  private Session session(TokenHistory token, Traits traits, long now) {
    int asn = traits.key(Level.ASN);
    int product = traits.key(Level.PRODUCT);
    Session session = token.session(asn, product);
    if (session != null) {
      return session;
    }
    session = new Session(asn, product, now);
    session.silence = Behaviour.silence(token, now);
    if (token.count() == 0 && token.last != 0) {
      token.gap(Math.max(0, (now - token.last) / MILLIS_A_DAY));
    }
    token.begin(session, model.session().sessions());
    return session;
  }

  /// @return whether the risk was computed at all
  private boolean evidence(Session session, Risk risk, Traits traits) {
    boolean computed = false;
    boolean novel = false;
    for (Factor factor : risk.factors()) {
      double[] in = factor.inputs();
      switch (factor.name()) {
        case "action" ->
            novel = in[ChainTerm.EVENTS] > 0 && ChainTerm.ACTION.matched(in) < Chain.ACTION.levels;
        case "session" -> {
          computed = true;
          if (session.isFirst(traits.operation())) {
            RiskModel.Evidence evidence = model.session();
            session.saw(traits.operation());
            session.novel += novel ? 1 : 0;
            session.evidence =
                SessionTerm.after(
                    session.evidence,
                    in[SessionTerm.SURPRISE],
                    evidence.drift(),
                    evidence.cap(),
                    true);
          }
        }
        default -> {}
      }
    }
    return computed;
  }

  /// All that one record tells of an owner: a snapshot has the whole of it or nothing.
  void saw(Owner owner, List<Outcome> outcomes, long seq) {
    synchronized (owner) {
      if (owner.gone || seq <= owner.floor) {
        return;
      }
      for (Outcome each : outcomes) {
        TokenHistory token = owner.find(each.tokenId());
        if (token != null) {
          owner.seq = Math.max(owner.seq, seq);
          saw(token, each);
          owner.wake(token.last + TokenHistory.REST_MILLIS);
        }
      }
    }
  }

  private static void saw(TokenHistory token, Outcome outcome) {
    long now = outcome.time().toEpochMilli();
    token.use();
    token.add(Windows.KNOWN, now);
    boolean guess = outcome.status() == 401 || outcome.status() == 403 || outcome.status() == 404;
    Session session = token.newest();
    Visit visit = session == null ? null : session.visit;
    if (outcome.isError()) {
      token.add(guess ? Windows.FAILED : Windows.OTHER_ERRORS, now);
    }
    if (visit != null) {
      visit.known++;
      visit.failed += guess ? 1 : 0;
    }
  }
}
