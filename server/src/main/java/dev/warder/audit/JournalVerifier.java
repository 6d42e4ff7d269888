package dev.warder.audit;

import dev.warder.audit.Examination.Damage;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Checks a journal from its files alone: every line against the one before, the tree against every
/// checkpoint, the newest checkpoint against the key.
///
/// It reads the checkpoints first and the records after, so that it may run beside a live service.
public final class JournalVerifier {
  /// What is looked at. Tests leave one out to show that it is needed.
  enum Check {
    /// Lines give themselves their own number.
    NUMBER,
    /// Lines name the one before.
    CHAIN,
    /// The tree has the roots that the checkpoints say.
    TREE,
    /// The key signed the newest checkpoint.
    SIGNATURE
  }

  private static final int PROGRESS = 10_000;

  /// Retention may remove a segment while we read: then all begins anew.
  private static final int MOST_ATTEMPTS = 5;

  private final Path journal;
  private final VerifierKeys keys;
  private final boolean selfAttested;
  private final Set<Check> checks;
  private final LongConsumer progress;
  private final Sha256 sha = new Sha256();
  private Frontier frontier = new Frontier();
  private byte[] prev = Link.NO_LINE;
  private Holdings holdings = new Holdings(List.of(), Retired.NOTHING);

  /// How many records the journal itself says that retention removed.
  private long told;

  private JournalVerifier(
      Path journal,
      VerifierKeys keys,
      boolean selfAttested,
      Set<Check> checks,
      LongConsumer progress) {
    this.checks = checks;
    this.journal = journal;
    this.keys = keys;
    this.selfAttested = selfAttested;
    this.progress = progress;
  }

  /// @param folder the data folder or the journal in it
  /// @param key who must have signed; absent to believe the folder's own `keys/audit.pub`
  /// @param earlier a checkpoint from elsewhere that the journal must continue
  public static Examination verify(
      Path folder, @Nullable VerifierKey key, @Nullable Checkpoint earlier) throws IOException {
    VerifierKeys keys = key == null ? null : new VerifierKeys(List.of(key));
    return verify(folder, keys, earlier, records -> {});
  }

  /// @param progress told now and then how many records were checked
  public static Examination verify(
      Path folder, @Nullable VerifierKeys keys, @Nullable Checkpoint earlier, LongConsumer progress)
      throws IOException {
    Path journal = JournalReader.folder(folder);
    VerifierKeys used = keys == null ? VerifierKeys.own(journal) : keys;
    Set<Check> all = EnumSet.allOf(Check.class);
    for (int attempt = 1; ; attempt++) {
      try {
        return new JournalVerifier(journal, used, keys == null, all, progress).examine(earlier);
      } catch (NoSuchFileException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  static Examination verify(Path folder, Set<Check> checks) throws IOException {
    Path journal = JournalReader.folder(folder);
    return new JournalVerifier(journal, VerifierKeys.own(journal), true, checks, records -> {})
        .examine(null);
  }

  private Examination examine(@Nullable Checkpoint earlier) throws IOException {
    Retired before;
    Optional<Checkpoint> newest;
    List<Checkpoint> all;
    try {
      before = Retired.read(journal);
    } catch (IllegalArgumentException e) {
      return badCheckpoint("journal/retired cannot be read");
    }
    try {
      newest = CheckpointLog.newest(journal);
      all = CheckpointLog.all(journal);
    } catch (IllegalArgumentException | MalformedInputException e) {
      return badCheckpoint("a checkpoint cannot be read");
    }
    if (newest.isEmpty()) {
      return badCheckpoint("the checkpoint is missing");
    }
    if (checks.contains(Check.SIGNATURE) && !newest.get().isSignedBy(keys.now())) {
      return badCheckpoint("the checkpoint is not signed by " + keys.now());
    }
    if (earlier != null && !keys.signed(earlier)) {
      return badCheckpoint("the earlier checkpoint is not signed by " + keys.now().name());
    }
    for (Checkpoint each : all) {
      if (each.size() > newest.get().size() && !each.isSignedBy(keys.now())) {
        return badCheckpoint("a checkpoint is not signed by " + keys.now().name());
      }
    }
    holdings = Holdings.of(journal);
    if (!holdings.retired().equals(before)) {
      throw new NoSuchFileException("retention removed records meanwhile");
    }
    all.add(newest.get());
    if (earlier != null) {
      all.add(earlier);
    }
    all.sort(Comparator.comparingLong(Checkpoint::size));
    return walk(all, newest.get(), earlier);
  }

  private Examination badCheckpoint(String message) {
    return new Examination.Broken(0, "", 0, Damage.CHECKPOINT, message, selfAttested);
  }

  private Examination walk(
      List<Checkpoint> checkpoints, Checkpoint newest, @Nullable Checkpoint earlier)
      throws IOException {
    List<Segment> segments = holdings.segments();
    int due = passRetired(checkpoints);
    if (due < 0) {
      return contradicted(checkpoints, newest, earlier);
    }
    for (Segment segment : segments) {
      if (segment.first() != frontier.size()) {
        return diagnose(newest, segment, 0);
      }
      try (Lines lines = segment.lines(0)) {
        for (long number = 1; ; number++) {
          due = passed(checkpoints, due);
          if (due < 0) {
            return contradicted(checkpoints, newest, earlier);
          }
          if (!lines.next()) {
            break;
          }
          if (!follows(lines, newest.size())) {
            return diagnose(newest, segment, number);
          }
          if (frontier.size() % PROGRESS == 0) {
            progress.accept(frontier.size());
          }
        }
        if (lines.damaged()) {
          return diagnose(newest, segment, 0);
        }
        if (lines.unfinished() > 0 && !segment.equals(segments.getLast())) {
          return diagnose(newest, segment, 0);
        }
      }
    }
    due = passed(checkpoints, due);
    if (due < 0 || due < checkpoints.size()) {
      return contradicted(checkpoints, newest, earlier);
    }
    if (told < holdings.retired().size()) {
      return new Examination.Broken(told, "", 0, Damage.REMOVED, untold(), selfAttested);
    }
    if (earlier != null && earlier.size() < holdings.retired().size()) {
      Examination.Broken broken = new Bygone(journal, holdings.retired()).compare(earlier);
      if (broken != null) {
        return broken.attested(selfAttested);
      }
    }
    long signed = newest.size();
    String head = HexFormat.of().formatHex(prev);
    return new Examination.Intact(frontier.size(), signed, head, selfAttested);
  }

  private String untold() {
    return "records "
        + told
        + " to "
        + (holdings.retired().size() - 1)
        + " are gone, and no signed record says that retention removed them";
  }

  /// Goes over what retention removed, subtree by subtree. Checkpoints within one cannot be
  /// compared any more; which one is due next, or -1 where one is wrong.
  private int passRetired(List<Checkpoint> checkpoints) {
    int due = 0;
    for (Retired.Part part : holdings.retired().parts()) {
      due = passed(checkpoints, due);
      part.addTo(frontier, sha);
      while (due >= 0
          && due < checkpoints.size()
          && checkpoints.get(due).size() < frontier.size()) {
        due++;
      }
      if (due < 0) {
        return due;
      }
    }
    prev = holdings.retired().prev();
    return due;
  }

  /// Compares with the checkpoints of this size; which one is due next, or -1 where one is wrong.
  private int passed(List<Checkpoint> checkpoints, int due) {
    int at = due;
    while (at < checkpoints.size() && checkpoints.get(at).size() == frontier.size()) {
      if (checks.contains(Check.TREE)
          && !Arrays.equals(checkpoints.get(at).root(), frontier.root(sha))) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private boolean follows(Lines lines, long signed) {
    byte[] line = lines.buffer();
    byte[] start = Link.start(frontier.size());
    boolean inOrder =
        !checks.contains(Check.NUMBER)
            || Link.startsWith(line, lines.from(), lines.length(), start);
    boolean chained =
        !checks.contains(Check.CHAIN)
            || Link.endsWith(line, lines.from(), lines.length(), Link.to(prev));
    if (!holdings.retired().parts().isEmpty() && frontier.size() < signed) {
      told = Math.max(told, Retention.told(lines));
    }
    Sha256.OfLine hashes = sha.line(line, lines.from(), lines.length());
    prev = hashes.plain();
    frontier.add(sha, hashes.leaf());
    return inOrder && chained;
  }

  /// The lines are in order as far as they go, but they are not those that were signed.
  private Examination contradicted(
      List<Checkpoint> checkpoints, Checkpoint newest, @Nullable Checkpoint earlier)
      throws IOException {
    if (earlier != null && (earlier.size() > newest.size() || !agrees(checkpoints, earlier))) {
      return new Examination.Broken(
          Math.min(frontier.size(), earlier.size()),
          "",
          0,
          Damage.REPLACED,
          "the journal does not continue the earlier checkpoint of "
              + earlier.size()
              + " records: an older copy, or another journal, was put in its place",
          selfAttested);
    }
    return diagnose(newest, null, 0);
  }

  /// Whether some checkpoint of the folder says the same as one from elsewhere, or is larger.
  private static boolean agrees(List<Checkpoint> checkpoints, Checkpoint earlier) {
    return checkpoints.stream()
        .filter(each -> each.size() == earlier.size())
        .allMatch(each -> Arrays.equals(each.root(), earlier.root()));
  }

  private Examination diagnose(Checkpoint newest, @Nullable Segment segment, long line)
      throws IOException {
    String file = segment == null ? "" : segment.name();
    return new Diagnosis(journal, holdings, newest).of(frontier.size(), file, line, selfAttested);
  }
}
