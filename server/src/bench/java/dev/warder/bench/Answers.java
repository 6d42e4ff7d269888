package dev.warder.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Answers of HTTP/1.1, as far as a client needs that counts them.
final class Answers {
  static final int NOT_YET = 0;

  private Answers() {}

  /// The status of the answer in the first `count` bytes once all of it is there, [#NOT_YET]
  /// before.
  static int status(byte[] bytes, int count) {
    int body = after(bytes, 0, count, "\r\n\r\n");
    if (body < 0) {
      return NOT_YET;
    }
    String head = new String(bytes, 0, body, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    boolean whole;
    if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
      whole = allChunks(bytes, body, count);
    } else {
      int at = head.indexOf("\r\ncontent-length:");
      int from = at + "\r\ncontent-length:".length();
      int length =
          at < 0 ? 0 : Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
      whole = count >= body + length;
    }
    int space = head.indexOf(' ');
    return whole ? Integer.parseInt(head.substring(space + 1, space + 4)) : NOT_YET;
  }

  private static boolean allChunks(byte[] bytes, int from, int count) {
    int at = from;
    while (true) {
      int data = after(bytes, at, count, "\r\n");
      if (data < 0) {
        return false;
      }
      String size = new String(bytes, at, data - 2 - at, StandardCharsets.ISO_8859_1);
      int length = Integer.parseInt(size.strip(), 16);
      at = data + length + 2;
      if (length == 0) {
        return at <= count;
      }
    }
  }

  /// Where what follows the mark begins, -1 where the mark is not there.
  private static int after(byte[] bytes, int from, int count, String mark) {
    int last = count - mark.length();
    for (int i = from; i <= last; i++) {
      int same = 0;
      while (same < mark.length() && bytes[i + same] == mark.charAt(same)) {
        same++;
      }
      if (same == mark.length()) {
        return i + same;
      }
    }
    return -1;
  }
}
