package dev.warder.replay.baseline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How many of address, ASN, country, user agent and program were never seen of the user: what
/// "alert on a new device or a new place" comes to, which most products begin with. A user's first
/// log-in is trusted.
final class SeenUnseen implements Baseline {
  private final Map<String, Set<String>> users = new HashMap<>();

  @Override
  public String name() {
    return "seenunseen";
  }

  @Override
  public double score(Sighting sighting) {
    Set<String> seen = users.get(sighting.principal());
    if (seen == null) {
      return 0;
    }
    int unseen = 0;
    for (String value : values(sighting)) {
      unseen += seen.contains(value) ? 0 : 1;
    }
    return unseen;
  }

  @Override
  public void learn(Sighting sighting) {
    Set<String> seen = users.computeIfAbsent(sighting.principal(), key -> new HashSet<>());
    for (String value : values(sighting)) {
      seen.add(value);
    }
  }

  private static String[] values(Sighting sighting) {
    var client = sighting.context().client();
    return new String[] {
      "address " + sighting.address(),
      "asn " + sighting.asn(),
      "country " + sighting.country(),
      "agent " + client.userAgent(),
      "program " + client.product()
    };
  }
}
