package dev.warder.notify.signal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One receiver's stream, as it was asked for.
///
/// @param id unguessable
/// @param owner the principal that made it; nobody else sees it
/// @param requested event types that the receiver wants
/// @param removed subjects that it does not want to hear of, as JSON with sorted keys
/// @param reason why its status is what it is
public record Stream(
    String id,
    String owner,
    Delivery delivery,
    List<String> requested,
    @Nullable String description,
    Status status,
    @Nullable String reason,
    List<String> removed,
    Instant createdAt) {
  public Stream {
    requested = List.copyOf(requested);
    removed = List.copyOf(removed);
  }

  public enum Status {
    ENABLED("enabled"),
    /// Events wait.
    PAUSED("paused"),
    /// There are none.
    DISABLED("disabled");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /// How events reach the receiver.
  public sealed interface Delivery {
    /// Posted to it (RFC 8935).
    ///
    /// @param authorization the value of that header; absent for none
    record Push(String url, @Nullable String authorization) implements Delivery {
      @Override
      public String toString() {
        return "Push[" + url + "]";
      }
    }

    /// Fetched by it (RFC 8936).
    record Poll() implements Delivery {}
  }

  /// What is asked for and there is.
  public List<String> delivered() {
    return requested.stream().filter(EventType.supported()::contains).distinct().toList();
  }

  /// All that may be asked for.
  public static List<String> supported() {
    return EventType.supported();
  }

  boolean wants(EventType type, String subject) {
    return status != Status.DISABLED
        && delivered().contains(type.uri())
        && !removed.contains(subject);
  }

  Stream with(Status next, @Nullable String why) {
    return new Stream(id, owner, delivery, requested, description, next, why, removed, createdAt);
  }

  Stream without(List<String> subjects) {
    return new Stream(
        id, owner, delivery, requested, description, status, reason, subjects, createdAt);
  }

  Stream asking(Delivery how, List<String> types, @Nullable String words) {
    return new Stream(id, owner, how, types, words, status, reason, removed, createdAt);
  }
}
