package dev.warder.audit;

import dev.warder.audit.Examination.Broken;
import dev.warder.audit.Examination.Damage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what was done to a journal that is known to be broken.
///
/// Where the index still gives the signed root it lists every leaf that was signed, and the first
/// difference is exact. Otherwise the chain tells it: a changed line no longer fits the one behind.
final class Diagnosis {
  private static final byte[] SEQ =
      "{\"seq\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final int LOOKED_AHEAD = 100_000;

  private record Found(byte[] leaf, String segment, long line, long seq, boolean fits) {}

  private final java.nio.file.Path journal;
  private final Checkpoint signed;
  private final Sha256 sha = new Sha256();

  Diagnosis(java.nio.file.Path journal, Checkpoint signed) {
    this.journal = journal;
    this.signed = signed;
  }

  /// @param noticed how many records had been read when something was found wrong
  Broken of(long noticed, String segment, long line, boolean selfAttested) throws IOException {
    List<byte[]> wanted = signedLeaves();
    Broken found = wanted == null ? byChain() : byLeaves(wanted);
    if (found == null) {
      boolean short_ = noticed < signed.size();
      Damage damage = short_ ? Damage.TRUNCATED : Damage.CHANGED;
      found = broken(Math.max(0, noticed - (short_ ? 0 : 1)), segment, line, damage);
    }
    return new Broken(
        found.seq(), found.segment(), found.line(), found.damage(), found.message(), selfAttested);
  }

  private @Nullable List<byte[]> signedLeaves() {
    List<byte[]> leaves = new ArrayList<>();
    Frontier frontier = new Frontier();
    try (IndexFile index = IndexFile.open(journal)) {
      if (index.size() < signed.size()) {
        return null;
      }
      for (long seq = 0; seq < signed.size(); seq++) {
        ByteBuffer entry = index.read(seq, 1);
        leaves.add(IndexEntry.get(entry).leaf());
        frontier.add(sha, leaves.getLast());
      }
      return Arrays.equals(frontier.root(sha), signed.root()) ? leaves : null;
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable Broken byLeaves(List<byte[]> wanted) throws IOException {
    List<Found> lines = lines(wanted.size() + LOOKED_AHEAD);
    int at = 0;
    while (at < wanted.size() && at < lines.size() && isAt(wanted, at, lines, at)) {
      at++;
    }
    if (at == wanted.size()) {
      return byChain();
    }
    if (at == lines.size()) {
      return broken(at, "", 0, Damage.TRUNCATED);
    }
    Found found = lines.get(at);
    return broken(at, found.segment(), found.line(), kind(wanted, lines, at));
  }

  private static boolean isAt(List<byte[]> wanted, int seq, List<Found> lines, int line) {
    return seq < wanted.size()
        && line < lines.size()
        && Arrays.equals(wanted.get(seq), lines.get(line).leaf());
  }

  private static Damage kind(List<byte[]> wanted, List<Found> lines, int at) {
    if (isAt(wanted, at + 1, lines, at + 1)) {
      return Damage.CHANGED;
    }
    Map<ByteBuffer, Integer> later = new HashMap<>();
    for (int line = at; line < lines.size(); line++) {
      later.put(ByteBuffer.wrap(lines.get(line).leaf()), line);
    }
    boolean elsewhere = later.containsKey(ByteBuffer.wrap(wanted.get(at)));
    boolean known =
        wanted.subList(at, wanted.size()).stream()
            .anyMatch(leaf -> Arrays.equals(leaf, lines.get(at).leaf()));
    if (elsewhere && known) {
      return Damage.REORDERED;
    }
    return elsewhere ? Damage.INSERTED : known ? Damage.REMOVED : Damage.CHANGED;
  }

  /// What can be told from the lines alone.
  private @Nullable Broken byChain() throws IOException {
    List<Found> lines = lines(Integer.MAX_VALUE);
    for (int at = 0; at < lines.size(); at++) {
      Found found = lines.get(at);
      if (found.seq() == at && found.fits()) {
        continue;
      }
      if (found.seq() == at || found.seq() < 0) {
        boolean before = at > 0 && found.seq() == at && fitsBehind(lines, at);
        Found bad = lines.get(before ? at - 1 : at);
        return broken(before ? at - 1 : at, bad.segment(), bad.line(), Damage.CHANGED);
      }
      boolean back = found.seq() > at && seenLater(lines, at);
      Damage damage = back ? Damage.REORDERED : found.seq() > at ? Damage.REMOVED : Damage.INSERTED;
      return broken(at, found.segment(), found.line(), damage);
    }
    return null;
  }

  private static boolean fitsBehind(List<Found> lines, int at) {
    return at + 1 >= lines.size() || lines.get(at + 1).fits();
  }

  private static boolean seenLater(List<Found> lines, int seq) {
    return lines.subList(seq, lines.size()).stream().anyMatch(each -> each.seq() == seq);
  }

  private List<Found> lines(int most) throws IOException {
    List<Found> all = new ArrayList<>();
    byte[] prev = Link.NO_LINE;
    for (Segment segment : Segment.list(journal)) {
      try (Lines lines = segment.lines(0)) {
        for (long number = 1; all.size() < most && lines.next(); number++) {
          byte[] line = lines.copy();
          boolean fits = Link.endsWith(line, 0, line.length, Link.to(prev));
          all.add(new Found(sha.leaf(line), segment.name(), number, seq(line), fits));
          prev = sha.of(line);
        }
      }
    }
    return all;
  }

  /// The number that a line gives itself, or -1.
  private static long seq(byte[] line) {
    long seq = 0;
    int at = SEQ.length;
    boolean starts = Link.startsWith(line, 0, line.length, SEQ);
    while (starts
        && at < line.length
        && at < SEQ.length + 18
        && line[at] >= '0'
        && line[at] <= '9') {
      seq = seq * 10 + (line[at++] - '0');
    }
    return starts && at > SEQ.length && at < line.length && line[at] == ',' ? seq : -1;
  }

  private static Broken broken(long seq, String segment, long line, Damage damage) {
    String where = line > 0 ? " (" + segment + " line " + line + ")" : "";
    String what =
        damage == Damage.TRUNCATED ? "and what follows was cut off" : "was " + damage.wire();
    return new Broken(seq, segment, line, damage, "record " + seq + where + " " + what, false);
  }
}
