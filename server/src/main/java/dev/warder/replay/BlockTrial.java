package dev.warder.replay;

import dev.warder.audit.Sketch;
import dev.warder.audit.Sketches;
import dev.warder.decide.Proven;
import dev.warder.decide.Retrial;
import dev.warder.decide.Ruling;
import dev.warder.model.Judgement;
import dev.warder.model.Situation;
import dev.warder.policy.DraftPolicies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decisions of one block, judged again.
final class BlockTrial implements Sketches.Reader {
  /// A call whose verdict hangs on what came before it.
  private record Waiting(
      Sketch sketch, Situation situation, Judgement judgement, List<Judgement.Hit> hits) {}

  private static final String ON_FAILURE = "on-failure";

  private final DraftPolicies draft;
  private final Retrial retrial;
  private final @Nullable Instant since;
  private final Tally tally = new Tally();
  private final List<Waiting> waiting = new ArrayList<>();

  BlockTrial(DraftPolicies draft, Retrial retrial, @Nullable Instant since) {
    this.draft = draft;
    this.retrial = retrial;
    this.since = since;
  }

  @Override
  public void decision(Sketch sketch) {
    if (since != null && sketch.time().isBefore(since)) {
      return;
    }
    Situation situation = sketch.situation();
    if (situation == null || !sketch.isOfPolicy()) {
      tally.untouched();
      return;
    }
    Judgement judgement = Proven.judge(draft::judge, situation);
    List<Judgement.Hit> hits = Retrial.hits(judgement, sketch.rules().contains(ON_FAILURE));
    Waiting call = new Waiting(sketch, situation, judgement, hits);
    if (Retrial.charges(situation, judgement)) {
      waiting.add(call);
    } else {
      rule(call);
    }
  }

  private void rule(Waiting call) {
    Sketch sketch = call.sketch;
    boolean replayed = Retrial.isReplayed(call.situation.attempt().time(), sketch.time());
    Ruling ruling = retrial.rule(call.situation, call.judgement, call.hits, replayed);
    Mark before = Mark.of(sketch.verdict()).orElse(Mark.DENY);
    Mark after = Mark.of(ruling.verdict().wire()).orElse(Mark.DENY);
    tally.add(before, after);
    if (before != after) {
      String principal = call.situation.identity().principal().id();
      String route = call.situation.route().id();
      tally.changed(principal, route, example(call, ruling, before, after));
    }
  }

  private static Example example(Waiting call, Ruling ruling, Mark before, Mark after) {
    var attempt = call.situation.attempt();
    return new Example(
        call.sketch.id(),
        call.sketch.time(),
        call.situation.identity().principal().id(),
        attempt.method() + " " + attempt.host() + attempt.path().path(),
        call.situation.assessment().risk().score(),
        before,
        after,
        call.sketch.reasons(),
        ruling.reasons());
  }

  @Override
  public void sealed() {
    tally.sealed();
  }

  @Override
  public void unreadable() {
    tally.unreadable();
  }

  /// To be called once all blocks before it are finished.
  Tally finish() {
    waiting.forEach(this::rule);
    return tally;
  }
}
