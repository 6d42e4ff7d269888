package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
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

/// Traefik `forwardAuth`, Caddy `forward_auth`, APISIX `forward-auth`: 2xx passes, and any other
/// answer goes to the client as it is.
///
/// Reads `X-Forwarded-{Method,Proto,Host,Uri,For}` and nothing else about the request.
public final class ForwardDialect implements Handler.Immediate {
  private static final AsciiString METHOD = AsciiString.cached("x-forwarded-method");
  private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
  private static final AsciiString URI = AsciiString.cached("x-forwarded-uri");
  private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
  private static final TrustedHeaders TRUSTED =
      new TrustedHeaders(
          Set.of(METHOD.toString(), PROTO.toString(), HOST.toString(), URI.toString()),
          Set.of(FOR.toString()));

  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;

  public ForwardDialect(
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
    return decider.apply(attempt).thenApply(ForwardDialect::render);
  }

  private static Told told(RequestHeaders headers) {
    return new Told(
        null,
        null,
        headers.get(METHOD),
        headers.get(PROTO),
        headers.get(HOST),
        headers.get(URI),
        new Told.Origin.Chain(headers.valueIterator(FOR)),
        HeaderSource.of(headers),
        TRUSTED.problem(headers));
  }

  private static HttpResponse render(Decision decision) {
    return decision.verdict().passes()
        ? GatewayResponse.pass(decision)
        : refuse(ClientAnswer.to(decision), decision);
  }

  private static HttpResponse refuse(ClientAnswer answer, @Nullable Decision decision) {
    return GatewayResponse.of(
        GatewayResponse.refusal(answer.status(), answer, decision), answer, decision);
  }
}
