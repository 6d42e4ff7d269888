package dev.warder.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warder.model.PrincipalKind;
import dev.warder.replay.events.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final long MINUTE = 60_000;

  private static Call call(long minute, String principal, String label, String session) {
    return new Call(
        minute * MINUTE,
        principal,
        PrincipalKind.USER,
        principal,
        null,
        "",
        "GET",
        "",
        "/",
        200,
        label,
        session);
  }

  /// Two owners with two sessions of one call each, scoring 1 and 2; two attacks of three calls.
  private static Findings findings() {
    Map<String, Integer> numbers = new HashMap<>();
    List<Call> owners = new ArrayList<>();
    owners.add(call(0, "ann", "", ""));
    owners.add(call(1, "bob", "", ""));
    owners.add(call(60, "ann", "", ""));
    owners.add(call(61, "bob", "", ""));
    List<Call> attacks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      attacks.add(call(100 + i, "ann", "vpn", "v1"));
    }
    for (int i = 0; i < 3; i++) {
      attacks.add(call(200 + i, "bob", "vpn", "v2"));
    }
    Roster ownersRoster = Roster.of(owners, numbers);
    Roster attacksRoster = Roster.of(attacks, numbers);
    Marks marks = new Marks(attacks.size());
    marks.high[1] = true;
    double[] attackScores = {0, 5, 5, 0, 0, 1};
    return new Findings(
        "m",
        0.001,
        ownersRoster,
        new Marks(owners.size()),
        attacksRoster,
        marks,
        new Scores(new double[] {1, 1, 2, 1}, attackScores),
        Map.of(),
        1);
  }

  @Test
  void callsUntilTheFirstThatIsHighAreCountedAndNeverIsInfinite() {
    Findings findings = findings();
    Detection detection = Detection.of(findings, findings.attacks().of("vpn"));
    assertThat(detection.p50()).isEqualTo(2);
    assertThat(detection.p90()).isInfinite();
    assertThat(detection.within5()).isEqualTo(0.5);
  }

  @Test
  void sessionsAreToldByAGapOfHalfAnHour() {
    Roster owners = findings().owners();
    assertThat(owners.sessions()).isEqualTo(4);
    assertThat(owners.history()).containsExactly(0, 0, 1, 1);
  }

  @Test
  void theMedianOwnerIsAskedInThatShareOfItsFirstSessions() {
    Findings findings = findings();
    Reauthentication reauthentication = new Reauthentication(findings.owners(), findings.own());
    // Above 1.5 lies ann's second session alone: after one session nobody was asked, after two
    // half of ann's and none of bob's.
    assertThat(reauthentication.medians(1.5)).containsEntry("1", 0.0).containsEntry("2", 0.25);
  }

  @Test
  void theIntervalIsThatOfPrincipalsDrawnAgain() {
    Findings findings = findings();
    Map<String, Object> figures = new HashMap<>();
    new Bootstrap(findings).intervals(findings.attacks().of("vpn"), figures);
    // Ann's attack is found in two of three calls, bob's in none, whoever is drawn.
    assertThat(figures.get("interval"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Double.class))
        .first()
        .satisfies(low -> assertThat(low).isCloseTo(0, within(1e-9)));
  }
}
