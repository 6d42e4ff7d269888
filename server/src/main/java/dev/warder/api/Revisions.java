package dev.warder.api;

import dev.warder.audit.Entry;
import dev.warder.audit.Event;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Page;
import dev.warder.audit.Query;
import dev.warder.model.Fault;
import dev.warder.policy.DraftPolicies;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Policies as they were in force when a decision was made, read back from the journal. Keeps the
/// few that were asked for last.
final class Revisions {
  private static final int KEPT = 4;
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 20;

  private final PolicyEngine policy;
  private final JournalReader reader;
  private final Map<String, DraftPolicies> known = new LinkedHashMap<>();

  Revisions(PolicyEngine policy, JournalReader reader) {
    this.policy = policy;
    this.reader = reader;
  }

  /// Nothing where the journal does not hold them any more, or they do not compile any more.
  synchronized Optional<DraftPolicies> at(String revision, Instant decided) {
    DraftPolicies found = known.get(revision);
    if (found == null) {
      found = sources(revision, decided).flatMap(this::compiled).orElse(null);
      if (found == null || !found.revision().equals(revision)) {
        return Optional.empty();
      }
      if (known.size() == KEPT) {
        known.remove(known.keySet().iterator().next());
      }
      known.put(revision, found);
    }
    return Optional.of(found);
  }

  private Optional<DraftPolicies> compiled(List<PolicySource> sources) {
    try {
      return Optional.of(policy.draft(sources));
    } catch (Fault.Invalid e) {
      return Optional.empty();
    }
  }

  private Optional<List<PolicySource>> sources(String revision, Instant decided) {
    if (policy.revision().equals(revision)) {
      return Optional.of(policy.active());
    }
    Instant until = decided.plusSeconds(1);
    return recorded(new Query("policy.applied", null, revision, null, null, until), revision)
        .or(() ->
            recorded(new Query("service.started", "warder", null, null, null, until), revision));
  }

  private Optional<List<PolicySource>> recorded(Query query, String revision) {
    OptionalLong next = OptionalLong.empty();
    try {
      for (int i = 0; i < MOST_PAGES; i++) {
        Page page = reader.page(query, next, PAGE);
        for (Entry entry : page.entries()) {
          Optional<Event> event =
              entry.event().filter(e -> revision.equals(e.details().get("revision")));
          if (event.isPresent()) {
            return Optional.of(sources(event.get()));
          }
        }
        next = page.next();
        if (next.isEmpty()) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  private static List<PolicySource> sources(Event event) {
    List<PolicySource> sources = new ArrayList<>();
    if (event.details().get("policies") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> told
            && told.get("name") instanceof String name
            && told.get("yaml") instanceof String yaml) {
          sources.add(new PolicySource(name, yaml));
        }
      }
    }
    return sources;
  }
}
