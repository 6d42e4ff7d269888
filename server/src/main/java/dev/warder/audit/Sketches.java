package dev.warder.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Identity;
import dev.warder.model.Route;
import dev.warder.model.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads decisions out of blocks of a journal as fast as they can be judged: straight from the
/// bytes, with parts that repeat read once. For one thread.
public final class Sketches {
  /// Hears what a block holds, line by line.
  public interface Reader {
    void decision(Sketch sketch);

    /// A record of something else; it stands in the block from `from` to `to`.
    default void event(byte[] block, int from, int to) {}

    /// A decision whose personal fields are sealed.
    void sealed();

    /// A line that is no record of ours.
    void unreadable();
  }

  private static final byte[] SEQ = Scan.name("seq");
  private static final byte[] ID = Scan.name("id");
  private static final byte[] TIME = Scan.name("time");
  private static final byte[] DECISION = "\"kind\":\"decision\"".getBytes(UTF_8);
  private static final byte[] NODE = Scan.name("node");
  private static final byte[] GATEWAY = Scan.name("gateway");
  private static final byte[] ATTEMPT = Scan.name("attempt");
  private static final byte[] IDENTITY = Scan.name("identity");
  private static final byte[] ROUTE = Scan.name("route");
  private static final byte[] ACTION = Scan.name("action");
  private static final byte[] CONTEXT = Scan.name("context");
  private static final byte[] RISK = Scan.name("risk");
  private static final byte[] POLICY = Scan.name("policy");
  private static final byte[] REVISION = Scan.name("revision");
  private static final byte[] RULES = Scan.name("rules");
  private static final byte[] VERDICT = Scan.name("verdict");
  private static final byte[] REFUSAL = Scan.name("refusal");
  private static final byte[] OBLIGATIONS = Scan.name("obligations");
  private static final byte[] DENIAL = Scan.name("denial");
  private static final byte[] REASONS = Scan.name("reasons");

  private static final long LINES = Eights.of('\n');

  private final Scan scan = new Scan();
  private final Seals seals;
  private final AttemptScan attempts = new AttemptScan(scan);
  private final RiskScan risks;
  private final ContextScan contexts = new ContextScan(scan);
  private final Spans<Optional<Identity>> identities = new Spans<>();
  private final Spans<Route> routes = new Spans<>();

  /// @param factors whether the factors of risk are asked for
  /// @param numbers whether its log-odds, probability and confidence are; they are `NaN` otherwise
  public Sketches(boolean factors, boolean numbers, Seals seals) {
    this.seals = seals;
    this.risks = new RiskScan(scan, factors, numbers);
  }

  public void read(JournalBlocks.Block block, Reader reader) {
    int from = 0;
    while (from < block.length()) {
      int end = line(block, from, reader);
      from = end + 1;
    }
  }

  /// Where the line ends.
  private int line(JournalBlocks.Block block, int from, Reader reader) {
    byte[] bytes = block.bytes();
    scan.over(bytes, from, block.length());
    boolean decision = false;
    try {
      scan.take('{');
      member(SEQ);
      scan.whole();
      next(ID);
      String id = scan.text();
      next(TIME);
      Instant time = AttemptScan.time(scan);
      scan.take(',');
      decision = scan.skipName(DECISION);
      if (decision) {
        Sketch sketch = decision(id, time);
        if (scan.isAt('\n')) {
          reader.decision(sketch);
          return scan.at();
        }
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      decision = true;
    }
    int end = end(bytes, decision ? from : scan.at(), block.length());
    if (decision) {
      withCare(bytes, from, end, reader);
    } else {
      reader.event(bytes, from, end);
    }
    return end;
  }

  private static int end(byte[] bytes, int from, int length) {
    return Math.min(Eights.find(bytes, from, length, LINES, LINES), length - 1);
  }

  private void withCare(byte[] bytes, int from, int end, Reader reader) {
    try {
      Entry entry = Entry.of(bytes, from, end, seals);
      if (entry.isSealed()) {
        reader.sealed();
      } else {
        entry
            .decision()
            .map(Sketch::of)
            .ifPresentOrElse(reader::decision, () -> reader.event(bytes, from, end));
      }
    } catch (IllegalArgumentException e) {
      reader.unreadable();
    }
  }

  private void member(byte[] name) {
    if (!scan.skipName(name)) {
      throw new IllegalArgumentException("not written by us");
    }
  }

  private void next(byte[] name) {
    scan.take(',');
    member(name);
  }

  /// From behind the kind to the end of the record.
  private Sketch decision(String id, Instant time) {
    next(NODE);
    scan.skipValue();
    next(GATEWAY);
    String gateway = attempts.word();
    next(ATTEMPT);
    attempts.read();
    scan.take(',');
    Identity identity = scan.skipName(IDENTITY) ? identity() : null;
    Route route = scan.skipName(ROUTE) ? route() : null;
    if (scan.skipName(ACTION)) {
      skipMember();
    }
    Context context = scan.skipName(CONTEXT) ? contexts.read(attempts.userAgent()) : null;
    Instant made = attempts.time();
    Instant at = made == null ? time : made;
    List<String> lacks = context == null ? List.of() : context.missing();
    Assessment assessment = scan.skipName(RISK) ? risks.read(lacks, at) : null;
    List<String> rules = scan.skipName(POLICY) ? rules() : null;
    member(VERDICT);
    String verdict = attempts.word();
    scan.take(',');
    if (scan.skipName(REFUSAL)) {
      skipMember();
    }
    member(OBLIGATIONS);
    String denial = denial();
    scan.take(',');
    List<String> reasons = scan.skipName(REASONS) ? reasons() : List.of();
    do {
      scan.skipAnyName();
      scan.skipValue();
    } while (scan.more());
    Situation situation =
        identity == null || route == null || context == null || assessment == null || rules == null
            ? null
            : new Situation(attempt(gateway, at), identity, route, context, assessment);
    return new Sketch(
        id, time, verdict, denial, rules == null ? List.of() : rules, reasons, situation);
  }

  private Attempt attempt(String gateway, Instant time) {
    return new Attempt(
        time,
        gateway,
        new Credential.Absent(),
        attempts.method(),
        attempts.scheme(),
        attempts.host(),
        new CanonicalPath(attempts.path(), null),
        attempts.source(),
        attempts.headers(),
        attempts.problem());
  }

  private void skipMember() {
    scan.skipValue();
    scan.take(',');
  }

  private @Nullable Identity identity() {
    int from = scan.at();
    scan.skipValue();
    int to = scan.at();
    scan.take(',');
    byte[] bytes = scan.bytes();
    return identities
        .get(
            bytes,
            from,
            to,
            () -> Optional.ofNullable(Decoder.identity(AttemptScan.tree(bytes, from, to))))
        .orElse(null);
  }

  private Route route() {
    int from = scan.at();
    scan.skipValue();
    int to = scan.at();
    scan.take(',');
    byte[] bytes = scan.bytes();
    return routes.get(bytes, from, to, () -> Decoder.route(AttemptScan.tree(bytes, from, to)));
  }

  private List<String> rules() {
    scan.take('{');
    member(REVISION);
    scan.skipValue();
    next(RULES);
    List<String> rules = texts();
    while (scan.more()) {
      scan.skipAnyName();
      scan.skipValue();
    }
    scan.take(',');
    return rules;
  }

  private @Nullable String denial() {
    scan.take('{');
    if (scan.skip('}')) {
      return null;
    }
    String denial = null;
    do {
      if (scan.skipName(DENIAL)) {
        denial = attempts.word();
      } else {
        scan.skipAnyName();
        scan.skipValue();
      }
    } while (scan.more());
    return denial;
  }

  private List<String> reasons() {
    List<String> reasons = texts();
    scan.take(',');
    return reasons;
  }

  private List<String> texts() {
    scan.take('[');
    if (scan.skip(']')) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(2);
    do {
      texts.add(attempts.word());
    } while (scan.skip(','));
    scan.take(']');
    return texts;
  }
}
