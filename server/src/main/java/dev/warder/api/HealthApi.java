package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.audit.Journal;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `/healthz` and `/readyz`: whether the process is up, and whether calls should be sent to it.
///
/// Anybody may ask, so it says no more than that; why something is wrong stands in the log.
final class HealthApi {
  private final Journal journal;
  private final Readiness readiness;

  HealthApi(Journal journal, Readiness readiness) {
    this.journal = journal;
    this.readiness = readiness;
  }

  List<Endpoint> endpoints() {
    Handler.Immediate health =
        call -> answer(Answer.json(200, out -> out.writeStringProperty("status", "up")));
    Handler.Immediate ready = call -> answer(readiness());
    return List.of(new Endpoint("GET", "/healthz", health), new Endpoint("GET", "/readyz", ready));
  }

  private Answer readiness() {
    boolean warm = readiness.isWarm();
    boolean journaling = journal.healthy();
    boolean ready = warm && journaling;
    return Answer.json(
        ready ? 200 : 503,
        out -> {
          out.writeBooleanProperty("ready", ready);
          out.writeBooleanProperty("warm", warm);
          out.writeBooleanProperty("journal", journaling);
        });
  }

  private static CompletableFuture<HttpResponse> answer(Answer answer) {
    return CompletableFuture.completedFuture(answer.toHttpResponse());
  }
}
