import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Turns the two npm packages and tzdata into the three tables that `dev.warder.context` reads.
///
/// `country.ranges` and `asn.ranges` share one format (see BundledTable): gzip over
/// `"WRDR"`, a version byte, the data's day since 1970 (int), then unsigned LEB128 numbers: the names
/// (count, then each key as a step from the one before, and its UTF-8 bytes with length), the IPv4
/// ranges and the IPv6 ranges. A table of ranges is its count and three columns: gaps since the end
/// of the range before, lengths minus one, and index of the name. Columns compress better than rows.
/// IPv6 is counted in /64 networks; the few finer ranges go to whoever holds the first address.
void main(String[] args) throws IOException {
  Path country = Path.of(args[0]);
  Path asn = Path.of(args[1]);
  Path zones = Path.of(args[2]);
  Path out = Path.of(args[3]);
  writeTable(out.resolve("country.ranges"), dateOf(country), countries(country));
  writeTable(out.resolve("asn.ranges"), dateOf(asn), systems(asn));
  writeZones(out.resolve("zones.tsv"), zones);
}

/// One range: unsigned numbers, inclusive, IPv4 in 32 bits and IPv6 in its upper 64.
record Range(long from, long to, long key) {}

record Table(TreeMap<Long, String> names, List<Range> v4, List<Range> v6) {}

/// The packages are versioned by the day and hour of their data: 2.3.2026061719.
LocalDate dateOf(Path unpacked) throws IOException {
  String json = Files.readString(unpacked.resolve("package.json"));
  String version = json.replaceAll("(?s).*\"version\": *\"([^\"]+)\".*", "$1");
  String stamp = version.substring(version.lastIndexOf('.') + 1);
  return LocalDate.of(
      Integer.parseInt(stamp.substring(0, 4)),
      Integer.parseInt(stamp.substring(4, 6)),
      Integer.parseInt(stamp.substring(6, 8)));
}

// ---- autonomous systems, from CSV

Table systems(Path folder) throws IOException {
  Table table = new Table(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
  for (String line : Files.readAllLines(folder.resolve("asn-ipv4-num.csv"))) {
    String[] cells = line.split(",", 4);
    long number = system(table, cells);
    add(table.v4, new Range(Long.parseLong(cells[0]), Long.parseLong(cells[1]), number));
  }
  for (String line : Files.readAllLines(folder.resolve("asn-ipv6-num.csv"))) {
    String[] cells = line.split(",", 4);
    long number = system(table, cells);
    BigInteger from = new BigInteger(cells[0]);
    BigInteger to = new BigInteger(cells[1]);
    add(table.v6, new Range(from.shiftRight(64).longValue(), to.shiftRight(64).longValue(), number));
  }
  return table;
}

long system(Table table, String[] cells) {
  long number = Long.parseLong(cells[2]);
  String name = cells[3].strip();
  if (name.startsWith("\"") && name.endsWith("\"") && name.length() > 1) {
    name = name.substring(1, name.length() - 1).replace("\"\"", "\"");
  }
  table.names.put(number, name.length() > 64 ? name.substring(0, 64).strip() : name);
  return number;
}

/// Keeps the ranges sorted and apart: what overlaps the end of the list is trimmed, neighbours of
/// the same key become one.
void add(List<Range> ranges, Range range) {
  if (!ranges.isEmpty()) {
    Range last = ranges.getLast();
    if (Long.compareUnsigned(range.from, last.from) < 0) {
      throw new IllegalStateException("not sorted: " + range);
    }
    if (Long.compareUnsigned(range.from, last.to) <= 0) {
      range = new Range(last.to + 1, range.to, range.key);
    }
    if (Long.compareUnsigned(range.from, range.to) > 0) {
      return;
    }
    if (last.key == range.key && last.to + 1 == range.from) {
      ranges.removeLast();
      range = new Range(last.from, range.to, range.key);
    }
  }
  ranges.add(range);
}

// ---- countries, from MMDB (https://maxmind.github.io/MaxMind-DB/)

Table countries(Path folder) throws IOException {
  Table table = new Table(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
  Mmdb mmdb = new Mmdb(Files.readAllBytes(folder.resolve("geo-whois-asn-country.mmdb")));
  mmdb.walk(table);
  return table;
}

class Mmdb {
  static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
  final byte[] bytes;
  final int nodes;
  final int recordBits;
  final int data;
  final Map<Integer, Long> seen = new TreeMap<>();
  int at;

  Mmdb(byte[] bytes) {
    this.bytes = bytes;
    int marker = bytes.length - MARKER.length;
    while (!Arrays.equals(
        bytes, marker, marker + MARKER.length, MARKER, 0, MARKER.length)) {
      marker--;
    }
    at = marker + MARKER.length;
    Map<?, ?> metadata = (Map<?, ?>) value(at);
    nodes = ((Number) metadata.get("node_count")).intValue();
    recordBits = ((Number) metadata.get("record_size")).intValue();
    if (((Number) metadata.get("ip_version")).intValue() != 6) {
      throw new IllegalStateException("expected one tree for both families");
    }
    data = nodes * recordBits / 4 + 16;
  }

  void walk(Table table) {
    int v4 = 0;
    for (int depth = 0; depth < 96 && v4 < nodes; depth++) {
      v4 = child(v4, 0);
    }
    walkV4(v4, 0, 0, table);
    walkV6(0, 0, 0, v4, table);
  }

  void walkV4(int node, int depth, long prefix, Table table) {
    if (node > nodes) {
      add(table.v4, new Range(prefix, prefix | (1L << (32 - depth)) - 1, key(node, table)));
    } else if (node < nodes) {
      walkV4(child(node, 0), depth + 1, prefix, table);
      walkV4(child(node, 1), depth + 1, prefix | 1L << (31 - depth), table);
    }
  }

  /// The subtree of IPv4, and its aliases (6to4, mapped), are left out; so is all below /64.
  void walkV6(int node, int depth, long prefix, int v4, Table table) {
    if (node == v4 || node == nodes) {
      return;
    }
    if (node > nodes) {
      long rest = depth == 0 ? -1L : depth >= 64 ? 0 : -1L >>> depth;
      add(table.v6, new Range(prefix, prefix | rest, key(node, table)));
    } else {
      walkV6(child(node, 0), depth + 1, prefix, v4, table);
      if (depth < 64) {
        walkV6(child(node, 1), depth + 1, prefix | 1L << (63 - depth), v4, table);
      }
    }
  }

  long key(int node, Table table) {
    return seen.computeIfAbsent(node, n -> {
      Map<?, ?> map = (Map<?, ?>) value(data + n - nodes - 16);
      String code = (String) map.get("country_code");
      long key = code.charAt(0) << 8 | code.charAt(1);
      table.names.put(key, code);
      return key;
    });
  }

  int child(int node, int side) {
    int record = node * recordBits / 4;
    return switch (recordBits) {
      case 24 -> number(record + 3 * side, 3);
      case 28 -> {
        int middle = bytes[record + 3] & 0xFF;
        yield side == 0
            ? (middle >>> 4) << 24 | number(record, 3)
            : (middle & 0xF) << 24 | number(record + 4, 3);
      }
      default -> number(record + 4 * side, 4);
    };
  }

  int number(int from, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | bytes[from + i] & 0xFF;
    }
    return value;
  }

  /// Maps, strings, numbers and arrays: all that these files hold.
  Object value(int from) {
    at = from;
    int control = bytes[at++] & 0xFF;
    int type = control >>> 5;
    if (type == 1) {
      int size = control >>> 3 & 3;
      int high = control & 7;
      int pointer = switch (size) {
        case 0 -> high << 8 | number(at, 1);
        case 1 -> (high << 16 | number(at, 2)) + 2048;
        case 2 -> (high << 24 | number(at, 3)) + 526336;
        default -> number(at, 4);
      };
      int after = at + size + 1;
      Object value = value(data + pointer);
      at = after;
      return value;
    }
    if (type == 0) {
      type = 7 + (bytes[at++] & 0xFF);
    }
    int size = control & 31;
    if (size >= 29) {
      int extra = size - 28;
      size = number(at, extra) + (extra == 1 ? 29 : extra == 2 ? 285 : 65821);
      at += extra;
    }
    return switch (type) {
      case 2 -> {
        at += size;
        yield new String(bytes, at - size, size, StandardCharsets.UTF_8);
      }
      case 5, 6, 8, 9, 10 -> {
        at += size;
        yield new BigInteger(1, Arrays.copyOfRange(bytes, at - size, at));
      }
      case 7 -> {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
          String key = (String) value(at);
          map.put(key, value(at));
        }
        yield map;
      }
      case 11 -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(value(at));
        }
        yield list;
      }
      default -> throw new IllegalStateException("type " + type);
    };
  }
}

// ---- writing

void writeTable(Path file, LocalDate date, Table table) throws IOException {
  Map<Long, Integer> index = new TreeMap<>();
  ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  try (DataOutputStream out =
      new DataOutputStream(
          new GZIPOutputStream(bytes) {
            {
              def.setLevel(Deflater.BEST_COMPRESSION);
            }
          })) {
    out.write("WRDR".getBytes(StandardCharsets.US_ASCII));
    out.writeByte(1);
    out.writeInt((int) date.toEpochDay());
    leb128(out, table.names.size());
    long before = 0;
    for (Map.Entry<Long, String> name : table.names.entrySet()) {
      index.put(name.getKey(), index.size());
      leb128(out, name.getKey() - before);
      before = name.getKey();
      byte[] text = name.getValue().getBytes(StandardCharsets.UTF_8);
      leb128(out, text.length);
      out.write(text);
    }
    writeRanges(out, table.v4, index);
    writeRanges(out, table.v6, index);
  }
  Files.write(file, bytes.toByteArray());
  IO.println("%s: %,d names, %,d + %,d ranges, %,d bytes, data of %s".formatted(
      file.getFileName(), index.size(), table.v4.size(), table.v6.size(), bytes.size(), date));
}

void writeRanges(DataOutputStream out, List<Range> ranges, Map<Long, Integer> index)
    throws IOException {
  leb128(out, ranges.size());
  long next = 0;
  for (Range range : ranges) {
    leb128(out, range.from - next);
    next = range.to + 1;
  }
  for (Range range : ranges) {
    leb128(out, range.to - range.from);
  }
  for (Range range : ranges) {
    leb128(out, index.get(range.key));
  }
}

void leb128(DataOutputStream out, long unsigned) throws IOException {
  long rest = unsigned;
  while ((rest & ~0x7FL) != 0) {
    out.writeByte((int) (rest & 0x7F | 0x80));
    rest >>>= 7;
  }
  out.writeByte((int) rest);
}

// ---- time zones

/// tzdata lists a country's zones by geography; where the first is not the most populous, this is.
static final Map<String, String> MOST_POPULOUS =
    Map.of(
        "AU", "Australia/Sydney",
        "BR", "America/Sao_Paulo",
        "CA", "America/Toronto",
        "RU", "Europe/Moscow",
        "UZ", "Asia/Tashkent",
        "PS", "Asia/Hebron");

/// Country, latitude, longitude, zone; the representative zone of a country stands first.
void writeZones(Path file, Path tzdata) throws IOException {
  TreeMap<String, List<String>> byCountry = new TreeMap<>();
  for (String line : Files.readAllLines(tzdata.resolve("zone.tab"))) {
    if (line.startsWith("#")) {
      continue;
    }
    String[] cells = line.split("\t");
    int split = Math.max(cells[1].lastIndexOf('+'), cells[1].lastIndexOf('-'));
    String row =
        "%s\t%.2f\t%.2f\t%s".formatted(
            cells[0],
            degrees(cells[1].substring(0, split), 2),
            degrees(cells[1].substring(split), 3),
            cells[2]);
    List<String> rows = byCountry.computeIfAbsent(cells[0], c -> new ArrayList<>());
    boolean first = cells[2].equals(MOST_POPULOUS.get(cells[0]));
    rows.add(first ? 0 : rows.size(), row);
  }
  String version = Files.readAllLines(tzdata.resolve("tzdata.zi")).getFirst();
  StringBuilder text = new StringBuilder("# from zone.tab of tzdata (public domain), " + version.substring(2) + "\n");
  byCountry.values().forEach(rows -> rows.forEach(row -> text.append(row).append('\n')));
  Files.writeString(file, text);
  IO.println("%s: %d countries".formatted(file.getFileName(), byCountry.size()));
}

/// ISO 6709: +-DDMM or +-DDMMSS, longitude with one digit more.
double degrees(String text, int digits) {
  String rest = text.substring(1);
  double degrees = Integer.parseInt(rest.substring(0, digits));
  degrees += Integer.parseInt(rest.substring(digits, digits + 2)) / 60.0;
  if (rest.length() > digits + 2) {
    degrees += Integer.parseInt(rest.substring(digits + 2)) / 3600.0;
  }
  return text.startsWith("-") ? -degrees : degrees;
}
