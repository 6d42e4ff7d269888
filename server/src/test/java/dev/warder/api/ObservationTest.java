package dev.warder.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Fault;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is taken for an observation, and what is not.
class ObservationTest {
  private static List<Observation> read(String body) {
    return Observation.read(body.getBytes(UTF_8));
  }

  @Test
  void aBodyIsOneOrSeveral() {
    Observation plain = new Observation("dec_1", 200, null, null);
    Observation full = new Observation("dec_2", 404, 0L, 250L);
    String one = "{\"status\": 200, \"more\": {\"status\": []}, \"decisionId\": \"dec_1\"}";
    String two =
        "{\"decisionId\": \"dec_2\", \"status\": 404, \"bytes\": 0, \"durationMicros\": 250}";
    assertThat(read(one)).containsExactly(plain);
    assertThat(read("{\"observations\": null, " + two.substring(1))).containsExactly(full);
    assertThat(read("{\"observations\": [" + one + "," + two + "]}")).containsExactly(plain, full);
    assertThat(read("{\"observations\": []}")).isEmpty();
  }

  @Test
  void whatIsWrongIsRefusedByItsName() {
    refused("[]", "the body must be a JSON object");
    refused("{\"observations\": {}}", "observations must be an array of objects");
    refused("{\"observations\": [7]}", "observations[0] must be a JSON object");
    refused("{\"status\": 200}", "decisionId is missing");
    refused("{\"decisionId\": null, \"status\": 200}", "decisionId is missing");
    refused("{\"decisionId\": 5, \"status\": 200}", "decisionId must be a string");
    refused("{\"decisionId\": \"d\", \"status\": 2e2}", "status must be a whole number");
    refused("{\"decisionId\": \"d\", \"status\": \"200\"}", "status must be a whole number");
    String good = "{\"decisionId\": \"d\", \"status\": 200";
    refused(
        "{\"observations\": [" + good + "}," + good + ",\"bytes\": 99999999999999999999}]}",
        "observations[1].bytes must be a whole number");
    String bounds = "an observation has a decisionId, a status from 100 to 599";
    refused("{\"decisionId\": \"d\", \"status\": 99}", bounds);
    refused(good + ", \"durationMicros\": -1}", bounds);
    refused("{\"decisionId\": \"" + "d".repeat(65) + "\", \"status\": 200}", bounds);
    String most = (good + "},").repeat(Observation.MOST);
    assertThat(read("{\"observations\": [" + most.substring(0, most.length() - 1) + "]}"))
        .hasSize(Observation.MOST);
    refused("{\"observations\": [" + most + good + "}]}", "observations holds at most 1000");
  }

  private static void refused(String body, String because) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining(because);
  }

  @FuzzTest(maxDuration = "5s")
  void whateverComesIsTakenWithinItsBoundsOrRefused(byte[] body) {
    List<Observation> all;
    try {
      all = Observation.read(body);
    } catch (Fault.Invalid refused) {
      return;
    }
    assertThat(all.size()).isLessThanOrEqualTo(Observation.MOST);
    for (Observation each : all) {
      var outcome = each.of(new RecentDecisions.Passed("tok_1", Instant.EPOCH));
      assertThat(outcome.status()).isBetween(100, 599);
      assertThat(outcome.duration() == null || !outcome.duration().isNegative()).isTrue();
    }
  }
}
