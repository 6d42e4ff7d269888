package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.TokenText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes compact JSON straight into bytes.
///
/// It trusts its caller to nest properly and only sees to commas, escapes and UTF-8. Lone
/// surrogates are escaped, so that every Java text survives.
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Decimals decimals;
  private byte[] bytes;
  private int length;
  private boolean comma;

  JsonWriter(int capacity, Decimals decimals) {
    this.decimals = decimals;
    bytes = new byte[capacity];
  }

  /// The buffer itself; only the first `length()` bytes count.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// An ASCII name in need of no escape.
  @SuppressWarnings("deprecation") // right for ASCII, and the only way without a copy in between
  JsonWriter name(String name) {
    int size = name.length();
    ensure(size + 4);
    byte[] into = bytes;
    int at = length;
    if (comma) {
      into[at++] = ',';
    }
    into[at++] = '"';
    name.getBytes(0, size, into, at);
    at += size;
    into[at] = '"';
    into[at + 1] = ':';
    length = at + 2;
    comma = false;
    return this;
  }

  /// The same for several names and brackets at once: most of a record is such text.
  JsonWriter piece(Piece piece) {
    byte[] ascii = piece.ascii();
    ensure(ascii.length + 1);
    int at = length;
    if (comma && piece.follows()) {
      bytes[at++] = ',';
    }
    System.arraycopy(ascii, 0, bytes, at, ascii.length);
    length = at + ascii.length;
    comma = piece.ends();
    return this;
  }

  /// A text of ours in need of no escape: a word that we chose, not one that came from outside.
  JsonWriter word(String word) {
    int size = word.length();
    separate(size + 2);
    bytes[length++] = '"';
    ascii(word, size);
    bytes[length++] = '"';
    comma = true;
    return this;
  }

  /// A name from outside.
  JsonWriter key(String name) {
    value(name);
    ensure(1);
    bytes[length++] = ':';
    comma = false;
    return this;
  }

  JsonWriter beginObject() {
    return open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    separate(1);
    bytes[length++] = (byte) bracket;
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    ensure(1);
    bytes[length++] = (byte) bracket;
    comma = true;
    return this;
  }

  JsonWriter value(boolean value) {
    return plain(value ? "true" : "false");
  }

  JsonWriter nothing() {
    return plain("null");
  }

  /// ASCII that stands for itself: a number or a word.
  private JsonWriter plain(String text) {
    separate(text.length());
    ascii(text, text.length());
    comma = true;
    return this;
  }

  JsonWriter value(long value) {
    if (value == Long.MIN_VALUE) {
      return plain("-9223372036854775808");
    }
    separate(Decimals.LONGEST);
    length = Decimals.write(value, bytes, length);
    comma = true;
    return this;
  }

  /// Reads back as the very same bits. What JSON has no number for is written as text.
  JsonWriter value(double value) {
    if (!Double.isFinite(value)) {
      return value(Double.toString(value));
    }
    separate(Decimals.LONGEST);
    length = decimals.write(value, bytes, length);
    comma = true;
    return this;
  }

  /// An array. A risk's inputs are most of a record, so that a look at the buffer for each is dear.
  JsonWriter values(double[] values) {
    open('[');
    byte[] into = bytes;
    int at = length;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (into.length - at > Decimals.LONGEST && Double.isFinite(value)) {
        if (i > 0) {
          into[at++] = ',';
        }
        at = decimals.write(value, into, at);
      } else {
        length = at;
        comma = i > 0;
        value(value);
        into = bytes;
        at = length;
      }
    }
    length = at;
    return close(']');
  }

  /// A value that is in its final form already.
  JsonWriter written(byte[] json) {
    separate(json.length);
    System.arraycopy(json, 0, bytes, length, json.length);
    length += json.length;
    comma = true;
    return this;
  }

  /// A time of which `Rfc3339` can write the milliseconds.
  JsonWriter time(long epochMillis) {
    separate(Rfc3339.LENGTH + 2);
    bytes[length] = '"';
    Rfc3339.write(epochMillis, bytes, length + 1);
    length += Rfc3339.LENGTH + 2;
    bytes[length - 1] = '"';
    comma = true;
    return this;
  }

  JsonWriter value(Address address) {
    if (!address.isV4()) {
      return value(address.toString());
    }
    separate(Address.LONGEST_V4 + 2);
    bytes[length++] = '"';
    length = address.writeV4(bytes, length);
    bytes[length++] = '"';
    comma = true;
    return this;
  }

  /// Whoever sends a token in a path or a header must not find it in a record for good, so none is
  /// written, whichever member it would stand in.
  JsonWriter value(String value) {
    String text = TokenText.redacted(value);
    int size = text.length();
    separate(size + 2);
    bytes[length++] = '"';
    int i = PlainText.write(text, bytes, length);
    length += i;
    if (i < size) {
      escaped(text, i);
    }
    ensure(1);
    bytes[length++] = '"';
    comma = true;
    return this;
  }

  private void escaped(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      ensure(6);
      if (c == '"' || c == '\\') {
        bytes[length++] = '\\';
        bytes[length++] = (byte) c;
      } else if (c >= 0x20 && c < 0x7F) {
        bytes[length++] = (byte) c;
      } else if (c < 0xA0) {
        unicodeEscape(c);
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xC0 | c >> 6);
        bytes[length++] = continuation(c);
      } else if (!Character.isSurrogate(c)) {
        bytes[length++] = (byte) (0xE0 | c >> 12);
        bytes[length++] = continuation(c >> 6);
        bytes[length++] = continuation(c);
      } else if (isPair(text, i)) {
        supplementary(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        unicodeEscape(c);
      }
    }
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private void supplementary(int point) {
    bytes[length++] = (byte) (0xF0 | point >> 18);
    bytes[length++] = continuation(point >> 12);
    bytes[length++] = continuation(point >> 6);
    bytes[length++] = continuation(point);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void unicodeEscape(char c) {
    bytes[length++] = '\\';
    bytes[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[c >> shift & 0xF];
    }
  }

  private void separate(int more) {
    ensure(more + 1);
    if (comma) {
      bytes[length++] = ',';
    }
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  @SuppressWarnings("deprecation") // right for ASCII, and the only way without a copy in between
  private void ascii(String text, int size) {
    text.getBytes(0, size, bytes, length);
    length += size;
  }
}
