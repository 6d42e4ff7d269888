package dev.warder.stepup;

import dev.warder.model.Assessment;
import dev.warder.model.Attempt;
import dev.warder.model.Context;
import dev.warder.model.Decision;
import dev.warder.model.Place;
import org.jspecify.annotations.Nullable;

/// What was wanted, from where and with what: the facts of a call that its caller knows anyhow.
///
/// @param address empty where unknown
/// @param where country and network in words; empty where unknown
/// @param client product and version as the client names itself; empty where it does not
public record Scene(
    String method, String host, String path, String address, String where, String client) {
  private static final int LONGEST = 500;

  static Scene of(Decision decision) {
    Attempt attempt = decision.attempt();
    Context context = decision.context();
    return new Scene(
        attempt.method(),
        attempt.host(),
        cut(attempt.path().path()),
        attempt.source() == null ? "" : attempt.source().toString(),
        context == null ? "" : cut(where(context.place())),
        context == null
            ? ""
            : cut((context.client().product() + " " + context.client().version()).strip()));
  }

  static int score(Decision decision) {
    @Nullable Assessment assessment = decision.assessment();
    return assessment == null ? 0 : assessment.risk().score();
  }

  private static String where(Place place) {
    String country = place.country() == null ? "" : place.country();
    String city = place.city() == null ? "" : place.city() + ", ";
    String network = place.asnName() == null ? "" : place.asnName();
    return (city + country + (country.isEmpty() || network.isEmpty() ? "" : ", ") + network)
        .strip();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
