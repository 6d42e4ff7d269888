package dev.warder.monitor;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One story: everything that was detected about one subject while it went on.
///
/// @param id `inc_` and a sortable identifier
/// @param openedAt the time of the first call in it; `lastAt` of the last
/// @param tokens that were used, by id
/// @param timeline what was detected, oldest first; like follows like only once, with a count
/// @param closed who ended it, when and why; absent while it is open or acknowledged
/// @param version counts the changes
public record Incident(
    String id,
    Subject subject,
    State state,
    Severity severity,
    Instant openedAt,
    Instant lastAt,
    List<String> tokens,
    List<Moment> timeline,
    @Nullable Closing closed,
    long version) {
  private static final int MOST_MOMENTS = 50;
  private static final int MOST_TOKENS = 50;
  private static final int MANY_KINDS = 3;

  public enum State {
    OPEN("open"),
    ACKNOWLEDGED("acknowledged"),
    RESOLVED("resolved"),
    FALSE_ALARM("falseAlarm");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    public boolean isOpen() {
      return this == OPEN || this == ACKNOWLEDGED;
    }
  }

  /// One entry of the timeline.
  ///
  /// @param count how often the same was detected, in a row
  /// @param decisionId the last call that showed it
  public record Moment(
      String detector,
      Severity severity,
      Instant time,
      Instant lastTime,
      int count,
      String decisionId,
      String sentence) {}

  /// @param note in the words of whoever ended it
  public record Closing(String by, Instant at, String note) {}

  public Incident {
    tokens = List.copyOf(tokens);
    timeline = List.copyOf(timeline);
  }

  static Incident of(String id, Detection first) {
    return new Incident(
            id,
            first.subject(),
            State.OPEN,
            first.severity(),
            first.time(),
            first.time(),
            List.of(),
            List.of(),
            null,
            0)
        .with(first);
  }

  /// The story with one more thing detected. More kinds of things make it worse.
  Incident with(Detection detection) {
    List<Moment> moments = Timeline.with(timeline, detection, MOST_MOMENTS);
    TreeSet<String> all = new TreeSet<>(tokens);
    if (detection.tokenId() != null && all.size() < MOST_TOKENS) {
      all.add(detection.tokenId());
    }
    return new Incident(
        id,
        subject,
        state,
        severity(moments),
        openedAt,
        detection.time().isAfter(lastAt) ? detection.time() : lastAt,
        List.copyOf(all),
        moments,
        closed,
        version + 1);
  }

  private static Severity severity(List<Moment> moments) {
    Severity worst = Severity.INFO;
    for (Moment moment : moments) {
      worst = worst.or(moment.severity());
    }
    long kinds =
        moments.stream()
            .filter(moment -> moment.severity() != Severity.INFO)
            .map(Moment::detector)
            .distinct()
            .count();
    return kinds >= MANY_KINDS ? worst.raised() : worst;
  }

  public Incident in(State next, @Nullable Closing closing) {
    return new Incident(
        id, subject, next, severity, openedAt, lastAt, tokens, timeline, closing, version + 1);
  }
}
