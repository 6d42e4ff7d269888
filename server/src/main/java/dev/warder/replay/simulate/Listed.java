package dev.warder.replay.simulate;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Addresses of known attackers, where a list of them is at hand.
public record Listed(List<Address> addresses) {
  /// There is no list.
  public static final Listed NONE = new Listed(List.of());

  public Listed {
    addresses = List.copyOf(addresses);
  }

  /// One address or network a line; of a network, its first address. What is neither is passed
  /// over.
  public static Listed read(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return new Listed(
          lines
              .flatMap(line -> Cidr.parse(line.strip().split("\\s", 2)[0]).stream())
              .map(Cidr::network)
              .filter(Address::isV4)
              .toList());
    }
  }
}
