package dev.warder.store.sqlite;

import dev.warder.model.Binding;
import dev.warder.model.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What tokens depend on, as a column.
final class TieRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TieRows() {}

  static @Nullable String text(Ties ties) {
    if (ties.equals(Ties.NONE)) {
      return null;
    }
    ObjectNode json = JSON.createObjectNode();
    Binding binding = ties.binding();
    if (binding != null) {
      json.put("way", binding.way().name());
      json.put("thumbprint", binding.thumbprint());
      json.put("always", binding.always());
      json.put("vouched", binding.vouched());
    }
    ties.parents().forEach(json.putArray("parents")::add);
    json.put("root", ties.root());
    ties.actors().forEach(json.putArray("actors")::add);
    if (ties.calls() != null) {
      json.put("calls", ties.calls());
    }
    return json.toString();
  }

  /// What cannot be read must not become nothing at all: that would be good for anybody.
  static Ties read(@Nullable String text) {
    if (text == null) {
      return Ties.NONE;
    }
    JsonNode json = JSON.readTree(text);
    JsonNode calls = json.get("calls");
    return new Ties(
        json.has("way") ? binding(json) : null,
        texts(json.required("parents")),
        json.required("root").stringValue(),
        texts(json.required("actors")),
        calls == null ? null : calls.intValue());
  }

  private static Binding binding(JsonNode json) {
    return new Binding(
        Binding.Way.valueOf(json.required("way").stringValue().toUpperCase(Locale.ROOT)),
        json.required("thumbprint").stringValue(),
        json.required("always").booleanValue(),
        json.required("vouched").booleanValue());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.stringValue()));
    return texts;
  }
}
