package dev.warder.context;

import dev.warder.model.Address;
import dev.warder.model.Cidr;

/// The addresses that belong to no place: private, loopback, link-local, carrier-grade NAT,
/// documentation, benchmarking, multicast and reserved space, by the IANA special-purpose address
/// registries (RFC 6890) and the IPv6 address space registry.
final class SpecialNetworks {
  /// 192.0.0.0/24 and 2001::/23 hold a few reachable anycast services; no client calls from them.
  private static final String[] SPECIAL = {
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    "::/3",
    "2001::/23",
    "2001:db8::/32",
    "3fff::/20",
    "4000::/2",
    "8000::/1",
  };

  /// NAT64 (RFC 6052), the only global unicast space outside 2000::/3: some IPv4 address behind it.
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96").orElseThrow();

  private static final Ranges RANGES = ranges();

  private SpecialNetworks() {}

  static boolean contains(Address address) {
    return RANGES.find(address) != Ranges.NONE && !NAT64.contains(address);
  }

  private static Ranges ranges() {
    RangesBuilder builder = new RangesBuilder();
    for (String network : SPECIAL) {
      builder.add(Cidr.parse(network).orElseThrow(), 0, 0);
    }
    try {
      return builder.build();
    } catch (Broken e) {
      throw new IllegalStateException(e);
    }
  }
}
