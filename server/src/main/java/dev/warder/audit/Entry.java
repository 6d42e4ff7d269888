package dev.warder.audit;

import dev.warder.model.Decision;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One record as it stands in the journal. Reading what it says may throw
/// `IllegalArgumentException`: somebody may have written into the file.
///
/// @param json the line, exactly, without its newline
public record Entry(long seq, String json, String kind, JsonNode node) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// A record as a service handed it over.
  public static Entry parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  static Entry parse(byte[] line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      Json record = new Json(node);
      String json = new String(line, StandardCharsets.UTF_8);
      return new Entry(record.number("seq"), json, record.text("kind"), node);
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalArgumentException("the line is no record", e);
    }
  }

  /// @param to behind the line, without its newline
  public static Entry of(byte[] bytes, int from, int to) {
    return parse(Arrays.copyOfRange(bytes, from, to));
  }

  public String id() {
    return new Json(node).text("id");
  }

  public Instant time() {
    return meaning(() -> new Json(node).instant("time"));
  }

  /// Whether personal fields of a decision are sealed, so that nobody can judge it again.
  public boolean isSealed() {
    return List.of("attempt", "identity", "context").stream()
        .map(node::path)
        .anyMatch(part -> part.has("sealed") || part.findParent("sealed") != null);
  }

  public Optional<Decision> decision() {
    return kind.equals(Label.DECISION)
        ? Optional.of(meaning(() -> Decoder.decision(node)))
        : Optional.empty();
  }

  /// Whatever a record says that makes no sense is one kind of failure.
  private static <T> T meaning(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DateTimeException
        | ArithmeticException
        | NoSuchElementException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw new IllegalArgumentException("the record makes no sense", e);
    }
  }

  public Optional<Event> event() {
    if (kind.equals(Label.DECISION)) {
      return Optional.empty();
    }
    Json record = new Json(node);
    return Optional.of(
        new Event(
            id(),
            time(),
            kind,
            record.text("actor"),
            record.text("subject"),
            members(record.needed("details").node())));
  }

  /// What the index keeps of this record.
  Label label() {
    Json record = new Json(node);
    long time = meaning(() -> time().toEpochMilli());
    if (!kind.equals(Label.DECISION)) {
      return Label.of(time, id(), record.text("actor"), record.text("subject"), null);
    }
    Json identity = record.at("identity");
    String principal = identity == null ? "" : identity.text("principal");
    String token = identity == null ? "" : identity.needed("token").text("id");
    return Label.of(time, id(), principal, token, record.text("verdict"));
  }

  @SuppressWarnings("NullAway") // a detail may be nothing; Map's bound cannot say so
  private static Map<String, Object> members(JsonNode object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object.properties().forEach(each -> members.put(each.getKey(), value(each.getValue())));
    return members;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      return members(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(each -> list.add(value(each)));
      return list;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
    }
    return node.isNull() ? null : node.stringValue();
  }
}
