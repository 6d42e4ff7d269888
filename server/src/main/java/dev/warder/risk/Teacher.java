package dev.warder.risk;

import dev.warder.model.Action;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Principal;
import dev.warder.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves what is learned by what people say: a session that was the owner's is taught, whatever its
/// scores were; what a session of somebody else taught is taken out again.
///
/// The session's records are gone through as they were when they came, beside the owner, so that
/// nothing has to be kept in profiles for the day on which somebody says something.
final class Teacher {
  private static final long MINUTE_MILLIS = 60_000;

  private final RiskModel model;
  private final Learner learner;
  private final Witness witness;

  Teacher(RiskModel model, Learner learner, Witness witness) {
    this.model = model;
    this.learner = learner;
    this.witness = witness;
  }

  /// What a visit was when it closed, and how much was learned by then.
  private record Closed(Visit visit, long learned) {}

  void hear(Owner owner, Feedback feedback) {
    Decision about = feedback.decision();
    Traits traits = traits(about);
    if (about.identity() == null || traits == null) {
      return;
    }
    List<Decision> session = session(feedback, traits);
    String tokenId = about.identity().token().id();
    long from = session.getFirst().attempt().time().toEpochMilli();
    Session open = rule(owner, tokenId, traits, from, feedback.legitimate());
    List<Closed> visits = visits(owner.principal, tokenId, session, feedback.legitimate());
    if (open != null && open.visit != null) {
      long started = open.visit.started;
      open.visit = null;
      visits.removeIf(closed -> closed.visit.started == started && !feedback.legitimate());
      owner.rulings().say(Ruled.name(tokenId, started), Ruled.COMPROMISED);
    }
    if (feedback.legitimate()) {
      visits.forEach(closed -> teach(owner, tokenId, closed, feedback));
    } else {
      takeBack(owner, tokenId, visits, feedback);
    }
  }

  /// A session that is still open has its fate decided now, for all that comes of it.
  private static @Nullable Session rule(
      Owner owner, String tokenId, Traits traits, long from, boolean legitimate) {
    TokenHistory token = owner.find(tokenId);
    Session open =
        token == null ? null : token.session(traits.key(Level.ASN), traits.key(Level.PRODUCT));
    if (open == null || open.last < from) {
      return null;
    }
    open.word = legitimate ? Ruled.LEGITIMATE : Ruled.COMPROMISED;
    return open;
  }

  private void teach(Owner owner, String tokenId, Closed closed, Feedback feedback) {
    Visit visit = closed.visit;
    long name = Ruled.name(tokenId, visit.started);
    boolean known = isLearned(owner, tokenId, closed, feedback);
    owner.held.removeIf(held -> isOf(held, tokenId, visit));
    visit.sure = true;
    if (!known) {
      learner.learn(owner, tokenId, visit);
    }
    owner.rulings().say(name, Ruled.LEGITIMATE);
  }

  private void takeBack(Owner owner, String tokenId, List<Closed> visits, Feedback feedback) {
    Profile taught = new Profile();
    int routes = 0;
    for (Closed closed : visits) {
      Visit visit = closed.visit;
      long name = Ruled.name(tokenId, visit.started);
      visit.sure = owner.rulings().word(name) == Ruled.LEGITIMATE;
      if (isLearned(owner, tokenId, closed, feedback)) {
        routes += learner.learn(taught, visit, owner.zone());
        owner.left(visit.zone);
        learner.leave(owner, visit);
      }
      owner.held.removeIf(held -> isOf(held, tokenId, visit));
      owner.rulings().say(name, Ruled.COMPROMISED);
    }
    if (routes > 0) {
      owner.learned = Math.max(0, owner.learned - routes);
      learner.unlearn(owner, tokenId, taught, feedback.time());
    }
    owner.point = null;
  }

  /// Whether the profile holds what this visit showed.
  private boolean isLearned(Owner owner, String tokenId, Closed closed, Feedback feedback) {
    Visit visit = closed.visit;
    byte word = owner.rulings().word(Ruled.name(tokenId, visit.started));
    if (word != Ruled.NOTHING) {
      return word == Ruled.LEGITIMATE;
    }
    return switch (learner.trust(visit.highest, visit.denied, visit.proven, closed.learned)) {
      case LEARN -> true;
      case NEVER -> false;
      case HOLD ->
          owner.held.stream().noneMatch(held -> isOf(held, tokenId, visit))
              && learner.isReleased(visit, feedback.time().toEpochMilli());
    };
  }

  private static boolean isOf(Owner.Held held, String tokenId, Visit visit) {
    return held.tokenId().equals(tokenId) && held.visit().started == visit.started;
  }

  /// The records of the call's own session: same source, and no long gap on the way to it.
  private List<Decision> session(Feedback feedback, Traits traits) {
    long gap = model.session().gapMinutes() * MINUTE_MILLIS;
    List<Decision> all = feedback.around().stream().filter(each -> isOf(each, traits)).toList();
    List<Decision> session = new ArrayList<>();
    boolean reached = false;
    long last = 0;
    for (Decision each : all) {
      long time = each.attempt().time().toEpochMilli();
      if (time - last >= gap && reached) {
        break;
      }
      if (time - last >= gap) {
        session.clear();
      }
      session.add(each);
      reached |= each.id().equals(feedback.decision().id());
      last = time;
    }
    return reached ? session : List.of(feedback.decision());
  }

  private static boolean isOf(Decision decision, Traits traits) {
    Traits other = traits(decision);
    return other != null
        && other.key(Level.ASN) == traits.key(Level.ASN)
        && other.key(Level.PRODUCT) == traits.key(Level.PRODUCT);
  }

  private List<Closed> visits(
      Principal principal, String tokenId, List<Decision> session, boolean legitimate) {
    Owner beside = new Owner(principal);
    TokenHistory token = beside.add(tokenId, 1);
    List<Closed> closed = new ArrayList<>();
    long learned = 0;
    for (Decision each : session) {
      long now = each.attempt().time().toEpochMilli();
      gather(token, now, learned, closed);
      Decision seen = legitimate ? each.instead(new Verdict.Allow(), each.reasons()) : each;
      witness.saw(beside, token, seen, traits(each));
      Session newest = token.newest();
      if (newest != null && newest.visit != null) {
        newest.visit.denied |= Witness.isDenied(each);
      }
      learned = each.assessment() == null ? learned : each.assessment().risk().learned();
    }
    gather(token, Long.MAX_VALUE, learned, closed);
    return closed;
  }

  private void gather(TokenHistory token, long now, long learned, List<Closed> into) {
    for (int i = 0; i < token.count(); i++) {
      Session session = token.part(i);
      Visit visit = session.visit;
      if (visit != null && learner.isOver(visit, now)) {
        session.visit = null;
        into.add(new Closed(visit, learned));
      }
    }
  }

  private static @Nullable Traits traits(Decision decision) {
    Context context = decision.context();
    Action action = decision.action();
    return context == null || action == null
        ? null
        : Traits.of(decision.attempt(), context, action);
  }
}
