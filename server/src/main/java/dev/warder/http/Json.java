package dev.warder.http;

import dev.warder.model.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as RFC 8259 has it and nothing beyond: UTF-8 only, no name twice in an object, nothing
/// behind the value, and bounds on depth, numbers and names.
public final class Json {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /// @throws Fault.Invalid where it is not exactly one JSON value
  public static JsonNode read(byte[] json) {
    refuseAllButUtf8(json);
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.isMissingNode()) {
        throw new Fault.Invalid("a JSON body is needed");
      }
      return node;
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  /// Reads token by token, for where a tree would be too slow. `reading` is given the parser before
  /// the first token; nothing may follow what it reads.
  ///
  /// @throws Fault.Invalid where it is not JSON
  public static <T> T read(byte[] json, Reading<T> reading) {
    refuseAllButUtf8(json);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      T value = reading.read(parser);
      if (parser.nextToken() != null) {
        throw new Fault.Invalid("the body goes on behind its JSON value");
      }
      return value;
    } catch (JacksonException e) {
      throw invalid(e);
    }
  }

  /// Reads one value from a parser.
  public interface Reading<T> {
    T read(JsonParser parser);
  }

  /// Compact, in ASCII: whatever is not is escaped, so that it can stand in a header too.
  public static byte[] write(Consumer<JsonGenerator> writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writing.accept(generator);
    }
    return bytes.toByteArray();
  }

  public static byte[] write(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /// RFC 8259 section 8.1. The parser would guess UTF-16 and UTF-32, which all have zero bytes.
  private static void refuseAllButUtf8(byte[] json) {
    boolean ascii = true;
    for (byte b : json) {
      if (b == 0) {
        throw new Fault.Invalid("the body is not UTF-8 JSON: it holds a zero byte");
      }
      ascii &= b > 0;
    }
    if (ascii) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new Fault.Invalid("the body is not UTF-8", e);
    }
  }

  /// Says where, never what: the text of the parser's own message may hold parts of the body.
  private static Fault.Invalid invalid(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Fault.Invalid("the body is not valid JSON" + where, e);
  }
}
