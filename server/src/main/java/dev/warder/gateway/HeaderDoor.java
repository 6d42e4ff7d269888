package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door for gateways that tell of a call without a body: from the gateway's own proof to an
/// answer in its dialect.
///
/// Whatever goes wrong, the answer is one that the gateway takes for a no: some let a call pass
/// that they got an error for.
final class HeaderDoor implements Handler.Immediate {
  private static final Logger LOG = LoggerFactory.getLogger(HeaderDoor.class);

  private final Dialect dialect;
  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Function<Attempt, CompletableFuture<Decision>> decider;
  private final Links links;

  HeaderDoor(
      Dialect dialect,
      Gatekeeper gatekeeper,
      AttemptReader reader,
      Function<Attempt, CompletableFuture<Decision>> decider,
      Links links) {
    this.dialect = dialect;
    this.gatekeeper = gatekeeper;
    this.reader = reader;
    this.decider = decider;
    this.links = links;
  }

  @Override
  public CompletableFuture<HttpResponse> handle(Call call) {
    try {
      Caller gateway = gatekeeper.admit(call);
      Attempt attempt = reader.read(gateway, dialect.told(call));
      return decider.apply(attempt).thenApply(d -> render(d, call)).exceptionally(this::failed);
    } catch (Fault.Unauthenticated | Fault.Forbidden notAGateway) {
      return CompletableFuture.completedFuture(refuse(ClientAnswer.refused(), null, null));
    } catch (Fault.Unavailable overload) {
      return CompletableFuture.completedFuture(refuse(ClientAnswer.unavailable(), null, null));
    } catch (RuntimeException | StackOverflowError e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private HttpResponse render(Decision decision, Call call) {
    if (decision.verdict().passes()) {
      return GatewayResponse.pass(dialect, decision);
    }
    String proofAt =
        decision.verdict() instanceof Verdict.StepUp(Challenge asked)
            ? links.stepUp(call, asked.id())
            : null;
    return refuse(ClientAnswer.to(decision), decision, proofAt);
  }

  private HttpResponse failed(Throwable failure) {
    LOG.error("a call is refused because it could not be judged", failure);
    return refuse(ClientAnswer.unavailable(), null, null);
  }

  private HttpResponse refuse(
      ClientAnswer answer, @Nullable Decision decision, @Nullable String proofAt) {
    return GatewayResponse.refusal(dialect, answer, decision, answer.body(decision, proofAt));
  }
}
