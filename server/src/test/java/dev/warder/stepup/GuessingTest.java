package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.model.Fault;
import dev.warder.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What becomes of wrong answers, and of right ones that are given twice.
class GuessingTest extends ProvingHouse {
  /// CVE-2025-6015 (Vault), CVE-2025-55003 (OpenBao): codes that were taken twice, here for two
  /// challenges.
  @Test
  void aCodeIsTakenOnce() throws IOException {
    String first = challenge(call("/do/proof"));
    String second = challenge(call("/do/other"));
    var _ = stepUp.proving().verify(first, app.proof());
    assertThatThrownBy(() -> stepUp.proving().verify(second, app.proof()))
        .isInstanceOf(Fault.Unprocessable.class);
    house.clock.advance(Duration.ofSeconds(30));
    var _ = stepUp.proving().verify(second, app.proof());
    assertThat(verdict(call("/do/other"))).isEqualTo("allow");
  }

  /// CVE-2026-4282, CVE-2025-6015: guesses side by side, at most one of which may be taken.
  @Test
  void ofTenThousandGuessesAtOnceAtMostOneIsTaken() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(challenge(call(alice, "/do/proof", "203.0.113." + (10 + i), "curl/8.0")));
    }
    Evidence right = app.proof();
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String id = ids.get(i % ids.size());
      guesses.add(() -> taken(id, right));
    }
    int taken = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Integer> each : threads.invokeAll(guesses)) {
        taken += each.get();
      }
    }
    assertThat(taken).isEqualTo(1);
  }

  private int taken(String id, Evidence evidence) {
    try {
      return stepUp.proving().verify(id, evidence).request().state() == ChallengeState.MET ? 1 : 0;
    } catch (Fault e) {
      return 0;
    }
  }

  /// CVE-2025-24806 (Authelia): a lock that counted by user name and by e-mail address, each for
  /// itself.
  @Test
  void wrongAnswersAreCountedOverAllChallengesTokensAndWays() throws IOException {
    String first = challenge(call("/do/proof"));
    String other = House.secret(house.makeToken("alice"));
    String second = challenge(call(other, "/do/proof", HOME, "curl/8.0"));
    for (int i = 0; i < 2; i++) {
      wrong(first, app.wrongProof());
      wrong(second, new Evidence.Code(Factor.Kind.RECOVERY, new Secret("aaaaa-aaaaaa")));
    }
    wrong(second, app.wrongProof());
    assertThatThrownBy(() -> stepUp.proving().verify(first, app.proof()))
        .isInstanceOf(Fault.TooMany.class);
    house.clock.advance(Duration.ofMinutes(5));
    var _ = stepUp.proving().verify(first, app.proof());
    assertThat(verdict(call("/do/proof"))).isEqualTo("allow");
  }

  /// CVE-2025-24806 once more.
  @Test
  void namesThatLookAlikeHaveOneCount() {
    assertThat(Tries.canonical(" ALICE ")).isEqualTo(Tries.canonical("alice"));
    assertThat(Tries.canonical("ａｌｉｃｅ")).isEqualTo("alice");
    assertThat(Tries.canonical("bob")).isNotEqualTo("alice");
  }

  @Test
  void aChallengeIsLockedAfterFiveWrongAnswersAndARetryStaysLocked() throws IOException {
    String id = challenge(call("/do/proof"));
    for (int i = 0; i < 5; i++) {
      wrong(id, app.wrongProof());
    }
    assertThat(stepUp.challenges().find(id).orElseThrow().state()).isEqualTo(ChallengeState.LOCKED);
    assertThat(challenge(call("/do/proof"))).isEqualTo(id);
    assertThatThrownBy(() -> stepUp.proving().verify(id, app.proof()))
        .isInstanceOf(Fault.Conflict.class);
  }

  @Test
  void theLockGrowsAndADayHealsIt() {
    Tries tries = Tries.none("alice");
    for (int i = 0; i < 10; i++) {
      tries = tries.failed(house.clock.instant());
    }
    assertThat(tries.isLocked(house.clock.instant().plus(Duration.ofMinutes(9)))).isTrue();
    assertThat(tries.isLocked(house.clock.instant().plus(Duration.ofMinutes(10)))).isFalse();
    house.clock.advance(Duration.ofHours(25));
    assertThat(tries.failed(house.clock.instant()).wrong()).isEqualTo(1);
  }

  @Test
  void aRecoveryCodeIsGoodOnceAndInAnyWriting() throws IOException {
    String code = app.recoveryCodes.getFirst().replace("-", " ").toUpperCase(Locale.ROOT);
    Evidence evidence = new Evidence.Code(Factor.Kind.RECOVERY, new Secret(code));
    var _ = stepUp.proving().verify(challenge(call("/do/proof")), evidence);
    assertThat(verdict(call("/do/proof"))).isEqualTo("allow");
    wrong(challenge(call("/do/other")), evidence);
  }

  /// CVE-2025-62705, CVE-2022-29266: nothing of what proves somebody is kept as it is, or printed.
  @Test
  void whatIsKeptProvesNobody() throws IOException {
    for (Factor each : stepUp.enrolment().factors("alice")) {
      assertThat(each.toString()).doesNotContain(each.data());
      app.recoveryCodes.forEach(code -> assertThat(each.data()).doesNotContain(code));
    }
    String text = house.entries().toString();
    app.recoveryCodes.forEach(code -> assertThat(text).doesNotContain(code));
    assertThat(app.proof().toString()).doesNotContain(app.code());
  }

  /// CVE-2026-4630 (Keycloak): an id that belongs to somebody else.
  @Test
  void somebodyElsesCodeMeetsNothing() throws IOException {
    StepUpFixtures.App bobs = new StepUpFixtures.App(stepUp, "bob", house.clock);
    wrong(challenge(call("/do/proof")), bobs.proof());
    assertThatThrownBy(
            () -> stepUp.proving().verify("chl_00000000000000000000000000", bobs.proof()))
        .isInstanceOf(Fault.NotFound.class);
  }
}
