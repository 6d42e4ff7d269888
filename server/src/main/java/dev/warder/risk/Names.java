package dev.warder.risk;

import dev.warder.model.Action;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Place;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the keys of shared values mean to people: countries, ASNs, programs, routes.
///
/// One table for all principals, so that profiles stay as small as they are. Addresses and whole
/// user agents have no name here: they would be personal, and as many as there are people. A full
/// table takes no more names; a sweep lets go of those that no profile holds.
final class Names {
  private static final int LONGEST = 80;
  static final int MOST = 200_000;

  private final ConcurrentHashMap<Integer, String> names = new ConcurrentHashMap<>();

  void learn(Traits traits, Context context, Action action) {
    Place place = context.place();
    Client client = context.client();
    int country = traits.key(Level.COUNTRY);
    if (lacks(country)) {
      put(country, String.valueOf(place.country()));
    }
    int asn = traits.key(Level.ASN);
    if (lacks(asn)) {
      put(asn, "AS" + place.asn() + (place.asnName() == null ? "" : " " + place.asnName()));
    }
    int major = traits.key(Level.MAJOR);
    if (lacks(major)) {
      String name = client.product().isEmpty() ? "(no user agent)" : client.product();
      String version = client.majorVersion().isEmpty() ? "" : " " + client.majorVersion();
      String platform = client.platform().isEmpty() ? "" : " on " + client.platform();
      put(major, name + version + platform);
    }
    int template = traits.key(Level.TEMPLATE);
    if (lacks(template)) {
      put(template, action.template());
    }
  }

  private boolean lacks(int key) {
    return key != 0 && !names.containsKey(key);
  }

  void put(int key, String name) {
    if (names.size() < MOST) {
      names.put(key, name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name);
    }
  }

  String of(Level level, int key) {
    return names.getOrDefault(key, "a " + level.noun + " without a name");
  }

  Map<Integer, String> all() {
    return Map.copyOf(names);
  }

  void tidy(Population population) {
    if (names.size() > MOST / 4 * 3) {
      names.keySet().removeIf(key -> population.tally(key) == 0);
    }
  }
}
