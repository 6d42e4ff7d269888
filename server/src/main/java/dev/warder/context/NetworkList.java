package dev.warder.context;

import dev.warder.model.Cidr;
import java.nio.file.Path;
import java.util.Optional;

/// A list of addresses and networks, one a line, as such lists are published: `#` and `;` begin
/// comments, what follows a blank, tab or comma is ignored.
final class NetworkList {
  /// A list that claims a sixteenth of the Internet at once is a mistake or an attack.
  private static final int WIDEST_V4 = 4;

  private static final int WIDEST_V6 = 8;

  private NetworkList() {}

  static Ranges read(Path file) throws Broken {
    RangesBuilder builder = new RangesBuilder();
    Lines.each(
        file,
        "#;",
        (line, number) -> {
          if (!line.isEmpty()) {
            builder.add(network(line, number), 0, number);
          }
        });
    if (builder.size() == 0) {
      throw new Broken("lists no network");
    }
    return builder.build();
  }

  private static Cidr network(String line, int number) throws Broken {
    String entry = line.substring(0, entryEnd(line));
    Optional<Cidr> network = Cidr.parse(entry);
    if (network.isEmpty()) {
      String shown = Text.bounded(entry, 60);
      throw new Broken(number, "'" + shown + "' is neither an address nor a network");
    }
    int widest = network.get().network().isV4() ? WIDEST_V4 : WIDEST_V6;
    if (network.get().bits() < widest) {
      throw new Broken(number, network.get() + " is wider than /" + widest);
    }
    return network.get();
  }

  private static int entryEnd(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) != ',') {
      end++;
    }
    return end;
  }
}
