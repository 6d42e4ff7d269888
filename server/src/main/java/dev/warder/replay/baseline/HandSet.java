package dev.warder.replay.baseline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Evidence in hand-set points of log-odds, as Keycloak's extension for adaptive authentication
/// (`mabartos/keycloak-adaptive-authn`) gives them: 1.5 for little, 2.0 for medium and 2.5 for
/// much, on a bias of -0.5. Here: a new address is little, a new program or system medium, a new
/// country much. A user's first log-in is trusted.
final class HandSet implements Baseline {
  private static final double BIAS = -0.5;
  private static final double LITTLE = 1.5;
  private static final double MEDIUM = 2.0;
  private static final double MUCH = 2.5;

  private final Map<String, Set<String>> users = new HashMap<>();

  @Override
  public String name() {
    return "handset";
  }

  @Override
  public double score(Sighting sighting) {
    Set<String> seen = users.get(sighting.principal());
    if (seen == null) {
      return BIAS;
    }
    return BIAS
        + (seen.contains(address(sighting)) ? 0 : LITTLE)
        + (seen.contains(client(sighting)) ? 0 : MEDIUM)
        + (seen.contains(country(sighting)) ? 0 : MUCH);
  }

  @Override
  public void learn(Sighting sighting) {
    Set<String> seen = users.computeIfAbsent(sighting.principal(), key -> new HashSet<>());
    seen.add(address(sighting));
    seen.add(client(sighting));
    seen.add(country(sighting));
  }

  private static String address(Sighting sighting) {
    return "address " + sighting.address();
  }

  private static String client(Sighting sighting) {
    var client = sighting.context().client();
    return "client " + client.product() + " " + client.platform();
  }

  private static String country(Sighting sighting) {
    return "country " + sighting.country();
  }
}
