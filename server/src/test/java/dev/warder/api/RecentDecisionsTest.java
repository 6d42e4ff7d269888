package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Verdict;
import dev.warder.token.TokenFixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which calls an outcome can be told of without a look into the journal.
class RecentDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final int MANY = 300_000;
  private static final int NEWEST = 50_000;

  private static Decision decision(String id, String tokenId) {
    Attempt attempt =
        new Attempt(
            NOW,
            "tok_gateway",
            Credential.of("wrd_x"),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath("/orders/1", null),
            Address.parse("203.0.113.7").orElseThrow(),
            Map.of(),
            null);
    Identity who =
        new Identity(TokenFixtures.token(tokenId, TokenFixtures.ALICE), Assurance.TOKEN_ONLY);
    return new Decision(
        id,
        NOW,
        attempt,
        who.token(),
        who,
        null,
        null,
        null,
        null,
        null,
        null,
        new Verdict.Allow(),
        List.of(),
        List.of(),
        50);
  }

  @Test
  void nearlyAllOfTheNewestAreThereAndNoneIsMistaken() {
    IdSource ids = new IdSource(() -> NOW, new Random(5));
    RecentDecisions recent = new RecentDecisions();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String id = ids.next("dec_");
      made.add(id);
      recent.accept(decision(id, "tok_" + i % 7));
    }
    int found = 0;
    for (int i = 0; i < MANY; i++) {
      RecentDecisions.Passed passed = recent.find(made.get(i));
      if (passed != null) {
        assertThat(passed).isEqualTo(new RecentDecisions.Passed("tok_" + i % 7, NOW));
        found += i < MANY - NEWEST ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(NEWEST * 999 / 1000);
  }

  @Test
  void whatNeverWasIsNotFound() {
    RecentDecisions recent = new RecentDecisions();
    recent.accept(decision("dec_1", "tok_1"));
    assertThat(recent.find("dec_2")).isNull();
  }
}
