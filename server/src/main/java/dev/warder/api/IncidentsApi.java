package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.monitor.DetectorKind;
import dev.warder.monitor.Incident;
import dev.warder.monitor.IncidentFilter;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Subject;
import dev.warder.token.Cursors;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/v1/incidents`: what the monitor found, and what people made of it.
final class IncidentsApi {
  private static final String ALL = "/v1/incidents";
  private static final String ONE = ALL + "/{id}";

  private final Incidents incidents;
  private final Teaching teaching;
  private final Cursors cursors;

  IncidentsApi(Incidents incidents, Teaching teaching, Cursors cursors) {
    this.incidents = incidents;
    this.teaching = teaching;
    this.cursors = cursors;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            ALL,
            Scopes.READ,
            Meanings.list(
                "Lists incidents, the newest first",
                "Incidents",
                "state",
                "severity",
                "principal",
                "network"),
            this::list),
        Operation.read(
            ONE, Scopes.READ, Meanings.of("Shows an incident", 200, null, "Incident"), this::show),
        Operation.change(
            "POST",
            ONE + "/acknowledge",
            Caller.ADMIN,
            Meanings.of("Says that somebody looks into it", 200, null, "Incident"),
            this::acknowledge),
        Operation.change(
            "POST",
            ONE + "/resolve",
            Caller.ADMIN,
            Meanings.of("Closes an incident", 200, "Resolution", "Incident"),
            this::resolve));
  }

  private Answer list(Asked asked) {
    IncidentFilter filter = filter(asked);
    int limit = asked.limit();
    String list = "incidents:" + filter;
    String cursor = asked.query("cursor");
    String before = cursor == null ? "" : cursors.open(list, cursor);
    List<Incident> found = incidents.list(filter, before, limit + 1);
    List<Incident> page = found.subList(0, Math.min(limit, found.size()));
    @Nullable String next = found.size() > limit ? cursors.seal(list, page.getLast().id()) : null;
    return Lists.answer(page, next, IncidentJson::write);
  }

  private static IncidentFilter filter(Asked asked) {
    String state = asked.query("state");
    boolean anyOpen = "unresolved".equals(state);
    String principal = asked.query("principal");
    String network = asked.query("network");
    if (principal != null && network != null) {
      throw new Fault.Invalid("ask for a principal or for a network, not for both");
    }
    return new IncidentFilter(
        principal != null
            ? Subject.principal(principal)
            : network != null ? Subject.network(network) : null,
        state == null || anyOpen ? null : state(state),
        anyOpen ? true : null,
        severity(asked.query("severity")));
  }

  private static Incident.State state(String wire) {
    return Arrays.stream(Incident.State.values())
        .filter(each -> each.wire().equals(wire))
        .findFirst()
        .orElseThrow(() ->
            new Fault.Invalid(
                "state is open, acknowledged, resolved, falseAlarm, or unresolved for the first"
                    + " two"));
  }

  private static @Nullable Severity severity(@Nullable String wire) {
    return wire == null
        ? null
        : Severity.of(wire)
            .orElseThrow(() ->
                new Fault.Invalid("severity is info, low, medium, high or critical (or worse)"));
  }

  private Answer show(Asked asked) {
    return answer(incidents.find(asked.parameter("id")));
  }

  private Answer acknowledge(Asked asked) {
    String id = incidents.find(asked.parameter("id")).id();
    asked.trail().ahead("incident.acknowledge", id, Map.of());
    return answer(incidents.acknowledge(id));
  }

  private Answer resolve(Asked asked) {
    JsonObject body = asked.optionalObject();
    String said = body.optionalText("as");
    String as = said == null ? Incident.State.RESOLVED.wire() : said;
    boolean falseAlarm = as.equals(Incident.State.FALSE_ALARM.wire());
    if (!falseAlarm && !as.equals(Incident.State.RESOLVED.wire())) {
      throw new Fault.Invalid("as is resolved or falseAlarm");
    }
    String note = body.optionalText("note");
    String id = incidents.find(asked.parameter("id")).id();
    asked.trail().ahead("incident.resolve", id, Map.of("as", as));
    Incident closed =
        incidents.close(id, falseAlarm, asked.caller().principal(), note == null ? "" : note);
    if (falseAlarm && closed.subject().kind() == Subject.Kind.PRINCIPAL) {
      teaching.legitimate(asked, calls(closed));
    }
    return answer(closed);
  }

  /// Those that the detections name: of habits, and not of a trap.
  private static Set<String> calls(Incident incident) {
    return incident.timeline().stream()
        .filter(moment -> !moment.detector().equals(DetectorKind.HONEY_TOKEN.wire()))
        .map(Incident.Moment::decisionId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Answer answer(Incident incident) {
    return Answer.json(200, out -> IncidentJson.write(out, incident));
  }
}
