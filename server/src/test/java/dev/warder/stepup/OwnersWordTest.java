package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the owner of a machine can say, and what it does.
class OwnersWordTest extends ProvingHouse {
  private String machine(String owner) {
    Principal robot = new Principal("robot", PrincipalKind.AGENT);
    return House.secret(
        house.makeToken(
            new NewToken(
                robot, "nightly", List.of(), null, List.of(), null, Map.of("owner", owner))));
  }

  private String ticket(String id) {
    String ticket = stepUp.proving().verify(id, app.proof()).ticket();
    assertThat(ticket).isNotNull();
    house.clock.advance(Duration.ofSeconds(30));
    return ticket == null ? "" : ticket;
  }

  @Test
  void anOwnersYesLetsAMachinePassForAWhile() throws IOException {
    String token = machine("alice");
    String id = challenge(call(token, "/do/proof", HOME, "agent/1"));
    String ticket = ticket(id);
    assertThat(verdict(call(token, "/do/proof", HOME, "agent/1"))).isEqualTo("step_up");
    var _ =
        stepUp.proving().approve(id, ticket, new Proving.Approval(false, Duration.ofMinutes(5)));
    assertThat(verdict(call(token, "/do/proof", HOME, "agent/1"))).isEqualTo("allow");
    assertThat(verdict(call(token, "/do/proof", HOME, "agent/2"))).isEqualTo("step_up");
    assertThat(verdict(call(token, "/do/other", HOME, "agent/1"))).isEqualTo("step_up");
    house.clock.advance(Duration.ofMinutes(5));
    assertThat(verdict(call(token, "/do/proof", HOME, "agent/1"))).isEqualTo("step_up");
  }

  @Test
  void anOwnersYesForOneCallIsUsedByOne() throws IOException {
    String token = machine("alice");
    String id = challenge(call(token, "/do/proof", HOME, "agent/1"));
    var _ = stepUp.proving().approve(id, ticket(id), new Proving.Approval(true, null));
    assertThat(verdict(call(token, "/do/level", HOME, "agent/1"))).isEqualTo("deny");
    assertThat(verdict(call(token, "/do/proof", HOME, "agent/1"))).isEqualTo("allow");
    assertThat(challenge(call(token, "/do/proof", HOME, "agent/1"))).isNotEqualTo(id);
  }

  @Test
  void anOwnersNoStaysANo() throws IOException {
    String token = machine("alice");
    String id = challenge(call(token, "/do/proof", HOME, "agent/1"));
    String ticket = ticket(id);
    assertThat(stepUp.proving().deny(id, ticket).state()).isEqualTo(ChallengeState.DENIED);
    assertThat(challenge(call(token, "/do/proof", HOME, "agent/1"))).isEqualTo(id);
    assertThatThrownBy(
            () -> stepUp.proving().approve(id, ticket, new Proving.Approval(false, null)))
        .isInstanceOf(Fault.Conflict.class);
  }

  /// CVE-2026-4282, CVE-2026-4630: a ticket for one challenge is none for another, and none for
  /// long.
  @Test
  void aTicketIsForItsChallengeAndNotForLong() throws IOException {
    String token = machine("alice");
    String first = challenge(call(token, "/do/proof", HOME, "agent/1"));
    String second = challenge(call(token, "/do/other", HOME, "agent/1"));
    String ticket = ticket(first);
    Proving.Approval yes = new Proving.Approval(false, null);
    assertThatThrownBy(() -> stepUp.proving().approve(second, ticket, yes))
        .isInstanceOf(Fault.Unprocessable.class);
    house.clock.advance(Duration.ofMinutes(5));
    assertThatThrownBy(() -> stepUp.proving().approve(first, ticket, yes))
        .isInstanceOf(Fault.Unprocessable.class);
    assertThatThrownBy(() -> stepUp.proving().approve(first, "", yes))
        .isInstanceOf(Fault.Unprocessable.class);
  }

  @Test
  void aMachineWithoutAnOwnerCannotBeApproved() throws IOException {
    String token = machine("");
    String id = challenge(call(token, "/do/proof", HOME, "agent/1"));
    assertThatThrownBy(() -> stepUp.proving().verify(id, app.proof()))
        .isInstanceOf(Fault.Conflict.class);
    stepUp.owners().put("robot", new Owner("alice", ""));
    assertThat(stepUp.proving().verify(id, app.proof()).ticket()).isNotNull();
  }
}
