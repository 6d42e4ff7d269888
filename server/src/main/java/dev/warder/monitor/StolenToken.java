package dev.warder.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds how stolen tokens are begun with: from a source that the principal never used, somebody
/// looks what there is, tries doors, and goes for what is worth most.
final class StolenToken implements Detector {
  private static final int MOST_TOKENS = 20_000;
  private static final int MOST_CALLS = 64;

  private static final class Story {
    private final Window<String> routes;
    private final Window<String> refusals;
    private final Window<String> critical;
    private int told;

    private Story(long span) {
      routes = new Window<>(span, MOST_CALLS);
      refusals = new Window<>(span, MOST_CALLS);
      critical = new Window<>(span, MOST_CALLS);
    }
  }

  private final Recent<String, Story> tokens;
  private final int routes;
  private final int refusals;

  StolenToken(Tuning tuning) {
    long span = tuning.minutes("windowMinutes");
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
    if (!call.authenticated() || !call.isFromNewSource()) {
      return;
    }
    Story story = tokens.of(call.tokenId());
    follow(story, call);
    List<String> signs = signs(story, tolerance);
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

  private static void follow(Story story, Call call) {
    long now = call.millis();
    story.routes.expire(now);
    story.refusals.expire(now);
    story.critical.expire(now);
    if (!call.template().isEmpty()) {
      story.routes.add(now, call.template());
    }
    if (call.isRefused()) {
      story.refusals.add(now, call.id());
    }
    if (call.isSensitive()) {
      story.critical.add(now, call.id());
    }
  }

  private List<String> signs(Story story, double tolerance) {
    List<String> signs = new ArrayList<>();
    if (story.routes.distinct() >= Math.ceil(routes * tolerance)) {
      signs.add(story.routes.distinct() + " different routes");
    }
    if (story.refusals.size() >= Math.ceil(refusals * tolerance)) {
      signs.add(story.refusals.size() + " refused calls");
    }
    if (story.critical.size() > 0) {
      signs.add(story.critical.size() + " calls to critical routes");
    }
    return signs;
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
