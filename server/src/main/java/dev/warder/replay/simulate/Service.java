package dev.warder.replay.simulate;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.simulate.Software.Install;

/// A program that runs by the clock, or on each build: few routes, few networks, deployments.
final class Service extends Member {
  private final double everyHours;
  private final double phase;
  private final int steps;
  private final boolean builds;
  private Line line;
  private Install install;

  Service(String id, Company company, Habits habits, Span span, Dice dice) {
    super(id, PrincipalKind.SERVICE, company, habits, span, dice);
    builds = dice.chance(0.25);
    everyHours =
        new double[] {1, 3, 6, 12, 24}[dice.pick(new double[] {0.06, 0.14, 0.3, 0.2, 0.3})];
    phase = dice.uniform() * 24;
    steps = 1 + dice.below(4);
    line = builds ? company.builds() : dice.pick(company.cloud());
    install = installed();
  }

  private Install installed() {
    Program program =
        builds
            ? dice.pick(Software.BUILDS)
            : dice.chance(0.3) ? company.app() : dice.pick(Software.SDKS);
    return Software.installed(program, dice);
  }

  @Override
  void live() {
    double deployment = from + dice.exponential(25);
    double relocation = dice.chance(0.1) ? dice.between(from, until) : Double.MAX_VALUE;
    double day = from + (builds ? dice.exponential(0.4) : phase / 24);
    while (day < until) {
      if (day > deployment) {
        deploy();
        deployment = day + dice.exponential(25);
      }
      if (day > relocation) {
        line = dice.pick(company.cloud());
        relocation = Double.MAX_VALUE;
      }
      run(day);
      day += builds ? nextBuild(day) : everyHours / 24 + seconds(dice.exponential(20));
    }
  }

  private void deploy() {
    if (dice.chance(0.15)) {
      install = installed(); // rewritten with another library
    } else {
      install = new Install(install.program(), install.system(), dice.exponential(6), false);
    }
  }

  private double nextBuild(double day) {
    double local = (day + company.zone() / 24) % 1;
    boolean quiet = day % 7 >= 5 || local < 0.3 || local > 0.85;
    return dice.exponential(quiet ? 1.2 : 0.25);
  }

  private void run(double begin) {
    double failing = failing();
    int rounds = dice.chance(0.006) ? 10 + dice.below(30) : 1; // a backlog, now and then
    double day = begin;
    for (int round = 0; round < rounds; round++) {
      for (int step = 0; step < steps; step++) {
        boolean usual = dice.chance(0.97);
        var route = usual ? habits.step(step) : habits.next(dice);
        call(day, line.at(begin), install.userAgent(begin), route, failing);
        day += seconds(0.1 + dice.exponential(1.2));
      }
    }
  }
}
