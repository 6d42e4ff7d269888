package dev.warder.context;

import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The imported files, each under one fixed name in the data folder: `place.data`, `asn.data`,
/// `network-vpn.data` and so on.
///
/// A new file lies beside the old one under another name until it has been checked and is on disk;
/// then one rename puts it in place. A crash in between leaves the old one.
final class Imports {
  private static final String COPYING = ".new";

  private final Path folder;

  Imports(Path folder) {
    this.folder = folder;
  }

  boolean has(IntelKind kind, @Nullable NetworkClass networkClass) {
    return Files.exists(path(kind, networkClass));
  }

  List<Loaded> load() {
    List<Loaded> all = new ArrayList<>();
    for (IntelKind kind : IntelKind.values()) {
      NetworkClass[] classes =
          kind == IntelKind.NETWORK ? NetworkClass.values() : new NetworkClass[] {null};
      for (NetworkClass each : classes) {
        if (has(kind, each)) {
          Path path = path(kind, each);
          all.add(new IntelFile(kind, each, path, path.toString()).load(IntelInfo.Origin.IMPORTED));
        }
      }
    }
    return all;
  }

  Loaded take(IntelKind kind, @Nullable NetworkClass networkClass, Path file) {
    Path target = path(kind, networkClass);
    Path copy = target.resolveSibling(target.getFileName() + COPYING);
    String name = String.valueOf(file.getFileName());
    try {
      Files.createDirectories(folder);
      copy(file, copy, name);
      try {
        new IntelFile(kind, networkClass, copy, name).load(IntelInfo.Origin.CONFIGURED);
        flush(copy);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        flush(folder);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new Fault.Unavailable("the data folder cannot be written", e);
    }
    return new IntelFile(kind, networkClass, target, name).load(IntelInfo.Origin.IMPORTED);
  }

  private static void copy(Path file, Path copy, String name) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Fault.Invalid(name + ": is no file that can be read");
    }
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void flush(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path path(IntelKind kind, @Nullable NetworkClass networkClass) {
    String name = networkClass == null ? kind.wire() : kind.wire() + "-" + networkClass.wire();
    return folder.resolve(name + ".data");
  }
}
