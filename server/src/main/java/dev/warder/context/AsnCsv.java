package dev.warder.context;

import dev.warder.model.Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of autonomous systems as CSV: `start,end,asn,name`, addresses inclusive, the name quoted
/// where it holds a comma; a first line of headings is skipped.
final class AsnCsv {
  private static final int LONGEST_NAME = 100;

  private final RangesBuilder ranges = new RangesBuilder();
  private final Map<Long, Integer> indexes = new HashMap<>();
  private final List<Long> keys = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final ByteArrayOutputStream names = new ByteArrayOutputStream();

  private AsnCsv() {}

  static Asns.Table read(Path file) throws Broken {
    AsnCsv csv = new AsnCsv();
    Lines.each(file, "", csv::take);
    if (csv.ranges.size() == 0) {
      throw new Broken("lists no range");
    }
    long[] keys = csv.keys.stream().mapToLong(Long::longValue).toArray();
    int[] ends = csv.ends.stream().mapToInt(Integer::intValue).toArray();
    return new Asns.Table(csv.ranges.build(), new Names(keys, ends, csv.names.toByteArray()));
  }

  private void take(String line, int number) throws Broken {
    boolean heading = number == 1 && !line.isEmpty() && Character.isLetter(line.charAt(0));
    if (line.isEmpty() || line.startsWith("#") || (heading && line.contains("start"))) {
      return;
    }
    String[] cells = line.split(",", 4);
    if (cells.length < 3) {
      throw new Broken(number, "expected start,end,asn,name");
    }
    Address from = address(cells[0], number);
    Address to = address(cells[1], number);
    if (from.isV4() != to.isV4() || from.compareTo(to) > 0) {
      throw new Broken(number, from + " to " + to + " is no range");
    }
    long asn = number(cells[2].strip());
    if (asn < 0) {
      String shown = Text.bounded(cells[2], 30);
      throw new Broken(number, "'" + shown + "' is no number of an autonomous system");
    }
    if (asn > 0) {
      ranges.add(from, to, index(asn, cells.length > 3 ? cells[3] : ""), number);
    }
  }

  private int index(long asn, String name) {
    return indexes.computeIfAbsent(
        asn,
        key -> {
          String text = Text.bounded(unquoted(name.strip()), LONGEST_NAME);
          names.writeBytes(text.getBytes(StandardCharsets.UTF_8));
          keys.add(key);
          ends.add(names.size());
          return keys.size() - 1;
        });
  }

  private static Address address(String cell, int number) throws Broken {
    Optional<Address> address = Address.parse(unquoted(cell.strip()));
    if (address.isEmpty()) {
      throw new Broken(number, "'" + Text.bounded(cell, 60) + "' is no address");
    }
    return address.get();
  }

  /// `64500` or `AS64500`; -1 where it is neither.
  static long number(String text) {
    String digits = text.startsWith("AS") ? text.substring(2) : unquoted(text);
    if (digits.isEmpty() || digits.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > 0xFFFF_FFFFL ? -1 : value;
  }

  private static String unquoted(String cell) {
    boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
    return quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
  }
}
