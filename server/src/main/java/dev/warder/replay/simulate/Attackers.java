package dev.warder.replay.simulate;

import dev.warder.context.Atlas.Network;
import dev.warder.model.Address;
import dev.warder.replay.events.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who use a token that is not theirs, in nine manners.
final class Attackers {
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;

  /// The world needs some days before anybody has habits.
  private static final double QUIET_DAYS = 8;

  private final Past past;
  private final Internet internet;
  private final Catalog catalog;
  private final Scale scale;
  private final long epoch;
  private final Listed listed;
  private final Dice dice;
  private final List<Call> calls = new ArrayList<>();

  Attackers(
      Past past,
      Internet internet,
      Catalog catalog,
      Scale scale,
      long epoch,
      Listed listed,
      Dice dice) {
    this.past = past;
    this.internet = internet;
    this.catalog = catalog;
    this.scale = scale;
    this.epoch = epoch;
    this.listed = listed;
    this.dice = dice;
  }

  /// A victim, and when.
  private record Target(Seat seat, long at) {
    Member victim() {
      return seat.member();
    }
  }

  List<Call> all() {
    for (int i = 0; i < scale.attacks(); i++) {
      naive("naive-" + i);
      vpn("vpn-" + i);
      targeted("targeted-" + i);
      veryTargeted("verytargeted-" + i);
      theft("theft-" + i);
      insider("insider", "insider-" + i, false);
      insider("insiderteam", "insiderteam-" + i, true);
    }
    for (int i = 0; i < scale.drips(); i++) {
      drip("drip-" + i);
      flood("flood-" + i);
    }
    return calls;
  }

  /// Half of them come in the victim's own hours.
  private Target target(double earliest, double latest) {
    while (true) {
      long day = epoch + ((long) dice.between(earliest, latest)) * DAY;
      Seat seat = past.victim(day, dice);
      if (seat != null) {
        long time = dice.below(DAY);
        if (dice.chance(0.5)) {
          long usual = Past.recent(seat.member(), day, dice).time() - epoch;
          time = Math.floorMod(usual + (long) dice.normal(0, 20 * MINUTE), DAY);
        }
        return new Target(seat, day + time);
      }
    }
  }

  private Target target() {
    return target(QUIET_DAYS, scale.days() - 1);
  }

  private Intrusion intrusion(String label, String session, Target target) {
    Call stolen = Past.recent(target.victim(), target.at, dice);
    return new Intrusion(calls, label, session, target.victim(), stolen, epoch, dice);
  }

  private Address in(Network network) {
    return network.address(dice.below(network.size()));
  }

  private String anyClient(long at) {
    double day = (double) (at - epoch) / DAY;
    Program program =
        switch (dice.below(3)) {
          case 0 -> dice.pick(Software.BROWSERS);
          case 1 -> dice.pick(Software.TOOLS);
          default -> dice.pick(Software.SDKS);
        };
    return Software.installed(program, dice).userAgent(day);
  }

  private void naive(String session) {
    Target target = target();
    Address source =
        !listed.addresses().isEmpty() && dice.chance(0.8)
            ? dice.pick(listed.addresses())
            : in(dice.chance(0.6) ? internet.hoster(dice) : internet.anywhere(dice));
    Intrusion intrusion =
        intrusion("naive", session, target).from(source).with(anyClient(target.at));
    if (dice.chance(0.7)) {
      intrusion.discover(target.at, dice.geometric(9), catalog);
    } else {
      intrusion.browse(target.at, dice.geometric(5), catalog);
    }
  }

  private void vpn(String session) {
    Target target = target();
    Network exit = internet.exit(target.victim().company.country(), dice);
    String client = past.ofKind(target.victim().kind, target.at, dice).userAgent();
    Intrusion intrusion = intrusion("vpn", session, target).from(in(exit)).with(client);
    if (dice.chance(0.5)) {
      intrusion.discover(target.at, dice.geometric(8), catalog);
    } else {
      intrusion.browse(target.at, dice.geometric(7), catalog);
    }
  }

  private void targeted(String session) {
    Target target = target();
    Network network =
        dice.chance(0.5)
            ? provider(target)
            : internet.home(target.victim().company.country(), dice);
    String client = past.ofKind(target.victim().kind, target.at, dice).userAgent();
    Intrusion intrusion = intrusion("targeted", session, target).from(in(network)).with(client);
    if (dice.chance(0.4)) {
      intrusion.discover(target.at, dice.geometric(7), catalog);
    } else {
      intrusion.browse(target.at, dice.geometric(7), catalog);
    }
  }

  private Network provider(Target target) {
    Address seen = Past.recent(target.victim(), target.at, dice).source();
    return internet.of(seen, target.victim().company.country(), dice);
  }

  private void veryTargeted(String session) {
    Target target = target();
    Call copied = Past.recent(target.victim(), target.at, dice);
    Network network = internet.of(copied.source(), target.victim().company.country(), dice);
    intrusion("verytargeted", session, target)
        .from(in(network))
        .with(copied.userAgent())
        .imitate(target.at, dice.geometric(6), 0.7, catalog);
  }

  /// Begins while the victim is at work with the token; a third of them keep quiet.
  private void theft(String session) {
    Target day = target();
    Call anchor = Past.recent(day.victim(), day.at, dice);
    if (anchor.time() < epoch + QUIET_DAYS * DAY) {
      theft(session);
      return;
    }
    Target target =
        new Target(day.seat, anchor.time() + (long) dice.between(0.3 * MINUTE, 8 * MINUTE));
    String country = target.victim().company.country();
    Network network =
        switch (dice.below(3)) {
          case 0 -> internet.hoster(dice);
          case 1 -> internet.exit(country, dice);
          default -> internet.home(country, dice);
        };
    String client =
        dice.chance(0.5)
            ? past.ofKind(target.victim().kind, target.at, dice).userAgent()
            : anyClient(target.at);
    Intrusion intrusion =
        new Intrusion(calls, "theft", session, target.victim(), anchor, epoch, dice)
            .from(in(network))
            .with(client);
    if (dice.chance(1 / 3.0)) {
      intrusion.imitate(target.at, 2 + dice.below(5), 0.4, catalog);
    } else {
      intrusion.discover(target.at, 6 + dice.geometric(8), catalog);
    }
  }

  /// Works on as it always does, with somebody else's token.
  private void insider(String label, String session, boolean sameTeam) {
    Target target = target();
    @Nullable Seat colleague = past.other(target.seat, target.at, sameTeam, dice);
    if (colleague == null) {
      insider(label, session, sameTeam);
      return;
    }
    List<Call> usual = Past.stretch(colleague.member(), target.at, 2 + dice.geometric(6), dice);
    long at = target.at;
    long before = usual.getFirst().time();
    for (Call call : usual) {
      at += Math.min(call.time() - before, 5 * MINUTE);
      before = call.time();
      intrusion(label, session, target)
          .from(java.util.Objects.requireNonNull(call.source()))
          .with(call.userAgent())
          .call(at, call.method(), call.path(), 0.03);
    }
  }

  /// Makes as many calls as it can within an hour, and comes back on the three days after.
  private void flood(String session) {
    Target first = target(QUIET_DAYS, scale.days() - 5);
    String country = first.victim().company.country();
    Address address = in(internet.home(country, dice));
    for (int day = 0; day <= 3; day++) {
      long at = first.at + day * DAY;
      Call copied = Past.recent(first.victim(), at, dice);
      intrusion("flood", session, new Target(first.seat, at))
          .from(address)
          .with(copied.userAgent())
          .imitate(at, day == 0 ? 60 : 3, 0.9, catalog);
    }
  }

  /// Comes once a day with hardly anything, until it counts as usual; then takes what it came for.
  private void drip(String session) {
    Target first = target(QUIET_DAYS, scale.days() / 2.0);
    String country = first.victim().company.country();
    Line line = Line.leased(internet.home(country, dice), dice, 30, 1, scale.days());
    int visits = 12 + dice.below(18);
    long last = epoch + scale.days() * DAY;
    long at = first.at;
    for (int i = 0; i <= visits && at < last; i++) {
      Call copied = Past.recent(first.victim(), at, dice);
      Intrusion intrusion =
          intrusion("drip", session, new Target(first.seat, at))
              .from(line.at((double) (at - epoch) / DAY))
              .with(copied.userAgent());
      if (i < visits) {
        intrusion.imitate(at, 1 + dice.below(3), 0.9, catalog);
      } else {
        intrusion.discover(at, 15, catalog);
      }
      at += DAY + (long) dice.normal(0, 60 * MINUTE);
    }
  }
}
