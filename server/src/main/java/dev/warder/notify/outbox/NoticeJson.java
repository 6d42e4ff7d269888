package dev.warder.notify.outbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A notice as JSON: what webhooks get, and what the outbox keeps.
public final class NoticeJson {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private NoticeJson() {}

  public static String write(Notice notice) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", notice.id());
    json.put("kind", notice.kind());
    json.put("about", notice.about());
    json.put("time", notice.time().toString());
    json.put("until", notice.until().toString());
    json.put("urgency", notice.urgency().wire());
    json.put("ended", notice.ended());
    json.put("title", notice.title());
    json.put("text", notice.text());
    ObjectNode facts = json.putObject("facts");
    notice.facts().forEach(facts::put);
    return JSON.writeValueAsString(json);
  }

  public static Notice read(String text) {
    JsonNode json = JSON.readTree(text);
    Map<String, String> facts = new LinkedHashMap<>();
    json.path("facts").properties().forEach(f -> facts.put(f.getKey(), f.getValue().asString()));
    return new Notice(
        json.path("id").asString(),
        json.path("kind").asString(),
        json.path("about").asString(),
        Instant.parse(json.path("time").asString()),
        Instant.parse(json.path("until").asString()),
        Urgency.valueOf(json.path("urgency").asString().toUpperCase(Locale.ROOT)),
        json.path("ended").asBoolean(),
        json.path("title").asString(),
        json.path("text").asString(),
        facts);
  }
}
