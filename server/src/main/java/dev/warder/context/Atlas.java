package dev.warder.context;

import dev.warder.model.Address;
import dev.warder.model.NetworkClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The jar's tables turned round: which networks a country has, and which addresses they hold.
///
/// For making traffic, not for judging it: IPv4 only, and a range counts for the country of its
/// first address.
public final class Atlas {
  /// Smaller networks hold hardly anybody.
  private static final long SMALLEST = 1024;

  /// The part of an autonomous system that lies in one country.
  ///
  /// @param size how many addresses
  public record Network(
      long asn, String name, String country, NetworkClass kind, List<Block> blocks, long size) {
    public Network {
      blocks = List.copyOf(blocks);
    }

    /// @param index from 0, below `size`
    public Address address(long index) {
      long left = index;
      for (Block block : blocks) {
        if (left < block.size) {
          return Address.ofV4((int) (block.from + left));
        }
        left -= block.size;
      }
      throw new IndexOutOfBoundsException("AS" + asn + " has no address " + index);
    }
  }

  /// Addresses that follow each other.
  ///
  /// @param from unsigned 32 bits
  public record Block(long from, long size) {}

  private record Key(int system, String country) {}

  private final List<Network> networks;

  private Atlas(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /// Reads the jar's tables; blocks for about a second.
  public static Atlas bundled() {
    Bundled bundled = Bundled.tables();
    Names systems = bundled.systems().names();
    Map<Key, List<Block>> blocks = new HashMap<>();
    bundled
        .systems()
        .ranges()
        .eachV4((from, to, system) -> {
          String country = bundled.country(Address.ofV4((int) from));
          if (country != null) {
            blocks
                .computeIfAbsent(new Key(system, country), k -> new ArrayList<>(2))
                .add(new Block(from, to - from + 1));
          }
        });
    List<Network> networks = new ArrayList<>();
    blocks.forEach((key, list) -> {
      long size = list.stream().mapToLong(Block::size).sum();
      if (size >= SMALLEST) {
        long asn = systems.key(key.system);
        NetworkClass kind = bundled.clouds().of(asn);
        String name = systems.name(key.system);
        networks.add(new Network(asn, name, key.country, kind, list, size));
      }
    });
    networks.sort(Comparator.comparingLong(Network::asn).thenComparing(Network::country));
    return new Atlas(networks);
  }

  /// All of them, by number and country.
  public List<Network> networks() {
    return networks;
  }
}
