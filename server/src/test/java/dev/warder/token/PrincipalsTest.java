package dev.warder.token;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.BILLING;
import static dev.warder.token.TokenFixtures.RANDOM;
import static dev.warder.token.TokenFixtures.ids;
import static dev.warder.token.TokenFixtures.peppers;
import static dev.warder.token.TokenFixtures.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Refusal;
import dev.warder.model.Verification;
import dev.warder.store.memory.MemoryTokenStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Who may not act takes all tokens along (CVE-2025-64521).
class PrincipalsTest {
  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final Peppers peppers = peppers();
  private final Tokens tokens = new Tokens(store, peppers, ids(clock), RANDOM, clock);
  private final Principals principals = new Principals(new HeapStandings(), clock);
  private final Verifier verifier =
      new Verifier(
          peppers,
          store.index(),
          ForeignTokens.NONE,
          principals,
          new KeyProofs(Duration.ofMinutes(1), null),
          clock.instant());

  private final Issued alices = tokens.create(wanted(ALICE), null).commit();
  private final Issued jobs = tokens.create(wanted(BILLING), null).commit();

  private boolean isGood(Issued issued) {
    String secret = Objects.requireNonNull(issued.secret()).reveal();
    return switch (verifier.verify(Credential.of(secret), null, clock.instant())) {
      case Verification.Verified good -> true;
      case Verification.Refused(var why, var token) -> {
        assertThat(why).isEqualTo(Refusal.DISABLED);
        yield false;
      }
    };
  }

  @Test
  void theNextCallOfWhoIsDisabledIsRefusedUntilEnabled() {
    assertThat(isGood(alices)).isTrue();
    principals.disable("alice", "left");
    assertThat(isGood(alices)).isFalse();
    assertThat(isGood(jobs)).isTrue();
    principals.enable("alice");
    assertThat(isGood(alices)).isTrue();
  }

  @Test
  void anOwnerTakesAlongWhatItOwnsHoweverFarDown() {
    principals.own("billing", "team");
    principals.own("team", "alice");
    assertThat(isGood(jobs)).isTrue();
    principals.delete("alice", "left");
    assertThat(isGood(jobs)).isFalse();
    assertThat(isGood(alices)).isFalse();
    assertThatThrownBy(() -> principals.enable("alice")).isInstanceOf(Fault.Conflict.class);
    principals.own("team", null);
    assertThat(isGood(jobs)).isTrue();
  }

  @Test
  void whoAnswersForATokenTakesItAlong() {
    NewToken tagged =
        new NewToken(BILLING, "", List.of(), null, List.of(), null, Map.of("owner", "alice"));
    Issued answered = tokens.create(tagged, null).commit();
    assertThat(isGood(answered)).isTrue();
    principals.disable("alice", "left");
    assertThat(isGood(answered)).isFalse();
    assertThat(isGood(jobs)).isTrue();
    principals.enable("alice");
    assertThat(isGood(answered)).isTrue();
  }

  @Test
  void nobodyOwnsThemselves() {
    principals.own("b", "a");
    principals.own("c", "b");
    assertThatThrownBy(() -> principals.own("a", "c")).isInstanceOf(Fault.Invalid.class);
    assertThatThrownBy(() -> principals.own("a", "a")).isInstanceOf(Fault.Invalid.class);
  }
}
