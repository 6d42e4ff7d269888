package dev.warder.audit;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A record on its way to the writer, and who waits for it.
///
/// @param then is told of the record's `seq` once it is written, also where nobody waits any more
record Waiting(JsonWriter middle, Label label, LongConsumer then, CompletableFuture<Long> done) {
  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

  Waiting(JsonWriter middle, Label label, LongConsumer then) {
    this(middle, label, then, new CompletableFuture<>());
  }

  Waiting(JsonWriter middle, Label label) {
    this(middle, label, seq -> {});
  }

  /// @return whether anybody still waited
  boolean written(long seq) {
    try {
      then.accept(seq);
    } catch (RuntimeException e) {
      // It is written: what its writer makes of that must not look like a failed write.
      LOG.error("what follows record {} failed", seq, e);
    }
    return done.complete(seq);
  }
}
