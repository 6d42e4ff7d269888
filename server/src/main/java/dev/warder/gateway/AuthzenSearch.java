package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.decide.Caller;
import dev.warder.decide.Search;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.model.Assertion;
import dev.warder.model.Attempt;
import dev.warder.model.Fault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// OpenID AuthZEN 1.0, the three searches: who may do this, what may be reached, what may be done.
///
/// Looks in the directory and asks the policies in force; who is not in it is not found.
final class AuthzenSearch {
  private final Gatekeeper gatekeeper;
  private final AssertedCalls calls;
  private final Function<Search, CompletableFuture<List<Attempt>>> permitted;

  /// @param permitted which candidates could pass
  AuthzenSearch(
      Gatekeeper gatekeeper,
      AssertedCalls calls,
      Function<Search, CompletableFuture<List<Attempt>>> permitted) {
    this.gatekeeper = gatekeeper;
    this.calls = calls;
    this.permitted = permitted;
  }

  List<Endpoint> endpoints() {
    return List.of(endpoint("subject"), endpoint("resource"), endpoint("action"));
  }

  private Endpoint endpoint(String open) {
    Handler.Work work = (call, body) -> search(open, call, body);
    return new Endpoint("POST", "/access/v1/search/" + open, Handler.Unread.of(work));
  }

  private HttpResponse search(String open, Call call, Body body) {
    Caller caller = gatekeeper.admitBearer(call, Caller.ASSERT);
    JsonNode asked = AuthzenBody.of(call, body.whole());
    Assertion question = AssertionReader.search(asked, open);
    AuthzenPage page = AuthzenPage.asked(asked, open, question);
    List<Attempt> candidates = calls.candidates(caller, open, question);
    List<Attempt> found = permitted.apply(new Search(open, caller, candidates)).join();
    return AuthzenAnswer.respond(out -> {
      out.writeStartObject();
      out.writeArrayPropertyStart("results");
      page.of(found).forEach(each -> write(out, open, Objects.requireNonNull(each.assertion())));
      out.writeEndArray();
      page.write(out, found.size());
      out.writeEndObject();
    });
  }

  private static void write(JsonGenerator out, String open, Assertion found) {
    out.writeStartObject();
    switch (open) {
      case "subject" -> thing(out, found.subject());
      case "resource" -> thing(out, found.resource());
      case "action" -> out.writeStringProperty("name", Assertion.text(found.action(), "name"));
      default -> throw new Fault.Invalid("there is no search for " + open);
    }
    out.writeEndObject();
  }

  private static void thing(JsonGenerator out, Map<String, Object> thing) {
    out.writeStringProperty("type", Assertion.text(thing, "type"));
    out.writeStringProperty("id", Assertion.text(thing, "id"));
  }
}
