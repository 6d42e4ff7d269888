package dev.warder.risk;

import dev.warder.model.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Profiles on disk: the newest two snapshots, each whole or absent.
///
/// A snapshot is written beside the calls: one owner at a time is locked while it is encoded. It
/// may therefore hold more of one owner than of another; each says up to which record it is
/// complete, and passes over what it has when the journal's tail is fed again. A file that fails
/// its checksum is passed over for the one before.
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final long MAGIC = 0x5752_4452_4953_4B34L; // WRDRISK4
  private static final long MAGIC_WITHOUT_SEATS = 0x5752_4452_4953_4B33L; // WRDRISK3
  private static final long MAGIC_WITHOUT_DAYS = 0x5752_4452_4953_4B32L; // WRDRISK2
  private static final String SUFFIX = ".profiles";
  private static final int KEPT = 2;
  private static final int LARGEST_OWNER = 16 << 20;

  private final Path folder;

  public Snapshots(Path folder) {
    this.folder = folder;
  }

  /// Writes one more and drops the oldest; durable when this returns.
  ///
  /// @throws Fault.Unavailable where the disk will not have it; the old ones stay
  public synchronized void write(RiskEngine engine) {
    try {
      Files.createDirectories(folder);
      Path temporary = folder.resolve("next.tmp");
      long seq = engine.learnedUpTo();
      try (FileChannel file = open(temporary)) {
        encode(engine, seq, Channels.newOutputStream(file));
        file.force(true);
      }
      Files.move(temporary, unused(), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder)) {
        directory.force(true);
      }
      List<Path> all = newestFirst();
      for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
        Files.delete(old);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Fault.Unavailable("the profiles could not be written", e);
    }
  }

  /// Loads the newest snapshot that is whole.
  ///
  /// @return the record from which on (exclusive) the journal has to be fed again, -1 for all of it
  /// @throws Fault.Unavailable where the folder cannot be read
  public long restore(RiskEngine engine) {
    for (Path file : newestFirst()) {
      List<Owner> owners = new ArrayList<>();
      Map<Integer, String> names = new HashMap<>();
      try (InputStream in = Files.newInputStream(file)) {
        long seq = decode(in, owners, names);
        names.forEach(engine.names()::put);
        engine.adopt(owners, seq);
        return seq;
      } catch (IOException e) {
        LOG.warn(
            "the snapshot {} cannot be used ({}); trying the one before, or else learning anew from the"
                + " journal",
            file,
            e.getMessage());
      }
    }
    return -1;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static void encode(RiskEngine engine, long seq, OutputStream raw) throws IOException {
    CheckedOutputStream checked =
        new CheckedOutputStream(new BufferedOutputStream(raw, 1 << 16), new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeLong(MAGIC);
    out.writeLong(seq);
    ByteArrayOutputStream buffer = new ByteArrayOutputStream(4096);
    engine
        .store()
        .forEach(owner -> {
          try {
            buffer.reset();
            synchronized (owner) {
              OwnerCodec.write(owner, new DataOutputStream(buffer));
            }
            out.writeInt(buffer.size());
            buffer.writeTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    out.writeInt(-1);
    names(engine.names().all(), out);
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  private static void names(Map<Integer, String> names, DataOutputStream out) throws IOException {
    out.writeInt(names.size());
    for (Map.Entry<Integer, String> name : names.entrySet()) {
      out.writeInt(name.getKey());
      out.writeUTF(name.getValue());
    }
  }

  static long decode(InputStream raw, List<Owner> into, Map<Integer, String> names)
      throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(new BufferedInputStream(raw, 1 << 16), new CRC32C());
    DataInputStream in = new DataInputStream(checked);
    long magic = in.readLong();
    if (magic == MAGIC_WITHOUT_DAYS) {
      throw new IOException("of an earlier version, which did not count days");
    }
    if (magic != MAGIC && magic != MAGIC_WITHOUT_SEATS) {
      throw new IOException("not a snapshot of profiles");
    }
    long seq = in.readLong();
    for (int length = in.readInt(); length != -1; length = in.readInt()) {
      byte[] bytes = in.readNBytes(OwnerCodec.length(length, LARGEST_OWNER));
      DataInputStream owner = new DataInputStream(new ByteArrayInputStream(bytes));
      into.add(OwnerCodec.read(owner, magic == MAGIC));
    }
    int named = OwnerCodec.length(in.readInt(), Names.MOST);
    for (int i = 0; i < named; i++) {
      names.put(in.readInt(), in.readUTF());
    }
    long expected = checked.getChecksum().getValue();
    if (in.readLong() != expected) {
      throw new IOException("the checksum does not match");
    }
    return seq;
  }

  private Path unused() {
    List<Path> all = newestFirst();
    long last = all.isEmpty() ? -1 : number(all.getFirst());
    return folder.resolve(String.format(java.util.Locale.ROOT, "%020d%s", last + 1, SUFFIX));
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> number(file) >= 0)
          .sorted(Comparator.comparingLong(Snapshots::number).reversed())
          .toList();
    } catch (IOException e) {
      throw new Fault.Unavailable("the folder of profiles cannot be read", e);
    }
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches("[0-9]{20}\\.profiles")) {
      return -1;
    }
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
