package dev.warder.replay.simulate;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.simulate.Software.Install;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who works, travels, moves house, buys a laptop and tries things out.
final class Person extends Member {
  private final Internet internet;
  private final double days;
  private final double perDay;
  private final double start;
  private final boolean owl;
  private final double atOffice;
  private final boolean standingVpn;
  private final double mobility;
  private final List<Install> installs = new ArrayList<>();
  private final List<Trip> trips = new ArrayList<>();
  private Line home;
  private final Line mobile;
  private final Line commercialVpn;
  private final boolean usesCommercialVpn;

  /// @param line in the hotel
  private record Trip(double from, double until, Line line, Line roaming, double zone) {}

  Person(
      String id,
      Company company,
      Habits habits,
      Span span,
      Dice dice,
      Internet internet,
      double days) {
    super(id, PrincipalKind.USER, company, habits, span, dice);
    this.internet = internet;
    this.days = days;
    perDay = 0.55 * dice.factor(0.8);
    start = dice.normal(9.2, 1.2);
    owl = dice.chance(0.1);
    atOffice = company.office() == null || dice.chance(0.3) ? 0 : dice.between(0.2, 0.95);
    standingVpn = company.vpn() != null && dice.chance(0.6);
    mobility = dice.chance(0.4) ? dice.between(0.05, 0.35) : 0.02;
    home = home(company.country());
    mobile = Line.leased(internet.mobile(company.country(), dice), dice, 0.08, 12, days);
    usesCommercialVpn = dice.chance(0.08);
    String exit = dice.chance(0.5) ? company.country() : Places.country(dice);
    commercialVpn = Line.leased(internet.exit(exit, dice), dice, 1.5, 5, days);
    install();
    trips();
  }

  private Line home(String country) {
    double lease = dice.chance(0.4) ? 90 : dice.between(0.9, 20);
    return Line.leased(internet.home(country, dice), dice, lease, dice.chance(0.5) ? 1 : 4, days);
  }

  private void install() {
    int programs = 1 + dice.poisson(0.9);
    for (int i = 0; i < programs; i++) {
      installs.add(Software.installed(program(), dice));
    }
  }

  private Program program() {
    return switch (dice.pick(new double[] {0.42, 0.28, 0.1, 0.2})) {
      case 0 -> Software.BROWSERS.get(dice.pick(new double[] {0.6, 0.12, 0.12, 0.16}));
      case 1 -> dice.pick(Software.TOOLS);
      case 2 -> dice.pick(Software.SDKS);
      default -> company.app();
    };
  }

  private void trips() {
    double day = from + dice.exponential(60);
    while (day < until) {
      double back = day + dice.between(1, 8);
      String country = dice.chance(0.4) ? company.country() : Places.country(dice);
      Line hotel = Line.leased(internet.home(country, dice), dice, 2, 2, days);
      Line roaming =
          dice.chance(0.5)
              ? mobile
              : Line.leased(internet.mobile(country, dice), dice, 0.1, 6, days);
      trips.add(new Trip(day, back, hotel, roaming, Places.zone(country)));
      day = back + dice.exponential(60);
    }
  }

  @Override
  void live() {
    double moves = dice.chance(0.12) ? dice.between(0, days) : Double.MAX_VALUE;
    double laptop = dice.chance(0.18) ? dice.between(0, days) : Double.MAX_VALUE;
    boolean firstDay = true;
    for (int day = (int) from; day < until; day++) {
      if (day >= moves) {
        home = home(company.country());
        moves = Double.MAX_VALUE;
      }
      if (day >= laptop) {
        installs.clear();
        install();
        laptop = Double.MAX_VALUE;
      }
      boolean weekend = day % 7 >= 5;
      int sessions = dice.poisson(perDay * (weekend ? 0.15 : 1.3)) + (firstDay ? 1 : 0);
      firstDay = false;
      for (int i = 0; i < sessions; i++) {
        session(day + hour(day, weekend) / 24);
      }
    }
  }

  /// In hours of UTC.
  private double hour(int day, boolean weekend) {
    Trip trip = trip(day + 0.5);
    double zone = trip == null ? company.zone() : trip.zone;
    double local;
    if (owl && dice.chance(0.5)) {
      local = dice.normal(22.5, 1.5);
    } else if (weekend) {
      local = dice.normal(14, 4);
    } else {
      local = dice.chance(0.55) ? dice.normal(start + 1.5, 1.2) : dice.normal(start + 6, 1.6);
    }
    return Math.floorMod((long) ((local - zone) * 3600), 86_400L) / 3600.0;
  }

  private @Nullable Trip trip(double day) {
    for (Trip trip : trips) {
      if (day >= trip.from && day < trip.until) {
        return trip;
      }
    }
    return null;
  }

  private Line line(double day) {
    Trip trip = trip(day);
    if (standingVpn && company.vpn() != null && dice.chance(0.9)) {
      return company.vpn();
    }
    if (usesCommercialVpn && dice.chance(0.7)) {
      return commercialVpn;
    }
    if (trip != null) {
      return dice.chance(0.6) ? trip.line : trip.roaming;
    }
    if (dice.chance(mobility)) {
      return mobile;
    }
    if (dice.chance(0.025)) {
      return Line.fixed(internet.home(company.country(), dice), dice); // a café, a friend
    }
    boolean working = day % 7 < 5;
    return working && company.office() != null && dice.chance(atOffice) ? company.office() : home;
  }

  private void session(double begin) {
    Line line = line(begin);
    Install install = installs.get(Math.min(installs.size() - 1, (int) dice.exponential(0.7)));
    if (dice.chance(0.02)) {
      install = Software.installed(program(), dice);
    }
    int calls = dice.geometric(7);
    double failing = failing();
    double think = dice.chance(0.15) ? 1.5 : dice.between(5, 40);
    double day = begin;
    for (int i = 0; i < calls; i++) {
      call(day, line, install.userAgent(day), habits.next(dice), failing);
      day += seconds(0.2 + dice.exponential(think));
      if (dice.chance(0.01)) {
        line = line(day); // from the desk to the train
      }
    }
  }
}
