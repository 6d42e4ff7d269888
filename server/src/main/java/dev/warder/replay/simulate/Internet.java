package dev.warder.replay.simulate;

import dev.warder.context.Atlas;
import dev.warder.context.Atlas.Network;
import dev.warder.model.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The real networks of each country, drawn as often as they have addresses.
final class Internet {
  private static final int PROVIDERS = 40;
  private static final int CARRIERS = 3;
  private static final long OF_A_PROVIDER = 50_000;

  /// Hosters from which VPN providers and their like rent most of their exits.
  private static final Set<Long> EXITS =
      Set.of(
          9009L, 60068L, 212238L, 16265L, 60781L, 28753L, 30633L, 20473L, 51167L, 16276L, 24940L);

  private static final Set<Long> CLOUDS =
      Set.of(16509L, 14618L, 396982L, 8075L, 16276L, 24940L, 14061L, 63949L, 20473L, 31898L);

  private final Map<String, List<Network>> homes = new HashMap<>();
  private final Map<String, List<Network>> mobiles = new HashMap<>();
  private final Map<String, List<Network>> exits = new HashMap<>();
  private final List<Network> clouds = new ArrayList<>();
  private final List<Network> hosters = new ArrayList<>();
  private final List<Network> everything = new ArrayList<>();
  private final NavigableMap<Long, Network> byAddress = new TreeMap<>();

  Internet(Atlas atlas) {
    for (Network network : atlas.networks()) {
      network.blocks().forEach(block -> byAddress.put(block.from(), network));
      switch (network.kind()) {
        case HOSTING, VPN, TOR, LISTED -> hosting(network);
        case MOBILE -> add(mobiles, network);
        case RESIDENTIAL, PRIVATE, UNKNOWN -> home(network);
      }
    }
    homes.replaceAll((country, list) -> largest(list, PROVIDERS));
  }

  private void hosting(Network network) {
    hosters.add(network);
    if (EXITS.contains(network.asn())) {
      add(exits, network);
    }
    if (CLOUDS.contains(network.asn())) {
      clouds.add(network);
    }
    everything.add(network);
  }

  private void home(Network network) {
    if (network.size() >= OF_A_PROVIDER) {
      add(homes, network);
      everything.add(network);
    }
  }

  private static void add(Map<String, List<Network>> to, Network network) {
    to.computeIfAbsent(network.country(), c -> new ArrayList<>()).add(network);
  }

  private static List<Network> largest(List<Network> list, int most) {
    return list.stream()
        .sorted(Comparator.comparingLong(Network::size).reversed().thenComparingLong(Network::asn))
        .limit(most)
        .toList();
  }

  /// Whether there are providers to live with.
  boolean has(String country) {
    return homes.containsKey(country);
  }

  Network home(String country, Dice dice) {
    return bySize(homes.getOrDefault(country, everything), dice);
  }

  /// A carrier; in most countries the largest providers run one under the same number.
  Network mobile(String country, Dice dice) {
    List<Network> carriers = mobiles.getOrDefault(country, List.of());
    if (!carriers.isEmpty() && dice.chance(0.7)) {
      return bySize(carriers, dice);
    }
    return bySize(largest(homes.getOrDefault(country, everything), CARRIERS), dice);
  }

  /// Where a VPN leaves: in the country, if there is such a network.
  Network exit(String country, Dice dice) {
    List<Network> here = exits.get(country);
    return here != null ? dice.pick(here) : bySize(hosters, dice);
  }

  Network cloud(String country, Dice dice) {
    List<Network> near = new ArrayList<>();
    for (Network cloud : clouds) {
      if (cloud.country().equals(country) || cloud.country().equals("US")) {
        near.add(cloud);
      }
    }
    return bySize(near.isEmpty() ? clouds : near, dice);
  }

  /// Where a CI service's machines stand: one large cloud.
  Network buildFarm() {
    return clouds.stream()
        .filter(n -> n.asn() == 8075)
        .max(Comparator.comparingLong(Network::size))
        .orElseGet(clouds::getFirst);
  }

  Network hoster(Dice dice) {
    return dice.pick(hosters);
  }

  /// Whose address that is; some provider of the country where that is not known.
  Network of(@Nullable Address address, String country, Dice dice) {
    Map.Entry<Long, Network> entry =
        address == null ? null : byAddress.floorEntry(Integer.toUnsignedLong(address.v4()));
    return entry == null ? home(country, dice) : entry.getValue();
  }

  /// Any network of the world.
  Network anywhere(Dice dice) {
    return bySize(everything, dice);
  }

  private static Network bySize(List<Network> list, Dice dice) {
    double[] sizes = new double[list.size()];
    for (int i = 0; i < sizes.length; i++) {
      // Users spread less unevenly than addresses.
      sizes[i] = Math.sqrt((double) list.get(i).size());
    }
    return list.get(dice.pick(sizes));
  }
}
