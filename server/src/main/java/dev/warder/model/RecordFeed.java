package dev.warder.model;

import java.io.IOException;
import java.util.List;

/// The journal, for those who hand records on. Blocks on files; safe for several threads.
public interface RecordFeed {
  /// The `seq` that the next record will have.
  long next() throws IOException;

  /// Some of the records from `seq` on, in order and without a gap, but for those that retention
  /// removed; none where there are none yet.
  ///
  /// @param most how many at most
  /// @param characters about how much text at most; one record is given in any case
  /// @throws Fault.Conflict where the first of them was damaged
  List<Handover> from(long seq, Form form, int most, long characters) throws IOException;
}
