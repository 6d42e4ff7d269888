package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How programs behind a gateway read the path of a request line, each in a way that is common:
/// what was decided on must be what all of them read.
///
/// None of it is shared with `CanonicalPath`, which is what they are held against: a mistake in it
/// would otherwise be made on both sides of the comparison.
final class PathReadings {
  private static final Map<String, UnaryOperator<String>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("as it stands, decoded", PathReadings::decoded);
    ALL.put("dots resolved, then decoded", raw -> decoded(resolved(raw)));
    ALL.put("decoded, slashes merged, dots resolved", raw -> resolved(merged(decoded(raw))));
    ALL.put("parameters cut off, then the same", raw -> resolved(merged(decoded(uncut(raw)))));
    ALL.put("backslashes turned", raw -> resolved(decoded(raw).replace('\\', '/')));
    ALL.put("decoded twice, dots resolved", raw -> resolved(merged(decoded(decoded(raw)))));
    ALL.put("ended by a zero byte", raw -> decoded(raw).split("\u0000", 2)[0]);
  }

  private PathReadings() {}

  /// @param target as a request line held it, a byte a character
  /// @return each way of reading and what it reads
  static Map<String, String> of(String target) {
    String raw = new String(target.split("[?#]", 2)[0].getBytes(ISO_8859_1), UTF_8);
    Map<String, String> readings = new LinkedHashMap<>();
    ALL.forEach((name, way) -> readings.put(name, way.apply(raw)));
    return readings;
  }

  /// Takes whatever is no escape for itself.
  private static String decoded(String raw) {
    byte[] bytes = raw.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(UTF_8);
  }

  private static String merged(String path) {
    return path.replaceAll("/+", "/");
  }

  private static String uncut(String raw) {
    return raw.replaceAll("(;|%3[bB])[^/]*", "");
  }

  /// RFC 3986, section 5.2.4.
  private static String resolved(String path) {
    List<String> kept = new ArrayList<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i].replace("%2e", ".").replace("%2E", ".");
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..") && kept.size() > 1) {
        kept.removeLast();
      }
      if (!dots) {
        kept.add(segments[i]);
      } else if (i == segments.length - 1) {
        kept.add("");
      }
    }
    return String.join("/", kept);
  }
}
