package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.audit.Copies;
import dev.warder.audit.Durability;
import dev.warder.audit.Journal;
import dev.warder.audit.JournalSettings;
import dev.warder.audit.Retention;
import dev.warder.context.IntelSources;
import dev.warder.decide.Decider;
import dev.warder.decide.RoutePattern;
import dev.warder.decide.RouteRule;
import dev.warder.decide.Routes;
import dev.warder.gateway.CredentialPlace;
import dev.warder.gateway.DoorSettings;
import dev.warder.gateway.Doors;
import dev.warder.gateway.ProofSettings;
import dev.warder.gateway.Traces;
import dev.warder.http.Courier;
import dev.warder.http.Listening;
import dev.warder.model.Fault;
import dev.warder.model.Route;
import dev.warder.model.StartupFailure;
import dev.warder.monitor.Tactics;
import dev.warder.policy.PolicyCompiler;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskEngine;
import dev.warder.risk.RiskModel;
import dev.warder.token.Nonces;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each room wants to know of the configuration, in the room's own words.
final class Fittings {
  private static final String NODE = "local";

  private Fittings() {}

  static JournalSettings journal(Settings settings) {
    Settings.Audit audit = settings.audit();
    Settings.Checkpoints copies = audit.checkpoints();
    Durability durability =
        switch (audit.durability()) {
          case KERNEL -> Durability.KERNEL;
          case DISK -> Durability.DISK;
        };
    return JournalSettings.of(settings.data(), NODE)
        .withDurability(durability, audit.fsync())
        .withKey(audit.key())
        .withHeaders(audit.headers())
        .withRetention(new Retention(audit.retentionAge(), audit.retentionBytes(), true))
        .withCopies(new Copies(copies.file(), copies.url(), copies.every()))
        .withSeal(audit.seal());
  }

  static IntelSources intel(Settings settings, DataFolder folder) {
    Settings.Intel intel = settings.intel();
    return new IntelSources(intel.place(), intel.asn(), intel.networks(), folder.intel());
  }

  static PolicyCompiler compiler(Settings settings) {
    return new PolicyCompiler(Set.copyOf(settings.audit().headers()), settings.targets());
  }

  /// @throws StartupFailure where a file is named that is no model
  static RiskModel model(Settings settings) {
    Path file = settings.risk().model();
    if (file == null) {
      return ModelFile.bundled();
    }
    RiskModel model;
    try {
      model = ModelFile.read(file);
    } catch (Fault.Invalid e) {
      String remedy = "Mend the file that risk.model names, or write risk.model: default.";
      throw new StartupFailure(e.publicText(), remedy, e);
    }
    refuseImpostor(model, file);
    return model;
  }

  /// Records name the model by its name and revision: two of one name would make them ambiguous.
  private static void refuseImpostor(RiskModel model, Path file) {
    RiskModel bundled = ModelFile.bundled();
    if (model.id().equals(bundled.id()) && !model.equals(bundled)) {
      throw new StartupFailure(
          "the risk model " + file + " calls itself " + model.id() + ", as the bundled one does",
          "Give it another name or revision: records tell models apart by them.");
    }
  }

  static Tactics tactics(Settings settings) {
    Path file = settings.tactics();
    return file == null ? Tactics.bundled() : Tactics.read(file);
  }

  static Levels levels(Settings settings) {
    Settings.RiskModel risk = settings.risk();
    return new Levels(risk.medium(), risk.high(), risk.critical());
  }

  static Routes routes(Settings settings) {
    List<RouteRule> rules = new ArrayList<>();
    for (Settings.Route route : settings.routes()) {
      Route asked =
          new Route(route.match(), route.scopes(), route.sensitivity(), route.onFailure());
      rules.add(new RouteRule(RoutePattern.parse(route.match()), asked));
    }
    return new Routes(rules);
  }

  static Listening listening(Settings settings) {
    Settings.Server server = settings.server();
    Settings.Tls tls = server.tls();
    Settings.Bounds bounds = server.bounds();
    return new Listening(
        server.host(),
        server.port(),
        tls == null ? null : new Listening.Tls(tls.cert(), tls.key(), tls.clientCa()),
        server.loopbackPort(),
        Listening.Limits.DEFAULT.with(
            bounds.connections(), bounds.head(), bounds.request(), bounds.idle()));
  }

  /// @param nonces absent where proofs need none
  static ProofSettings proofs(Settings settings, @Nullable Nonces nonces, InstantSource clock) {
    return new ProofSettings(
        settings.identity().certificateHeader(),
        () -> nonces == null ? null : nonces.current(clock.instant()));
  }

  static DoorSettings doors(Settings settings, ProofSettings proofs, Traces traces) {
    List<CredentialPlace> places = settings.credential().stream().map(Fittings::place).toList();
    return new DoorSettings(
        places,
        settings.server().trustedProxies(),
        settings.audit().headers(),
        settings.server().publicUrl(),
        settings.deadline(),
        proofs,
        traces);
  }

  /// Answers are made on the event loops that asked, and come there as many at once as the journal
  /// wrote at once.
  static Doors.Judge judge(Decider decider, Journal journal) {
    Courier courier = new Courier();
    journal.afterEachRound(courier::deliver);
    journal.wokenBy(courier::afterThisRound);
    return new Doors.Judge(
        attempt -> courier.home(decider.decide(attempt)), decider::because, decider::permitted);
  }

  private static CredentialPlace place(Settings.CredentialPlace place) {
    return switch (place) {
      case Settings.CredentialPlace.Bearer bearer -> new CredentialPlace.Bearer();
      case Settings.CredentialPlace.Header header -> new CredentialPlace.Header(header.name());
      case Settings.CredentialPlace.Query query -> new CredentialPlace.Query(query.parameter());
      case Settings.CredentialPlace.BasicPassword basic -> new CredentialPlace.BasicPassword();
    };
  }

  /// Policies as a record holds them: whole, so that what they decided can be judged again.
  static List<Map<String, String>> told(List<PolicySource> policies) {
    return policies.stream()
        .map(policy -> Map.of("name", policy.name(), "yaml", policy.yaml()))
        .toList();
  }

  /// What a record tells of the configuration that decisions are made under.
  static Map<String, Object> told(Settings settings, PolicyEngine policy, RiskEngine risk) {
    List<Map<String, Object>> routes =
        settings.routes().stream()
            .map(route ->
                Map.<String, Object>of(
                    "match", route.match(),
                    "scopes", route.scopes(),
                    "sensitivity", route.sensitivity().wire(),
                    "onFailure", route.onFailure().wire()))
            .toList();
    Settings.RiskModel levels = settings.risk();
    return Map.of(
        "routes", routes,
        "revision", policy.revision(),
        "policies", told(policy.active()),
        "model", told(risk.model()),
        "headers", settings.audit().headers(),
        "levels",
            Map.of("medium", levels.medium(), "high", levels.high(), "critical", levels.critical()),
        "deadlineMillis", settings.deadline().toMillis());
  }

  /// What makes a score of points: all of a model that a record does not hold itself.
  private static Map<String, Object> told(RiskModel model) {
    return Map.of(
        "id", model.id(), "calibration", knots(model.calibration()), "score", knots(model.score()));
  }

  private static List<List<Double>> knots(List<RiskModel.Knot> knots) {
    return knots.stream().map(knot -> List.of(knot.at(), knot.value())).toList();
  }
}
