package dev.warder.endtoend;

import static java.lang.Math.floorMod;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.endtoend.Warder.Made;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// What Warder decided on the calls of a log: over several connections, and in the order of time
/// for each principal.
record Playback(List<Played> decisions) {
  private static final int SHOWN = 10;
  private static final int LANES = 4;

  record Played(LoggedCall call, JsonNode decision) {
    int score() {
      return decision.path("risk").path("score").asInt(-1);
    }

    String because() {
      StringBuilder text = new StringBuilder();
      for (JsonNode factor : decision.path("risk").path("factors")) {
        if (factor.path("points").asDouble() > 0.5) {
          text.append("\n      ").append(factor.path("because").asString(""));
        }
      }
      return text.toString();
    }
  }

  /// Makes a token for each principal, asks about each call and tells what became of it.
  static Playback of(Warder admin, List<LoggedCall> calls) throws IOException {
    Made player = admin.makeToken("player", "service", "warder:decide", "warder:replay");
    Warder gateway = admin.as(player.token());
    Map<Integer, List<LoggedCall>> lanes =
        calls.stream().collect(groupingBy(call -> floorMod(call.principal().hashCode(), LANES)));
    try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Played>>> running =
          lanes.values().stream()
              .map(lane -> players.submit(() -> play(admin, gateway, lane)))
              .toList();
      List<Played> played = new ArrayList<>();
      for (Future<List<Played>> lane : running) {
        played.addAll(lane.get());
      }
      return new Playback(played);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a connection could not play its calls", e.getCause());
    }
  }

  private static List<Played> play(Warder admin, Warder gateway, List<LoggedCall> calls)
      throws IOException {
    Map<String, Made> tokens = new HashMap<>();
    List<Played> played = new ArrayList<>();
    for (LoggedCall call : calls) {
      Made token = tokens.get(call.principal());
      if (token == null) {
        token = admin.makeToken(call.principal(), call.kind());
        tokens.put(call.principal(), token);
      }
      JsonNode decision = gateway.decide(token.token(), call.request());
      played.add(new Played(call, decision));
      if (decision.path("status").asInt() == 200) {
        observe(gateway, decision, call);
      }
    }
    return played;
  }

  List<String> ids() {
    return decisions.stream().map(p -> p.decision().path("id").asString("")).toList();
  }

  /// For the reader of the build's output.
  void print(String title) {
    Map<String, Integer> verdicts = new TreeMap<>();
    decisions.forEach(
        p -> verdicts.merge(p.decision().path("verdict").asString(""), 1, Integer::sum));
    StringBuilder text = new StringBuilder("\n" + title + ": " + decisions.size() + " calls, ");
    text.append(verdicts).append("\n  the highest scores:\n");
    decisions.stream()
        .sorted(Comparator.comparingInt(Played::score).reversed())
        .limit(SHOWN)
        .forEach(p -> text.append("  ").append(line(p)).append('\n'));
    System.out.println(text);
  }

  private static String line(Played played) {
    LoggedCall call = played.call();
    return "%3d %-8s %s %s %s %s%s"
        .formatted(
            played.score(),
            played.decision().path("verdict").asString(""),
            call.time(),
            call.principal(),
            call.method(),
            call.path(),
            played.because());
  }

  private static void observe(Warder gateway, JsonNode decision, LoggedCall call)
      throws IOException {
    Map<String, Object> outcome =
        Map.of("decisionId", decision.path("id").asString(""), "status", call.status());
    assertThat(gateway.post("/v1/observations", outcome).statusCode()).isBetween(200, 204);
  }
}
