package dev.warder.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request path in the one form that routes are matched against: absolute and percent-decoded.
///
/// What two programs on the way could read in two ways is refused instead of mended: empty, `.` and
/// `..` segments, encoded separators, path parameters, backslashes, fragments, control characters,
/// broken or double percent-encoding, invalid UTF-8 (CVE-2026-33494, CVE-2025-54576,
/// CVE-2026-41059, CVE-2026-26205).
///
/// @param path decoded, without the query
/// @param query as sent, without `?`
public record CanonicalPath(String path, @Nullable String query) {
  public static final int LONGEST = 8192;
  private static final int KEPT_OF_UNREADABLE = 256;
  private static final String REFUSED_WHEN_DECODED = "/\\;?#";

  /// @throws Fault.Invalid where the target is ambiguous; the text says why and repeats nothing of
  ///   it
  public static CanonicalPath parse(String target) {
    if (target.length() > LONGEST) {
      throw new Fault.Invalid("the path is longer than " + LONGEST + " characters");
    }
    if (target.isEmpty() || target.charAt(0) != '/') {
      throw new Fault.Invalid("the path does not begin with /");
    }
    int mark = target.indexOf('?');
    String raw = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? null : target.substring(mark + 1);
    if (query != null && !isPlain(query)) {
      throw new Fault.Invalid("the query holds characters that must be percent-encoded");
    }
    String path = decode(raw);
    refuseEmptyAndDotSegments(path);
    return new CanonicalPath(path, query);
  }

  /// Stands in for a target that was refused: kept for the record, in printable ASCII and cut
  /// short.
  public static CanonicalPath unreadable(String target) {
    StringBuilder kept = new StringBuilder();
    int mark = target.indexOf('?');
    int end = Math.min(mark < 0 ? target.length() : mark, KEPT_OF_UNREADABLE);
    for (int i = 0; i < end; i++) {
      char c = target.charAt(i);
      kept.append(c >= 0x20 && c < 0x7F ? c : '?');
    }
    return new CanonicalPath(kept.toString(), null);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x20 || c == 0x7F || c == '#') {
        return false;
      }
    }
    return true;
  }

  private static String decode(String raw) {
    int firstOdd = 0;
    while (firstOdd < raw.length() && isUnremarkable(raw.charAt(firstOdd))) {
      firstOdd++;
    }
    if (firstOdd == raw.length()) {
      return raw;
    }
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = decodedByte(raw, i);
        i += 2;
      } else if (c <= 0x20 || c >= 0x7F || (c != '/' && REFUSED_WHEN_DECODED.indexOf(c) >= 0)) {
        throw new Fault.Invalid("the path holds a character that is not allowed in a path");
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return utf8(bytes, length);
  }

  private static boolean isUnremarkable(char c) {
    return c > 0x20 && c < 0x7F && c != '%' && c != ';' && c != '\\' && c != '#';
  }

  private static byte decodedByte(String raw, int at) {
    int value = hexByte(raw, at);
    if (value < 0) {
      throw new Fault.Invalid("the path has a broken percent-encoding");
    }
    if (value < 0x20 || value == 0x7F || REFUSED_WHEN_DECODED.indexOf(value) >= 0) {
      throw new Fault.Invalid("the path hides a separator or control character in its encoding");
    }
    boolean hidesAnother =
        value == '%'
            && at + 4 < raw.length()
            && isHex(raw.charAt(at + 3))
            && isHex(raw.charAt(at + 4));
    if (hidesAnother) {
      throw new Fault.Invalid("the path is percent-encoded twice");
    }
    return (byte) value;
  }

  private static int hexByte(String raw, int at) {
    boolean whole = at + 2 < raw.length() && isHex(raw.charAt(at + 1)) && isHex(raw.charAt(at + 2));
    return whole
        ? Character.digit(raw.charAt(at + 1), 16) << 4 | Character.digit(raw.charAt(at + 2), 16)
        : -1;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static String utf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Fault.Invalid("the path is not UTF-8", e);
    }
  }

  private static void refuseEmptyAndDotSegments(String path) {
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      boolean last = slash < 0;
      int length = end - start;
      boolean dots = length == 1 || length == 2;
      for (int i = start; dots && i < end; i++) {
        dots = path.charAt(i) == '.';
      }
      if (dots || (length == 0 && !last)) {
        throw new Fault.Invalid("the path has an empty, . or .. segment");
      }
      start = end + 1;
    }
  }
}
