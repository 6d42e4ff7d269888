package dev.warder.context;

import dev.warder.model.NetworkClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables in force that can be replaced, and what is known of each.
///
/// @param place the configured or imported database; null where only the jar's countries are there
/// @param infos one for each table, in a fixed order
record Layers(
    @Nullable Mmdb place, Asns asns, Map<NetworkClass, Ranges> lists, List<IntelInfo> infos) {
  Layers {
    lists = Map.copyOf(lists);
    infos = List.copyOf(infos);
  }

  Layers with(Loaded loaded) {
    IntelInfo info = loaded.info();
    return switch (loaded) {
      case Loaded.Places places -> new Layers(places.mmdb(), asns, lists, replaced(info));
      case Loaded.Systems systems -> new Layers(place, systems.asns(), lists, replaced(info));
      case Loaded.Networks networks -> {
        Map<NetworkClass, Ranges> all = new EnumMap<>(NetworkClass.class);
        all.putAll(lists);
        all.put(networks.networkClass(), networks.ranges());
        yield new Layers(place, asns, all, replaced(info));
      }
    };
  }

  /// A database of places leaves the jar's countries in force beneath it.
  private List<IntelInfo> replaced(IntelInfo info) {
    List<IntelInfo> all = new ArrayList<>(infos);
    boolean keepsBundled = info.kind() == IntelKind.PLACE;
    all.removeIf(old ->
        old.kind() == info.kind()
            && old.networkClass() == info.networkClass()
            && !(keepsBundled && old.origin() == IntelInfo.Origin.BUNDLED));
    int at = 0;
    while (at < all.size() && all.get(at).kind().compareTo(info.kind()) < 0) {
      at++;
    }
    all.add(at, info);
    return all;
  }
}
