package dev.warder.notify.signal;

import java.util.List;

/// Where streams are kept. May block for a disk; what a method did is durable when it returns.
///
/// Every method throws [dev.warder.model.Fault.Unavailable] where that cannot be.
public interface StreamStore {
  List<Stream> list();

  /// In place of one with the same id.
  void save(Stream stream);

  /// With all that waits for it.
  void remove(String id);
}
