package dev.warder.risk;

import dev.warder.model.LocalTime;
import dev.warder.model.PrincipalKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;

/// Lets time pass for an owner: closes visits that are over, and learns from those that can be
/// trusted.
///
/// Everything follows from event times, so that the same records lead to the same profile whether
/// they come live or from the journal.
final class Learner {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

  private final RiskModel model;
  private final RiskModel.Learning learning;
  private final int medium;
  private final Population population;

  /// What a call leaves behind needs no more care for so long.
  private final long soonest;

  Learner(RiskModel model, Levels levels, Population population) {
    this.model = model;
    this.learning = model.learning();
    this.medium = levels.medium();
    this.population = population;
    int minutes = Math.min(learning.silenceMinutes(), learning.longestMinutes());
    soonest = Math.min(minutes, model.session().gapMinutes()) * MINUTE_MILLIS;
  }

  /// What a visit is worth.
  enum Trust {
    LEARN,
    HOLD,
    NEVER
  }

  /// Scores below this are learned at once. It falls, and never rises, with what is learned.
  int gate(long learned) {
    for (RiskModel.Learning.Trust trust : learning.trust()) {
      if (learned < trust.below()) {
        return Math.max(trust.score(), medium);
      }
    }
    return medium;
  }

  Trust trust(int highest, boolean denied, boolean proven, long learned) {
    if (denied) {
      return Trust.NEVER;
    }
    return proven || highest < gate(learned) ? Trust.LEARN : Trust.HOLD;
  }

  /// Does what is due by now.
  ///
  /// @return whether anything was: then the population may not be what it was before
  boolean advance(Owner owner, long now) {
    if (now < owner.due) {
      return false;
    }
    owner.due = Long.MAX_VALUE;
    for (int i = 0; i < owner.count(); i++) {
      advance(owner, owner.part(i), now);
    }
    for (Iterator<Owner.Held> each = owner.held.iterator(); each.hasNext(); ) {
      Owner.Held held = each.next();
      if (now >= held.until()) {
        each.remove();
        learn(owner, held.tokenId(), held.visit());
      } else {
        owner.wake(held.until());
      }
    }
    return true;
  }

  private void advance(Owner owner, TokenHistory token, long now) {
    for (int i = 0; i < token.count(); i++) {
      Session session = token.part(i);
      Visit visit = session.visit;
      if (visit != null && isOver(visit, now)) {
        session.visit = null;
        close(owner, token, visit, session.word);
      }
      long gone = session.last + model.session().gapMinutes() * MINUTE_MILLIS;
      if (now >= gone) {
        token.remove(i--);
      } else {
        owner.wake(session.visit == null ? gone : Math.min(gone, over(session.visit)));
      }
    }
    long rests = token.last + TokenHistory.REST_MILLIS;
    if (!token.isResting() && now >= rests) {
      token.rest();
    } else if (!token.isResting()) {
      owner.wake(rests);
    }
  }

  /// A call was written into the history of a token.
  void saw(Owner owner, TokenHistory token, long now) {
    owner.wake(Math.min(now + soonest, token.last + TokenHistory.REST_MILLIS));
  }

  boolean isOver(Visit visit, long now) {
    return now >= over(visit);
  }

  private long over(Visit visit) {
    return Math.min(
        visit.last + learning.silenceMinutes() * MINUTE_MILLIS,
        visit.started + learning.longestMinutes() * MINUTE_MILLIS);
  }

  /// @param word what people said of the session
  void close(Owner owner, TokenHistory token, Visit visit, byte word) {
    if (word != Ruled.NOTHING) {
      owner.rulings().say(Ruled.name(token.tokenId, visit.started), word);
    }
    visit.sure |= word == Ruled.LEGITIMATE;
    Trust trust =
        switch (word) {
          case Ruled.LEGITIMATE -> Trust.LEARN;
          case Ruled.COMPROMISED -> Trust.NEVER;
          default -> trust(visit.highest, visit.denied, visit.proven, owner.learned);
        };
    switch (trust) {
      case LEARN -> learn(owner, token.tokenId, visit);
      case HOLD -> hold(owner, token, visit);
      case NEVER -> owner.held.removeIf(held -> held.tokenId().equals(token.tokenId));
    }
  }

  /// The first stay: were they pushed out by what follows, a steady new habit would never be
  /// learned.
  private void hold(Owner owner, TokenHistory token, Visit visit) {
    if (owner.held.size() < learning.heldVisits()) {
      long until = visit.last + learning.holdHours() * HOUR_MILLIS;
      owner.held.add(new Owner.Held(token.tokenId, visit, until));
    }
  }

  /// Whether a visit that was held is not held any more.
  boolean isReleased(Visit visit, long now) {
    return now >= visit.last + learning.holdHours() * HOUR_MILLIS;
  }

  void learn(Owner owner, String tokenId, Visit visit) {
    if (visit.values == 0) {
      return;
    }
    Profile.Crediting crediting = Profile.Crediting.of(population, owner.principal.kind());
    if (visit.zone != null) {
      owner.visited(visit.zone);
    }
    LocalTime time = local(visit, owner.zone());
    owner.learned += learn(owner, visit, time, crediting);
    for (int i = 0; i < visit.values; i++) {
      if (visit.level(i) == Traits.SEAT) {
        owner.seats.add(visit.key(i), model.elsewhere().seats(), population.seats(kind(owner)));
      }
    }
    TokenHistory token = owner.find(tokenId);
    if (token != null && token.own != null) {
      learn(token.own, visit, time, Profile.Crediting.NONE);
    }
  }

  /// Learns a visit into a profile that nobody counts.
  ///
  /// @return how many routes counted
  int learn(Profile profile, Visit visit, ZoneId zone) {
    return learn(profile, visit, local(visit, zone), Profile.Crediting.NONE);
  }

  /// Takes out of an owner's profiles what such a profile holds.
  void unlearn(Owner owner, String tokenId, Profile taught, Instant time) {
    Profile.Crediting crediting = Profile.Crediting.of(population, owner.principal.kind());
    int today = (int) (time.toEpochMilli() / HOUR_MILLIS / Profile.HOURS_A_DAY);
    TokenHistory token = owner.find(tokenId);
    Profile own = token == null ? null : token.own;
    for (Profile each : own == null ? List.of(owner) : List.of(owner, own)) {
      each.passDays(today, model.history(), each == own ? Profile.Crediting.NONE : crediting);
      taught.passDays(each.day(), model.history(), Profile.Crediting.NONE);
      each.subtract(taught, each == own ? Profile.Crediting.NONE : crediting);
    }
  }

  /// Takes out the seats that somebody else came from.
  void leave(Owner owner, Visit visit) {
    for (int i = 0; i < visit.values; i++) {
      if (visit.level(i) == Traits.SEAT) {
        owner.seats.remove(visit.key(i), population.seats(kind(owner)));
      }
    }
  }

  private static PrincipalKind kind(Owner owner) {
    return owner.principal.kind();
  }

  private static LocalTime local(Visit visit, ZoneId zone) {
    return LocalTime.of(Instant.ofEpochMilli(visit.started), zone);
  }

  /// @return how many routes counted
  private int learn(Profile profile, Visit visit, LocalTime time, Profile.Crediting crediting) {
    int hour = (int) (visit.started / HOUR_MILLIS);
    int today = hour / Profile.HOURS_A_DAY;
    boolean another = today > profile.day();
    profile.passDays(today, model.history(), crediting);
    if (another) {
      profile.anotherDay();
    }
    int worth = visit.proven || visit.sure ? learning.proofDays() : 1;
    int routes = 0;
    for (int i = 0; i < visit.values; i++) {
      if (visit.level(i) == Traits.SEAT) {
        continue;
      }
      Level level = Level.at(visit.level(i));
      if (count(profile, level, visit.key(i), hour, worth, crediting) && level == Level.TEMPLATE) {
        routes++;
      }
    }
    profile.hoursBegun().add(time, hour);
    profile.visited(visit);
    double scale = Math.min(1, (double) model.errors().mostPerVisit() / Math.max(1, visit.known));
    profile.fared((float) (visit.failed * scale), (float) ((visit.known - visit.failed) * scale));
    return routes;
  }

  private boolean count(
      Profile profile, Level level, int key, int hour, int worth, Profile.Crediting crediting) {
    int chain = level.chain.index;
    double most = Math.max(learning.dailyFloor(), learning.dailyShare() * profile.before(chain));
    if (profile.added(chain) >= most) {
      return false;
    }
    int capacity = model.mixture(level.chain).capacity().get(level.depth());
    boolean counted =
        profile
            .slots(level.chain)
            .add(level.depth(), key, hour, worth, capacity, crediting.census(level.chain));
    if (counted && level.depth() == level.chain.levels - 1) {
      profile.oneMore(chain);
    }
    return counted;
  }
}
