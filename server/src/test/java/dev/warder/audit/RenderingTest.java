package dev.warder.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import dev.warder.model.Form;
import dev.warder.model.Handover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> KINDS =
      List.of(
          "token.created",
          "token.revoked",
          "token.changed",
          "policy.applied",
          "management.read",
          "management.refused",
          "access.refused",
          "incident.opened",
          "challenge.met",
          "service.started",
          "journal.unanswered");
  private static final Map<Integer, String> CLASSES =
      Map.of(6003, "api_activity", 3002, "authentication", 2004, "detection_finding");

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + SPAN + "-01";

  @TempDir private Path data;

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Journal journal =
            Journal.open(JournalSettings.of(data, "n1"), Samples.ids(), InstantSource.system());
        JournalReader reader = JournalReader.open(data)) {
      Random random = new Random(3);
      VariedCalls calls = new VariedCalls(4);
      for (int i = 0; i < 200; i++) {
        var _ = journal.append(Samples.decision(Samples.ids().next("dec_"), random, true));
        var _ = journal.append(calls.next(Instant.now()));
        var _ = journal.append(event(KINDS.get(i % KINDS.size()), i));
      }
      journal.append(event("test.last", 0)).join();
      var _ = reader.forEach(0, entries::add);
    }
    return entries;
  }

  private static Event event(String kind, int i) {
    Map<String, Object> by = Map.of("token", "tok_1", "address", "192.0.2." + i);
    Map<String, Object> details =
        i % 2 == 0 ? Map.of("by", by, "route", "/v1/tokens", "reason", "x") : Map.of("count", i);
    String subject = i % 3 == 0 ? "" : "198.51.100." + i;
    return new Event(Samples.ids().next("evt_"), Instant.now(), kind, "root", subject, details);
  }

  @Test
  @Tag("conformance")
  void everyRecordIsAnEventOfThePublishedSchema() throws IOException {
    OcsfSchema schema = new OcsfSchema(Shared.path("vectors/ocsf/schema"));
    Map<String, Integer> seen = new TreeMap<>();
    for (Entry entry : entries()) {
      JsonNode event = JSON.readTree(Rendering.of(entry, Form.OCSF).text());
      String name = Objects.requireNonNull(CLASSES.get(event.get("class_uid").intValue()));
      assertThat(schema.problems(name, event)).as(event.toString()).isEmpty();
      assertThat(event.get("type_uid").longValue())
          .isEqualTo(
              event.get("class_uid").intValue() * 100L + event.get("activity_id").intValue());
      seen.merge(name, 1, Integer::sum);
    }
    assertThat(seen).containsOnlyKeys(CLASSES.values());
  }

  @Test
  @Tag("conformance")
  void theValidatorSeesWhatIsWrong() throws IOException {
    OcsfSchema schema = new OcsfSchema(Shared.path("vectors/ocsf/schema"));
    String good = Rendering.of(entries().getFirst(), Form.OCSF).text();
    int type = JSON.readTree(good).get("class_uid").intValue();
    String name = Objects.requireNonNull(CLASSES.get(type));
    for (String[] change :
        new String[][] {
          {"\"severity_id\":", "\"severity_it\":"},
          {"\"product\":{\"name\":\"Warder\"", "\"product\":{\"name\":7"},
          {"\"activity_id\":", "\"activity_id\":88,\"x\":"},
          {"\"metadata\":", "\"metadata2\":"}
        }) {
      assertThat(good).contains(change[0]);
      JsonNode wrong = JSON.readTree(good.replace(change[0], change[1]));
      assertThat(schema.problems(name, wrong)).as(change[1]).isNotEmpty();
    }
  }

  @Test
  void everyFormHoldsWhichRecordItIsAndIsOneLine() throws IOException {
    for (Entry entry : entries()) {
      for (Form form : Form.values()) {
        Handover handover = Rendering.of(entry, form);
        assertThat(handover.text()).doesNotContain("\n").doesNotContain(Samples.SECRET);
        assertThat(handover.id()).isEqualTo(entry.id());
        JsonNode node = JSON.readTree(handover.text());
        JsonNode id =
            switch (form) {
              case JSONL -> node.get("id");
              case OCSF -> node.get("metadata").get("uid");
              case ECS -> node.get("event").get("id");
            };
        assertThat(id.stringValue()).isEqualTo(entry.id());
        assertThat(Rendering.of(entry, form)).isEqualTo(handover);
      }
    }
  }

  @Test
  void theNativeFormIsTheJournalsOwnLine() throws IOException {
    for (Entry entry : entries()) {
      assertThat(Rendering.of(entry, Form.JSONL).text()).isEqualTo(entry.json());
    }
  }

  /// Whoever looks at a trace finds its calls among the records of any form.
  @Test
  void aCallOfATraceSaysSoInEachForm() throws IOException {
    Entry traced = recorded(TRACEPARENT);
    JsonNode ocsf = JSON.readTree(Rendering.of(traced, Form.OCSF).text());
    assertThat(ocsf.at("/trace/uid").stringValue()).isEqualTo(TRACE);
    assertThat(ocsf.at("/metadata/profiles").toString()).contains("\"trace\"");
    JsonNode ecs = JSON.readTree(Rendering.of(traced, Form.ECS).text());
    assertThat(ecs.at("/trace/id").stringValue()).isEqualTo(TRACE);
    assertThat(ecs.at("/span/id").stringValue()).isEqualTo(SPAN);
    for (String none : List.of("", "00-" + TRACE, TRACEPARENT.replace(TRACE, "0".repeat(32)))) {
      Entry alone = recorded(none);
      assertThat(JSON.readTree(Rendering.of(alone, Form.OCSF).text()).has("trace")).isFalse();
      assertThat(JSON.readTree(Rendering.of(alone, Form.ECS).text()).has("trace")).isFalse();
    }
  }

  @Test
  @Tag("conformance")
  void aCallOfATraceIsAnEventOfThePublishedSchema() throws IOException {
    Entry traced = recorded(TRACEPARENT);
    JsonNode event = JSON.readTree(Rendering.of(traced, Form.OCSF).text());
    OcsfSchema schema = new OcsfSchema(Shared.path("vectors/ocsf/schema"));
    assertThat(schema.problems("api_activity", event)).as(event.toString()).isEmpty();
  }

  private static Entry recorded(String traceparent) {
    Encoder encoder = new Encoder("n1", List.of("traceparent", "user-agent"), Seals.none());
    JsonWriter middle = encoder.middle(Samples.usual("dec_1"));
    String members = new String(middle.bytes(), 0, middle.length(), UTF_8);
    String header = "\"headers\":{\"traceparent\":\"" + traceparent + "\",";
    String record = "{\"seq\":7," + members.replace("\"headers\":{", header);
    return Entry.parse((record + ",\"prev\":\"" + "0".repeat(64) + "\"}").getBytes(UTF_8));
  }

  @Test
  void aDeniedCallIsAnEcsDocumentThatSaysWhoFromWhereAndWhy() throws IOException {
    Entry denied =
        entries().stream()
            .filter(e -> e.json().contains("\"verdict\":\"deny\"") && e.json().contains("\"prin"))
            .filter(e -> e.json().contains("\"source\":\"203.0.113.7\""))
            .findFirst()
            .orElseThrow();
    JsonNode document = JSON.readTree(Rendering.of(denied, Form.ECS).text());
    assertThat(document.at("/event/outcome").stringValue()).isEqualTo("failure");
    assertThat(document.at("/event/reason").stringValue()).startsWith("policy_failure");
    assertThat(document.at("/source/ip").stringValue()).isEqualTo("203.0.113.7");
    assertThat(document.at("/user/name").stringValue()).isNotEmpty();
    assertThat(document.at("/@timestamp").stringValue()).endsWith("Z");
  }
}
