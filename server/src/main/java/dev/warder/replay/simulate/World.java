package dev.warder.replay.simulate;

import dev.warder.context.Atlas.Network;
import dev.warder.replay.simulate.Catalog.Route;
import dev.warder.replay.simulate.Member.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Companies, their teams and all members, before anything happened.
final class World {
  private static final int TEAM = 7;

  private final Internet internet;
  private final Catalog catalog;
  private final Scale scale;
  private final long epoch;
  private final List<Seat> seats = new ArrayList<>();
  private int teams;
  private @Nullable Line lastOffice;
  private String lastCountry = "";

  World(Internet internet, Catalog catalog, Scale scale, long epoch, Dice dice) {
    this.internet = internet;
    this.catalog = catalog;
    this.scale = scale;
    this.epoch = epoch;
    for (int number = 0; seats.size() < scale.members(); number++) {
      populate(company(number, dice.split()), dice.split());
    }
  }

  List<Seat> seats() {
    return seats;
  }

  private Company company(int number, Dice dice) {
    String country = Places.country(dice);
    while (!internet.has(country)) {
      country = Places.country(dice);
    }
    String name = "firm" + number;
    Line office = office(country, dice);
    Line vpn = dice.chance(0.3) ? Line.fixed(internet.exit(country, dice), dice) : null;
    return new Company(
        name,
        country,
        office,
        vpn,
        clouds(country, dice),
        dice.chance(0.6)
            ? Line.pool(internet.buildFarm(), dice, scale.days())
            : Line.fixed(internet.cloud(country, dice), dice),
        Software.ofCompany(name, dice),
        Places.zone(country),
        dice.chance(0.5) ? dice.between(5, scale.days()) : Double.MAX_VALUE,
        catalog.popular(dice).group(),
        dice.between(0, scale.days()));
  }

  /// Most have an address of their own; some share a building's.
  private @Nullable Line office(String country, Dice dice) {
    if (dice.chance(0.25)) {
      return null;
    }
    boolean shared = lastOffice != null && country.equals(lastCountry) && dice.chance(0.4);
    Line line =
        shared ? lastOffice : Line.leased(internet.home(country, dice), dice, 120, 1, scale.days());
    lastOffice = line;
    lastCountry = country;
    return line;
  }

  private List<Line> clouds(String country, Dice dice) {
    List<Line> lines = new ArrayList<>();
    int count = 1 + dice.below(3);
    for (int i = 0; i < count; i++) {
      Network cloud = internet.cloud(country, dice);
      boolean gateway = dice.chance(0.6);
      lines.add(
          gateway
              ? Line.leased(cloud, dice, 60, 1, scale.days())
              : Line.leased(cloud, dice, dice.between(0.3, 5), 6, scale.days()));
    }
    return lines;
  }

  private void populate(Company company, Dice dice) {
    int size = (int) Math.min(80, 5 + dice.exponential(24));
    int team = teams++;
    List<Route> work = catalog.job(dice, 3, 14, false);
    for (int i = 0; i < size && seats.size() < scale.members(); i++) {
      if (i > 0 && i % TEAM == 0) {
        team = teams++;
        work = catalog.job(dice, 3, 14, false);
      }
      seats.add(new Seat(member(company, work, i, dice.split()), team));
    }
  }

  private Member member(Company company, List<Route> work, int number, Dice dice) {
    String id = company.name() + "-" + number;
    double kind = dice.uniform();
    if (kind < 0.60) {
      List<Route> mine = new ArrayList<>(work);
      mine.removeIf(route -> dice.chance(0.25));
      List<Route> job = mine.isEmpty() ? work : mine;
      Habits habits = new Habits(catalog, job, dice, dice.between(0.01, 0.06), 0.4);
      return new Person(id, company, habits, span(dice), dice, internet, scale.days());
    }
    if (kind < 0.87) {
      List<Route> job = catalog.job(dice, 1 + dice.below(2), 6, dice.chance(0.5));
      return new Service(id, company, new Habits(catalog, job, dice, 0.15, 0.6), span(dice), dice);
    }
    List<Route> job = catalog.job(dice, 4, 22, dice.chance(0.4));
    Habits habits = new Habits(catalog, job, dice, 0.08, 0.7);
    return new Agent(id, company, habits, span(dice), dice, agentLine(company, dice));
  }

  private Line agentLine(Company company, Dice dice) {
    if (dice.chance(0.5)) {
      return dice.pick(company.cloud());
    }
    return company.office() != null && dice.chance(0.5)
        ? company.office()
        : Line.leased(internet.home(company.country(), dice), dice, 12, 3, scale.days());
  }

  /// A third joins on the way, and some leave.
  private Span span(Dice dice) {
    double days = scale.days();
    double from = dice.chance(0.35) ? dice.between(0, 0.97 * days) : dice.between(0, 4);
    double until = dice.chance(0.1) ? dice.between(from, days) : days;
    return new Span(from, Math.max(until, Math.min(days, from + 1)), epoch);
  }
}
