package dev.warder.react.signal;

import static dev.warder.EventIssuer.DISABLED;
import static dev.warder.EventIssuer.ENABLED;
import static dev.warder.EventIssuer.REVOKED;
import static dev.warder.EventIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.EventIssuer;
import dev.warder.House;
import dev.warder.Shared;
import dev.warder.audit.Entry;
import dev.warder.audit.Ledger;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.SeenStore;
import dev.warder.policy.Hold;
import dev.warder.react.Limits;
import dev.warder.store.memory.MemoryOutboxStore;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteHeldBackStore;
import dev.warder.store.sqlite.SqliteSeenStore;
import dev.warder.token.Issued;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignalReceiverTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final String ISSUER = EventIssuer.NAME;

  @TempDir private Path folder;
  private House house;
  private SqliteDatabase database;
  private Outbox outbox;
  private EventIssuer issuer;
  private Issued alice;
  private Prefixes prefixes = new Prefixes(Map.of());

  @BeforeEach
  void open() throws Exception {
    house = House.open(folder);
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    outbox = new Outbox(List.of(), new MemoryOutboxStore(), house.clock, lost -> {});
    issuer = new EventIssuer(folder.resolve("jwks.json"));
    alice = house.makeToken("alice@example.com");
  }

  @AfterEach
  void close() throws IOException {
    outbox.close();
    database.close();
    house.close();
  }

  private SignalReceiver receiver(boolean revoke) {
    Provider provider =
        new Provider(
            ISSUER,
            "warder",
            folder.resolve("jwks.json").toString(),
            revoke,
            Duration.ofDays(1),
            new Limits(50, false));
    SignalActions actions =
        new SignalActions(
            List.of(provider),
            new Subjects(prefixes, house.tokens),
            house.policy.standing(),
            house.tokens,
            new Ledger(house.journal, house.ids, house.clock),
            new SqliteHeldBackStore(database),
            outbox,
            house.ids,
            house.clock);
    return new SignalReceiver(
        List.of(provider), actions, new SqliteSeenStore(database), house.clock);
  }

  private static final String ALICE = EventIssuer.of("alice@example.com");

  private String signed(String head, String claims) throws GeneralSecurityException {
    return issuer.signed(head, claims);
  }

  private String signed(String claims) throws GeneralSecurityException {
    return issuer.signed(claims);
  }

  @Test
  void whatIsForgottenIsTooOldToBeBelieved() throws Exception {
    SignalReceiver receiver = receiver(false);
    SeenStore seen = new SqliteSeenStore(database);
    String early = claims("1", DISABLED, ALICE);
    receiver.receive(signed(early));
    assertThat(seen.contains(ISSUER, "1")).isTrue();
    house.clock.advance(Duration.ofDays(31));
    String issued = Long.toString(house.clock.instant().getEpochSecond());
    receiver.receive(signed(claims("2", ENABLED, ALICE).replace("1795392000", issued)));
    assertThat(seen.contains(ISSUER, "1")).isFalse();
    assertThat(seen.contains(ISSUER, "2")).isTrue();
    assertThatThrownBy(() -> receiver.receive(signed(early))).isInstanceOf(Refused.class);
    assertThat(house.policy.standing().all()).isEmpty();
  }

  @Test
  void aDisabledAccountIsQuarantinedUntilItIsEnabledAndEachEventCountsOnce() throws Exception {
    SignalReceiver receiver = receiver(false);
    String disabled = signed(claims("1", DISABLED, ALICE));
    receiver.receive(disabled);
    Hold hold = house.policy.standing().all().getFirst();
    assertThat(hold.target()).isEqualTo("alice@example.com");
    receiver.receive(signed(claims("2", ENABLED, ALICE)));
    assertThat(house.policy.standing().all()).isEmpty();
    receiver.receive(disabled);
    receiver(false).receive(disabled); // also after a restart
    assertThat(house.policy.standing().all()).isEmpty();
    assertThat(house.entries().stream().filter(e -> e.kind().equals("signal.received"))).hasSize(2);
  }

  @Test
  void aRevokedSessionEndsTheTokenThatItNamesOrAllOfTheUser() throws Exception {
    Issued other = house.makeToken("alice@example.com");
    String session =
        "{\"format\":\"complex\",\"user\":"
            + ALICE
            + ",\"session\":{\"format\":\"opaque\",\"id\":\""
            + alice.token().id()
            + "\"}}";
    receiver(true).receive(signed(claims("1", REVOKED, session)));
    assertThat(house.tokens.find(alice.token().id()).isRevoked()).isTrue();
    assertThat(house.tokens.find(other.token().id()).isRevoked()).isFalse();
    receiver(true).receive(signed(claims("2", REVOKED, ALICE)));
    assertThat(house.tokens.find(other.token().id()).isRevoked()).isTrue();
  }

  @Test
  void eachRevokedTokenHasARecordOfItsOwnAndOnlyOne() throws Exception {
    Issued other = house.makeToken("alice@example.com");
    receiver(true).receive(signed(claims("1", REVOKED, ALICE)));
    receiver(true).receive(signed(claims("2", REVOKED, ALICE)));
    List<Entry> revoked =
        house.entries().stream().filter(e -> e.kind().equals("token.revoked")).toList();
    assertThat(revoked)
        .extracting(e -> e.node().path("subject").asString(""))
        .containsExactlyInAnyOrder(alice.token().id(), other.token().id());
    JsonNode details = revoked.getFirst().node().path("details");
    assertThat(details.path("principal").asString()).isEqualTo("alice@example.com");
    assertThat(details.path("reason").asString()).isEqualTo("signal of " + ISSUER);
  }

  private List<String> held() {
    return house.policy.standing().all().stream().map(Hold::target).toList();
  }

  private static String person(String issuer, String subject) {
    return "{\"format\":\"iss_sub\",\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\"}";
  }

  private static String session(Issued token) {
    return "{\"format\":\"opaque\",\"id\":\"" + token.token().id() + "\"}";
  }

  @Test
  void anIdentityProvidersEventsReachItsOwnPeopleAndNobodyElse() throws Exception {
    prefixes = new Prefixes(Map.of("https://idp.example.com", "corp:"));
    Issued bob = house.makeToken("corp:bob");
    SignalReceiver receiver = receiver(false);
    receiver.receive(signed(claims("1", DISABLED, person(ISSUER, "bob"))));
    assertThat(held()).containsExactly("corp:bob");
    receiver.receive(signed(claims("2", ENABLED, person(ISSUER, "bob"))));
    receiver.receive(
        signed(claims("3", DISABLED, person("https://warder.example.com", "alice@example.com"))));
    receiver.receive(signed(claims("4", REVOKED, session(alice))));
    assertThat(held()).isEmpty();
    receiver.receive(signed(claims("5", REVOKED, ALICE)));
    receiver.receive(signed(claims("6", REVOKED, session(bob))));
    assertThat(held()).containsExactlyInAnyOrder("corp:alice@example.com", bob.token().id());
    receiver(true).receive(signed(claims("7", REVOKED, session(alice))));
    receiver(true).receive(signed(claims("8", REVOKED, person(ISSUER, "bob"))));
    assertThat(house.tokens.find(alice.token().id()).isRevoked()).isFalse();
    assertThat(house.tokens.find(bob.token().id()).isRevoked()).isTrue();
  }

  @Test
  void whoeverIsNoIdentityProviderNamesAProvidersPeopleByTheirIssuer() throws Exception {
    prefixes = new Prefixes(Map.of("https://login.example.com", "corp:"));
    SignalReceiver receiver = receiver(false);
    receiver.receive(signed(claims("1", DISABLED, person("https://login.example.com/", "bob"))));
    receiver.receive(signed(claims("2", DISABLED, ALICE)));
    assertThat(held()).containsExactlyInAnyOrder("corp:bob", "alice@example.com");
  }

  @Test
  void whatIsForgedForOthersOrOfSomebodyElseIsRefused() throws Exception {
    String good = signed(claims("1", DISABLED, ALICE));
    String[] parts = good.split("\\.");
    String forged =
        parts[0]
            + "."
            + URL.encodeToString(claims("9", DISABLED, ALICE).getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    List<String> bad =
        List.of(
            "",
            "a.b",
            "a.b.c",
            forged,
            parts[0] + "." + parts[1] + ".",
            signed(
                "{\"typ\":\"secevent+jwt\",\"alg\":\"none\",\"kid\":\"k1\"}",
                claims("2", DISABLED, ALICE)),
            signed(
                "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k1\"}", claims("3", DISABLED, ALICE)),
            signed(
                "{\"typ\":\"secevent+jwt\",\"alg\":\"RS256\",\"kid\":\"k2\"}",
                claims("4", DISABLED, ALICE)),
            signed(claims("5", DISABLED, ALICE).replace("[\"warder\"]", "\"others\"")),
            signed(claims("6", DISABLED, ALICE).replace(ISSUER, "https://evil.example.com/")),
            signed(claims("7", DISABLED, ALICE).replace("\"jti\":\"7\",", "")),
            signed(claims("8", DISABLED, "{\"format\":\"email\"}")));
    SignalReceiver receiver = receiver(false);
    for (String set : bad) {
      assertThatThrownBy(() -> receiver.receive(set)).as(set).isInstanceOf(Refused.class);
    }
    assertThat(house.policy.standing().all()).isEmpty();
  }

  @Test
  @Tag("conformance")
  void everyExampleEventOfTheSpecificationsParses() throws Exception {
    int seen = 0;
    try (Stream<Path> files = Files.list(Shared.path("vectors/ssf-caep"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        for (JsonNode example : JSON.readTree(Files.readString(file))) {
          JsonNode json = example.path("json");
          if (json.has("events") && json.path("events").isObject()) {
            SecurityEvent event = SecurityEvent.of(json);
            assertThat(event.events()).as(json.toString()).isNotEmpty();
            seen++;
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
  }
}
