package dev.warder.api;

import dev.warder.monitor.Incident;
import dev.warder.monitor.Story;
import tools.jackson.core.JsonGenerator;

/// How an incident is shown.
final class IncidentJson {
  private IncidentJson() {}

  /// The members of its object.
  static void write(JsonGenerator out, Incident incident) {
    out.writeStringProperty("id", incident.id());
    out.writeStringProperty("about", incident.subject().wire());
    out.writeStringProperty("state", incident.state().wire());
    out.writeStringProperty("severity", incident.severity().wire());
    out.writeStringProperty("openedAt", Times.text(incident.openedAt()));
    out.writeStringProperty("lastAt", Times.text(incident.lastAt()));
    out.writeStringProperty("story", Story.of(incident));
    out.writeStringProperty("suggestion", Story.suggestion(incident));
    Lists.texts(out, "tokens", incident.tokens());
    Lists.write(out, "timeline", incident.timeline(), IncidentJson::moment);
    Incident.Closing closed = incident.closed();
    if (closed == null) {
      out.writeNullProperty("closed");
    } else {
      out.writeObjectPropertyStart("closed");
      out.writeStringProperty("by", closed.by());
      out.writeStringProperty("at", Times.text(closed.at()));
      out.writeStringProperty("note", closed.note());
      out.writeEndObject();
    }
  }

  private static void moment(JsonGenerator out, Incident.Moment moment) {
    out.writeStringProperty("detector", moment.detector());
    out.writeStringProperty("severity", moment.severity().wire());
    out.writeStringProperty("time", Times.text(moment.time()));
    out.writeStringProperty("lastTime", Times.text(moment.lastTime()));
    out.writeNumberProperty("count", moment.count());
    out.writeStringProperty("decisionId", moment.decisionId());
    out.writeStringProperty("because", moment.sentence());
  }
}
