package dev.warder.api;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// How lists are answered: the items of a page, and the cursor of the next one.
final class Lists {
  private Lists() {}

  /// @param members writes what is between the braces of an item
  static <T> Answer answer(
      List<T> items, @Nullable String cursor, BiConsumer<JsonGenerator, T> members) {
    return Answer.json(
        200,
        out -> {
          write(out, "items", items, members);
          if (cursor == null) {
            out.writeNullProperty("cursor");
          } else {
            out.writeStringProperty("cursor", cursor);
          }
        });
  }

  static <T> void write(
      JsonGenerator out, String name, List<T> items, BiConsumer<JsonGenerator, T> members) {
    out.writeArrayPropertyStart(name);
    for (T item : items) {
      out.writeStartObject();
      members.accept(out, item);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void texts(JsonGenerator out, String name, List<String> values) {
    out.writeArrayPropertyStart(name);
    values.forEach(out::writeString);
    out.writeEndArray();
  }
}
