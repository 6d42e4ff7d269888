package dev.warder.context;

import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The place and network data in force, as one immutable snapshot that is swapped at once.
///
/// A configured file beats what the jar holds, and an imported one beats the configured, also after
/// a restart. The jar's countries lie beneath a database of places, and its kinds of well-known
/// networks beneath lists; its systems are out of force beside another table of them. A file that
/// is broken changes nothing: at run time the old one stays in force, and at the start nothing
/// begins, because a list that is silently gone would make attackers look like homes.
public final class Intel {
  private final Bundled bundled;
  private final Imports imports;
  private final AtomicReference<Snapshot> snapshot;
  private final ReentrantLock replacing = new ReentrantLock();

  private Intel(Bundled bundled, Imports imports, Snapshot first) {
    this.bundled = bundled;
    this.imports = imports;
    this.snapshot = new AtomicReference<>(first);
  }

  /// Reads what the jar carries; blocks for about a tenth of a second, where nobody did it before.
  public static void prepare() {
    var _ = Bundled.tables();
  }

  /// Reads everything; blocks for about a tenth of a second, longer with large files.
  ///
  /// @throws Fault.Invalid where a configured or imported file is broken
  public static Intel open(IntelSources sources) {
    Bundled bundled = Bundled.tables();
    Imports imports = new Imports(sources.folder());
    Layers layers = new Layers(null, bundled.asns(), Map.of(), BundledInfos.of(bundled));
    if (sources.place() != null && !imports.has(IntelKind.PLACE, null)) {
      layers = layers.with(configured(IntelKind.PLACE, null, sources.place()));
    }
    if (sources.asn() != null && !imports.has(IntelKind.ASN, null)) {
      layers = layers.with(configured(IntelKind.ASN, null, sources.asn()));
    }
    for (Map.Entry<NetworkClass, Path> list : sources.networks().entrySet()) {
      NetworkClass of = IntelFile.wanted(list.getKey());
      if (!imports.has(IntelKind.NETWORK, of)) {
        layers = layers.with(configured(IntelKind.NETWORK, of, list.getValue()));
      }
    }
    for (Loaded imported : imports.load()) {
      layers = layers.with(imported);
    }
    return new Intel(bundled, imports, new Snapshot(bundled, layers));
  }

  private static Loaded configured(IntelKind kind, @Nullable NetworkClass of, Path file) {
    if (!Files.exists(file)) {
      throw new Fault.Invalid(file + " (" + kind.wire() + " data) does not exist");
    }
    return new IntelFile(kind, of, file, file.toString()).load(IntelInfo.Origin.CONFIGURED);
  }

  /// What is in force, places first.
  public List<IntelInfo> info() {
    return snapshot().layers().infos();
  }

  /// Copies `file` into the data folder, checks the copy, and puts it in force there. Blocks.
  ///
  /// @param networkClass of a list of networks; null for the other kinds
  /// @throws Fault.Invalid where the file is broken: the old one stays in force
  /// @throws Fault.Unavailable where the data folder cannot be written
  public IntelInfo replace(IntelKind kind, @Nullable NetworkClass networkClass, Path file) {
    NetworkClass of = kind == IntelKind.NETWORK ? IntelFile.wanted(networkClass) : null;
    replacing.lock();
    try {
      Loaded loaded = imports.take(kind, of, file);
      snapshot.set(new Snapshot(bundled, snapshot().layers().with(loaded)));
      return loaded.info();
    } finally {
      replacing.unlock();
    }
  }

  Snapshot snapshot() {
    return snapshot.get();
  }
}
