package dev.warder.audit;

import dev.warder.model.Address;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The attempt of one record after the other, and the words that repeat in all of them. For one
/// thread.
final class AttemptScan {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final byte[] TIME = Scan.name("time");
  private static final byte[] METHOD = Scan.name("method");
  private static final byte[] SCHEME = Scan.name("scheme");
  private static final byte[] HOST = Scan.name("host");
  private static final byte[] PATH = Scan.name("path");
  private static final byte[] SOURCE = Scan.name("source");
  private static final byte[] HEADERS = Scan.name("headers");
  private static final byte[] PROBLEM = Scan.name("problem");

  private final Scan scan;
  private final Spans<String> words = new Spans<>();
  private final Spans<Address> addresses = new Spans<>();
  private final Spans<Map<String, String>> headerMaps = new Spans<>();
  private @Nullable Instant time;
  private String method = "";
  private String scheme = "";
  private String host = "";
  private String path = "";
  private @Nullable Address source;
  private Map<String, String> headers = Map.of();
  private @Nullable String problem;

  AttemptScan(Scan scan) {
    this.scan = scan;
  }

  void read() {
    scan.take('{');
    time = null;
    if (scan.skipName(TIME)) {
      time = time(scan);
      scan.take(',');
    }
    method = needed(METHOD);
    scheme = needed(SCHEME);
    host = needed(HOST);
    expect(PATH);
    path = scan.text();
    scan.take(',');
    source = scan.skipName(SOURCE) ? address() : null;
    expect(HEADERS);
    headers = map();
    problem = null;
    if (scan.more()) {
      expect(PROBLEM);
      problem = scan.text();
      scan.take('}');
    }
  }

  private String needed(byte[] name) {
    expect(name);
    String word = word();
    scan.take(',');
    return word;
  }

  private void expect(byte[] name) {
    if (!scan.skipName(name)) {
      throw new IllegalArgumentException("not written by us");
    }
  }

  /// A text that is likely to come again.
  String word() {
    int from = scan.at();
    if (!scan.skipText()) {
      throw new IllegalArgumentException("a text with escapes");
    }
    int to = scan.at();
    byte[] bytes = scan.bytes();
    return words.get(bytes, from, to, () -> text(bytes, from + 1, to - 1));
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  private Address address() {
    int from = scan.at();
    scan.skipText();
    int to = scan.at();
    scan.take(',');
    byte[] bytes = scan.bytes();
    return addresses.get(
        bytes,
        from,
        to,
        () ->
            Address.parse(text(bytes, from + 1, to - 1))
                .orElseThrow(() -> new IllegalArgumentException("no address")));
  }

  private Map<String, String> map() {
    int from = scan.at();
    scan.skipValue();
    int to = scan.at();
    byte[] bytes = scan.bytes();
    return headerMaps.get(bytes, from, to, () -> tree(bytes, from, to).map());
  }

  /// RFC 3339 in UTC: as we write it where it has milliseconds, any other way with more care.
  static Instant time(Scan scan) {
    int from = scan.at() + 1;
    byte[] b = scan.bytes();
    String text = null;
    scan.skipText();
    int length = scan.at() - 1 - from;
    if (length != Rfc3339.LENGTH || b[from + length - 1] != 'Z' || b[from + 19] != '.') {
      text = text(b, from, from + length);
      return Instant.parse(text);
    }
    int year = digits(b, from, 4);
    int month = digits(b, from + 5, 2);
    int day = digits(b, from + 8, 2);
    int hour = digits(b, from + 11, 2);
    int minute = digits(b, from + 14, 2);
    int second = digits(b, from + 17, 2);
    boolean plain = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60;
    if (!plain || second > 59) {
      return Instant.parse(text(b, from, from + length));
    }
    // A civil date to days: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    long days = era * 146_097L + dayOfEra - 719_468;
    long seconds = days * 86_400 + hour * 3600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, digits(b, from + 20, 3) * 1_000_000L);
  }

  private static int digits(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("no time");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  static Json tree(byte[] bytes, int from, int to) {
    return new Json(MAPPER.readTree(bytes, from, to - from));
  }

  @Nullable Instant time() {
    return time;
  }

  String method() {
    return method;
  }

  String scheme() {
    return scheme;
  }

  String host() {
    return host;
  }

  String path() {
    return path;
  }

  @Nullable Address source() {
    return source;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Nullable String problem() {
    return problem;
  }

  String userAgent() {
    return headers.getOrDefault("user-agent", "");
  }
}
