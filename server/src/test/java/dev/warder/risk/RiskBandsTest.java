package dev.warder.risk;

import static dev.warder.risk.Week.ALICE;
import static dev.warder.risk.World.BERLIN;
import static dev.warder.risk.World.BERLIN_CAFE;
import static dev.warder.risk.World.BUCHAREST;
import static dev.warder.risk.World.BUCHAREST_HOSTING;
import static dev.warder.risk.World.CHROME;
import static dev.warder.risk.World.CURL;
import static dev.warder.risk.World.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Client;
import dev.warder.model.Factor;
import dev.warder.model.Outcome;
import dev.warder.model.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the model makes of ordinary weeks and of staged attacks after them.
class RiskBandsTest {
  private static final int DAYS = 12;
  private static final Instant MORNING =
      World.MONDAY.plus(Duration.ofDays(DAYS)).plus(Duration.ofHours(10));

  private final World world = new World();
  private final Week week = new Week(world, 7);

  RiskBandsTest() {
    week.play(30, DAYS);
  }

  @Test
  void ordinaryCallsScoreLow() {
    long all = week.seasoned.size();
    assertThat(all).isGreaterThan(10_000);
    assertThat(week.seasoned.stream().filter(s -> s >= 35).count()).isLessThan(all / 10);
    assertThat(week.seasoned.stream().filter(s -> s >= 60).count()).isLessThan(all / 500);
  }

  @Test
  void stolenTokenAbroadIsCritical() {
    assertThat(score(MORNING, BUCHAREST, PYTHON)).isBetween(85, 100);
    assertThat(score(MORNING, BUCHAREST_HOSTING, CURL)).isBetween(85, 100);
  }

  @Test
  void newNetworkAloneIsAboutMedium() {
    assertThat(score(MORNING, BERLIN_CAFE, CHROME)).isBetween(20, 59);
  }

  @Test
  void newCountryWithTheOwnClientIsAboutMedium() {
    assertThat(score(MORNING, BUCHAREST, CHROME)).isBetween(30, 84);
  }

  @Test
  void nightAloneIsNoAlarm() {
    Instant night = MORNING.minus(Duration.ofHours(8));
    assertThat(score(night, BERLIN, CHROME)).isLessThan(35);
  }

  @Test
  void scrapingShowsInBreadth() {
    int highest = 0;
    for (int i = 0; i < 4; i++) {
      Instant time = MORNING.plusSeconds(i);
      Risk risk = world.call(ALICE, time, BERLIN, PYTHON, "GET /a" + i + "/{id}").risk();
      highest = Math.max(highest, risk.score());
    }
    assertThat(highest).isGreaterThanOrEqualTo(60);
  }

  @Test
  void tokenUsedAtTwoPlacesIsSeen() {
    int highest = 0;
    for (int i = 0; i < 4; i++) {
      Risk risk =
          world
              .call(
                  ALICE,
                  MORNING.plusSeconds(20L * i),
                  i % 2 == 0 ? BERLIN : BUCHAREST,
                  CHROME,
                  "GET /orders")
              .risk();
      highest = Math.max(highest, risk.score());
    }
    assertThat(highest).isGreaterThanOrEqualTo(55);
  }

  @Test
  void enumerationShowsInFailures() {
    int highest = 0;
    for (int i = 0; i < 6; i++) {
      Instant time = MORNING.plusMillis(300L * i);
      Risk risk = world.call(ALICE, time, BERLIN, CHROME, "GET /users/{id}").risk();
      highest = Math.max(highest, risk.score());
      Outcome seen = new Outcome("d", time, "tok_alice", 404, null, null);
      world.engine.learn(List.of(seen), world.seq++);
    }
    assertThat(highest).isGreaterThanOrEqualTo(60);
  }

  @Test
  void everyFactorSaysWhyAndComputesAgainToTheBit() {
    for (var assessment : week.all.subList(0, 2000)) {
      Risk risk = assessment.risk();
      assertThat(world.engine.recompute(risk)).isEqualTo(risk);
      double sum = 0;
      for (Factor factor : risk.factors()) {
        sum += factor.points();
        assertThat(world.engine.because(factor, World.context(BERLIN, CHROME))).isNotBlank();
      }
      assertThat(sum).isEqualTo(risk.logOdds());
    }
  }

  @Test
  void theNetworkSentenceCounts() {
    Risk risk = world.score(ALICE, MORNING, BERLIN_CAFE, CHROME, "GET /orders").risk();
    Factor network = risk.factors().get(1);
    assertThat(world.engine.because(network, World.context(BERLIN_CAFE, CHROME)))
        .matches("AS6830 was never seen in \\d+ events; matched at country level only");
  }

  private int score(Instant time, World.Spot spot, Client client) {
    return world.score(ALICE, time, spot, client, "GET /orders").risk().score();
  }
}
