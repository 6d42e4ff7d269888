package dev.warder.replay.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// Reads the calls of one form of log.
public interface CallReader {
  /// All calls, in order of time. Blocks.
  ///
  /// @param progress is told how many bytes of the files are read, now and then
  /// @throws dev.warder.model.Fault.Invalid where a file cannot be understood; the text names the
  ///   file and the line
  List<Call> read(Path from, LongConsumer progress) throws IOException;
}
