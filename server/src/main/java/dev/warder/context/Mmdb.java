package dev.warder.context;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import dev.warder.model.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A MaxMind DB file of any maker.
///
/// A database is never closed while it may be in use: it is dropped, and the collector unmaps it.
final class Mmdb {
  /// How many records are decoded before a file is believed.
  private static final int PROBES = 20_000;

  private final Reader reader;

  private Mmdb(Reader reader) {
    this.reader = reader;
  }

  /// Opens a database in which at least one of the first records satisfies `useful`.
  ///
  /// @param ours a file that nobody else writes to may be mapped; another is read into memory,
  ///   because overwriting a mapped file pulls the ground from under the process
  static Mmdb open(Path file, boolean ours, Predicate<Fields> useful) throws Broken {
    try {
      Reader.FileMode mode = ours ? Reader.FileMode.MEMORY_MAPPED : Reader.FileMode.MEMORY;
      Mmdb mmdb = new Mmdb(new Reader(file.toFile(), mode, new CHMCache()));
      mmdb.probe(useful);
      return mmdb;
    } catch (IOException | InvalidNetworkException | RuntimeException | StackOverflowError e) {
      throw new Broken("is no readable MaxMind DB");
    }
  }

  @SuppressWarnings("rawtypes") // the library takes the raw class of what it decodes
  private void probe(Predicate<Fields> useful) throws Broken, IOException, InvalidNetworkException {
    Networks<Map> networks = reader.networks(Map.class);
    boolean found = false;
    for (int i = 0; i < PROBES && networks.hasNext(); i++) {
      DatabaseRecord<Map> next = networks.next();
      found |= next.data() != null && useful.test(new Fields(next.data()));
    }
    if (!found) {
      throw new Broken("holds none of the fields that are looked for");
    }
  }

  /// What the database says of this address, or null; a record that cannot be read says nothing.
  @Nullable Fields find(Address address) {
    try {
      Map<?, ?> record = reader.get(InetAddress.getByAddress(address.bytes()), Map.class);
      return record == null ? null : new Fields(record);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return null; // damage behind the probed part: missing, as for an address that is not listed
    }
  }

  String type() {
    return Text.bounded(reader.getMetadata().databaseType(), 64);
  }

  long nodes() {
    return reader.getMetadata().nodeCount();
  }

  LocalDate date() {
    return LocalDate.ofInstant(reader.getMetadata().buildTime(), ZoneOffset.UTC);
  }
}
