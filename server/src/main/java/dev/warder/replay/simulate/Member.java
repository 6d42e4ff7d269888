package dev.warder.replay.simulate;

import dev.warder.model.Address;
import dev.warder.model.PrincipalKind;
import dev.warder.replay.events.Call;
import dev.warder.replay.simulate.Catalog.Route;
import java.util.ArrayList;
import java.util.List;

/// One principal, and the calls that it made.
abstract sealed class Member permits Person, Service, Agent {
  private static final double MILLIS_A_DAY = 86_400_000;

  final String id;
  final PrincipalKind kind;
  final Company company;
  final Dice dice;
  final Habits habits;

  /// The days of its first and its last use.
  final double from;

  final double until;

  private final long epoch;
  private final List<Call> calls = new ArrayList<>();
  private String token;

  Member(String id, PrincipalKind kind, Company company, Habits habits, Span span, Dice dice) {
    this.id = id;
    this.kind = kind;
    this.company = company;
    this.habits = habits;
    this.dice = dice;
    this.from = span.from;
    this.until = span.until;
    this.epoch = span.epoch;
    this.token = "tok-" + id;
  }

  /// @param epoch milliseconds at day 0
  record Span(double from, double until, long epoch) {}

  /// Makes all its calls.
  abstract void live();

  List<Call> calls() {
    return calls;
  }

  void use(String name) {
    token = "tok-" + id + name;
  }

  /// @return the day after the call
  double call(double day, Line line, String userAgent, Route route, double failing) {
    return call(day, line.at(day), userAgent, route, failing);
  }

  double call(double day, Address from, String userAgent, Route route, double failing) {
    String path = company.path(route, day).replace("{id}", String.valueOf(habits.id(dice)));
    calls.add(
        new Call(
            epoch + (long) (day * MILLIS_A_DAY),
            id,
            kind,
            token,
            from,
            userAgent,
            route.method(),
            "api.example.com",
            path,
            status(day, failing),
            "",
            ""));
    return day;
  }

  private int status(double day, double failing) {
    if (company.isDown(day) && dice.chance(0.5)) {
      return 503;
    }
    if (dice.chance(failing)) {
      return dice.chance(0.6) ? 404 : dice.chance(0.5) ? 400 : 403;
    }
    return dice.chance(0.002) ? 500 : 200;
  }

  /// Mostly few failures, and now and then a session full of them.
  double failing() {
    return dice.chance(0.015) ? dice.between(0.2, 0.8) : 0.015;
  }

  static double seconds(double seconds) {
    return seconds / 86_400;
  }
}
