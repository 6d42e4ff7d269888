package dev.warder.token;

import static dev.warder.token.TokenFixtures.ALICE;
import static dev.warder.token.TokenFixtures.BILLING;
import static dev.warder.token.TokenFixtures.NOW;
import static dev.warder.token.TokenFixtures.RANDOM;
import static dev.warder.token.TokenFixtures.boundTo;
import static dev.warder.token.TokenFixtures.ids;
import static dev.warder.token.TokenFixtures.peppers;
import static dev.warder.token.TokenFixtures.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Refusal;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.store.memory.MemoryTokenStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  private final MemoryTokenStore store = new MemoryTokenStore();
  private final Peppers peppers = peppers();
  private final Tokens tokens = new Tokens(store, peppers, ids(clock), RANDOM, clock);
  private final Verifier verifier = new Verifier(peppers, store.index());

  @Test
  void goodTokenIsVerified() {
    Issued issued = issue(wanted(ALICE));
    assertThat(verify(secret(issued)))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            v -> {
              assertThat(v.identity().token()).isEqualTo(issued.token());
              assertThat(v.identity().assurance().level()).isEqualTo("token");
            });
  }

  @Test
  void nothingIsAbsent() {
    assertRefused(verifier.verify(new Credential.Absent(), null, NOW), Refusal.ABSENT);
  }

  @Test
  void twoCredentialsConflict() {
    assertRefused(verifier.verify(new Credential.Conflicting(), null, NOW), Refusal.CONFLICTING);
  }

  @Test
  void mistypedTokenIsMalformed() {
    String secret = secret(issue(wanted(ALICE)));
    char last = secret.charAt(41) == '0' ? '1' : '0';
    assertRefused(verify(secret.substring(0, 41) + last), Refusal.MALFORMED);
  }

  @Test
  void endlessCredentialIsMalformed() {
    importKey("x".repeat(4097));
    assertRefused(verify("x".repeat(4097)), Refusal.MALFORMED);
    assertRefused(verify(""), Refusal.MALFORMED);
  }

  @Test
  void tokenOfSomebodyElsesWarderIsUnknown() {
    issue(wanted(ALICE));
    assertRefused(verify(TokenFormat.generate(RANDOM).reveal()), Refusal.UNKNOWN);
  }

  @Test
  void expiredTokenIsRefused() {
    Issued issued =
        issue(new NewToken(ALICE, "", List.of(), Duration.ofMinutes(1), List.of(), null, Map.of()));
    clock.advance(Duration.ofSeconds(59));
    assertThat(verify(secret(issued))).isInstanceOf(Verification.Verified.class);
    clock.advance(Duration.ofSeconds(1));
    assertRefused(verify(secret(issued)), Refusal.EXPIRED, issued.token());
  }

  /// CVE-2025-64521: a deactivated service account still authenticated.
  @Test
  void revokedTokenIsRefusedFromTheNextCallOn() {
    Issued issued = issue(wanted(BILLING));
    Token revoked = tokens.revoke(issued.token().id(), "leaked").commit();
    assertRefused(verify(secret(issued)), Refusal.REVOKED, revoked);
  }

  /// CVE-2025-64521, by way of the secret before the last rotation.
  @Test
  void revocationEndsTheGraceOfTheOldSecretToo() {
    Issued first = issue(wanted(BILLING));
    tokens.rotate(first.token().id(), Duration.ofDays(1)).commit();
    Token revoked = tokens.revoke(first.token().id(), "").commit();
    assertRefused(verify(secret(first)), Refusal.REVOKED, revoked);
  }

  @Test
  void oldSecretIsGoodUntilItsGraceEnds() {
    Issued first = issue(wanted(ALICE));
    Issued second = tokens.rotate(first.token().id(), Duration.ofMinutes(5)).commit();
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(verify(secret(first))).isInstanceOf(Verification.Verified.class);
    assertThat(verify(secret(second))).isInstanceOf(Verification.Verified.class);
    clock.advance(Duration.ofMillis(1));
    assertRefused(verify(secret(first)), Refusal.EXPIRED, second.token());
    assertThat(verify(secret(second))).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void secretBeforeTheLastTwoRotationsIsUnknown() {
    Issued first = issue(wanted(ALICE));
    tokens.rotate(first.token().id(), Duration.ofDays(1)).commit();
    tokens.rotate(first.token().id(), Duration.ofDays(1)).commit();
    assertRefused(verify(secret(first)), Refusal.UNKNOWN);
  }

  /// Unkey compared ranges as exact strings (keys/validation.go); ranges are prefixes here, and an
  /// IPv4 address is the same in its IPv6-mapped form.
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.200.3.4, true",
    "10.0.0.0/8, ::ffff:10.200.3.4, true",
    "::ffff:10.0.0.0/104, 10.200.3.4, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, ::10.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "2001:db8::/32, 2001:db8:9::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "0.0.0.0/0, 2001:db8::1, false",
  })
  void tokenIsBoundToItsNetworks(String cidr, String source, boolean good) {
    Issued issued = issue(boundTo("198.51.100.0/24", cidr));
    Address from = Address.parse(source).orElseThrow();
    Verification verification = verifier.verify(Credential.of(secret(issued)), from, NOW);
    if (good) {
      assertThat(verification).isInstanceOf(Verification.Verified.class);
    } else {
      assertRefused(verification, Refusal.OUTSIDE_NETWORKS, issued.token());
    }
  }

  @Test
  void unknownAddressIsOutsideOfEveryNetwork() {
    Issued issued = issue(boundTo("0.0.0.0/0", "::/0"));
    assertRefused(verify(secret(issued)), Refusal.OUTSIDE_NETWORKS, issued.token());
  }

  @Test
  void importedKeyIsKnownByItsHash() {
    Issued issued = importKey("sk_live_ünïcode");
    assertThat(issued.secret()).isNull();
    assertThat(verify("sk_live_ünïcode")).isInstanceOf(Verification.Verified.class);
    assertRefused(verify("sk_live_unicode"), Refusal.UNKNOWN);
  }

  @Test
  void foreignCredentialIsNotEvenHashedWhereNoneWasImported() {
    issue(wanted(ALICE));
    assertRefused(verify("sk_live_1"), Refusal.MALFORMED);
  }

  @Test
  void importedKeyIsNotReplacedByItsHash() {
    importKey("sk_live_1");
    assertRefused(verify(hex("sk_live_1")), Refusal.UNKNOWN);
  }

  @Test
  void importedKeyRotatesIntoATokenOfOurs() {
    Issued imported = importKey("sk_live_1");
    Issued rotated = tokens.rotate(imported.token().id(), Duration.ofHours(1)).commit();
    assertThat(verify("sk_live_1")).isInstanceOf(Verification.Verified.class);
    assertThat(verify(secret(rotated))).isInstanceOf(Verification.Verified.class);
  }

  /// CVE-2026-40264, CVE-2026-4630: an id is looked up whole, and is no credential.
  @Test
  void idIsNoCredential() {
    Issued issued = issue(wanted(ALICE));
    importKey("sk_live_1");
    assertRefused(verify(issued.token().id()), Refusal.UNKNOWN);
  }

  /// CVE-2025-62705, CVE-2022-29266: secrets in logs and errors.
  @Test
  void nothingThatIsHandedOutShowsTheSecret() {
    Issued issued = issue(wanted(ALICE));
    String secret = secret(issued);
    String random = secret.substring(4);
    assertThat(issued.toString()).doesNotContain(random).contains("[redacted]");
    assertThat(issued.token().toString()).doesNotContain(random);
    assertThat(issued.token().digest().toString()).isEqualTo("TokenDigest[1]");
    assertThat(verify(secret).toString()).doesNotContain(random);
    assertThat(Credential.of(secret).toString()).doesNotContain(random);
    tokens.revoke(issued.token().id(), "").commit();
    assertThat(verify(secret).toString()).doesNotContain(random);
  }

  @Property(tries = 300)
  void noOtherTextIsVerified(@ForAll String text) {
    issue(wanted(ALICE));
    importKey("sk_live_1");
    assertThat(verify(text)).isInstanceOf(Verification.Refused.class);
    assertThat(verify("wrd_" + text)).isInstanceOf(Verification.Refused.class);
  }

  @FuzzTest(maxDuration = "5s")
  void noInputThrows(FuzzedDataProvider data) {
    if (store.index().keyIds().size() < 2) {
      issue(wanted(ALICE));
      importKey("sk_live_1");
    }
    assertThat(verify(data.consumeRemainingAsString())).isNotNull();
  }

  private Issued issue(NewToken wanted) {
    return tokens.create(wanted, null).commit();
  }

  private Issued importKey(String key) {
    if (store.index().keyIds().contains("1+sha256")) {
      return new Issued(tokens.list(TokenFilter.ALL, 1, null).tokens().getFirst(), null, true);
    }
    return tokens.importKey(wanted(ALICE), hex(key), null).commit();
  }

  private static String hex(String key) {
    return HexFormat.of().formatHex(Peppers.sha256(key));
  }

  private static String secret(Issued issued) {
    return Objects.requireNonNull(issued.secret()).reveal();
  }

  private Verification verify(String secret) {
    return verifier.verify(Credential.of(secret), null, clock.instant());
  }

  private static void assertRefused(Verification verification, Refusal reason) {
    assertThat(verification).isEqualTo(new Verification.Refused(reason, null));
  }

  private static void assertRefused(Verification verification, Refusal reason, Token token) {
    assertThat(verification).isEqualTo(new Verification.Refused(reason, token));
  }
}
