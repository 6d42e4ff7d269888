package dev.warder.token;

import static dev.warder.token.TokenFixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewTokenTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "a", "Ærøskøbing b", "urn:x:1", "𝓐", "a@example.com"})
  void printablePrincipalIsTaken(String id) {
    assertThat(NewToken.of(new Principal(id, PrincipalKind.AGENT), "", List.of())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a\nb",
        "a\rb",
        "a\0b",
        "\u202Eecila",
        "a\u200Bb",
        "a\u2028b",
        "\uD800"
      })
  void principalThatLooksLikeWhatItIsNotIsInvalid(String id) {
    assertInvalid(() -> NewToken.of(new Principal(id, PrincipalKind.USER), "", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "é", "a\tb"})
  void whatIsNoScopeTokenIsInvalid(String scope) {
    assertInvalid(() -> NewToken.of(ALICE, "", List.of("ok", scope)));
  }

  @Test
  void everythingIsBounded() {
    String longest = "x".repeat(200);
    assertThat(NewToken.of(ALICE, longest, scopes(100)).scopes()).hasSize(100);
    assertInvalid(() -> NewToken.of(ALICE, longest + "x", List.of()));
    assertInvalid(() -> NewToken.of(ALICE, "", scopes(101)));
    assertInvalid(() -> NewToken.of(ALICE, "", List.of("x".repeat(101))));
    assertInvalid(() -> of(null, cidrs(101), null, Map.of()));
    assertInvalid(() -> of(null, List.of(), null, tags(51)));
    assertInvalid(() -> of(null, List.of(), null, Map.of("x".repeat(101), "")));
    assertInvalid(() -> of(null, List.of(), null, Map.of("x", longest + "x")));
    assertInvalid(() -> of(null, List.of(), null, Map.of("", "x")));
    assertThat(of(Duration.ofDays(3653), cidrs(100), null, tags(50)).allowCidrs()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "P3654D", "PT999999999999999S"})
  void absurdLifeIsInvalid(Duration ttl) {
    assertInvalid(() -> of(ttl, List.of(), null, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.999S", "PT24H0.001S", "PT1.0000001S"})
  void absurdRateIsInvalid(Duration per) {
    assertInvalid(() -> of(null, List.of(), new RateLimit(1, per), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a\n"})
  void idempotencyKeyIsVisibleAscii(String key) {
    assertInvalid(() -> new IdempotencyKey("admin", key));
    assertInvalid(() -> new IdempotencyKey("admin", "x".repeat(256)));
  }

  @Property
  void fingerprintsTellRequestsApart(@ForAll String a, @ForAll String b) {
    assertThat(Fingerprint.of("x").add(a).add(b).hex())
        .isNotEqualTo(Fingerprint.of("x").add(a + b).hex())
        .isNotEqualTo(Fingerprint.of("x").add(a).add(b).add("").hex())
        .isNotEqualTo(Fingerprint.of("x").addAll(List.of(a, b)).hex());
  }

  private static NewToken of(
      @Nullable Duration ttl,
      List<Cidr> cidrs,
      @Nullable RateLimit rate,
      Map<String, String> tags) {
    return new NewToken(ALICE, "", List.of(), ttl, cidrs, rate, tags);
  }

  private static List<String> scopes(int count) {
    List<String> scopes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scopes.add("scope:" + i);
    }
    return scopes;
  }

  private static List<Cidr> cidrs(int count) {
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cidrs.add(new Cidr(Address.ofV4(i), 32));
    }
    return cidrs;
  }

  private static Map<String, String> tags(int count) {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < count; i++) {
      tags.put("key" + i, "value");
    }
    return tags;
  }

  private static void assertInvalid(ThrowingCallable wrong) {
    assertThatThrownBy(wrong).isInstanceOf(Fault.Invalid.class);
  }
}
