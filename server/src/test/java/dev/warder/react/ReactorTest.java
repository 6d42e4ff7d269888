package dev.warder.react;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Wire;
import dev.warder.audit.Entry;
import dev.warder.model.Decision;
import dev.warder.model.Risk;
import dev.warder.monitor.Detection;
import dev.warder.monitor.Incident;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Subject;
import dev.warder.notify.forward.Target.Tls;
import dev.warder.notify.outbox.Channel;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.outbox.Urgency;
import dev.warder.policy.Application;
import dev.warder.policy.Hold;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.store.memory.MemoryIncidentStore;
import dev.warder.store.memory.MemoryOutboxStore;
import dev.warder.store.memory.MemoryPolicyStore;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteHoldStore;
import dev.warder.token.Issued;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {
  private static final String HEAD =
      "apiVersion: warder.dev/v1\nkind: Policy\nmode: enforce\nrules:\n";

  @TempDir private Path folder;
  private House house;
  private Issued alice;
  private Outbox outbox;

  @BeforeEach
  void open() throws IOException {
    house = House.open(folder);
    alice = house.makeToken("alice", "orders:read");
    Channel ops =
        new Channel(
            "ops",
            Urgency.INFO,
            Set.of(),
            new Channel.Destination.Webhook(
                URI.create("http://127.0.0.1:9/"), Tls.USUAL, null, null));
    outbox = new Outbox(List.of(ops), new MemoryOutboxStore(), house.clock, lost -> {});
  }

  @AfterEach
  void close() throws IOException {
    outbox.close();
    house.close();
  }

  private void policy(String... rules) {
    policyOf(HEAD, rules);
  }

  private void policyOf(String head, String... rules) {
    PolicySource source = new PolicySource("house.yaml", head + String.join("", rules));
    assertThat(house.policy.apply(List.of(source), "test", null))
        .isInstanceOf(Application.Applied.class);
  }

  private static String rule(String id, String when, String then) {
    return "  - {id: " + id + ", on: incident, when: '" + when + "', then: " + then + "}\n";
  }

  private static Detection detection(Issued of, String detector, Severity severity) {
    return new Detection(
        detector,
        Instant.parse("2026-11-23T10:00:00Z"),
        Subject.principal(of.token().principal().id()),
        of.token().id(),
        "dec_1",
        severity,
        "something odd");
  }

  /// Returns when everything was reacted to.
  private void happens(Limits limits, Detection... detections) {
    Actions actions =
        new Actions(
            house.policy, house.tokens, outbox, house.journal, house.ids, house.clock, limits);
    try (Reactor reactor = new Reactor(house.policy, actions)) {
      Incidents incidents =
          new Incidents(new MemoryIncidentStore(), house.ids, house.clock, reactor::changed);
      List.of(detections).forEach(incidents::add);
    }
  }

  private static final Limits USUAL = new Limits(20, false);

  private String verdict(Issued token) throws IOException {
    Wire.Answer answer =
        house.decide(
            "{\"token\": \""
                + House.secret(token)
                + "\", \"request\": {\"method\": \"GET\", \"scheme\": \"https\", \"host\":"
                + " \"api.example.com\", \"path\": \"/do/this\", \"sourceIp\": \"203.0.113.7\"}}");
    String body = answer.body();
    return body.replaceAll("(?s).*\"verdict\":\\s*\"(\\w+)\".*", "$1");
  }

  private Risk risk() throws IOException {
    return Objects.requireNonNull(house.lastDecision().assessment()).risk();
  }

  private List<Entry> records(String kind) throws IOException {
    return house.entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  @Test
  void aQuarantinedTokenIsDeniedUntilItIsUndoneOrOver() throws Exception {
    policy(rule("out", "incident.rank >= 3", "{quarantine: {for: 1h}}"));
    assertThat(verdict(alice)).isEqualTo("allow");
    happens(USUAL, detection(alice, "stolen-token", Severity.HIGH));
    assertThat(verdict(alice)).isEqualTo("deny");
    Decision denied = house.lastDecision();
    assertThat(denied.reasons()).containsExactly("reaction:out");
    Hold hold = house.policy.standing().all().getFirst();
    var _ = house.policy.standing().lift(hold.id());
    assertThat(verdict(alice)).isEqualTo("allow");
    house.policy.standing().put(hold);
    assertThat(verdict(alice)).isEqualTo("deny");
    house.clock.advance(Duration.ofHours(1));
    assertThat(verdict(alice)).isEqualTo("allow");
    house.policy.standing().sweep(house.clock.instant());
    assertThat(house.policy.standing().all()).isEmpty();
  }

  @Test
  void eachReactionDoesWhatItSays() throws Exception {
    policy(
        rule("less", "incident.principal == \"alice\"", "{restrict: {methods: [POST], for: 1h}}"),
        rule("proof", "incident.principal == \"bob\"", "{stepUp: {acr: mfa, maxAge: 5m, for: 1h}}"),
        rule("worse", "incident.principal == \"carol\"", "{raiseRisk: {points: 9, for: 1h}}"),
        rule("gone", "incident.principal == \"dave\"", "{revoke: {who: principal}}"));
    Issued bob = house.makeToken("bob");
    Issued carol = house.makeToken("carol");
    Issued dave = house.makeToken("dave");
    Issued otherOfDave = house.makeToken("dave");
    happens(
        USUAL,
        detection(alice, "scraping", Severity.LOW),
        detection(bob, "scraping", Severity.LOW),
        detection(carol, "scraping", Severity.LOW),
        detection(dave, "scraping", Severity.LOW));
    assertThat(verdict(alice)).isEqualTo("deny");
    assertThat(verdict(bob)).isEqualTo("step_up");
    assertThat(verdict(carol)).isEqualTo("allow");
    assertThat(risk().factors().getLast().name()).isEqualTo("incident");
    assertThat(risk().score()).isGreaterThan(90);
    assertThat(verdict(dave)).isEqualTo("deny");
    assertThat(verdict(otherOfDave)).isEqualTo("deny");
    assertThat(house.tokens.find(otherOfDave.token().id()).isRevoked()).isTrue();
    assertThat(records("reaction.taken")).hasSize(5);
    assertThat(outbox.of("ops").waiting()).isEqualTo(5);
  }

  @Test
  void inShadowEverythingIsRecordedAndNothingDone() throws Exception {
    policy(rule("out", "true", "{quarantine: {for: 1h}}"));
    happens(new Limits(20, true), detection(alice, "scraping", Severity.HIGH));
    assertThat(verdict(alice)).isEqualTo("allow");
    assertThat(records("reaction.shadow")).hasSize(1);
    policyOf(HEAD.replace("enforce", "shadow"), rule("out", "true", "{quarantine: {for: 1h}}"));
    happens(USUAL, detection(alice, "scraping", Severity.HIGH));
    assertThat(verdict(alice)).isEqualTo("allow");
    assertThat(records("reaction.shadow")).hasSize(2);
    assertThat(records("reaction.taken")).isEmpty();
  }

  @Test
  void aDetectorThatRunsAwayLocksOutNoMoreThanAreAllowedInAnHour() throws Exception {
    policy(rule("out", "true", "{quarantine: {for: 1h, who: principal}}"));
    List<Issued> all = IntStream.range(0, 5).mapToObj(i -> house.makeToken("user" + i)).toList();
    happens(
        new Limits(2, false),
        all.stream()
            .map(each -> detection(each, "scraping", Severity.HIGH))
            .toArray(Detection[]::new));
    assertThat(house.policy.standing().all()).hasSize(2);
    assertThat(records("reaction.limited")).hasSize(3);
  }

  @Test
  void theSameIsDoneOnceForAnIncidentAndToldAgainWhenItGetsWorse() throws Exception {
    policy(
        rule("out", "true", "{quarantine: {for: 1h}}"),
        rule("tell", "\"stolen-token\" in incident.detectors", "{notify: {targets: [ops]}}"));
    happens(
        USUAL,
        detection(alice, "stolen-token", Severity.MEDIUM),
        detection(alice, "scraping", Severity.HIGH),
        detection(alice, "honey-token", Severity.HIGH));
    assertThat(house.policy.standing().all()).hasSize(1);
    // one of the quarantine, and two of the rule: once medium, once worse
    assertThat(outbox.of("ops").waiting()).isGreaterThanOrEqualTo(3);
  }

  private PolicyEngine started(SqliteDatabase database) {
    PolicyEngine policy =
        PolicyEngine.open(
            new MemoryPolicyStore(), house.policy.active(), Set.of(), house.clock, applied -> {});
    policy.standing().keepIn(new SqliteHoldStore(database));
    return policy;
  }

  private void react(PolicyEngine policy, Incident incident) {
    Actions actions =
        new Actions(policy, house.tokens, outbox, house.journal, house.ids, house.clock, USUAL);
    try (Reactor reactor = new Reactor(policy, actions)) {
      reactor.changed(incident);
    }
  }

  @Test
  void whatSomebodyUndidDoesNotComeBackAfterARestart() {
    policy(rule("out", "true", "{quarantine: {for: 1h}}"));
    List<Incident> told = new ArrayList<>();
    Incidents incidents =
        new Incidents(new MemoryIncidentStore(), house.ids, house.clock, told::add);
    incidents.add(detection(alice, "stolen-token", Severity.HIGH));
    try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"))) {
      PolicyEngine before = started(database);
      react(before, told.getFirst());
      var _ = before.standing().lift(before.standing().all().getFirst().id());
      PolicyEngine after = started(database);
      react(after, told.getFirst());
      assertThat(after.standing().all()).isEmpty();
    }
  }

  @Test
  void aRuleThatFailsDoesNothingAndIsRecorded() throws Exception {
    policy(rule("odd", "incident.tokens[7] == \"x\"", "{quarantine: {for: 1h}}"));
    happens(USUAL, detection(alice, "scraping", Severity.HIGH));
    assertThat(verdict(alice)).isEqualTo("allow");
    assertThat(records("reaction.failed")).hasSize(1);
  }

  @Test
  void wrongRulesAreRefusedWithTheirPlaces() {
    List<String> wrong =
        List.of(
            rule("a", "incident.rnk > 1", "{quarantine: {for: 1h}}"),
            rule("a", "risk.score > 1", "{quarantine: {for: 1h}}"),
            rule("a", "true", "deny"),
            rule("a", "true", "{quarantine: {}}"),
            rule("a", "true", "{quarantine: {for: 90d}}"),
            rule("a", "true", "{raiseRisk: {points: 11, for: 1h}}"),
            rule("a", "true", "{revoke: {who: everybody}}"),
            rule("a", "true", "{restrict: {for: 1h}}"),
            "  - {id: a, on: call, when: 'true', then: {quarantine: {for: 1h}}}\n",
            "  - {id: a, when: 'incident.rank > 1', then: deny}\n");
    for (String rules : wrong) {
      assertThat(house.policy.check(List.of(new PolicySource("x.yaml", HEAD + rules))).problems())
          .as(rules)
          .isNotEmpty()
          .allMatch(problem -> problem.line() == 5);
    }
  }
}
