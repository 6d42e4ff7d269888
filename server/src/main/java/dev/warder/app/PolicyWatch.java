package dev.warder.app;

import dev.warder.model.Fault;
import dev.warder.policy.Application;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.policy.Problem;
import dev.warder.policy.TestReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over what changes in the policy folder; what is wrong with it is logged and recorded, and
/// what was in force stays.
///
/// A change is read once it has stood still from one look to the next, so that a file that is still
/// being written is not taken for the whole.
final class PolicyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
  private static final String ACTOR = "policyFolder";
  private static final int MOST_TOLD = 20;

  private final PolicyFolder folder;
  private final PolicyEngine policy;
  private final Witness witness;
  private @Nullable String seen;
  private boolean settled;
  private String told = "";

  /// Writes an event into the journal.
  interface Witness {
    void record(String kind, String subject, Map<String, Object> details);
  }

  PolicyWatch(PolicyFolder folder, PolicyEngine policy, Witness witness) {
    this.folder = folder;
    this.policy = policy;
    this.witness = witness;
  }

  /// Looks once; to be called again and again by one thread.
  void look() {
    try {
      String now = folder.stamp();
      if (!now.equals(seen)) {
        seen = now;
        settled = false;
      } else if (!settled) {
        settled = takeOver(now);
      }
    } catch (IOException e) {
      LOG.debug("the policy folder", e);
      reject("the policy folder or a file in it cannot be read");
    } catch (Fault.Invalid e) {
      reject(e.publicText());
    }
  }

  /// Whether what was read is what stands there.
  private boolean takeOver(String now) throws IOException {
    List<PolicySource> sources = folder.read();
    if (!folder.stamp().equals(now)) {
      return false;
    }
    if (sources.isEmpty()) {
      // A mount that failed looks like this: it must not open what was closed.
      reject("the policy folder holds no policy");
      return true;
    }
    policy.follow(sources, ACTOR).ifPresent(this::tell);
    told = policy.rejected().isPresent() ? told : "";
    return true;
  }

  private void tell(Application outcome) {
    switch (outcome) {
      case Application.Applied applied ->
          LOG.info("the policy folder changed; in force: {}", applied.policies().revision());
      case Application.Refused(TestReport report) -> rejected(report);
    }
  }

  private void reject(String text) {
    seen = null; // look again from the beginning once it can be read
    Problem problem = new Problem("policyFolder", 1, 1, text);
    if (!told.equals(problem.toString())) {
      policy.cannotFollow(problem);
      tell(List.of(problem.toString()));
    }
  }

  private void rejected(TestReport report) {
    tell(
        report.problems().isEmpty()
            ? report.failures().stream().limit(MOST_TOLD).map(Object::toString).toList()
            : report.problems().stream().limit(MOST_TOLD).map(Object::toString).toList());
  }

  private void tell(List<String> wrong) {
    told = wrong.getFirst();
    LOG.warn("what the policy folder holds is not in force; the old policy is: {}", wrong);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("inForce", policy.revision());
    details.put("problems", wrong);
    witness.record("policy.rejected", ACTOR, details);
  }
}
