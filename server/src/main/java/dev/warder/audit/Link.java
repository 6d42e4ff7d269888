package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The end of a line, by which it names the line before it: `,"prev":"..."}`.
final class Link {
  private static final byte[] START = ",\"prev\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int HEX = 2 * Sha256.LENGTH;
  static final int LENGTH = START.length + HEX + 2;
  static final byte[] NO_LINE = new byte[Sha256.LENGTH];

  private Link() {}

  static byte[] to(byte[] prev) {
    byte[] link = Arrays.copyOf(START, LENGTH);
    byte[] hex = HexFormat.of().formatHex(prev).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hex, 0, link, START.length, HEX);
    link[LENGTH - 2] = '"';
    link[LENGTH - 1] = '}';
    return link;
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
