package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.Handler;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import io.netty.util.AsciiString;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// nginx `auth_request`: understands 200, 401 and 403 only, and takes anything else for an error.
///
/// The true status stands in `X-Warder-Status` and the body in `X-Warder-Body`, for `error_page` to
/// make an answer of.
public final class NginxDialect implements Handler.Immediate {
  private static final AsciiString URI = AsciiString.cached("x-original-uri");
  private static final AsciiString METHOD = AsciiString.cached("x-original-method");
  private static final AsciiString HOST = AsciiString.cached("x-original-host");
  private static final AsciiString PROTO = AsciiString.cached("x-original-proto");
  private static final AsciiString REAL_IP = AsciiString.cached("x-real-ip");
  private static final AsciiString STATUS = AsciiString.cached("x-warder-status");
  private static final AsciiString BODY = AsciiString.cached("x-warder-body");
  private static final TrustedHeaders TRUSTED =
      new TrustedHeaders(
          Set.of(
              URI.toString(),
              METHOD.toString(),
              HOST.toString(),
              PROTO.toString(),
              REAL_IP.toString()),
          Set.of());

  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;

  public NginxDialect(
      Gatekeeper gatekeeper,
      AttemptReader reader,
      Function<Attempt, CompletableFuture<Decision>> decider) {
    this.gatekeeper = gatekeeper;
    this.reader = reader;
    this.decider = decider;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(Call call) {
    Caller gateway;
    try {
      gateway = gatekeeper.admit(call);
    } catch (Fault.Unauthenticated | Fault.Forbidden notAGateway) {
      return CompletableFuture.completedFuture(refuse(ClientAnswer.refused(), null));
    }
    Attempt attempt = reader.read(gateway, told(call.headers()));
    return decider.apply(attempt).thenApply(NginxDialect::render);
  }

  private static Told told(RequestHeaders headers) {
    return new Told(
        null,
        null,
        headers.get(METHOD),
        headers.get(PROTO),
        headers.get(HOST),
        headers.get(URI),
        new Told.Origin.Named(headers.get(REAL_IP)),
        HeaderSource.of(headers),
        TRUSTED.problem(headers));
  }

  private static HttpResponse render(Decision decision) {
    return decision.verdict().passes()
        ? GatewayResponse.pass(decision)
        : refuse(ClientAnswer.to(decision), decision);
  }

  private static HttpResponse refuse(ClientAnswer answer, @Nullable Decision decision) {
    int understood = answer.status() == 401 ? 401 : 403;
    ResponseHeadersBuilder headers = GatewayResponse.refusal(understood, answer, decision);
    headers.set(STATUS, Integer.toString(answer.status()));
    headers.set(BODY, answer.bodyText(decision));
    return GatewayResponse.of(headers, answer, decision);
  }
}
