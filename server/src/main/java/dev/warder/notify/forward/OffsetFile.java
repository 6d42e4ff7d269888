package dev.warder.notify.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// How far a target has come, in a small file that is either the old one or the new one, whatever
/// happens.
final class OffsetFile {
  /// @param next the first record that the target may lack
  /// @param last id of the one before that; empty where there is none
  record Offset(long next, String last) {
    static final Offset START = new Offset(0, "");
  }

  private final Path file;

  OffsetFile(Path folder, String target) {
    this.file = folder.resolve(target + ".offset");
  }

  Optional<Offset> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    try {
      return Optional.of(new Offset(Long.parseLong(lines.get(0)), lines.get(1)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(
          file + " is no offset: remove it, and the target gets everything again", e);
    }
  }

  /// Returns when it is on the disk.
  void write(Offset offset) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    String text = offset.next() + "\n" + offset.last() + "\n";
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
