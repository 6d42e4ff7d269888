package dev.warder.replay.simulate;

import dev.warder.model.Address;
import dev.warder.replay.events.Call;
import dev.warder.replay.simulate.Catalog.Route;
import java.util.List;

/// One attacker at work with one stolen token: makes its calls.
final class Intrusion {
  private final List<Call> into;
  private final String label;
  private final String session;
  private final Member victim;
  private final String token;
  private final long epoch;
  private final Dice dice;
  private Address source;
  private String userAgent;

  /// @param stolen a call that the token was seen in
  Intrusion(
      List<Call> into,
      String label,
      String session,
      Member victim,
      Call stolen,
      long epoch,
      Dice dice) {
    this.into = into;
    this.label = label;
    this.session = session;
    this.victim = victim;
    this.token = stolen.token();
    this.epoch = epoch;
    this.dice = dice;
    this.source = Address.ofV4(0);
    this.userAgent = "";
  }

  Intrusion from(Address address) {
    source = address;
    return this;
  }

  Intrusion with(String agent) {
    userAgent = agent;
    return this;
  }

  /// Tries one route after the other, mostly reading.
  void discover(long start, int calls, Catalog catalog) {
    long at = start;
    for (int i = 0; i < calls; i++) {
      Route route = catalog.any(dice);
      while (!route.isRead() && dice.chance(0.7)) {
        route = catalog.any(dice);
      }
      call(at, route, 0.15);
      at += (long) (200 + dice.exponential(2000));
    }
  }

  /// What the documentation suggests, as others use it.
  void browse(long start, int calls, Catalog catalog) {
    long at = start;
    for (int i = 0; i < calls; i++) {
      call(at, catalog.popular(dice), 0.05);
      at += (long) (500 + dice.exponential(8000));
    }
  }

  /// What the victim was seen doing, at a person's pace, and something else now and then.
  void imitate(long start, int calls, double faithful, Catalog catalog) {
    long at = start;
    for (int i = 0; i < calls; i++) {
      if (dice.chance(faithful)) {
        Call copied = Past.recent(victim, at, dice);
        call(at, copied.method(), copied.path(), 0.03);
      } else {
        call(at, catalog.popular(dice), 0.03);
      }
      at += (long) (2000 + dice.exponential(12_000));
    }
  }

  private void call(long at, Route route, double failing) {
    double day = (at - epoch) / 86_400_000.0;
    String path = victim.company.path(route, day);
    call(at, route.method(), path.replace("{id}", String.valueOf(dice.below(100_000))), failing);
  }

  void call(long at, String method, String path, double failing) {
    int status = dice.chance(failing) ? (dice.chance(0.5) ? 403 : 404) : 200;
    into.add(
        new Call(
            at,
            victim.id,
            victim.kind,
            token,
            source,
            userAgent,
            method,
            "api.example.com",
            path,
            status,
            label,
            session));
  }
}
