package dev.warder.risk;

import static dev.warder.risk.World.BERLIN;
import static dev.warder.risk.World.BERLIN_CAFE;
import static dev.warder.risk.World.CHROME;
import static dev.warder.risk.World.CURL;
import static dev.warder.risk.World.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Client;
import dev.warder.model.Factor;
import dev.warder.model.Identity;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ann and Ben share an office behind one address; each has a home and a program of their own.
class SeatsTest {
  private static final int HISTORY = 10;
  private static final Instant AFTER = World.MONDAY.plus(Duration.ofDays(HISTORY));
  private static final World.Spot ANNS_HOME = BERLIN_CAFE;

  private final World world = new World();
  private final Identity ann = World.identity("ann", PrincipalKind.USER);
  private final Identity ben = World.identity("ben", PrincipalKind.USER);

  @BeforeEach
  void someDaysAtWork() {
    for (int day = 0; day < HISTORY; day++) {
      Instant morning = World.MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(9));
      use(ann, morning, BERLIN, CHROME);
      use(ben, morning.plusSeconds(60), BERLIN, PYTHON);
      use(ann, morning.plus(Duration.ofHours(9)), ANNS_HOME, CHROME);
    }
  }

  @Test
  void aColleaguesProgramAtTheSharedAddressIsTheColleagues() {
    assertThat(because(ben, BERLIN, CHROME))
        .contains(
            "this kind of program is new here, and another principal uses it at this very address");
  }

  @Test
  void aNewProgramOfNobodysIsNot() {
    assertThat(because(ben, BERLIN, CURL)).isEmpty();
  }

  @Test
  void aColleaguesHomeWithHisProgramSaysMoreThanHisHomeAlone() {
    double seat = points(ben, ANNS_HOME, CHROME);
    double address = points(ben, ANNS_HOME, PYTHON);
    assertThat(because(ben, ANNS_HOME, CHROME))
        .contains("this address is new here, and with this very program another principal uses it");
    assertThat(because(ben, ANNS_HOME, PYTHON))
        .contains("this address is new here and belongs to another principal");
    assertThat(seat).isGreaterThan(address);
    assertThat(address).isPositive();
  }

  @Test
  void onesOwnSeatIsNobodyElses() {
    assertThat(because(ann, BERLIN, CHROME)).isEmpty();
    assertThat(because(ann, ANNS_HOME, CHROME)).isEmpty();
  }

  @Test
  void whoIsForgottenHasNoSeatAnyMore() {
    world.engine.forget(ann.principal(), world.seq++);
    assertThat(because(ben, BERLIN, CHROME)).isEmpty();
  }

  @Test
  void theNewestSeatsAreKept() {
    Seats seats = new Seats();
    List<Integer> gone = new ArrayList<>();
    Slots.Census census =
        new Slots.Census() {
          @Override
          public void appeared(int depth, int key) {}

          @Override
          public void vanished(int depth, int key) {
            gone.add(key);
          }
        };
    for (int key : new int[] {1, 2, 3, 1, 4}) {
      seats.add(key, 3, census);
    }
    assertThat(gone).containsExactly(2);
    assertThat(List.of(seats.at(0), seats.at(1), seats.at(2))).containsExactly(4, 1, 3);
    seats.remove(1, census);
    assertThat(seats.has(1)).isFalse();
    assertThat(List.of(seats.at(0), seats.at(1))).containsExactly(4, 3);
    assertThat(seats.size()).isEqualTo(2);
  }

  private void use(Identity who, Instant time, World.Spot spot, Client client) {
    for (int i = 0; i < 3; i++) {
      world.call(who, time.plusSeconds(i), spot, client, "GET /orders");
    }
  }

  private Optional<Factor> factor(Identity who, World.Spot spot, Client client) {
    return world.score(who, AFTER, spot, client, "GET /orders").risk().factors().stream()
        .filter(each -> each.name().equals("elsewhere"))
        .findFirst();
  }

  private double points(Identity who, World.Spot spot, Client client) {
    return factor(who, spot, client).orElseThrow().points();
  }

  private Optional<String> because(Identity who, World.Spot spot, Client client) {
    return factor(who, spot, client)
        .map(each -> world.engine.because(each, World.context(spot, client)));
  }
}
