package dev.warder.context;

import dev.warder.model.NetworkClass;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where place and network data come from, besides what the jar carries.
///
/// @param place an MMDB with cities or countries
/// @param asn a CSV (`start,end,asn,name`) or an MMDB
/// @param networks lists of addresses and networks, one a line, by class
/// @param folder where imported files are kept, `DATA/intel`; imported beats configured
public record IntelSources(
    @Nullable Path place, @Nullable Path asn, Map<NetworkClass, Path> networks, Path folder) {
  public IntelSources {
    networks = Map.copyOf(networks);
  }

  /// Nothing configured: what the jar carries, and what was imported.
  public static IntelSources of(Path folder) {
    return new IntelSources(null, null, Map.of(), folder);
  }
}
