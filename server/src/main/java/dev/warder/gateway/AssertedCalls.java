package dev.warder.gateway;

import dev.warder.decide.Caller;
import dev.warder.model.Address;
import dev.warder.model.Assertion;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Turns what a caller asserts into an attempt: completed from the directory, and with as much of
/// the client as its context tells (`ip`, `user_agent`).
final class AssertedCalls {
  private static final int LONGEST_USER_AGENT = 4096;
  private static final String NO_HTTP_METHOD = "ASSERT";

  private final Directory directory;
  private final InstantSource clock;

  AssertedCalls(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  Attempt attempt(Caller caller, Assertion asked) {
    return complete(caller, directory.completed(asked));
  }

  /// What a search looks at, one by one.
  List<Attempt> candidates(Caller caller, String open, Assertion asked) {
    return directory.candidates(open, asked).stream().map(c -> complete(caller, c)).toList();
  }

  private Attempt complete(Caller caller, Assertion assertion) {
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
        headers(assertion),
        null,
        assertion);
  }

  private static String method(String action) {
    boolean word = !action.isEmpty() && action.length() <= 20;
    return word && action.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? action : NO_HTTP_METHOD;
  }

  private static Map<String, String> headers(Assertion assertion) {
    String client = Assertion.text(assertion.context(), "user_agent");
    boolean usable =
        !client.isEmpty() && client.length() <= LONGEST_USER_AGENT && Words.isPrintable(client);
    return usable ? Map.of("user-agent", client) : Map.of();
  }
}
