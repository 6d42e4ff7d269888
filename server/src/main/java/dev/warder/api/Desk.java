package dev.warder.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import dev.warder.audit.Ledger;
import dev.warder.audit.RefusedCallers;
import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import dev.warder.http.Problems;
import dev.warder.model.Fault;
import java.util.regex.Pattern;

/// Where every management call passes: who is it, may they, and what is written down.
///
/// The caller is known before anything of the body is read. Callers who do not prove themselves are
/// counted, everybody else leaves a record of each call.
final class Desk {
  private static final Pattern ID = Pattern.compile("(tok|dec|inc|hld)_[0-9A-Z]{26}");

  private final Callers callers;
  private final RefusedCallers refused;
  private final Ledger ledger;
  private final Links links;

  Desk(Callers callers, RefusedCallers refused, Ledger ledger, Links links) {
    this.callers = callers;
    this.refused = refused;
    this.ledger = ledger;
    this.links = links;
  }

  Endpoint endpoint(Operation operation) {
    Handler.Work work = (call, body) -> serve(operation, call, body);
    return new Endpoint(
        operation.method(),
        operation.template(),
        new Handler.Unread(operation.most(), operation.within(), work));
  }

  private HttpResponse serve(Operation operation, Call call, Body body) {
    Caller caller;
    try {
      caller = callers.authenticatePatiently(call.presentation(Bearer.of(call.headers())));
    } catch (Fault.Unauthenticated e) {
      refused.refused(call.peer(), "management");
      boolean shown = call.headers().contains(HttpHeaderNames.AUTHORIZATION);
      return Problems.of(e, OAuthMetadata.challenge(links, call, shown)).toHttpResponse();
    }
    Trail trail = new Trail(ledger, operation, caller, call.peer());
    call.parameters().values().stream().filter(Desk::isId).forEach(trail::about);
    try {
      caller.require(operation.scope());
      Reply answer = operation.work().answer(new Asked(call, caller, body, trail));
      trail.succeeded(answer.status());
      return answer.toHttpResponse();
    } catch (Refusal e) {
      return refuse(trail, e.response());
    } catch (RuntimeException e) {
      return refuse(trail, Problems.of(e));
    }
  }

  private static HttpResponse refuse(Trail trail, AggregatedHttpResponse problem) {
    trail.failed(problem.status().code());
    return problem.toHttpResponse();
  }

  /// Anything can stand in a path, a secret by mistake too: only what looks like an id is recorded
  /// unseen.
  private static boolean isId(String named) {
    return ID.matcher(named).matches();
  }
}
