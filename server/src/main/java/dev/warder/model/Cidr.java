package dev.warder.model;

import java.util.Optional;

/// A network: an address and how many of its leading bits count, in the address's own family.
///
/// `::ffff:10.0.0.0/104` is `10.0.0.0/8`: an IPv4 network written as mapped IPv6 stays IPv4.
public record Cidr(Address network, int bits) {

  public Cidr {
    int most = network.isV4() ? 32 : 128;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("a prefix has 0 to " + most + " bits, not " + bits);
    }
    network = network.prefix(bits);
  }

  /// `address/bits`, or an address alone for just itself.
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    Optional<Address> address = Address.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    boolean v4 = address.get().isV4();
    if (slash < 0) {
      return Optional.of(new Cidr(address.get(), v4 ? 32 : 128));
    }
    int bits = digits(text, slash + 1);
    boolean mapped = v4 && text.lastIndexOf(':', slash) >= 0;
    if (mapped && bits >= 0) {
      bits -= 96;
    }
    return bits < 0 || bits > (v4 ? 32 : 128)
        ? Optional.empty()
        : Optional.of(new Cidr(address.get(), bits));
  }

  private static int digits(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  public boolean contains(Address address) {
    return address.isV4() == network.isV4() && address.prefix(bits).equals(network);
  }

  @Override
  public String toString() {
    return network + "/" + bits;
  }
}
