package dev.warder.notify.signal;

import dev.warder.model.Form;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A journal of what a test says.
final class SaidRecords implements RecordFeed {
  private final List<Handover> all = new CopyOnWriteArrayList<>();

  void add(String kind, String subject, String details) {
    String text =
        "{\"kind\":\"" + kind + "\",\"subject\":\"" + subject + "\",\"details\":" + details + "}";
    all.add(
        new Handover(
            all.size(),
            "evt_" + all.size(),
            Instant.parse("2026-11-23T10:00:00Z"),
            kind,
            false,
            text));
  }

  @Override
  public long next() {
    return all.size();
  }

  @Override
  public List<Handover> from(long seq, Form form, int most, long characters) {
    return all.stream().skip(seq).limit(most).toList();
  }
}
