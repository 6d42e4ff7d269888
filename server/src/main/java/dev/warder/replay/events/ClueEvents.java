package dev.warder.replay.events;

import dev.warder.model.Fault;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The set CLUE-LDS of Landauer, Skopik, Höld and Wurzenberger (2022): 50 million events of the
/// users of a cloud storage, as JSON objects `{"id","time","uid","uidType","type","params",
/// "isLocalIP","role","location"}`, one a line.
///
/// It holds no addresses and no user agents, so what is judged is what users do and when: the type
/// of an event becomes the route, `params.path` its last part. It holds no attacks either; they are
/// made by swapping users (see `Swaps`), as its authors do. Events of visitors who are not logged
/// in are left out.
public final class ClueEvents implements CallReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CallWords words = new CallWords();

  @Override
  public List<Call> read(Path from, LongConsumer progress) throws IOException {
    List<Call> calls = new ArrayList<>();
    CallLog.lines(from, progress, line -> take(line, calls));
    return CallLog.ordered(calls);
  }

  private void take(String line, List<Call> calls) {
    String object = object(line);
    if (object.isEmpty()) {
      return;
    }
    JsonNode event;
    try {
      event = JSON.readTree(object);
    } catch (JacksonException e) {
      throw new Fault.Invalid("this is no JSON: " + e.getOriginalMessage(), e);
    }
    String user = words.word(event.path("uid").asString(""));
    if (user.isEmpty()
        || event.path("uidType").asString("name").toLowerCase(Locale.ROOT).startsWith("ip")) {
      return;
    }
    String type = event.path("type").asString("unknown");
    calls.add(
        new Call(
            CallWords.time(event.path("time").asString("")),
            user,
            PrincipalKind.USER,
            user,
            null,
            "",
            method(type),
            "",
            words.word("/" + plain(type) + "/" + item(event.path("params"))),
            type.contains("failed") ? 403 : 200,
            "",
            ""));
  }

  /// Some copies of the set are one array: its brackets and commas are passed over.
  private static String object(String line) {
    String text = line.strip();
    if (text.equals("[") || text.equals("]")) {
      return "";
    }
    text = text.startsWith("[") ? text.substring(1) : text;
    return text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
  }

  private static String method(String type) {
    if (type.contains("delete")) {
      return "DELETE";
    }
    boolean reads = type.contains("access") || type.contains("login") || type.contains("read");
    return reads ? "GET" : "POST";
  }

  /// A number for the thing that was touched: names say nothing of the kind of action.
  private static int item(JsonNode params) {
    return params.path("path").asString("").hashCode() & 0x7FFF_FFFF;
  }

  private static String plain(String type) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < type.length() && i < 64; i++) {
      char c = type.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
      plain.append(word ? c : '_');
    }
    return plain.isEmpty() ? "unknown" : plain.toString();
  }
}
