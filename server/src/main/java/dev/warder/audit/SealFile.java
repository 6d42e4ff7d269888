package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.SecretFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file with all sealing keys, one a line, mode 0600. Callers take turns.
final class SealFile implements AutoCloseable {

  private final Path path;
  private @Nullable FileChannel channel;

  private SealFile(Path path, @Nullable FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Written to only once there is a key.
  static SealFile open(Path path) throws IOException {
    return new SealFile(path, Files.exists(path) ? channel(path) : null);
  }

  /// For reading alone.
  static SealFile none(Path path) {
    return new SealFile(path, null);
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(
        path,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        SecretFile.OWNER_ALONE);
  }

  /// An unfinished last line sealed nothing, and is cut off.
  void mend() throws IOException {
    FileChannel file = channel;
    if (file != null) {
      file.truncate(Files.readString(path, StandardCharsets.US_ASCII).lastIndexOf('\n') + 1);
    }
  }

  /// What stands in the file.
  record Contents(List<SealKey> keys, List<Seals.Forgotten> unfinished) {
    private String lines() {
      StringBuilder lines = new StringBuilder();
      unfinished.forEach(each -> lines.append(SealKey.gone(each.id(), each.principal())));
      keys.forEach(key -> lines.append(key.line()));
      return lines.toString();
    }
  }

  /// All whole lines.
  Contents read() throws IOException {
    if (Files.notExists(path)) {
      return new Contents(List.of(), List.of());
    }
    String text = Files.readString(path, StandardCharsets.US_ASCII);
    int whole = text.lastIndexOf('\n') + 1;
    List<SealKey> keys = new ArrayList<>();
    List<Seals.Forgotten> unfinished = new ArrayList<>();
    for (String line : text.substring(0, whole).lines().toList()) {
      try {
        if (SealKey.isGone(line)) {
          unfinished.add(SealKey.goneOfLine(line));
        } else {
          keys.add(SealKey.ofLine(line));
        }
      } catch (IllegalArgumentException e) {
        throw new Fault.Conflict(path + " has a line that is no key: put the right file back");
      }
    }
    return new Contents(keys, unfinished);
  }

  void append(List<SealKey> keys, boolean force) throws IOException {
    StringBuilder lines = new StringBuilder();
    keys.forEach(key -> lines.append(key.line()));
    FileChannel file = channel;
    if (file == null) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      file = channel(path);
      channel = file;
    }
    long before = file.size();
    try {
      write(file, lines.toString(), before);
      if (force) {
        file.force(true);
      }
    } catch (IOException e) {
      file.truncate(before);
      throw e;
    }
  }

  /// Only this is left, in a new file; the old one is overwritten before it is let go, as far as
  /// the file system lets that reach the disk.
  void rewrite(Contents contents) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel next = channel(fresh);
    write(next, contents.lines(), 0);
    next.force(true);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
      folder.force(true);
    }
    FileChannel old = channel;
    channel = next;
    if (old == null) {
      return;
    }
    try (old) {
      ByteBuffer nothing = ByteBuffer.allocate(1 << 16);
      for (long at = 0; at < old.size(); at += nothing.capacity()) {
        nothing.clear().limit((int) Math.min(nothing.capacity(), old.size() - at));
        old.write(nothing, at);
      }
      old.force(true);
    }
  }

  private static void write(FileChannel to, String text, long position) throws IOException {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    long at = position;
    while (bytes.hasRemaining()) {
      at += to.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel file = channel;
    if (file != null) {
      file.close();
    }
  }
}
