package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A tree head as C2SP `tlog-checkpoint` writes it: origin, size and root, and who signed that.
///
/// @param note the whole signed note, with its final newline
public record Checkpoint(String origin, long size, byte[] root, String note) {
  private static final String SIGNATURE = "\n\n— ";
  private static final int HASH_AND_SIGNATURE = 4 + 64;

  static Checkpoint signed(AuditKey key, long size, byte[] root) {
    String origin = key.verifier().name();
    String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    String signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    return new Checkpoint(origin, size, root, text + "\n— " + origin + " " + signature + "\n");
  }

  /// The same with one more signature (C2SP signed notes may have several).
  Checkpoint alsoSigned(AuditKey key) {
    String text = note.substring(0, note.indexOf(SIGNATURE) + 1);
    String signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    String name = key.verifier().name();
    return new Checkpoint(origin, size, root, note + "— " + name + " " + signature + "\n");
  }

  /// How many signatures it has.
  long signatures() {
    return note.substring(note.indexOf(SIGNATURE) + 2).lines().count();
  }

  /// Empty where the text is no checkpoint; the signature is not looked at.
  public static Optional<Checkpoint> parse(String note) {
    int end = note.indexOf(SIGNATURE);
    if (end < 0 || !note.endsWith("\n")) {
      return Optional.empty();
    }
    String[] lines = note.substring(0, end).split("\n", -1);
    if (lines.length < 3 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
      return Optional.empty();
    }
    try {
      byte[] root = Base64.getDecoder().decode(lines[2]);
      return root.length == Sha256.LENGTH
          ? Optional.of(new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The one that signs the most, of a text that holds one or several behind one another; empty
  /// where it holds none.
  public static Optional<Checkpoint> furthest(String notes) {
    try {
      return all(notes.endsWith("\n\n") ? notes : notes + "\n").stream()
          .max(Comparator.comparingLong(Checkpoint::size));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// All checkpoints of a file that holds one after the other, each followed by an empty line. An
  /// unfinished last one is left out; what is none at all is an `IllegalArgumentException`.
  static List<Checkpoint> all(String notes) {
    List<Checkpoint> all = new ArrayList<>();
    int at = 0;
    while (at < notes.length()) {
      int signature = notes.indexOf(SIGNATURE, at);
      int end = signature < 0 ? -1 : notes.indexOf("\n\n", signature + 2);
      if (end < 0) {
        break;
      }
      all.add(
          parse(notes.substring(at, end + 1))
              .orElseThrow(() -> new IllegalArgumentException("not a checkpoint")));
      at = end + 2;
    }
    return all;
  }

  /// Whether `key` signed exactly this, in its own name.
  public boolean isSignedBy(VerifierKey key) {
    int end = note.indexOf(SIGNATURE);
    if (!origin.equals(key.name())) {
      return false;
    }
    byte[] text = note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
    String mine = "— " + key.name() + " ";
    return note.substring(end + 2)
        .lines()
        .filter(line -> line.startsWith(mine))
        .anyMatch(line -> isSignature(key, text, line.substring(mine.length())));
  }

  private static boolean isSignature(VerifierKey key, byte[] text, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
    boolean sameText = Base64.getEncoder().encodeToString(bytes).equals(base64);
    return sameText && bytes.length == HASH_AND_SIGNATURE && key.verifies(text, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && note.equals(that.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return origin + " " + size + " " + HexFormat.of().formatHex(root);
  }
}
