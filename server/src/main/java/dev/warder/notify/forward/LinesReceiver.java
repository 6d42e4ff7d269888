package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.model.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/// Appends lines to a file, which is opened for each batch: whoever rotates it just moves it away.
final class LinesReceiver implements Receiver {
  private static final Set<StandardOpenOption> OPENING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final int STEP = 8_192;

  private final Path file;

  LinesReceiver(Path file) {
    this.file = file;
  }

  @Override
  public void take(List<Handover> records) throws IOException {
    StringBuilder text = new StringBuilder();
    records.forEach(record -> text.append(record.text()).append('\n'));
    try (FileChannel channel = FileChannel.open(file, OPENING, SecretFile.OWNER_ALONE)) {
      channel.position(endOfLines(channel));
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(channel.position());
      channel.force(true);
    }
  }

  /// Behind the last newline: half a line is what a crash left, and the whole one follows.
  private static long endOfLines(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer bytes = ByteBuffer.allocate(STEP);
    while (end > 0) {
      long from = Math.max(0, end - STEP);
      bytes.clear().limit((int) (end - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // until it is whole
      }
      for (int i = bytes.position() - 1; i >= 0; i--) {
        if (bytes.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }
}
