package dev.warder.replay.events;

import dev.warder.model.Fault;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Calls as JSON Lines: `{"time","principal","token","ip","userAgent","method","path","host",
/// "status","label","session"}`, and optionally `kind` (`user`, `service` or `agent`). `label` is
/// absent or `legit` for the owner's own calls, and the attacker's name otherwise; `session` names
/// one attack.
public final class EventLines implements CallReader {
  private final JsonFactory json = new JsonFactory();
  private final CallWords words = new CallWords();

  @Override
  public List<Call> read(Path from, LongConsumer progress) throws IOException {
    List<Call> calls = new ArrayList<>();
    CallLog.lines(from, progress, line -> calls.add(call(line)));
    return CallLog.ordered(calls);
  }

  Call call(String line) {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Fault.Invalid("expected one JSON object a line");
      }
      Fields fields = new Fields();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else {
          fields.put(name, token == JsonToken.VALUE_NULL ? null : parser.getString());
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new Fault.Invalid("the JSON object does not end");
      }
      return fields.call(words);
    } catch (JacksonException e) {
      throw new Fault.Invalid("this is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// What stands in one line.
  private static final class Fields {
    private @Nullable String time;
    private @Nullable String principal;
    private @Nullable String kind;
    private @Nullable String token;
    private @Nullable String ip;
    private @Nullable String userAgent;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String host;
    private @Nullable String status;
    private @Nullable String label;
    private @Nullable String session;

    void put(String name, @Nullable String value) {
      switch (name) {
        case "time" -> time = value;
        case "principal" -> principal = value;
        case "kind" -> kind = value;
        case "token" -> token = value;
        case "ip" -> ip = value;
        case "userAgent" -> userAgent = value;
        case "method" -> method = value;
        case "path" -> path = value;
        case "host" -> host = value;
        case "status" -> status = value;
        case "label" -> label = value;
        case "session" -> session = value;
        default -> {}
      }
    }

    Call call(CallWords words) {
      String who = words.word(principal == null ? token : principal);
      if (who.isEmpty()) {
        throw new Fault.Invalid("principal is missing");
      }
      String asked = path == null || path.isEmpty() ? "/" : path;
      return new Call(
          CallWords.time(time),
          who,
          kind == null ? PrincipalKind.USER : PrincipalKind.of(kind).orElse(PrincipalKind.USER),
          token == null || token.isEmpty() ? who : words.word(token),
          words.address(ip),
          words.word(userAgent),
          words.method(method),
          words.word(host),
          words.word(asked),
          CallWords.status(status),
          words.label(label),
          words.word(session));
    }
  }
}
