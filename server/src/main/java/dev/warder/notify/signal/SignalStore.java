package dev.warder.notify.signal;

import java.util.Collection;
import java.util.List;

/// Where signed events wait for their receivers. May block for a disk; what a method did is durable
/// when it returns, all of it or nothing.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface SignalStore {
  /// @param set the signed event
  record Waiting(String stream, String jti, String set) {}

  /// The journal's record that events are made of next; -1 where none ever was.
  long next();

  /// @param next from where to go on
  void append(List<Waiting> events, long next);

  /// The longest waiting first.
  List<Waiting> waiting(String stream, int limit);

  /// That a receiver has these.
  void remove(String stream, Collection<String> jtis);

  long count(String stream);
}
