package dev.warder.api;

import dev.warder.audit.Journal;
import dev.warder.audit.Ledger;
import dev.warder.model.IdSource;
import dev.warder.policy.AppliedPolicies;
import dev.warder.policy.PolicySource;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Records a set of policies, text and all, before it comes into force; what cannot be recorded
/// does not. To be given to `PolicyEngine.open`.
public final class PolicyRecords implements Consumer<AppliedPolicies> {
  private final Ledger ledger;

  public PolicyRecords(Journal journal, IdSource ids, InstantSource clock) {
    this.ledger = new Ledger(journal, ids, clock);
  }

  @Override
  public void accept(AppliedPolicies applied) {
    List<Map<String, String>> sources =
        applied.sources().stream().map(PolicyRecords::source).toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("revision", applied.revision());
    details.put("origin", applied.origin().wire());
    details.put("policies", sources);
    Ledger.durable(ledger.append("policy.applied", applied.actor(), applied.revision(), details));
  }

  private static Map<String, String> source(PolicySource source) {
    return Map.of("name", source.name(), "yaml", source.yaml());
  }
}
