package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What fails for everybody is told once and raised for nobody; what fails for one still is.
class OutageTest {
  private static final int PEOPLE = 40;

  private final List<Detection> found = new ArrayList<>();
  private final Detectors detectors =
      new Detectors(
          List.of(),
          Tactics.bundled(),
          (detector, principal) -> 1,
          (tuning, detection) -> found.add(detection));
  private long second;

  private Calls call(String principal, int object) {
    return Calls.of(principal)
        .to("/orders/{id}", "/orders/" + object)
        .after(Duration.ofMillis(100 * second++));
  }

  private void answered(Calls call, int status) {
    Decision decision = call.decision();
    detectors.see(Call.of(decision));
    Outcome outcome =
        new Outcome(decision.id(), decision.attempt().time(), call.token, status, null, null);
    detectors.saw(outcome, Passed.of(Call.of(decision)));
  }

  private List<String> subjects() {
    return found.stream().map(each -> each.detector() + " " + each.subject().wire()).toList();
  }

  private void usualLife() {
    for (int object = 0; object < 10; object++) {
      for (int who = 0; who < PEOPLE; who++) {
        answered(call("user" + who, object), object == who % 10 ? 404 : 200);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void whatTheApiAnswersNobodyIsAnOutage() {
    usualLife();
    for (int object = 100; object < 160; object++) {
      for (int who = 0; who < PEOPLE; who++) {
        answered(call("user" + who, object), 404);
      }
    }
    assertThat(subjects()).containsExactly("population-drift population");
    assertThat(found.getFirst().sentence()).startsWith("/orders/{id} fails for ");
  }

  @Test
  void whatIsAllowedToNobodyAnyMoreIsAChange() {
    usualLife();
    for (int object = 100; object < 160; object++) {
      for (int who = 0; who < PEOPLE; who++) {
        detectors.see(Call.of(call("user" + who, object).denied(Denial.POLICY).decision()));
      }
    }
    assertThat(subjects()).containsExactly("population-drift population");
  }

  @Test
  void whoFailsMoreThanTheOthersIsStillSeen() {
    usualLife();
    for (int object = 100; object < 200; object++) {
      answered(call("user7", object), 404);
      answered(call("user" + object % PEOPLE, 5), 200);
    }
    assertThat(subjects()).containsExactly("object-enumeration principal:user7");
  }
}
