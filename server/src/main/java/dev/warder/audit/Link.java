package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a line begins and ends: `{"seq":N,` and `,"prev":"..."}`, by which it names its place and
/// the line before it.
final class Link {
  private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PREV = ",\"prev\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int HEX = 2 * Sha256.LENGTH;

  /// The longest beginning: 19 digits and a comma.
  static final int LONGEST_START = SEQ.length + 20;

  /// Of every ending.
  static final int LENGTH = PREV.length + HEX + 2;

  static final byte[] NO_LINE = new byte[Sha256.LENGTH];

  private Link() {}

  /// What line `seq` begins with.
  static byte[] start(long seq) {
    byte[] start = new byte[LONGEST_START];
    return Arrays.copyOf(start, writeStart(seq, start, 0));
  }

  /// Where it ends.
  static int writeStart(long seq, byte[] into, int at) {
    System.arraycopy(SEQ, 0, into, at, SEQ.length);
    int end = at + SEQ.length;
    long rest = seq;
    do {
      end++;
      rest /= 10;
    } while (rest > 0);
    rest = seq;
    for (int i = end - 1; i >= at + SEQ.length; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    into[end] = ',';
    return end + 1;
  }

  /// What the line behind one with hash `prev` ends with.
  static byte[] to(byte[] prev) {
    byte[] link = new byte[LENGTH];
    writeTo(prev, link, 0);
    return link;
  }

  /// Where it ends.
  static int writeTo(byte[] prev, byte[] into, int at) {
    System.arraycopy(PREV, 0, into, at, PREV.length);
    int end = at + PREV.length;
    for (byte each : prev) {
      into[end++] = DIGITS[each >> 4 & 0xF];
      into[end++] = DIGITS[each & 0xF];
    }
    into[end++] = '"';
    into[end++] = '}';
    return end;
  }

  /// The number that a line gives itself, or -1 where it gives none.
  static long seq(byte[] line, int from, int length) {
    int at = from + SEQ.length;
    int end = Math.min(from + length, at + 18);
    if (!startsWith(line, from, length, SEQ)) {
      return -1;
    }
    long seq = 0;
    int first = at;
    while (at < end && line[at] >= '0' && line[at] <= '9') {
      seq = seq * 10 + (line[at++] - '0');
    }
    return at > first && at < from + length && line[at] == ',' ? seq : -1;
  }

  static boolean endsWith(byte[] buffer, int from, int length, byte[] link) {
    int at = from + length - link.length;
    return at >= from && Arrays.equals(buffer, at, from + length, link, 0, link.length);
  }

  static boolean startsWith(byte[] buffer, int from, int length, byte[] start) {
    return length >= start.length
        && Arrays.equals(buffer, from, from + start.length, start, 0, start.length);
  }
}
