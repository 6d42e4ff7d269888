package dev.warder.audit;

import dev.warder.audit.Examination.Broken;
import dev.warder.audit.Examination.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says what was done to a journal that is known to be broken.
///
/// Where the index still gives the signed root it lists every leaf that was signed, and the first
/// difference is exact. Otherwise the chain tells it: a changed line no longer fits the one behind.
/// Reads the files several times rather than hold them: they may be larger than the memory.
final class Diagnosis {
  private final Path journal;
  private final Checkpoint signed;
  private final Holdings holdings;
  private final Sha256 sha = new Sha256();

  Diagnosis(Path journal, Holdings holdings, Checkpoint signed) {
    this.journal = journal;
    this.holdings = holdings;
    this.signed = signed;
  }

  /// @param noticed how many records had been read when something was found wrong
  Broken of(long noticed, String segment, long line, boolean selfAttested) throws IOException {
    Broken found = indexGivesSignedRoot() ? byLeaves() : byChain();
    if (found == null && !holdings.retired().parts().isEmpty() && noticed >= signed.size()) {
      String what = "what stands for removed segments in journal/retired was changed, or record ";
      long first = holdings.retired().size();
      found = new Broken(first, "", 0, Damage.CHANGED, what + first + " or a later one", false);
    }
    if (found == null) {
      boolean short_ = noticed < signed.size();
      Damage damage = short_ ? Damage.TRUNCATED : Damage.CHANGED;
      found = broken(Math.max(0, noticed - (short_ ? 0 : 1)), segment, line, damage);
    }
    return found.attested(selfAttested);
  }

  private boolean indexGivesSignedRoot() {
    Frontier frontier = holdings.retired().frontier(sha);
    try (Leaves leaves = Leaves.open(journal, frontier.size(), signed.size())) {
      for (byte[] leaf = leaves.next(); leaf != null; leaf = leaves.next()) {
        frontier.add(sha, leaf);
      }
      return frontier.size() == signed.size() && Arrays.equals(frontier.root(sha), signed.root());
    } catch (IOException e) {
      return false;
    }
  }

  private @Nullable Broken byLeaves() throws IOException {
    long at = holdings.retired().size();
    byte[] wanted;
    Walk.Line found;
    Damage next;
    try (Walk lines = new Walk(holdings);
        Leaves leaves = Leaves.open(journal, at, signed.size())) {
      found = lines.next();
      wanted = leaves.next();
      while (found != null && wanted != null && Arrays.equals(wanted, found.leaf())) {
        at++;
        found = lines.next();
        wanted = leaves.next();
      }
      if (wanted == null) {
        return byChain();
      }
      if (found == null) {
        return broken(at, "", 0, Damage.TRUNCATED);
      }
      next = sameBehind(lines, leaves) ? Damage.CHANGED : kind(at, wanted, found.leaf());
    }
    return broken(at, found.segment(), found.number(), next);
  }

  private static boolean sameBehind(Walk lines, Leaves leaves) throws IOException {
    Walk.Line found = lines.next();
    byte[] wanted = leaves.next();
    return found != null && wanted != null && Arrays.equals(wanted, found.leaf());
  }

  /// What happened where `found` stands in place of `wanted`.
  private Damage kind(long at, byte[] wanted, byte[] found) throws IOException {
    boolean elsewhere = any(at, line -> Arrays.equals(line.leaf(), wanted));
    boolean known = false;
    try (Leaves leaves = Leaves.open(journal, at, signed.size())) {
      byte[] leaf = leaves.next();
      while (leaf != null && !Arrays.equals(leaf, found)) {
        leaf = leaves.next();
      }
      known = leaf != null;
    }
    if (elsewhere && known) {
      return Damage.REORDERED;
    }
    return elsewhere ? Damage.INSERTED : known ? Damage.REMOVED : Damage.CHANGED;
  }

  /// Whether a line from the one at position `from` on is like that.
  private boolean any(long from, Predicate<Walk.Line> wanted) throws IOException {
    try (Walk lines = new Walk(holdings)) {
      long at = holdings.retired().size();
      for (Walk.Line line = lines.next(); line != null; line = lines.next()) {
        if (at++ >= from && wanted.test(line)) {
          return true;
        }
      }
      return false;
    }
  }

  /// What can be told from the lines alone.
  private @Nullable Broken byChain() throws IOException {
    try (Walk lines = new Walk(holdings)) {
      Walk.Line before = null;
      long at = holdings.retired().size();
      for (Walk.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.seq() != at || !line.fits()) {
          return byChain(before, line, lines.next(), at);
        }
        before = line;
        at++;
      }
      return null;
    }
  }

  private Broken byChain(
      Walk.@Nullable Line before, Walk.Line line, Walk.@Nullable Line behind, long at)
      throws IOException {
    if (line.seq() == at || line.seq() < 0) {
      boolean fitsBehind = behind == null || behind.fits();
      boolean itWasBefore = before != null && line.seq() == at && fitsBehind;
      Walk.Line bad = itWasBefore && before != null ? before : line;
      return broken(itWasBefore ? at - 1 : at, bad.segment(), bad.number(), Damage.CHANGED);
    }
    boolean ahead = line.seq() > at;
    boolean reordered = ahead && any(at, each -> each.seq() == at);
    Damage damage = reordered ? Damage.REORDERED : ahead ? Damage.REMOVED : Damage.INSERTED;
    return broken(at, line.segment(), line.number(), damage);
  }

  private static Broken broken(long seq, String segment, long line, Damage damage) {
    String where = line > 0 ? " (" + segment + " line " + line + ")" : "";
    String what =
        damage == Damage.TRUNCATED ? "and what follows was cut off" : "was " + damage.wire();
    return new Broken(seq, segment, line, damage, "record " + seq + where + " " + what, false);
  }
}
