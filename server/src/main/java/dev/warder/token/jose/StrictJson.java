package dev.warder.token.jose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON objects of strangers: UTF-8, no name twice, nothing behind the object, not deep.
public final class StrictJson {
  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 40;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(256)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  public static JsonNode object(byte[] json) throws Malformed {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      if (json.length > 0 && json[0] == (byte) 0xEF) { // which the parser would pass over
        throw new Malformed("JSON behind a byte order mark");
      }
      for (byte b : json) {
        if (b == 0) { // the parser would guess UTF-16 or UTF-32
          throw new Malformed("JSON with a zero byte");
        }
      }
      JsonNode node = MAPPER.readTree(json);
      if (!node.isObject()) {
        throw new Malformed("no JSON object");
      }
      return node;
    } catch (CharacterCodingException | JacksonException e) {
      throw new Malformed("not JSON", e);
    }
  }

  /// A text of an object; absent where it is not there.
  public static @Nullable String text(JsonNode object, String name) throws Malformed {
    JsonNode value = object.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw new Malformed(name + " is no string");
    }
    return value.stringValue();
  }

  /// One text, or a list of them; empty where there is none.
  public static List<String> texts(@Nullable JsonNode value, String name, int most)
      throws Malformed {
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    if (value.isString()) {
      texts.add(value.stringValue());
      return texts;
    }
    if (!value.isArray() || value.size() > most) {
      throw new Malformed(name + " is neither a string nor a short list of them");
    }
    for (JsonNode item : value) {
      if (!item.isString()) {
        throw new Malformed(name + " holds something that is no string");
      }
      texts.add(item.stringValue());
    }
    return texts;
  }
}
