package dev.warder.replay.simulate;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.simulate.Software.Install;

/// A program that acts for somebody and finds its own way: many routes, quick calls, any hour.
final class Agent extends Member {
  private final double perDay;
  private final Line line;
  private Install install;

  /// @param line of the owner's machine, or of a cloud
  Agent(String id, Company company, Habits habits, Span span, Dice dice, Line line) {
    super(id, PrincipalKind.AGENT, company, habits, span, dice);
    this.line = line;
    perDay = 0.5 * dice.factor(0.7);
    install = Software.installed(dice.pick(Software.AGENTS), dice);
  }

  @Override
  void live() {
    double day = from;
    while (day < until) {
      if (dice.chance(0.01)) {
        install = Software.installed(dice.pick(Software.AGENTS), dice);
      }
      session(day);
      double local = (day + company.zone() / 24) % 1;
      boolean night = local < 0.3 || local > 0.9;
      day += seconds(600) + dice.exponential((night ? 2 : 0.7) / perDay / 1.6);
    }
  }

  private void session(double begin) {
    int calls = dice.geometric(14);
    double failing = dice.chance(0.05) ? dice.between(0.2, 0.6) : 0.04;
    double day = begin;
    for (int i = 0; i < calls; i++) {
      call(day, line.at(begin), install.userAgent(begin), habits.next(dice), failing);
      day += seconds(0.3 + dice.exponential(3));
    }
  }
}
