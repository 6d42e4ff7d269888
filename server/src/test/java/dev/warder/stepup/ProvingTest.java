package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.model.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What proof is good for, and for whom.
class ProvingTest extends ProvingHouse {
  @Test
  void proofLetsTheSameCallPassUntilItIsOld() throws IOException {
    String id = challenge(call("/do/proof"));
    ProofRequest met = stepUp.proving().verify(id, app.proof()).request();
    assertThat(met.state()).isEqualTo(ChallengeState.MET);
    assertThat(verdict(call("/do/proof"))).isEqualTo("allow");
    assertThat(Objects.requireNonNull(house.lastDecision().identity()).assurance().level())
        .isEqualTo("mfa");
    house.clock.advance(Duration.ofMinutes(15));
    assertThat(challenge(call("/do/proof"))).isNotEqualTo(id);
  }

  @Test
  void aRetryGetsTheChallengeThatIsOpen() throws IOException {
    String id = challenge(call("/do/proof"));
    assertThat(challenge(call("/do/proof"))).isEqualTo(id);
    house.clock.advance(ProofRequest.FOR_PEOPLE);
    assertThat(challenge(call("/do/proof"))).isNotEqualTo(id);
    assertThat(stepUp.challenges().find(id).orElseThrow().state())
        .isEqualTo(ChallengeState.EXPIRED);
  }

  /// A thief in the same cloud inherits nothing; CVE-2023-36456: an address that a condition of
  /// proof depends on.
  @Test
  void proofIsWorthNothingToAnotherAddressClientOrToken() throws IOException {
    var _ = stepUp.proving().verify(challenge(call("/do/proof")), app.proof());
    assertThat(verdict(call(alice, "/do/proof", "203.0.113.8", "curl/8.0"))).isEqualTo("step_up");
    assertThat(verdict(call(alice, "/do/proof", HOME, "curl/8.1"))).isEqualTo("step_up");
    assertThat(verdict(call(alice, "/do/proof", HOME, ""))).isEqualTo("step_up");
    String other = House.secret(house.makeToken("alice"));
    assertThat(verdict(call(other, "/do/proof", HOME, "curl/8.0"))).isEqualTo("step_up");
    assertThat(verdict(call("/do/proof"))).isEqualTo("allow");
  }

  @Test
  void inIpv6TheNetworkOfSixtyFourBitsCounts() throws IOException {
    String id = challenge(call(alice, "/do/proof", "2001:db8:1:2::1", "curl/8.0"));
    assertThat(challenge(call(alice, "/do/proof", "2001:db8:1:2:3::9", "curl/8.0"))).isEqualTo(id);
    assertThat(challenge(call(alice, "/do/proof", "2001:db8:1:3::1", "curl/8.0"))).isNotEqualTo(id);
    var _ = stepUp.proving().verify(id, app.proof());
    assertThat(verdict(call(alice, "/do/proof", "2001:db8:1:2:ff::1", "curl/8.0")))
        .isEqualTo("allow");
    assertThat(verdict(call(alice, "/do/proof", "2001:db8:1:3::1", "curl/8.0")))
        .isEqualTo("step_up");
  }

  @Test
  void proofForOneRuleIsNoneForAnother() throws IOException {
    var _ = stepUp.proving().verify(challenge(call("/do/proof")), app.proof());
    assertThat(verdict(call("/do/other"))).isEqualTo("step_up");
    assertThat(verdict(call("/do/strong"))).isEqualTo("step_up");
    assertThat(verdict(call("/do/proof"))).isEqualTo("allow");
  }

  @Test
  void policiesSeeWhatWasProven() throws IOException {
    assertThat(verdict(call("/do/level"))).isEqualTo("deny");
    var _ = stepUp.proving().verify(challenge(call("/do/proof")), app.proof());
    assertThat(verdict(call("/do/level"))).isEqualTo("allow");
    assertThat(verdict(call(alice, "/do/level", "203.0.113.8", "curl/8.0"))).isEqualTo("deny");
  }

  @Test
  void aRuleThatLooksAtTheAgeAloneIsMetByItsOwnProof() throws IOException {
    var _ = stepUp.proving().verify(challenge(call("/do/other")), app.proof());
    assertThat(verdict(call("/do/other"))).isEqualTo("allow");
  }

  /// CVE-2026-9091 (Casdoor): proof that was configured, and got around with a weaker one.
  @Test
  void aCodeDoesNotReachWhatAsksForAPasskey() throws IOException {
    String id = challenge(call("/do/strong"));
    assertThatThrownBy(() -> stepUp.proving().verify(id, app.proof()))
        .isInstanceOf(Fault.Unprocessable.class)
        .hasMessageContaining("phr");
    assertThat(verdict(call("/do/strong"))).isEqualTo("step_up");
    assertThat(stepUp.proving().ways(stepUp.challenges().find(id).orElseThrow())).isEmpty();
  }

  @Test
  void whereNobodyKnowsTheAddressNothingIsRaised() throws IOException {
    String json =
        """
        {"token": "%s", "request": {"method": "GET", "host": "api.example.com",
         "path": "/do/proof"}}
        """
            .formatted(alice);
    JsonNode asked = JSON.readTree(house.decide(json).body());
    if (verdict(asked).equals("step_up")) {
      var _ = stepUp.proving().verify(challenge(asked), app.proof());
    }
    assertThat(verdict(JSON.readTree(house.decide(json).body()))).isNotEqualTo("allow");
  }

  @Test
  void everythingThatBecomesOfAChallengeIsRecorded() throws IOException {
    String id = challenge(call("/do/proof"));
    wrong(id, app.wrongProof());
    var _ = stepUp.proving().verify(id, app.proof());
    List<String> kinds =
        house.entries().stream().map(entry -> entry.kind()).filter(this::isOurs).toList();
    assertThat(kinds)
        .containsExactly(
            "factor.invited",
            "factor.enrolled",
            "challenge.opened",
            "challenge.failed",
            "challenge.met");
  }

  private boolean isOurs(String kind) {
    return kind.startsWith("challenge.") || kind.startsWith("factor.");
  }

  @Test
  void whoOpensMoreThanAHandfulFromOnePlacePushesOutHisOwn() throws IOException {
    String owners = challenge(call("/do/proof"));
    List<String> thiefs = new ArrayList<>();
    for (int i = 0; i <= Openings.MOST_AT_A_SPOT; i++) {
      thiefs.add(challenge(call(alice, "/do/proof", "198.51.100.9", "x/" + i)));
    }
    assertThat(challenge(call("/do/proof"))).isEqualTo(owners);
    assertThat(challenge(call(alice, "/do/proof", "198.51.100.9", "x/0")))
        .isNotEqualTo(thiefs.getFirst());
  }
}
