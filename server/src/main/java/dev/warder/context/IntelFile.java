package dev.warder.context;

import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads one file of intel from outside, whole and checked, or says what is wrong with it.
///
/// @param networkClass of a list of networks, otherwise null
/// @param name how the file is called in messages and listings
record IntelFile(IntelKind kind, @Nullable NetworkClass networkClass, Path path, String name) {
  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_TEXT_BYTES = 128L << 20;

  /// How far from its end a MaxMind DB may carry its metadata (specification 2.0).
  private static final int METADATA_WITHIN = 128 * 1024;

  private static final String METADATA = "\u00ab\u00cd\u00efMaxMind.com";

  /// @throws Fault.Invalid with the name, and the line where there is one
  Loaded load(IntelInfo.Origin origin) {
    try {
      return read(origin);
    } catch (Broken e) {
      throw new Fault.Invalid(name + ": " + e.what(), e);
    } catch (IOException e) {
      throw new Fault.Invalid(name + ": cannot be read", e);
    }
  }

  private Loaded read(IntelInfo.Origin origin) throws Broken, IOException {
    if (!Files.isRegularFile(path)) {
      throw new Broken("is not a file");
    }
    boolean database = isDatabase();
    long most = database ? MOST_BYTES : MOST_TEXT_BYTES;
    if (Files.size(path) > most) {
      throw new Broken("is larger than " + (most >> 20) + " MB");
    }
    boolean ours = origin == IntelInfo.Origin.IMPORTED;
    return switch (kind) {
      case PLACE -> {
        Mmdb mmdb = Mmdb.open(path, ours, Fields::hasPlace);
        yield new Loaded.Places(mmdb, info(mmdb, origin));
      }
      case ASN -> {
        if (database) {
          Mmdb mmdb = Mmdb.open(path, ours, fields -> fields.asn() != null);
          yield new Loaded.Systems(new Asns.Database(mmdb), info(mmdb, origin));
        }
        Asns.Table table = AsnCsv.read(path);
        yield new Loaded.Systems(table, info(table.ranges().size(), origin));
      }
      case NETWORK -> {
        Ranges ranges = NetworkList.read(path);
        yield new Loaded.Networks(wanted(networkClass), ranges, info(ranges.size(), origin));
      }
    };
  }

  /// PRIVATE and UNKNOWN follow from the address alone and cannot be listed.
  static NetworkClass wanted(@Nullable NetworkClass networkClass) {
    if (networkClass == null
        || networkClass == NetworkClass.PRIVATE
        || networkClass == NetworkClass.UNKNOWN) {
      throw new Fault.Invalid(
          "a list of networks needs a class: listed, tor, vpn, hosting, mobile or residential");
    }
    return networkClass;
  }

  private boolean isDatabase() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(file.length(), METADATA_WITHIN)];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1).contains(METADATA);
    }
  }

  private IntelInfo info(Mmdb mmdb, IntelInfo.Origin origin) {
    return new IntelInfo(
        kind, null, name, mmdb.type(), "see its maker", mmdb.nodes(), mmdb.date(), origin, path);
  }

  private IntelInfo info(long records, IntelInfo.Origin origin) throws IOException {
    LocalDate date =
        LocalDate.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneOffset.UTC);
    return new IntelInfo(
        kind, networkClass, name, "your file", "see its maker", records, date, origin, path);
  }
}
