package dev.warder.audit;

import dev.warder.model.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// How a journal is kept.
///
/// @param data the data folder; the journal is `data/journal`
/// @param node names this node in records and checkpoints
/// @param fsync how often the disk is made to catch up where durability is `kernel`
/// @param key the signing key's file; made where it is missing
/// @param headers request headers that are recorded, in lower case; `user-agent`, `x-request-id`
///   and `traceparent` always are
/// @param segmentBytes at which size a new segment begins
/// @param queueRecords how many records may wait to be written
/// @param queueBytes how many bytes of them
/// @param retention what becomes of closed segments
/// @param copies where checkpoints are copied to
/// @param seal whether personal fields are sealed
public record JournalSettings(
    Path data,
    String node,
    Durability durability,
    Duration fsync,
    Path key,
    List<String> headers,
    long segmentBytes,
    int queueRecords,
    long queueBytes,
    Retention retention,
    Copies copies,
    boolean seal) {
  static final String SEALS = "seals";
  private static final Set<String> SECRETS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "dpop",
          "x-api-key",
          "x-warder-gateway-key");

  public JournalSettings {
    if (node.isEmpty() || !node.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("a node's name has 1 to 64 letters, digits, . _ or -");
    }
    Set<String> sorted = new TreeSet<>(Set.of("user-agent", "x-request-id", Trace.HEADER));
    headers.forEach(header -> sorted.add(header.toLowerCase(Locale.ROOT)));
    for (String header : sorted) {
      if (isSecret(header)) {
        throw new IllegalArgumentException(header + " carries secrets and is never recorded");
      }
    }
    headers = List.copyOf(sorted);
  }

  /// Whether a header carries secrets wherever it is used.
  ///
  /// @param header lower case
  public static boolean isSecret(String header) {
    return SECRETS.contains(header);
  }

  public static JournalSettings of(Path data, String node) {
    return new JournalSettings(
        data,
        node,
        Durability.KERNEL,
        Duration.ofMillis(50),
        data.resolve("keys").resolve("audit.key"),
        List.of("accept-language"),
        64L << 20,
        100_000,
        128L << 20,
        Retention.EVERYTHING,
        Copies.NONE,
        false);
  }

  public JournalSettings withDurability(Durability durability, Duration fsync) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withKey(Path key) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withHeaders(List<String> headers) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withSegmentBytes(long segmentBytes) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withQueue(int queueRecords, long queueBytes) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withRetention(Retention retention) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withCopies(Copies copies) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  public JournalSettings withSeal(boolean seal) {
    return new JournalSettings(
        data,
        node,
        durability,
        fsync,
        key,
        headers,
        segmentBytes,
        queueRecords,
        queueBytes,
        retention,
        copies,
        seal);
  }

  Path seals() {
    return data.resolve("keys").resolve(SEALS);
  }

  Path journal() {
    return data.resolve("journal");
  }

  String origin() {
    return "warder/" + node;
  }
}
