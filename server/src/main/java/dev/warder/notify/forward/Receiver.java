package dev.warder.notify.forward;

import dev.warder.model.Handover;
import java.io.IOException;
import java.util.List;

/// Takes records for one target. For one thread.
interface Receiver extends AutoCloseable {
  /// Returns when the receiver has taken all of them.
  ///
  /// @throws IOException where that is not certain: all of them are sent again later. Its message
  ///   holds no secret
  void take(List<Handover> records) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
