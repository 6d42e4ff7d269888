package dev.warder.audit;

import dev.warder.audit.Examination.Broken;
import dev.warder.audit.Examination.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compares a checkpoint with records that retention removed: by the roots that stand for their
/// segments, which the signature covers, and within a segment by the leaf hashes that the index
/// still has of it. These are believed only where they give the roots.
final class Bygone {

  private final Path journal;
  private final Retired retired;
  private final Sha256 sha = new Sha256();

  Bygone(Path journal, Retired retired) {
    this.journal = journal;
    this.retired = retired;
  }

  /// Absent where the removed records are those that the checkpoint signs.
  @Nullable Broken compare(Checkpoint earlier) {
    Frontier before = new Frontier();
    for (Retired.Part part : retired.parts()) {
      if (earlier.size() == before.size()) {
        return compare(earlier, before.root(sha));
      }
      Frontier behind = before.copy();
      part.addTo(behind, sha);
      if (earlier.size() < behind.size()) {
        byte[] then = root(before, part, earlier.size(), behind.root(sha));
        return then == null ? unknown(earlier) : compare(earlier, then);
      }
      before = behind;
    }
    return compare(earlier, before.root(sha));
  }

  /// By the leaves of the part in which the `size`th record was.
  ///
  /// @param wanted what they must give in the end to be believed
  private byte @Nullable [] root(Frontier from, Retired.Part part, long size, byte[] wanted) {
    Frontier frontier = from.copy();
    byte[] then = {};
    try (Leaves leaves = Leaves.open(journal, part.first(), part.end())) {
      for (byte[] leaf = leaves.next(); leaf != null; leaf = leaves.next()) {
        frontier.add(sha, leaf);
        if (frontier.size() == size) {
          then = frontier.root(sha);
        }
      }
    } catch (IOException e) {
      return null;
    }
    boolean whole = frontier.size() == part.end() && Arrays.equals(frontier.root(sha), wanted);
    return whole ? then : null;
  }

  private static @Nullable Broken compare(Checkpoint earlier, byte[] root) {
    return Arrays.equals(root, earlier.root())
        ? null
        : broken(
            earlier,
            Damage.REPLACED,
            "the journal does not continue the earlier checkpoint of "
                + earlier.size()
                + " records: another journal was put in its place");
  }

  private static Broken unknown(Checkpoint earlier) {
    return broken(
        earlier,
        Damage.CHECKPOINT,
        "the earlier checkpoint of "
            + earlier.size()
            + " records lies within a segment that retention removed, and the index that could show"
            + " that it belongs to this journal is gone: use a later one, or one of the end of a"
            + " segment");
  }

  private static Broken broken(Checkpoint earlier, Damage damage, String message) {
    return new Broken(earlier.size(), "", 0, damage, message, false);
  }
}
