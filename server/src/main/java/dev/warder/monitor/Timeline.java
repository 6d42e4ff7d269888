package dev.warder.monitor;

import dev.warder.monitor.Incident.Moment;
import java.util.ArrayList;
import java.util.List;

/// How a detection enters an incident's timeline.
final class Timeline {
  private Timeline() {}

  /// @param most entries: when there are more, the one after the first goes, so that beginning and
  ///   end of the story stay
  static List<Moment> with(List<Moment> timeline, Detection detection, int most) {
    List<Moment> moments = new ArrayList<>(timeline);
    Moment last = moments.isEmpty() ? null : moments.getLast();
    if (last != null && last.detector().equals(detection.detector())) {
      moments.set(
          moments.size() - 1,
          new Moment(
              last.detector(),
              last.severity().or(detection.severity()),
              last.time(),
              detection.time(),
              last.count() + 1,
              detection.decisionId(),
              detection.sentence()));
      return moments;
    }
    if (moments.size() >= most) {
      moments.remove(1);
    }
    moments.add(
        new Moment(
            detection.detector(),
            detection.severity(),
            detection.time(),
            detection.time(),
            1,
            detection.decisionId(),
            detection.sentence()));
    return moments;
  }
}
