package dev.warder.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import dev.warder.audit.Ledger;
import dev.warder.audit.RefusedCallers;
import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.OAuthProblems;
import dev.warder.model.Fault;
import java.time.Duration;

/// Where every call to `/oauth2/*` passes: as at the desk of management, but callers prove
/// themselves as OAuth clients do, and whatever goes wrong has the form of RFC 6749.
final class OAuthDesk {
  private static final long MOST = 32 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final String CHALLENGE = "Basic realm=\"warder\", Bearer";

  private final Callers callers;
  private final RefusedCallers refused;
  private final Ledger ledger;

  OAuthDesk(Callers callers, RefusedCallers refused, Ledger ledger) {
    this.callers = callers;
    this.refused = refused;
    this.ledger = ledger;
  }

  Endpoint endpoint(Operation operation) {
    Handler.Work work = (call, body) -> serve(operation, call, body);
    return new Endpoint(
        operation.method(), operation.template(), new Handler.Unread(MOST, WITHIN, work));
  }

  private HttpResponse serve(Operation operation, Call call, Body body) {
    OAuthProof proof;
    Caller caller;
    try {
      proof = OAuthProof.of(call.headers(), body);
      caller = callers.authenticatePatiently(call.presentation(proof.credential()));
      proof.requireNameOf(caller);
    } catch (Fault.Unauthenticated e) {
      refused.refused(call.peer(), "oauth");
      return OAuthProblems.of(e, CHALLENGE).toHttpResponse();
    } catch (RuntimeException e) {
      refused.refused(call.peer(), "oauth-unreadable");
      return OAuthProblems.of(e, CHALLENGE).toHttpResponse();
    }
    Trail trail = new Trail(ledger, operation, caller, call.peer());
    try {
      proof.requireAlone(Form.of(call.headers(), body));
      Reply answer = operation.work().answer(new Asked(call, caller, body, trail));
      trail.succeeded(answer.status());
      return answer.toHttpResponse();
    } catch (RuntimeException e) {
      AggregatedHttpResponse problem = OAuthProblems.of(e, CHALLENGE);
      trail.failed(problem.status().code());
      return problem.toHttpResponse();
    }
  }
}
