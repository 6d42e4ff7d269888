package dev.warder.notify.outbox;

import java.io.IOException;

/// Hands deliveries to one target. For one thread.
interface Sender extends AutoCloseable {
  /// Returns when the target has taken it.
  ///
  /// @throws IOException where that is not certain: it is sent again later. Its message holds no
  ///   secret
  void send(Delivery delivery) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
