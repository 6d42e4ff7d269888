package dev.warder.notify.forward;

import dev.warder.model.Form;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// A journal whose records are their own numbers.
final class Numbers implements RecordFeed {
  final AtomicLong next = new AtomicLong();

  Numbers(long count) {
    next.set(count);
  }

  @Override
  public long next() {
    return next.get();
  }

  @Override
  public List<Handover> from(long seq, Form form, int most, long characters) {
    List<Handover> some = new ArrayList<>();
    for (long at = seq; at < next.get() && some.size() < most; at++) {
      Instant time = Instant.parse("2026-11-23T10:00:00.123Z").plusSeconds(at);
      some.add(new Handover(at, "evt_" + at, time, "test.done", at % 2 == 0, text(at)));
    }
    return some;
  }

  static String text(long seq) {
    return "{\"seq\":" + seq + ",\"of\":\"Köln\"}";
  }

  List<String> texts() {
    return LongStream.range(0, next.get()).mapToObj(Numbers::text).toList();
  }
}
