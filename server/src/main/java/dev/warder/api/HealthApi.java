package dev.warder.api;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.audit.Journal;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.notify.forward.Forwarding;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.TestReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// `/healthz` and `/readyz`: whether the process is up, and whether calls should be sent to it.
///
/// Anybody may ask, so it says no more than that; why something is wrong stands in the log. A
/// policy folder that cannot come into force does not make it unready: what was in force still
/// decides.
final class HealthApi {
  private final Journal journal;
  private final Forwarding forwarding;
  private final Readiness readiness;
  private final PolicyEngine policy;

  HealthApi(Journal journal, Forwarding forwarding, Readiness readiness, PolicyEngine policy) {
    this.journal = journal;
    this.forwarding = forwarding;
    this.readiness = readiness;
    this.policy = policy;
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
          out.writeBooleanProperty("forwarding", forwarding.isWorking());
          policy
              .rejected()
              .ifPresent(report -> out.writeStringProperty("policy", rejected(report)));
        });
  }

  /// The place alone: what stands there is for those who may read policies.
  private String rejected(TestReport report) {
    String where =
        report.problems().isEmpty()
            ? "a test fails in " + report.failures().getFirst().place()
            : "a problem in " + report.problems().getFirst().place();
    return "what the policy folder holds is not in force: "
        + where
        + "; "
        + policy.revision()
        + " still is";
  }

  private static CompletableFuture<HttpResponse> answer(Answer answer) {
    return CompletableFuture.completedFuture(answer.toHttpResponse());
  }
}
