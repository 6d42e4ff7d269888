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
/// @param node what it says, with what was sealed opened as far as there are keys
/// @param sealed what of it was sealed
public record Entry(long seq, String json, String kind, JsonNode node, Sealed sealed) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Seals NO_KEYS = Seals.none();

  /// A record as a service handed it over.
  public static Entry parse(String json) {
    return parse(json.getBytes(StandardCharsets.UTF_8));
  }

  static Entry parse(byte[] line) {
    return parse(line, NO_KEYS);
  }

  /// @param seals that may be opened for the reader
  static Entry parse(byte[] line, Seals seals) {
    try {
      JsonNode node = MAPPER.readTree(line);
      Json record = new Json(node);
      String json = new String(line, StandardCharsets.UTF_8);
      Sealed sealed = Sealed.open(json, node, seals);
      return new Entry(record.number("seq"), json, record.text("kind"), node, sealed);
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalArgumentException("the line is no record", e);
    }
  }

  /// @param to behind the line, without its newline
  public static Entry of(byte[] bytes, int from, int to, Seals seals) {
    return parse(Arrays.copyOfRange(bytes, from, to), seals);
  }

  public String id() {
    return new Json(node).text("id");
  }

  public Instant time() {
    return meaning(() -> new Json(node).instant("time"));
  }

  /// Whether something stayed sealed, so that nobody can judge it again: its principal was
  /// forgotten, or the reader has no keys.
  public boolean isSealed() {
    return sealed.closed();
  }

  /// As somebody sees it who may read what is sealed: the line, or the same with what was opened.
  public String opened() {
    return sealed.keys().isEmpty() ? json : node.toString();
  }

  /// The same as somebody sees it who has no keys.
  Entry closed() {
    return sealed.keys().isEmpty() ? this : parse(json);
  }

  /// Absent for an event, and where what is needed for it stayed sealed.
  public Optional<Decision> decision() {
    return !isSealed() && kind.equals(Label.DECISION)
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
            record.name("actor"),
            record.name("subject"),
            members(record.needed("details").node())));
  }

  /// What the index keeps of this record.
  Label label() {
    Json record = new Json(node);
    long time = meaning(() -> time().toEpochMilli());
    if (!kind.equals(Label.DECISION)) {
      return Label.of(time, id(), record.name("actor"), record.name("subject"), null);
    }
    Json identity = record.at("identity");
    String principal = identity == null ? "" : identity.name("principal");
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
