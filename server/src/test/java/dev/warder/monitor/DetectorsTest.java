package dev.warder.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Decision;
import dev.warder.model.Denial;
import dev.warder.model.Outcome;
import dev.warder.model.Sensitivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each detector finds, and what it leaves alone.
class DetectorsTest {
  private final List<Detection> found = new ArrayList<>();
  private double patience = 1;
  private final Detectors detectors =
      new Detectors(
          List.of(),
          Tactics.bundled(),
          (detector, principal) -> patience,
          (tuning, detection) -> found.add(detection));

  private void see(Calls call) {
    detectors.see(Call.of(call.decision()));
  }

  private List<String> names() {
    return found.stream().map(Detection::detector).distinct().toList();
  }

  private static Duration seconds(long n) {
    return Duration.ofSeconds(n);
  }

  @Test
  void usualCallsAreLeftAlone() {
    for (int day = 0; day < 20; day++) {
      for (int i = 0; i < 50; i++) {
        see(
            Calls.usual()
                .after(Duration.ofDays(day).plusSeconds(i * 20L))
                .to("/orders", "/orders"));
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void oneTokenInTwoHandsIsConcurrentUse() {
    for (int i = 0; i < 5; i++) {
      see(Calls.usual().after(seconds(i * 40L)));
      see(Calls.usual().abroad().to("/orders", "/orders").after(seconds(i * 40L + 20)));
    }
    assertThat(names()).contains("concurrent-use");
    assertThat(found.getFirst().sentence()).contains("alternated 4 times");
    assertThat(found.getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void movingOnceIsNoConcurrentUse() {
    for (int i = 0; i < 10; i++) {
      see(Calls.usual().after(seconds(i)));
    }
    for (int i = 0; i < 10; i++) {
      see(Calls.usual().from("198.51.100.1", 3209, "DE").after(seconds(20 + i)));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aKnownPhoneBesideAKnownDeskIsNoConcurrentUse() {
    for (int i = 0; i < 20; i++) {
      long asn = i % 2 == 0 ? 3320 : 3209;
      see(Calls.usual().from("198.51.100.1", asn, "DE").after(seconds(i * 10L)));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aThiefWhoLooksAroundAndTriesDoorsIsAStolenToken() {
    for (int i = 0; i < 30; i++) {
      see(Calls.usual());
    }
    for (String part : List.of("a", "b", "c", "d")) {
      see(Calls.usual().abroad().to("/" + part, "/" + part).after(seconds(1)));
    }
    assertThat(found.getLast().severity()).isEqualTo(Severity.MEDIUM);
    for (int i = 0; i < 2; i++) {
      see(
          Calls.usual()
              .abroad()
              .to("/admin/" + i, "/admin/" + i)
              .after(seconds(5 + i))
              .denied(Denial.INSUFFICIENT_SCOPE));
    }
    Calls critical = Calls.usual().abroad().to("/keys", "/keys").after(seconds(9));
    critical.sensitivity = Sensitivity.CRITICAL;
    see(critical);
    assertThat(names()).containsExactly("stolen-token");
    assertThat(found.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.getLast().sentence())
        .contains("RO, AS9009, python-requests", "2 refused calls", "1 calls to critical routes");
  }

  @Test
  void anOwnerWhoWorksOnInANewPlaceIsNoStolenToken() {
    for (int i = 0; i < 30; i++) {
      see(Calls.usual().to("/part" + i % 6, "/part" + i % 6));
    }
    for (int i = 0; i < 30; i++) {
      see(Calls.usual().abroad().to("/part" + i % 6, "/part" + i % 6).after(seconds(i)));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void whoProvesToBeTheOwnerEndsTheStoryAndAnOldProofDoesNot() {
    Calls refused = Calls.usual().abroad().denied(Denial.POLICY);
    see(refused.to("/a", "/a").after(seconds(60)));
    Calls stale = Calls.usual().abroad().to("/ok", "/ok").after(seconds(70));
    stale.proven = Duration.ZERO;
    see(stale);
    Calls owner = Calls.usual().abroad().to("/ok", "/ok").after(seconds(80));
    owner.proven = seconds(75);
    see(owner);
    see(refused.to("/b", "/b").after(seconds(90)));
    assertThat(found).isEmpty();
    see(refused.to("/c", "/c").after(seconds(100)));
    assertThat(names()).containsExactly("stolen-token");
  }

  @Test
  void objectsWalkedThroughWithRefusalsAreEnumeration() {
    for (int i = 0; i < 60; i++) {
      Calls call = Calls.usual().to("/orders/{id}", "/orders/" + i).after(seconds(i));
      Decision decision = call.decision();
      detectors.see(Call.of(decision));
      if (i % 10 == 0) {
        Outcome missing =
            new Outcome(decision.id(), decision.attempt().time(), "tok_alice", 404, null, null);
        detectors.saw(missing, Passed.of(Call.of(decision)));
      }
    }
    assertThat(names()).containsExactly("object-enumeration");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aServiceThatAlwaysReadsManyObjectsIsLeftAlone() {
    for (int i = 0; i < 5_000; i++) {
      see(
          Calls.of("sync")
              .to("/orders/{id}", "/orders/" + i)
              .after(seconds((long) (i / 100) * 660 + i % 100)));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void farMoreThanEverIsScraping() {
    for (int hour = 0; hour < 10; hour++) {
      for (int i = 0; i < 20; i++) {
        see(
            Calls.usual()
                .to("/orders", "/orders")
                .after(Duration.ofHours(hour).plusSeconds(i * 9L)));
      }
    }
    for (int i = 0; i < 350; i++) {
      see(
          Calls.usual()
              .to("/p" + i % 60, "/p" + i % 60)
              .after(Duration.ofHours(11).plusSeconds(i)));
    }
    assertThat(names()).containsExactly("scraping");
  }

  @Test
  void deadTokensOfManyOwnersFromOneNetworkAreStuffing() {
    for (int i = 0; i < 3; i++) {
      see(
          Calls.of("owner" + i)
              .from("198.51.100." + i, 9009, "RO")
              .after(seconds(i))
              .denied(Denial.INVALID_TOKEN));
    }
    assertThat(names()).containsExactly("credential-stuffing");
    assertThat(found.getFirst().subject()).isEqualTo(Subject.network("198.51.100.0/24"));
    see(Calls.of("victim").abroad().after(seconds(9)));
    assertThat(found.getLast().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.getLast().subject()).isEqualTo(Subject.principal("victim"));
  }

  @Test
  void guessedTokensFromOneNetworkAreStuffing() {
    for (int i = 0; i < 40; i++) {
      see(Calls.of("").after(seconds(i)).denied(Denial.INVALID_TOKEN));
    }
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().detector()).isEqualTo("credential-stuffing");
  }

  @Test
  void aTokenFromManyNewNetworksIsLowAndSlow() {
    for (int i = 0; i < 9; i++) {
      Calls call = Calls.usual().from("198.51." + i + ".1", 60_000 + i, "DE");
      call.newNetwork = true;
      see(call.after(Duration.ofHours(i * 2L)));
    }
    assertThat(names()).containsExactly("low-and-slow");
  }

  @Test
  void aTokenThatWakesIsDormant() {
    for (int i = 0; i < 6; i++) {
      see(Calls.usual().after(seconds(i)));
    }
    see(Calls.usual().after(Duration.ofDays(40)));
    assertThat(names()).containsExactly("dormant-token");
    assertThat(found.getFirst().sentence()).contains("39 days");
  }

  @Test
  void anOldTokenThatReachesFurtherIsPrivilegeCreep() {
    for (int i = 0; i < 250; i++) {
      see(Calls.usual().after(Duration.ofHours(i * 2L)).to("/orders", "/orders"));
    }
    assertThat(found).isEmpty();
    Calls creeping = Calls.usual().after(Duration.ofHours(501)).to("/users", "/users");
    creeping.needed = List.of("users:write");
    see(creeping);
    assertThat(names()).containsExactly("privilege-creep");
    assertThat(found.getFirst().sentence()).contains("users:write");
    see(creeping);
    assertThat(found).hasSize(1);
  }

  @Test
  void scopesThatAreNotUsedAreAdvised() {
    for (int i = 0; i < 400; i++) {
      Calls call = Calls.usual().after(Duration.ofHours(i * 2L)).to("/orders", "/orders");
      call.held = List.of("orders:read", "orders:write", "admin");
      see(call);
    }
    assertThat(names()).containsExactly("unused-privilege");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.INFO);
    assertThat(found.getFirst().sentence()).endsWith("orders:write admin");
  }

  @Test
  void everyTouchOfAHoneyTokenIsToldAlsoWhereItIsRefused() {
    Calls touched = Calls.usual();
    touched.tags = Map.of("honey", "true");
    see(touched.denied(Denial.INVALID_TOKEN));
    assertThat(names()).containsExactly("honey-token");
    assertThat(found.getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aReleaseIsToldOnceAndRaisedForNobody() {
    for (int i = 0; i < 40; i++) {
      Calls call = Calls.of("user" + i).after(seconds(i));
      call.newClient = true;
      call.product = "shop-app";
      see(call);
      for (String part : List.of("a", "b", "c", "d", "e")) {
        Calls more = Calls.of("user" + i).to("/" + part, "/" + part).after(seconds(i));
        more.newClient = i >= 10;
        more.product = "shop-app";
        see(more);
      }
    }
    assertThat(names()).containsExactly("population-drift");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().subject()).isEqualTo(Subject.EVERYBODY);
  }

  @Test
  void toleranceRaisesTheThreshold() {
    patience = 4;
    for (String part : List.of("a", "b", "c", "d", "e", "f")) {
      see(Calls.usual().abroad().to("/" + part, "/" + part).after(seconds(1)));
    }
    assertThat(found).isEmpty();
  }
}
