package dev.warder.audit;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The written form of what many decisions share: a token, a route, a place, a client, the names of
/// a model and of a policy's revision. Each is written once and then copied.
///
/// Known by identity, so only for what never changes. Bounded in number and size; threads share it
/// without a lock, and what gets lost in a race is written again.
final class Parts {
  private static final int KEPT = 8192;
  private static final int LONGEST = 1024;

  private record Part(Object of, byte[] json) {}

  private final @Nullable Part[] kept = new Part[KEPT];

  /// @param writer writes exactly one value
  @SuppressWarnings("ReferenceEquality") // equal is not enough, and would cost more than it saves
  <T> void write(RecordWriter out, T of, BiConsumer<RecordWriter, T> writer) {
    int slot = System.identityHashCode(of) & (KEPT - 1);
    Part known = kept[slot];
    if (known != null && known.of == of) {
      out.json.written(known.json);
      return;
    }
    int start = out.json.length();
    writer.accept(out, of);
    int end = out.json.length();
    if (end - start <= LONGEST) {
      kept[slot] = new Part(of, Arrays.copyOfRange(out.json.bytes(), start, end));
    }
  }
}
