package dev.warder.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How addresses are read and written.
final class AddressText {
  private static final int LONGEST = 45;

  private AddressText() {}

  static Optional<Address> parse(CharSequence text) {
    if (text.length() == 0 || text.length() > LONGEST) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ':') {
        return parseV6(text.toString());
      }
    }
    long bits = parseV4(text, 0);
    return bits < 0 ? Optional.empty() : Optional.of(Address.ofV4((int) bits));
  }

  /// The 32 bits of the dotted quad that starts at `from`, or -1.
  private static long parseV4(CharSequence text, int from) {
    long bits = 0;
    int octets = 0;
    int at = from;
    while (octets < 4) {
      int start = at;
      int value = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && at - start < 3) {
        value = value * 10 + (text.charAt(at++) - '0');
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || value > 255 || leadingZero) {
        return -1;
      }
      bits = bits << 8 | value;
      octets++;
      if (octets < 4 && (at >= text.length() || text.charAt(at++) != '.')) {
        return -1;
      }
    }
    return at == text.length() ? bits : -1;
  }

  private static Optional<Address> parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    int[] head = new int[8];
    int[] tail = new int[8];
    int headLength = groups(gap < 0 ? text : text.substring(0, gap), head, gap < 0);
    int tailLength = gap < 0 ? 0 : groups(text.substring(gap + 2), tail, true);
    boolean wrong = headLength < 0 || tailLength < 0;
    if (wrong || (gap < 0 ? headLength != 8 : headLength + tailLength > 7)) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, head, 8 - tailLength, tailLength);
    return Optional.of(new Address(join(head, 0), join(head, 4)));
  }

  /// Fills `into` with the 16-bit groups of `text`; their number, or -1 where one is not a group.
  private static int groups(String text, int[] into, boolean mayEndInV4) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    int at = 0;
    while (true) {
      int end = text.indexOf(':', at);
      String group = end < 0 ? text.substring(at) : text.substring(at, end);
      if (end < 0 && mayEndInV4 && group.indexOf('.') > 0) {
        long v4 = count > 6 ? -1 : parseV4(group, 0);
        if (v4 < 0) {
          return -1;
        }
        into[count] = (int) (v4 >>> 16);
        into[count + 1] = (int) (v4 & 0xFFFF);
        return count + 2;
      }
      int value = group(group);
      if (value < 0 || count == 8) {
        return -1;
      }
      into[count++] = value;
      if (end < 0) {
        return count;
      }
      at = end + 1;
    }
  }

  private static int group(String hex) {
    if (hex.isEmpty() || hex.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static long join(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  /// @return where the text ends
  static int printV4(int bits, byte[] into, int from) {
    int at = from;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int octet = bits >>> shift & 0xFF;
      if (octet >= 100) {
        into[at++] = (byte) ('0' + octet / 100);
      }
      if (octet >= 10) {
        into[at++] = (byte) ('0' + octet / 10 % 10);
      }
      into[at++] = (byte) ('0' + octet % 10);
      if (shift > 0) {
        into[at++] = '.';
      }
    }
    return at;
  }

  static String print(Address address) {
    if (address.isV4()) {
      byte[] text = new byte[Address.LONGEST_V4];
      return new String(text, 0, printV4(address.v4(), text, 0), StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(LONGEST);
    int gapStart = -1;
    int gapLength = 1; // a single zero group is written out (RFC 5952 section 4.2.2)
    for (int i = 0; i < 8; i++) {
      int run = i;
      while (run < 8 && groupOf(address, run) == 0) {
        run++;
      }
      if (run - i > gapLength) {
        gapStart = i;
        gapLength = run - i;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groupOf(address, i)));
    }
    return text.toString();
  }

  private static int groupOf(Address address, int index) {
    long half = index < 4 ? address.high() : address.low();
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
