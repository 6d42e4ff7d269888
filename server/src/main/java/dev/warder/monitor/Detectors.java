package dev.warder.monitor;

import dev.warder.model.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All detectors that are switched on, shown the same calls one after the other. For one thread.
final class Detectors {
  /// How much more a detector takes from a principal.
  interface Patience {
    double of(String detector, String principal);
  }

  private record Placed(Detector detector, Tuning tuning) {}

  private final List<Placed> placed = new ArrayList<>();
  private final Privileges privileges = new Privileges();
  private final Tactics tactics;
  private final @Nullable PopulationDrift drift;
  private final Tuning drifting;
  private final Patience patience;
  private final BiConsumer<Tuning, Detection> found;

  Detectors(
      List<Tuning> tunings,
      Tactics tactics,
      Patience patience,
      BiConsumer<Tuning, Detection> found) {
    this.tactics = tactics;
    this.patience = patience;
    this.found = found;
    Map<DetectorKind, Tuning> all = new EnumMap<>(DetectorKind.class);
    for (DetectorKind kind : DetectorKind.values()) {
      all.put(kind, Tuning.usual(kind));
    }
    tunings.forEach(tuning -> all.put(tuning.kind(), tuning));
    for (Tuning tuning : all.values()) {
      Detector detector = tuning.enabled() ? make(tuning) : null;
      if (detector != null) {
        placed.add(new Placed(detector, tuning));
      }
    }
    drifting =
        all.getOrDefault(
            DetectorKind.POPULATION_DRIFT, Tuning.usual(DetectorKind.POPULATION_DRIFT));
    drift = drifting.enabled() ? new PopulationDrift(drifting) : null;
  }

  private @Nullable Detector make(Tuning tuning) {
    return switch (tuning.kind()) {
      case CONCURRENT_USE -> new ConcurrentUse(tuning);
      case STOLEN_TOKEN -> new StolenToken(tuning, tactics);
      case ATTACK_CHAIN -> new AttackChain(tuning, tactics);
      case OBJECT_ENUMERATION -> new ObjectEnumeration(tuning);
      case SCRAPING -> new Scraping(tuning);
      case CREDENTIAL_STUFFING -> new CredentialStuffing(tuning);
      case LOW_AND_SLOW -> new LowAndSlow(tuning);
      case DORMANT_TOKEN -> new DormantToken(tuning);
      case PRIVILEGE_CREEP -> new PrivilegeCreep(tuning, privileges);
      case UNUSED_PRIVILEGE -> new UnusedPrivilege(tuning, privileges);
      case HONEY_TOKEN -> new HoneyToken();
      case POPULATION_DRIFT -> null; // it stands before the others
    };
  }

  void see(Call call) {
    Call seen =
        drift == null ? call : drift.see(call, detection -> found.accept(drifting, detection));
    for (Placed each : placed) {
      each.detector().see(seen, patience(each, call.principal()), told(each));
    }
    if (seen.passed() && seen.token() != null) {
      privileges.of(seen).note(seen);
    }
  }

  void saw(Outcome outcome, Passed call) {
    if (drift != null
        && drift.excuses(outcome, call, detection -> found.accept(drifting, detection))) {
      return;
    }
    for (Placed each : placed) {
      each.detector().saw(outcome, call, patience(each, call.principal()), told(each));
    }
  }

  private double patience(Placed each, String principal) {
    return patience.of(each.detector().name(), principal);
  }

  private Consumer<Detection> told(Placed each) {
    return detection -> found.accept(each.tuning(), detection);
  }
}
