package dev.warder.monitor;

import dev.warder.monitor.Incident.Moment;
import java.util.List;

/// An incident in words: what happened, and what to do about it.
public final class Story {
  private static final int MOST_TOLD = 4;

  private Story() {}

  public static String of(Incident incident) {
    List<Moment> moments =
        incident.timeline().stream()
            .sorted((a, b) -> b.severity().compareTo(a.severity()))
            .toList();
    StringBuilder story = new StringBuilder(who(incident.subject()));
    story.append(": ");
    for (int i = 0; i < Math.min(MOST_TOLD, moments.size()); i++) {
      story.append(i == 0 ? "" : "; ").append(moments.get(i).sentence());
    }
    int more = moments.size() - MOST_TOLD;
    return more > 0 ? story + "; and " + more + " more" : story.toString();
  }

  private static String who(Subject subject) {
    return switch (subject.kind()) {
      case PRINCIPAL -> "Principal " + subject.id();
      case NETWORK -> "Network " + subject.id();
      case POPULATION -> "Many principals";
    };
  }

  /// What somebody who is told of it should do first.
  public static String suggestion(Incident incident) {
    return switch (incident.subject().kind()) {
      case POPULATION -> "Look whether a release or a move explains it; nothing was held back.";
      case NETWORK -> "Look who is behind it; block it at the gateway if nobody of yours is.";
      case PRINCIPAL ->
          switch (incident.severity()) {
            case CRITICAL -> "Revoke " + tokens(incident) + " now, then ask its owner.";
            case HIGH -> "Ask the owner; rotate " + tokens(incident) + " if it was not them.";
            case MEDIUM, LOW -> "Ask the owner whether this was them.";
            case INFO -> "Take away what is not needed with PATCH /v1/tokens/{id}.";
          };
    };
  }

  private static String tokens(Incident incident) {
    return incident.tokens().isEmpty() ? "its tokens" : String.join(", ", incident.tokens());
  }
}
