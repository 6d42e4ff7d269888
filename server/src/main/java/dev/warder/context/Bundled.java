package dev.warder.context;

import dev.warder.model.Address;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the jar carries: countries, autonomous systems, time zones, kinds of well-known networks.
record Bundled(BundledTable countries, BundledTable systems, Zones zones, CloudNetworks clouds) {

  /// Read when they are first asked for.
  private static final class Held {
    private static final Bundled TABLES = read();
  }

  static Bundled tables() {
    return Held.TABLES;
  }

  /// Reads both large tables at once, on two threads.
  private static Bundled read() {
    CompletableFuture<BundledTable> countries =
        CompletableFuture.supplyAsync(() -> BundledTable.read("country.ranges"));
    BundledTable systems = BundledTable.read("asn.ranges");
    return new Bundled(countries.join(), systems, Zones.bundled(), CloudNetworks.bundled());
  }

  @Nullable String country(Address address) {
    int index = countries.ranges().find(address);
    return index == Ranges.NONE ? null : countries.names().name(index);
  }

  Asns asns() {
    return new Asns.Table(systems.ranges(), systems.names());
  }
}
