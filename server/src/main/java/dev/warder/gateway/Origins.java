package dev.warder.gateway;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out where a call comes from.
///
/// The authenticated gateway is the first trusted hop; the client is the first untrusted entry of
/// the chain from the right. Every entry must be an address, whoever wrote it (CVE-2026-57210,
/// CVE-2023-36456, Unkey `keys/validation.go`).
final class Origins {
  private static final int LONGEST_CHAIN = 32;

  private final List<Cidr> trusted;

  Origins(List<Cidr> trusted) {
    this.trusted = trusted;
  }

  /// @throws Fault.Invalid where something else than an address stands for one
  @Nullable Address find(Told.Origin origin) {
    return switch (origin) {
      case Told.Origin.Named(String address) -> address == null ? null : parse(address);
      case Told.Origin.Chain(Iterator<String> values) -> client(entries(values));
    };
  }

  private static List<Address> entries(Iterator<String> values) {
    List<Address> entries = new ArrayList<>(2);
    while (values.hasNext()) {
      String line = values.next();
      int start = 0;
      while (start <= line.length()) {
        int comma = line.indexOf(',', start);
        int end = comma < 0 ? line.length() : comma;
        entries.add(parse(line.substring(start, end)));
        if (entries.size() > LONGEST_CHAIN) {
          throw new Fault.Invalid("the chain of forwarding hops is too long");
        }
        start = end + 1;
      }
    }
    return entries;
  }

  /// Where all hops are trusted, the farthest is the client.
  private @Nullable Address client(List<Address> entries) {
    for (int i = entries.size() - 1; i > 0; i--) {
      if (!isTrusted(entries.get(i))) {
        return entries.get(i);
      }
    }
    return entries.isEmpty() ? null : entries.getFirst();
  }

  boolean isTrusted(Address address) {
    for (Cidr network : trusted) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static Address parse(String text) {
    return Address.parse(text.strip())
        .orElseThrow(() -> new Fault.Invalid("the client's address is not an address"));
  }
}
