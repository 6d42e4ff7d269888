package dev.warder.monitor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Finds how stolen tokens are begun with: from a source that the principal never used, somebody
/// looks what there is, tries doors, and goes for what is worth most.
///
/// An owner in a new place does there what it always does: only routes that the token never used
/// are a discovery, and only different routes are different doors. Whoever proves to be the owner
/// since the story began ends it.
final class StolenToken implements Detector {
  private static final int MOST_TOKENS = 20_000;
  private static final int MOST_CALLS = 64;

  /// A token that uses more routes than these discovers nothing.
  private static final int MOST_USUAL = 256;

  /// Calls from usual sources that it takes to know what is usual.
  private static final int ENOUGH = 20;

  private static final class Story {
    private final Window<String> routes;
    private final Window<String> refused;
    private final Window<String> critical;
    private final Set<String> usual = new HashSet<>();
    private int watched;
    private long began;
    private long last;
    private int told;

    private Story(long span) {
      routes = new Window<>(span, MOST_CALLS);
      refused = new Window<>(span, MOST_CALLS);
      critical = new Window<>(span, MOST_CALLS);
    }

    private void end() {
      routes.clear();
      refused.clear();
      critical.clear();
      told = 0;
    }

    private boolean isNew(String route) {
      return watched >= ENOUGH && usual.size() < MOST_USUAL && !usual.contains(route);
    }
  }

  private final Recent<String, Story> tokens;
  private final Tactics tactics;
  private final long span;
  private final int routes;
  private final int refusals;

  /// @param tactics what of them is no looking around counts like a call to a critical route
  StolenToken(Tuning tuning, Tactics tactics) {
    this.tactics = tactics;
    span = tuning.minutes("windowMinutes");
    routes = tuning.value("routes");
    refusals = tuning.value("refusals");
    tokens = new Recent<>(MOST_TOKENS, () -> new Story(span));
  }

  @Override
  public String name() {
    return DetectorKind.STOLEN_TOKEN.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated()) {
      return;
    }
    Story story = tokens.of(call.tokenId());
    if (!call.isFromNewSource()) {
      story.watched++;
      if (story.usual.size() < MOST_USUAL) {
        story.usual.add(call.template());
      }
      return;
    }
    if (call.millis() - story.last > span) {
      story.began = call.millis();
    }
    story.last = call.millis();
    if (call.isProvenSince(story.began)) {
      story.end();
      return;
    }
    follow(story, call);
    judge(story, call, tolerance, found);
  }

  private void follow(Story story, Call call) {
    long now = call.millis();
    story.routes.expire(now);
    story.refused.expire(now);
    story.critical.expire(now);
    if (!call.template().isEmpty() && story.isNew(call.template())) {
      story.routes.add(now, call.template());
    }
    if (call.isRefused()) {
      story.refused.add(now, call.template());
    }
    if (call.isSensitive() || tactics.areServed(call)) {
      story.critical.add(now, call.id());
    }
  }

  private void judge(Story story, Call call, double tolerance, Consumer<Detection> found) {
    List<String> signs = signs(story, call, tolerance);
    int stage = signs.size();
    if (stage > story.told && stage >= (call.countryIsNew() || call.clientIsNew() ? 1 : 2)) {
      story.told = stage;
      found.accept(
          call.detection(
              name(),
              stage == 1 ? Severity.MEDIUM : stage == 2 ? Severity.HIGH : Severity.CRITICAL,
              "from a source that was never seen before ("
                  + source(call)
                  + "): "
                  + String.join(", ", signs)));
    } else if (stage == 0) {
      story.told = 0;
    }
  }

  /// A new client in a usual place is mostly the owner's: it must try twice as many doors.
  private List<String> signs(Story story, Call call, double tolerance) {
    List<String> signs = new ArrayList<>();
    boolean elsewhere = call.asnIsNew() || call.countryIsNew();
    if (story.routes.distinct() >= Math.ceil(routes * tolerance)) {
      signs.add(story.routes.distinct() + " routes that it never used");
    }
    if (story.refused.distinct() >= Math.ceil((elsewhere ? refusals : 2 * refusals) * tolerance)) {
      signs.add(story.refused.size() + " refused calls to " + doors(story.refused.distinct()));
    }
    if (story.critical.size() > 0) {
      signs.add(story.critical.size() + " calls to critical routes or operations");
    }
    return signs;
  }

  private static String doors(int routes) {
    return routes == 1 ? "one route" : routes + " routes";
  }

  private static String source(Call call) {
    List<String> parts = new ArrayList<>();
    if (call.countryIsNew()) {
      parts.add(call.country());
    }
    if (call.asnIsNew()) {
      parts.add("AS" + call.asn());
    }
    if (call.clientIsNew()) {
      parts.add(call.product().isEmpty() ? "no client name" : call.product());
    }
    return String.join(", ", parts);
  }
}
