package dev.warder.notify.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.Shared;
import dev.warder.model.Fault;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteSignalStore;
import dev.warder.store.sqlite.SqliteStreamStore;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TransmitterTest {
  private static final String ISSUER = "https://warder.example.com";
  private static final List<String> EVERYTHING = EventType.supported();

  @TempDir private Path folder;
  private final SaidRecords records = new SaidRecords();
  private final AtomicLong ids = new AtomicLong();
  private SqliteDatabase database;
  private Transmitter transmitter;

  static JsonNode claims(String set) {
    byte[] body = Base64.getUrlDecoder().decode(set.split("\\.")[1]);
    return RecordSignals.JSON.readTree(body);
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
    Transmitter.Identity identity =
        new Transmitter.Identity(
            ISSUER, SigningKey.open(folder.resolve("signals.key")), true, token -> "alice");
    transmitter =
        new Transmitter(
            identity,
            records,
            new SqliteSignalStore(database),
            new SqliteStreamStore(database),
            () -> "set_" + ids.incrementAndGet(),
            InstantSource.system(),
            refused -> {});
    await(() -> new SqliteSignalStore(database).next() >= 0);
  }

  @AfterEach
  void close() {
    transmitter.close();
    database.close();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private Stream polled(String... types) {
    List<String> wanted = types.length == 0 ? EVERYTHING : List.of(types);
    return transmitter.streams().create("idp", new Stream.Delivery.Poll(), wanted, null);
  }

  private List<JsonNode> events(Stream stream, int count) {
    List<SignalStore.Waiting> found = new ArrayList<>();
    await(() -> {
      found.clear();
      found.addAll(transmitter.streams().poll("idp", stream.id(), 100, List.of()).sets());
      return found.size() >= count;
    });
    return found.stream().map(each -> claims(each.set())).toList();
  }

  @Test
  void recordsBecomeTheEventsThatTheSpecificationsName() {
    Stream stream = polled();
    records.add("token.created", "tok_1", "{\"principal\":\"alice\"}");
    records.add(
        "token.changed",
        "tok_1",
        "{\"principal\":\"alice\",\"from\":{},\"to\":{\"scopes\":[\"a\",\"b\"]}}");
    records.add("token.revoked", "tok_1", "{\"principal\":\"alice\",\"reason\":\"left\"}");
    records.add("challenge.met", "chl_1", "{\"principal\":\"alice\",\"level\":\"mfa\"}");
    records.add("incident.open", "inc_1", "{\"about\":\"principal:alice\",\"severity\":\"high\"}");
    records.add("management.read", "x", "{}");
    List<JsonNode> events = events(stream, 6);
    List<String> types =
        events.stream().map(e -> e.path("events").propertyNames().iterator().next()).toList();
    assertThat(types)
        .containsExactly(
            EventType.CREDENTIAL_CHANGE.uri(),
            EventType.TOKEN_CLAIMS_CHANGE.uri(),
            EventType.SESSION_REVOKED.uri(),
            EventType.CREDENTIAL_CHANGE.uri(),
            EventType.ASSURANCE_LEVEL_CHANGE.uri(),
            EventType.RISK_LEVEL_CHANGE.uri());
    JsonNode revoked = events.get(2);
    assertThat(revoked.path("iss").asString()).isEqualTo(ISSUER);
    assertThat(revoked.path("aud").asString()).isEqualTo("idp");
    assertThat(revoked.path("sub_id").path("user").path("sub").asString()).isEqualTo("alice");
    assertThat(revoked.path("sub_id").path("session").path("id").asString()).isEqualTo("tok_1");
    assertThat(revoked.has("sub") || revoked.has("exp")).isFalse();
    assertThat(
            events.get(1).path("events").path(types.get(1)).path("claims").path("scope").asString())
        .isEqualTo("a b");
    assertThat(events.get(5).path("events").path(types.get(5)).path("current_level").asString())
        .isEqualTo("HIGH");
  }

  @Test
  void everyEventIsSignedWithThePublishedKey() throws Exception {
    Stream stream = polled();
    transmitter.streams().verify("idp", stream.id(), "a state");
    String set =
        transmitter.streams().poll("idp", stream.id(), 1, List.of()).sets().getFirst().set();
    String[] parts = set.split("\\.");
    JsonNode head = RecordSignals.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
    JsonNode key = RecordSignals.JSON.readTree(transmitter.jwks()).path("keys").get(0);
    assertThat(head.path("typ").asString()).isEqualTo("secevent+jwt");
    assertThat(head.path("kid").asString()).isEqualTo(key.path("kid").asString());
    RSAPublicKeySpec spec = new RSAPublicKeySpec(number(key.path("n")), number(key.path("e")));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    JsonNode claims = claims(set);
    assertThat(claims.path("sub_id").path("id").asString()).isEqualTo(stream.id());
    assertThat(claims.path("events").path(EventType.VERIFICATION.uri()).path("state").asString())
        .isEqualTo("a state");
  }

  private static BigInteger number(JsonNode text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text.asString()));
  }

  @Test
  void noEventIsLostOverRestartsAndAReceiverThatFails() throws Exception {
    int port;
    try (EventReceiver first = new EventReceiver(0)) {
      port = first.port();
      first.refusals.set(Integer.MAX_VALUE);
      var _ =
          transmitter
              .streams()
              .create("idp", first.delivery(), List.of(EventType.SESSION_REVOKED.uri()), null);
      for (int i = 0; i < 50; i++) {
        records.add("token.revoked", "tok_" + i, "{\"principal\":\"alice\"}");
      }
      await(() -> first.refusals.get() < Integer.MAX_VALUE);
    }
    close();
    for (int i = 50; i < 100; i++) {
      records.add("token.revoked", "tok_" + i, "{\"principal\":\"alice\"}");
    }
    try (EventReceiver again = new EventReceiver(port)) {
      again.refusals.set(1);
      open();
      await(() -> again.taken.size() == 100);
      List<String> tokens =
          again.taken.values().stream()
              .map(set -> claims(set).path("sub_id").path("session").path("id").asString())
              .distinct()
              .toList();
      assertThat(tokens).hasSize(100);
      assertThat(again.authorizations).containsOnly("Bearer ours");
    }
  }

  @Test
  void aReceiverHearsOnlyWhatItAskedForOfWhomItWantsWhileItWants() {
    Stream revoked = polled(EventType.SESSION_REVOKED.uri(), "urn:example:unknown");
    Stream all = polled();
    assertThat(revoked.delivered()).containsExactly(EventType.SESSION_REVOKED.uri());
    JsonNode alice =
        RecordSignals.JSON.readTree(
            "{\"sub\":\"alice\",\"format\":\"iss_sub\",\"iss\":\"" + ISSUER + "\"}");
    transmitter.streams().remove("idp", revoked.id(), alice);
    records.add("token.revoked", "tok_1", "{\"principal\":\"alice\"}");
    records.add("token.revoked", "tok_2", "{\"principal\":\"bob\"}");
    assertThat(events(all, 4)).hasSize(4);
    assertThat(events(revoked, 1)).hasSize(1);
    transmitter.streams().add("idp", revoked.id(), alice);
    var _ = transmitter.streams().status("idp", revoked.id(), Stream.Status.PAUSED, "lunch");
    records.add("token.revoked", "tok_3", "{\"principal\":\"alice\"}");
    assertThat(events(all, 6)).hasSize(6);
    assertThat(transmitter.streams().poll("idp", revoked.id(), 9, List.of()).sets()).isEmpty();
    var _ = transmitter.streams().status("idp", revoked.id(), Stream.Status.ENABLED, null);
    assertThat(events(revoked, 2)).hasSize(2);
    var _ = transmitter.streams().status("idp", revoked.id(), Stream.Status.DISABLED, null);
    var _ = transmitter.streams().status("idp", revoked.id(), Stream.Status.ENABLED, null);
    assertThat(transmitter.streams().poll("idp", revoked.id(), 9, List.of()).sets()).isEmpty();
    assertThatThrownBy(() -> transmitter.streams().find("somebody", all.id()))
        .isInstanceOf(Fault.NotFound.class);
  }

  @Test
  void whatIsAcknowledgedIsNotGivenAgain() {
    Stream stream = polled();
    records.add("token.revoked", "tok_1", "{\"principal\":\"alice\"}");
    List<String> jtis = events(stream, 2).stream().map(e -> e.path("jti").asString()).toList();
    Streams.Polled rest =
        transmitter.streams().poll("idp", stream.id(), 1, List.of(jtis.getFirst()));
    assertThat(rest.sets()).extracting(SignalStore.Waiting::jti).containsExactly(jtis.get(1));
    assertThat(rest.more()).isFalse();
  }

  @Test
  void noPrivateReceiverAndNoneWithoutTls() throws Exception {
    assertThatThrownBy(() -> Reachable.require("http://receiver.example.com/", false))
        .isInstanceOf(Fault.Invalid.class);
    assertThatThrownBy(() -> Reachable.require("https://user:pw@receiver.example.com/", false))
        .isInstanceOf(Fault.Invalid.class);
    for (String host : List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1")) {
      assertThat(Reachable.isAllowed(host, false)).as(host).isFalse();
    }
    assertThat(Reachable.isAllowed("203.0.113.7", false)).isTrue();
  }

  @Test
  @Tag("conformance")
  void everyExampleSubjectOfTheSpecificationsIsOne() throws Exception {
    int seen = 0;
    for (String of : List.of("caep", "risc", "sharedsignals-framework")) {
      Path file = Shared.path("vectors/ssf-caep/openid-" + of + "-1_0-examples.json");
      for (JsonNode example : RecordSignals.JSON.readTree(Files.readString(file))) {
        JsonNode json = example.path("json");
        JsonNode subject = json.has("sub_id") ? json.path("sub_id") : json.path("subject");
        if (subject.isObject()) {
          SubjectId.check(subject);
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
  }
}
