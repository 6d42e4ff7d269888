package dev.warder.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every store of challenges must do.
public abstract class ChallengeStoreContract {
  protected static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

  protected abstract ChallengeStore store();

  protected static ProofRequest request(String id) {
    return new ProofRequest(
        id,
        "dec_1",
        new Principal("alice", PrincipalKind.USER),
        "tok_1",
        List.of("proof-please", "another"),
        "mfa",
        Duration.ofMinutes(15),
        "curl/8.0",
        "2001:db8::/64",
        new Scene("GET", "api.example.com", "/orders/1", "2001:db8::7", "DE, Telekom", "curl 8.0"),
        71,
        TIME,
        TIME.plusSeconds(600),
        ChallengeState.OPEN,
        0,
        null);
  }

  protected static ProofRequest met(String id, boolean once, boolean spent) {
    Proof proof = new Proof("mfa", "totp", "alice", TIME, TIME.plusSeconds(900), once, spent);
    return request(id).in(ChallengeState.MET, 1, proof);
  }

  @Test
  void whatIsSavedComesBackWhole() {
    store().save(List.of(request("chl_1"), request("chl_2")));
    assertThat(store().find("chl_1")).contains(request("chl_1"));
    assertThat(store().find("chl_3")).isEmpty();
    assertThat(store().settle(met("chl_1", true, false))).isTrue();
    assertThat(store().find("chl_1")).contains(met("chl_1", true, false));
  }

  /// CVE-2026-4282 (Keycloak): a single-use store that could be used twice.
  @Test
  void ofManyThatSettleAtOnceOneSucceeds() throws Exception {
    ChallengeStore store = store();
    store.save(List.of(request("chl_1")));
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(() -> store.settle(met("chl_1", false, false)));
    }
    int settled = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> each : threads.invokeAll(all)) {
        settled += each.get() ? 1 : 0;
      }
    }
    assertThat(settled).isEqualTo(1);
  }

  @Test
  void whatWasSettledIsNotOpenedAgain() {
    store().save(List.of(request("chl_1")));
    assertThat(store().settle(request("chl_1").in(ChallengeState.DENIED, 0, null))).isTrue();
    store().save(List.of(request("chl_1")));
    assertThat(store().settle(met("chl_1", false, false))).isFalse();
    assertThat(store().find("chl_1").orElseThrow().state()).isEqualTo(ChallengeState.DENIED);
    assertThat(store().settle(met("chl_unknown", false, false))).isFalse();
  }

  @Test
  void wrongAnswersAreCountedWhileItIsOpen() {
    store().save(List.of(request("chl_1")));
    assertThat(store().settle(request("chl_1").in(ChallengeState.OPEN, 1, null))).isTrue();
    assertThat(store().find("chl_1").orElseThrow().tries()).isEqualTo(1);
  }

  @Test
  void aSpentApprovalStaysSpent() {
    store().save(List.of(request("chl_1")));
    assertThat(store().settle(met("chl_1", true, false))).isTrue();
    store().save(List.of(met("chl_1", true, true)));
    store().save(List.of(met("chl_1", true, false)));
    assertThat(store().find("chl_1")).contains(met("chl_1", true, true));
    assertThat(store().live(TIME)).isEmpty();
  }

  @Test
  void whatCountsStillIsFoundAfterAStart() {
    store().save(List.of(request("chl_1"), request("chl_2"), request("chl_3")));
    assertThat(store().settle(met("chl_2", false, false))).isTrue();
    assertThat(store().settle(request("chl_3").in(ChallengeState.LOCKED, 5, null))).isTrue();
    assertThat(store().live(TIME)).extracting(ProofRequest::id).contains("chl_1", "chl_2", "chl_3");
    assertThat(store().live(TIME.plusSeconds(600)))
        .extracting(ProofRequest::id)
        .containsExactly("chl_2");
    assertThat(store().live(TIME.plusSeconds(900))).isEmpty();
  }

  @Test
  void theOldAreDropped() {
    store().save(List.of(request("chl_1")));
    store().prune(TIME);
    assertThat(store().find("chl_1")).isPresent();
    store().prune(TIME.plusMillis(1));
    assertThat(store().find("chl_1")).isEmpty();
  }
}
