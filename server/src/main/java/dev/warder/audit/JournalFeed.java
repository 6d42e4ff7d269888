package dev.warder.audit;

import dev.warder.model.Form;
import dev.warder.model.Handover;
import dev.warder.model.RecordFeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Records of a journal, in the form that is asked for.
public final class JournalFeed implements RecordFeed {
  private final JournalReader reader;

  public JournalFeed(JournalReader reader) {
    this.reader = reader;
  }

  @Override
  public long next() throws IOException {
    return reader.size();
  }

  @Override
  public List<Handover> from(long seq, Form form, int most, long characters) throws IOException {
    List<Handover> some = new ArrayList<>();
    long[] size = {0};
    reader.forEach(
        seq,
        entry -> {
          Handover handover = Rendering.of(entry, form);
          some.add(handover);
          size[0] += handover.text().length();
          return some.size() < most && size[0] < characters;
        });
    return some;
  }
}
