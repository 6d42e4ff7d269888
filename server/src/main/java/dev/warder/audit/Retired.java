package dev.warder.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What stands for the segments that retention removed: `journal/retired`, one JSON object a line
/// for each of them, oldest first.
///
/// The roots are those of the largest complete subtrees that the segment's leaves make up, left to
/// right. No proof for a record that is still there needs more.
record Retired(List<Part> parts) {

  static final String NAME = "retired";
  static final Retired NOTHING = new Retired(List.of());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// One removed segment.
  ///
  /// @param first the `seq` of its first record
  /// @param roots of the subtrees
  /// @param last hash of its last line, which the next record names as `prev`
  /// @param time of its latest record, milliseconds
  record Part(long first, long size, List<byte[]> roots, byte[] last, long time) {

    long end() {
      return first + size;
    }

    void addTo(Frontier frontier, Sha256 sha) {
      List<Integer> levels = levels(first, size);
      for (int i = 0; i < levels.size(); i++) {
        frontier.add(sha, roots.get(i), levels.get(i));
      }
    }

    private String line() {
      HexFormat hex = HexFormat.of();
      List<String> quoted = roots.stream().map(root -> '"' + hex.formatHex(root) + '"').toList();
      String last = hex.formatHex(this.last);
      return "{\"first\":%d,\"size\":%d,\"roots\":[%s],\"last\":\"%s\",\"time\":\"%s\"}\n"
          .formatted(first, size, String.join(",", quoted), last, Instant.ofEpochMilli(time));
    }
  }

  Retired {
    parts = List.copyOf(parts);
    long at = 0;
    for (Part part : parts) {
      boolean whole = part.size > 0 && part.roots.size() == levels(part.first, part.size).size();
      if (part.first != at || !whole) {
        throw new IllegalArgumentException("the parts do not follow from each other");
      }
      at = part.end();
    }
  }

  /// @throws IllegalArgumentException where the file does not say what it should
  static Retired read(Path journal) throws IOException {
    Path file = journal.resolve(NAME);
    if (Files.notExists(file)) {
      return NOTHING;
    }
    List<Part> parts = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        parts.add(part(new Json(MAPPER.readTree(line))));
      }
      return new Retired(parts);
    } catch (JacksonException
        | DateTimeException
        | ArithmeticException
        | IllegalArgumentException
        | java.nio.charset.CharacterCodingException e) {
      throw new IllegalArgumentException(file + " does not say what retention removed", e);
    }
  }

  private static Part part(Json json) {
    return new Part(
        json.number("first"),
        json.number("size"),
        json.texts("roots").stream().map(Retired::hash).toList(),
        hash(json.text("last")),
        json.instant("time").toEpochMilli());
  }

  private static byte[] hash(String hex) {
    byte[] hash = HexFormat.of().parseHex(hex);
    if (hash.length != Sha256.LENGTH) {
      throw new IllegalArgumentException("not a hash");
    }
    return hash;
  }

  Retired with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new Retired(more);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.line()));
    return text.toString();
  }

  /// How many records are gone: the `seq` of the first that is there.
  long size() {
    return parts.isEmpty() ? 0 : parts.getLast().end();
  }

  byte[] prev() {
    return parts.isEmpty() ? Link.NO_LINE : parts.getLast().last;
  }

  long time() {
    return parts.stream().mapToLong(Part::time).max().orElse(0);
  }

  Frontier frontier(Sha256 sha) {
    Frontier frontier = new Frontier();
    parts.forEach(part -> part.addTo(frontier, sha));
    return frontier;
  }

  /// The subtrees' roots by where they begin and how many leaves they have.
  Subtrees subtrees() {
    Map<Long, byte[]> known = new HashMap<>();
    for (Part part : parts) {
      long at = part.first;
      List<Integer> levels = levels(part.first, part.size);
      for (int i = 0; i < levels.size(); i++) {
        known.put(Subtrees.key(at, levels.get(i)), part.roots.get(i));
        at += 1L << levels.get(i);
      }
    }
    return new Subtrees(known);
  }

  /// Roots that are known without their leaves.
  record Subtrees(Map<Long, byte[]> known) {

    private static final int LEVEL_BITS = 6;

    private static long key(long from, int level) {
      return from << LEVEL_BITS | level;
    }

    byte @Nullable [] root(long from, long size) {
      return Long.bitCount(size) == 1
          ? known.get(key(from, Long.numberOfTrailingZeros(size)))
          : null;
    }
  }

  /// The heights of the largest complete subtrees that leaves `first` to `first + size` make up.
  static List<Integer> levels(long first, long size) {
    List<Integer> levels = new ArrayList<>();
    long at = first;
    while (at < first + size) {
      int aligned = at == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(at);
      int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(first + size - at);
      int level = Math.min(aligned, fitting);
      levels.add(level);
      at += 1L << level;
    }
    return levels;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Retired that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new long[] {size(), parts.size()});
  }
}
