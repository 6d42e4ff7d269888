package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Intel;
import dev.warder.model.NetworkClass;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads which place and network data are used.
final class IntelReader {
  private IntelReader() {}

  static Intel read(Section section) {
    Path place =
        section.optional("place", Kind.PATH, "An MMDB of countries or cities; bundled otherwise.");
    Path asn =
        section.optional("asn", Kind.PATH, "A table of autonomous systems; bundled otherwise.");
    Section lists = section.section("networks");
    Map<NetworkClass, Path> networks = new EnumMap<>(NetworkClass.class);
    for (NetworkClass each :
        List.of(NetworkClass.VPN, NetworkClass.HOSTING, NetworkClass.TOR, NetworkClass.LISTED)) {
      String meaning = "A list of networks, one a line, of the class `" + each.wire() + "`.";
      Path file = lists.optional(each.wire(), Kind.PATH, meaning);
      if (file != null) {
        networks.put(each, file);
      }
    }
    lists.end();
    section.end();
    return new Intel(place, asn, networks);
  }
}
