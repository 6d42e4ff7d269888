package dev.warder.store.sqlite;

import dev.warder.monitor.Incident;
import dev.warder.monitor.Incident.Closing;
import dev.warder.monitor.Incident.Moment;
import dev.warder.monitor.Incident.State;
import dev.warder.monitor.IncidentFilter;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Incidents as rows, and rows as incidents.
final class IncidentRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Told>> TIMELINE = new TypeReference<>() {};

  /// A moment in the form that it is stored in.
  private record Told(
      String detector,
      String severity,
      long time,
      long lastTime,
      int count,
      String decisionId,
      String sentence) {}

  private IncidentRows() {}

  static int insert(Handle h, Incident incident) {
    return h.createUpdate(
            "INSERT INTO incident (id, subject, state, severity, opened_at, last_at, tokens,"
                + " timeline, closed_by, closed_at, note, version) VALUES (:id, :subject, :state,"
                + " :severity, :opened, :last, :tokens, :timeline, :by, :at, :note, :version)"
                + " ON CONFLICT (id) DO NOTHING")
        .bindMap(values(incident))
        .execute();
  }

  static int update(Handle h, Incident incident) {
    return h.createUpdate(
            "UPDATE incident SET state = :state, severity = :severity, last_at = :last,"
                + " tokens = :tokens, timeline = :timeline, closed_by = :by, closed_at = :at,"
                + " note = :note, version = :version WHERE id = :id AND version = :version - 1")
        .bindMap(values(incident))
        .execute();
  }

  private static Map<String, @Nullable Object> values(Incident incident) {
    Map<String, @Nullable Object> values = new HashMap<>();
    Closing closed = incident.closed();
    values.put("id", incident.id());
    values.put("subject", incident.subject().wire());
    values.put("state", incident.state().wire());
    values.put("severity", incident.severity().rank());
    values.put("opened", incident.openedAt().toEpochMilli());
    values.put("last", incident.lastAt().toEpochMilli());
    values.put("tokens", String.join(" ", incident.tokens()));
    values.put("timeline", timeline(incident));
    values.put("by", closed == null ? null : closed.by());
    values.put("at", closed == null ? null : closed.at().toEpochMilli());
    values.put("note", closed == null ? null : closed.note());
    values.put("version", incident.version());
    return values;
  }

  private static String timeline(Incident incident) {
    return JSON.writeValueAsString(
        incident.timeline().stream()
            .map(moment ->
                new Told(
                    moment.detector(),
                    moment.severity().wire(),
                    moment.time().toEpochMilli(),
                    moment.lastTime().toEpochMilli(),
                    moment.count(),
                    moment.decisionId(),
                    moment.sentence()))
            .toList());
  }

  static List<Incident> select(Handle h, IncidentFilter filter, String before, int limit) {
    List<String> wanted = new ArrayList<>(List.of("1 = 1"));
    if (!before.isEmpty()) {
      wanted.add("id < :before");
    }
    if (filter.subject() != null) {
      wanted.add("subject = :subject");
    }
    if (filter.state() != null) {
      wanted.add("state = :state");
    }
    if (filter.open() != null) {
      wanted.add("state " + (filter.open() ? "" : "NOT ") + "IN ('open', 'acknowledged')");
    }
    if (filter.least() != null) {
      wanted.add("severity >= :least");
    }
    Query query =
        h.createQuery(
                "SELECT * FROM incident WHERE "
                    + String.join(" AND ", wanted)
                    + " ORDER BY id DESC LIMIT :limit")
            .bind("limit", limit);
    if (!before.isEmpty()) {
      query.bind("before", before);
    }
    if (filter.subject() != null) {
      query.bind("subject", filter.subject().wire());
    }
    if (filter.state() != null) {
      query.bind("state", filter.state().wire());
    }
    if (filter.least() != null) {
      query.bind("least", filter.least().rank());
    }
    return query.map((row, c) -> incident(row)).list();
  }

  static Incident incident(ResultSet row) throws SQLException {
    String by = row.getString("closed_by");
    String note = row.getString("note");
    String tokens = row.getString("tokens");
    return new Incident(
        row.getString("id"),
        Subject.of(row.getString("subject")),
        state(row.getString("state")),
        Severity.ofRank(row.getInt("severity")),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("last_at")),
        tokens.isEmpty() ? List.of() : List.of(tokens.split(" ")),
        JSON.readValue(row.getString("timeline"), TIMELINE).stream()
            .map(IncidentRows::moment)
            .toList(),
        by == null
            ? null
            : new Closing(
                by, Instant.ofEpochMilli(row.getLong("closed_at")), note == null ? "" : note),
        row.getLong("version"));
  }

  private static Moment moment(Told told) {
    return new Moment(
        told.detector(),
        Severity.of(told.severity()).orElse(Severity.LOW),
        Instant.ofEpochMilli(told.time()),
        Instant.ofEpochMilli(told.lastTime()),
        told.count(),
        told.decisionId(),
        told.sentence());
  }

  private static State state(String wire) {
    for (State each : State.values()) {
      if (each.wire().equals(wire)) {
        return each;
      }
    }
    throw new IllegalStateException("no state: " + wire);
  }
}
