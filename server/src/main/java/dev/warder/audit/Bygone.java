package dev.warder.audit;

import dev.warder.audit.Examination.Broken;
import dev.warder.audit.Examination.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Compares a checkpoint with records that retention removed, by the leaf hashes that the index
/// still has of them. These are believed only where they give the roots that stand for the removed
/// segments, which the signature covers.
final class Bygone {

  private final Path journal;
  private final Retired retired;
  private final Sha256 sha = new Sha256();

  Bygone(Path journal, Retired retired) {
    this.journal = journal;
    this.retired = retired;
  }

  /// Absent where the removed records are those that the checkpoint signs.
  @Nullable Broken compare(Checkpoint earlier) throws IOException {
    Frontier frontier = new Frontier();
    byte[] then = frontier.root(sha);
    try (Leaves leaves = Leaves.open(journal, 0, retired.size())) {
      for (byte[] leaf = leaves.next(); leaf != null; leaf = leaves.next()) {
        frontier.add(sha, leaf);
        if (frontier.size() == earlier.size()) {
          then = frontier.root(sha);
        }
      }
    } catch (IOException e) {
      return unknown(earlier);
    }
    byte[] root = retired.frontier(sha).root(sha);
    if (frontier.size() < retired.size() || !Arrays.equals(frontier.root(sha), root)) {
      return unknown(earlier);
    }
    return Arrays.equals(then, earlier.root())
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
            + " records lies within what retention removed, and the index that could show that it"
            + " belongs to this journal is gone: use a later one");
  }

  private static Broken broken(Checkpoint earlier, Damage damage, String message) {
    return new Broken(earlier.size(), "", 0, damage, message, false);
  }
}
