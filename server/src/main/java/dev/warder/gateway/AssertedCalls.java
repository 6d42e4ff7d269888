package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.decide.Caller;
import dev.warder.model.Address;
import dev.warder.model.Assertion;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Possession;
import dev.warder.model.Trace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what a caller asserts into an attempt: completed from the directory, and with as much of
/// the client as its context tells (`ip`, `user_agent`).
final class AssertedCalls {
  private static final int LONGEST_USER_AGENT = 4096;
  private static final String NO_HTTP_METHOD = "ASSERT";

  private final Directory directory;
  private final Traces traces;
  private final InstantSource clock;

  AssertedCalls(Directory directory, Traces traces, InstantSource clock) {
    this.directory = directory;
    this.traces = traces;
    this.clock = clock;
  }

  /// @param question that the caller asked with: it may belong to a trace
  Attempt attempt(Caller caller, Assertion asked, RequestHeaders question) {
    return complete(caller, directory.completed(asked), traces.of(question, null));
  }

  /// What a search looks at, one by one.
  List<Attempt> candidates(Caller caller, String open, Assertion asked) {
    return directory.candidates(open, asked).stream().map(c -> complete(caller, c, null)).toList();
  }

  private Attempt complete(Caller caller, Assertion assertion, @Nullable Trace trace) {
    String type = Assertion.text(assertion.resource(), "type");
    String id = Assertion.text(assertion.resource(), "id");
    String ip = Assertion.text(assertion.context(), "ip");
    return new Attempt(
        clock.instant(),
        caller.tokenId(),
        new Credential.Absent(),
        method(Assertion.text(assertion.action(), "name")),
        "",
        "",
        new CanonicalPath("/" + type + "/" + id, null),
        Address.parse(ip).orElse(null),
        headers(assertion, trace),
        null,
        assertion,
        Possession.NONE,
        trace);
  }

  private static String method(String action) {
    boolean word = !action.isEmpty() && action.length() <= 20;
    return word && action.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? action : NO_HTTP_METHOD;
  }

  private static Map<String, String> headers(Assertion assertion, @Nullable Trace trace) {
    Map<String, String> headers = new HashMap<>();
    String client = Assertion.text(assertion.context(), "user_agent");
    boolean usable =
        !client.isEmpty() && client.length() <= LONGEST_USER_AGENT && Words.isPrintable(client);
    if (usable) {
      headers.put("user-agent", client);
    }
    if (trace != null) {
      headers.put(Trace.HEADER, trace.traceparent());
    }
    return headers;
  }
}
