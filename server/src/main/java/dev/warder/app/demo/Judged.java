package dev.warder.app.demo;

import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Factor;
import dev.warder.model.Place;
import dev.warder.model.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A scripted call, and what Warder made of it.
///
/// @param place country and network, as far as Warder told
/// @param client the calling program, likewise
/// @param reasons what speaks most against the call, the strongest first
record Judged(
    Call call, String place, String client, String verdict, int score, List<String> reasons) {
  private static final double WORTH_TELLING = 0.3;
  private static final int MOST = 3;

  private record Point(double points, String because) {}

  Judged {
    reasons = List.copyOf(reasons);
  }

  boolean passed() {
    return verdict.equals("allow");
  }

  static Judged of(Call call, Decision decision, List<String> because) {
    List<Point> points = new ArrayList<>();
    int score = 0;
    if (decision.assessment() != null) {
      Risk risk = decision.assessment().risk();
      score = risk.score();
      for (int i = 0; i < risk.factors().size(); i++) {
        Factor factor = risk.factors().get(i);
        points.add(new Point(factor.points(), because.get(i)));
      }
    }
    List<String> reasons = points.isEmpty() ? decision.reasons() : strongest(points);
    Context context = decision.context();
    return new Judged(
        call,
        context == null ? call.address() : place(context.place(), call.address()),
        context == null ? "" : client(context.client()),
        decision.verdict().wire(),
        score,
        reasons);
  }

  /// @param answer of the native decision endpoint
  static Judged of(Call call, JsonNode answer) {
    List<Point> points = new ArrayList<>();
    JsonNode risk = answer.path("risk");
    for (JsonNode factor : risk.path("factors")) {
      points.add(new Point(factor.path("points").asDouble(), factor.path("because").asString("")));
    }
    List<String> reasons = new ArrayList<>();
    answer.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
    return new Judged(
        call,
        call.address(),
        "",
        answer.path("verdict").asString("?"),
        risk.path("score").asInt(0),
        points.isEmpty() ? reasons : strongest(points));
  }

  private static String place(Place place, String address) {
    String country = place.country();
    String network = place.asnName();
    return country == null ? address : network == null ? country : country + " " + network;
  }

  private static String client(Client client) {
    String version = client.majorVersion();
    return version.isEmpty() ? client.product() : client.product() + " " + version;
  }

  private static List<String> strongest(List<Point> points) {
    return points.stream()
        .filter(point -> point.points >= WORTH_TELLING)
        .sorted(Comparator.comparingDouble(Point::points).reversed())
        .limit(MOST)
        .map(Point::because)
        .toList();
  }
}
