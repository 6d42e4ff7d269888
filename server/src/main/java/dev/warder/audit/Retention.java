package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long closed segments are kept, and in which form.
///
/// @param age of a segment's latest record at which it is removed; absent for never
/// @param bytes that all closed segments with their indexes may take on the disk; the oldest go
///   first
/// @param packing whether they are compressed
public record Retention(@Nullable Duration age, long bytes, boolean packing) {

  public static final Retention EVERYTHING = new Retention(null, Long.MAX_VALUE, false);

  static final String KIND = "journal.retired";
  private static final String RECORDS = "records";
  private static final byte[] MARK =
      ("\"kind\":\"" + KIND + "\"").getBytes(StandardCharsets.US_ASCII);
  private static final int LOOKED_AT = 160;

  /// What the record tells that is written before anything is removed.
  static Map<String, Object> details(long records, String because) {
    return Map.of(RECORDS, records, "because", because);
  }

  /// How many records are gone as the line tells, 0 where it tells nothing of that.
  static long told(Lines lines) {
    byte[] buffer = lines.buffer();
    int end = lines.from() + Math.min(lines.length(), LOOKED_AT) - MARK.length;
    for (int at = lines.from(); at <= end; at++) {
      if (buffer[at] == MARK[0] && Link.startsWith(buffer, at, MARK.length, MARK)) {
        return told(lines.copy());
      }
    }
    return 0;
  }

  private static long told(byte[] line) {
    try {
      Entry entry = Entry.parse(line);
      boolean ours = entry.kind().equals(KIND);
      return ours ? new Json(entry.node()).needed("details").number(RECORDS) : 0;
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
