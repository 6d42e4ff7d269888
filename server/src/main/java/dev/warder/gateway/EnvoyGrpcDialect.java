package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import dev.warder.model.Attempt;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.Verdict;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Envoy `ext_authz` over gRPC, on the port of everything else.
///
/// Every answer is a good one in gRPC's eyes, a refusal to a stranger too: on an error Envoy lets
/// calls pass where it is told so (CVE-2024-23324).
final class EnvoyGrpcDialect implements Handler.WithBody {
  static final String PATH = "/envoy.service.auth.v3.Authorization/Check";

  private static final Logger LOG = LoggerFactory.getLogger(EnvoyGrpcDialect.class);
  private static final MediaType GRPC = MediaType.parse("application/grpc");
  private static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final int PREFIX = 5; // compressed or not, and the length

  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;
  private final Links links;
  private final Set<String> secrets;

  EnvoyGrpcDialect(
      Gatekeeper gatekeeper,
      AttemptReader reader,
      Function<Attempt, CompletableFuture<Decision>> decider,
      Links links,
      Set<String> secrets) {
    this.gatekeeper = gatekeeper;
    this.reader = reader;
    this.decider = decider;
    this.links = links;
    this.secrets = secrets;
  }

  @Override
  public Handler.Immediate admit(Call head) {
    try {
      Caller gateway = gatekeeper.admit(head);
      return call -> check(gateway, call);
    } catch (Fault.Unauthenticated | Fault.Forbidden notAGateway) {
      return call -> answer(refusal(ClientAnswer.refused(), null, null));
    }
  }

  private CompletableFuture<HttpResponse> check(Caller gateway, Call call) {
    try {
      Told told = EnvoyMessages.question(message(call.body().array())).told();
      return decider
          .apply(reader.read(gateway, told, call.headers()))
          .thenApply(decided -> response(render(decided, call)))
          .exceptionally(this::failed);
    } catch (Fault.Invalid unreadable) {
      gatekeeper.unreadable(call);
      return answer(refusal(ClientAnswer.refused(), null, null));
    } catch (RuntimeException | StackOverflowError e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private static byte[] message(byte[] body) {
    ByteBuffer frame = ByteBuffer.wrap(body);
    if (body.length < PREFIX || frame.get() != 0 || frame.getInt() != body.length - PREFIX) {
      throw new Fault.Invalid("send one message, not compressed");
    }
    byte[] message = new byte[frame.remaining()];
    frame.get(message);
    return message;
  }

  private byte[] render(Decision decision, Call call) {
    if (decision.verdict().passes()) {
      ResponseHeadersBuilder identity = ResponseHeaders.builder(200);
      UpstreamHeaders.set(decision, identity);
      Map<String, String> headers = new LinkedHashMap<>();
      identity.build().forEach((name, value) -> headers.put(name.toString(), value));
      headers.remove(":status");
      return EnvoyMessages.ok(headers, secrets);
    }
    String proofAt =
        decision.verdict() instanceof Verdict.StepUp(Challenge asked)
            ? links.stepUp(call, asked.id())
            : null;
    return refusal(ClientAnswer.to(decision), decision, proofAt);
  }

  private HttpResponse failed(Throwable failure) {
    LOG.error("a call is refused because it could not be judged", failure);
    return response(refusal(ClientAnswer.unavailable(), null, null));
  }

  private static byte[] refusal(
      ClientAnswer answer, @Nullable Decision decision, @Nullable String proofAt) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/problem+json");
    if (decision != null) {
      headers.put(UpstreamHeaders.DECISION_ID.toString(), decision.id());
    }
    if (answer.challenge() != null) {
      headers.put("www-authenticate", answer.challenge());
    }
    if (answer.nonce() != null) {
      headers.put("dpop-nonce", answer.nonce());
    }
    if (answer.retryAfter() > 0) {
      headers.put("retry-after", Long.toString(answer.retryAfter()));
    }
    return EnvoyMessages.denied(answer.status(), headers, answer.body(decision, proofAt));
  }

  private static CompletableFuture<HttpResponse> answer(byte[] message) {
    return CompletableFuture.completedFuture(response(message));
  }

  private static HttpResponse response(byte[] message) {
    ResponseHeaders headers = ResponseHeaders.builder(200).contentType(GRPC).build();
    byte[] frame =
        ByteBuffer.allocate(PREFIX + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
    return HttpResponse.of(headers, HttpData.wrap(frame), HttpHeaders.of(STATUS, "0"));
  }
}
