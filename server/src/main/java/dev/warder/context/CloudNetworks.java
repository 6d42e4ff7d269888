package dev.warder.context;

import dev.warder.model.NetworkClass;
import java.util.HashMap;
import java.util.Map;

/// What kind of network well-known autonomous systems run: clouds and hosters, mobile carriers, VPN
/// providers. Only systems that do one thing are listed; most of the Internet is not.
final class CloudNetworks {
  private final Map<Long, NetworkClass> classes = new HashMap<>();

  private CloudNetworks() {}

  static CloudNetworks bundled() {
    CloudNetworks networks = new CloudNetworks();
    for (String[] cells : Tables.rows("networks.tsv", 3)) {
      NetworkClass networkClass = NetworkClass.of(cells[1]).orElseThrow();
      networks.classes.put(Long.valueOf(cells[0]), networkClass);
    }
    return networks;
  }

  NetworkClass of(long asn) {
    return classes.getOrDefault(asn, NetworkClass.RESIDENTIAL);
  }
}
