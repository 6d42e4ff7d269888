package dev.warder.token.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Refusal;
import dev.warder.model.Verification;
import dev.warder.token.TokenFixtures;
import dev.warder.token.jose.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is fetched from a provider, when, and what counts while it is silent.
class ProvidersTest {
  private static final Signer OLD = Signer.es256();
  private static final Signer NEW = Signer.es256();

  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private Issuer issuer;
  private Providers providers;

  @BeforeEach
  void open() throws IOException {
    issuer = new Issuer();
    issuer.publish(Map.of("old", OLD));
    providers = new Providers(List.of(issuer.settings()), clock);
  }

  @AfterEach
  void close() {
    providers.close();
    issuer.close();
  }

  private String token(Signer signer, String key) {
    String header = "{\"alg\":\"ES256\",\"kid\":\"" + key + "\"}";
    long exp = clock.instant().getEpochSecond() + 86_400 * 3;
    return signer.sign(
        header,
        "{\"iss\":\"%s\",\"aud\":\"orders\",\"sub\":\"alice\",\"exp\":%d}"
            .formatted(issuer.url(), exp));
  }

  private Verification judged(String token) {
    providers.ready(token, null).join();
    return providers.judge(token, clock.instant()).orElseThrow();
  }

  private void assertBelieved(String token) {
    assertThat(judged(token)).isInstanceOf(Verification.Verified.class);
  }

  private void assertRefused(String token, Refusal reason) {
    assertThat(judged(token)).isEqualTo(new Verification.Refused(reason, null));
  }

  @Test
  void aHundredCallsThatNeedTheKeysFetchThemOnce() {
    CountDownLatch latch = new CountDownLatch(1);
    issuer.hold = latch;
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(providers.ready(token(OLD, "old"), null));
    }
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    latch.countDown();
    waiting.forEach(CompletableFuture::join);
    assertThat(issuer.keyFetches).hasValue(1);
    assertBelieved(token(OLD, "old"));
  }

  @Test
  void aNewKeyIsFoundAtItsFirstTokenAndTheOldOneIsGone() {
    String old = token(OLD, "old");
    assertBelieved(old);
    issuer.publish(Map.of("new", NEW));
    clock.advance(Keys.COOLDOWN);
    assertBelieved(token(NEW, "new"));
    assertRefused(old, Refusal.UNKNOWN); // GHSA-qvp4-rpmr-xwrr: a cached one is checked again too
  }

  @Test
  void madeUpKeysCostTheProviderOneQuestionInAWhile() {
    assertBelieved(token(OLD, "old"));
    for (int i = 0; i < 50; i++) {
      assertRefused(token(NEW, "made-up-" + i), Refusal.UNKNOWN);
    }
    assertThat(issuer.keyFetches).hasValue(1);
    clock.advance(Keys.COOLDOWN);
    assertRefused(token(NEW, "made-up"), Refusal.UNKNOWN);
    assertThat(issuer.keyFetches).hasValue(2);
  }

  @Test
  void keysGoOnWhileTheProviderIsDownAndUnknownOnesFailClosed() {
    assertBelieved(token(OLD, "old"));
    issuer.broken = true;
    clock.advance(Duration.ofHours(1));
    assertRefused(token(NEW, "new"), Refusal.UNVERIFIABLE);
    assertBelieved(token(OLD, "old"));
    clock.advance(Keys.LONGEST_KEPT);
    assertRefused(token(OLD, "old"), Refusal.UNVERIFIABLE);
  }

  @Test
  void aSetThatCannotBeReadLeavesTheLastOne() {
    assertBelieved(token(OLD, "old"));
    issuer.keys = "{\"keys\":[],\"keys\":[]}";
    clock.advance(Keys.COOLDOWN);
    assertRefused(token(NEW, "new"), Refusal.UNVERIFIABLE);
    assertBelieved(token(OLD, "old"));
  }

  @Test
  void twoKeysUnderOneNameAreNeitherBelieved() {
    issuer.keys =
        "{\"keys\":[{\"kid\":\"old\",%s},{\"kid\":\"old\",%s}]}".formatted(OLD.jwk(), NEW.jwk());
    assertRefused(token(OLD, "old"), Refusal.UNKNOWN);
    assertRefused(token(NEW, "old"), Refusal.UNKNOWN);
  }

  /// An invalid curve attack: a point that is on no curve makes no key.
  @Test
  void aPointOffTheCurveIsNoKey() {
    String off = OLD.jwk().replaceAll("\"y\":\"....", "\"y\":\"AAAA");
    issuer.keys =
        "{\"keys\":[{\"kid\":\"old\",%s},{\"kid\":\"new\",%s}]}".formatted(off, NEW.jwk());
    assertRefused(token(OLD, "old"), Refusal.UNKNOWN);
    assertBelieved(token(NEW, "new"));
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
    try (Providers misled =
        new Providers(
            List.of(
                new ProviderSettings(
                    "corp",
                    issuer.url() + "/",
                    List.of("orders"),
                    null,
                    issuer.settings().algorithms(),
                    Duration.ZERO,
                    issuer.settings().naming(),
                    issuer.settings().proofs(),
                    null,
                    null)),
            clock)) {
      String token = token(OLD, "old").replace("x", "x");
      misled.ready(token, null).join();
      assertThat(misled.judge(token, clock.instant()))
          .contains(new Verification.Refused(Refusal.UNKNOWN, null));
      assertThat(issuer.keyFetches).hasValue(0);
    }
  }

  private Providers asking(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    return new Providers(List.of(issuer.settings(issuer.asking(secret))), clock);
  }

  private void answer(String more) {
    issuer.introspection =
        "{\"active\":true,\"sub\":\"alice\",\"iss\":\"%s\",\"aud\":\"orders\"%s}"
            .formatted(issuer.url(), more);
  }

  @Test
  void oneOfManyCallsAsksAboutAnOpaqueToken(@TempDir Path folder) throws IOException {
    try (Providers asking = asking(folder)) {
      answer("");
      CountDownLatch latch = new CountDownLatch(1);
      issuer.hold = latch;
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(asking.ready("opaque", null));
      }
      latch.countDown();
      waiting.forEach(CompletableFuture::join);
      assertThat(issuer.introspections).hasValue(1);
      assertThat(asking.judge("opaque", clock.instant()).orElseThrow())
          .isInstanceOf(Verification.Verified.class);
    }
  }

  /// CVE-2026-34972, CVE-2026-71326: answers are another's only where every byte of the token is.
  @Test
  void anAnswerIsForOneTokenOnly(@TempDir Path folder) throws IOException {
    try (Providers asking = asking(folder)) {
      answer("");
      asking.ready("opaque-a", null).join();
      issuer.introspection = "{\"active\":false}";
      for (String other : List.of("opaque-b", "opaque-A", "opaque-a ")) {
        asking.ready(other, null).join();
        assertThat(asking.judge(other, clock.instant()))
            .contains(new Verification.Refused(Refusal.UNKNOWN, null));
      }
    }
  }

  /// CVE-2026-33496 (Oathkeeper): an answer was kept without whose it was, and counted for a token
  /// that another server had to be asked about.
  @Test
  void anAnswerOfOneProviderSaysNothingOfAnothersTokens(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    try (Issuer second = new Issuer();
        Providers both =
            new Providers(
                List.of(
                    issuer.settings(issuer.asking(secret, "a")),
                    second.settings(second.asking(secret, "b"))),
                clock)) {
      issuer.introspection = "{\"active\":true,\"sub\":\"alice\",\"aud\":\"orders\"}";
      for (String token : List.of("a-token", "b-token")) {
        both.ready(token, null).join();
      }
      assertThat(both.judge("a-token", clock.instant()).orElseThrow())
          .isInstanceOf(Verification.Verified.class);
      assertThat(both.judge("b-token", clock.instant()))
          .contains(new Verification.Refused(Refusal.UNKNOWN, null));
      assertThat(issuer.introspections).hasValue(1);
      assertThat(second.introspections).hasValue(1);
    }
    try (Issuer second = new Issuer();
        Providers moved =
            new Providers(List.of(second.settings(second.asking(secret, "a"))), clock)) {
      moved.ready("a-token", null).join();
      assertThat(moved.judge("a-token", clock.instant()))
          .contains(new Verification.Refused(Refusal.UNKNOWN, null));
    }
  }

  @Test
  void anAnswerIsNeverUsedPastTheEndOfTheToken(@TempDir Path folder) throws IOException {
    try (Providers asking = asking(folder)) {
      answer(",\"exp\":" + (clock.instant().getEpochSecond() + 5));
      asking.ready("opaque", null).join();
      assertThat(asking.judge("opaque", clock.instant()).orElseThrow())
          .isInstanceOf(Verification.Verified.class);
      clock.advance(Duration.ofSeconds(5));
      assertThat(asking.judge("opaque", clock.instant()))
          .contains(new Verification.Refused(Refusal.UNVERIFIABLE, null));
    }
  }

  /// CVE-2026-55689: the audience is checked where it is missing too.
  @Test
  void whatIsForOthersOrForNobodyIsRefused(@TempDir Path folder) throws IOException {
    try (Providers asking = asking(folder)) {
      for (String said :
          List.of(
              "{\"active\":true,\"sub\":\"alice\"}",
              "{\"active\":true,\"sub\":\"alice\",\"aud\":\"other\"}",
              "{\"active\":true,\"sub\":\"alice\",\"aud\":\"orders\",\"iss\":\"https://x.example\"}",
              "{\"active\":false,\"sub\":\"alice\",\"aud\":\"orders\"}")) {
        issuer.introspection = said;
        String token = "opaque-" + said.hashCode();
        asking.ready(token, null).join();
        assertThat(asking.judge(token, clock.instant()))
            .contains(new Verification.Refused(Refusal.UNKNOWN, null));
      }
    }
  }

  @Test
  void anAnswerThatSaysNeitherIsNone(@TempDir Path folder) throws IOException {
    try (Providers asking = asking(folder)) {
      for (String said : List.of("{}", "{\"active\":\"true\"}", "[]", "", "{\"active\":1}")) {
        issuer.introspection = said;
        String token = "opaque-" + said.hashCode();
        asking.ready(token, null).join();
        assertThat(asking.judge(token, clock.instant()))
            .contains(new Verification.Refused(Refusal.UNVERIFIABLE, null));
      }
    }
  }
}
