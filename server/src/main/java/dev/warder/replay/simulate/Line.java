package dev.warder.replay.simulate;

import dev.warder.context.Atlas.Network;
import dev.warder.model.Address;
import java.util.Arrays;

/// A way into the Internet, and the addresses that it has in the course of time.
final class Line {
  private static final int PREFIX = 256;

  private final Network network;
  private final double[] from;
  private final Address[] addresses;

  private Line(Network network, double[] from, Address[] addresses) {
    this.network = network;
    this.from = from;
    this.addresses = addresses;
  }

  /// One address for ever.
  static Line fixed(Network network, Dice dice) {
    Address address = network.address(dice.below(network.size()));
    return new Line(network, new double[] {0}, new Address[] {address});
  }

  /// A new address after each lease, out of a few neighbouring prefixes.
  ///
  /// @param lease mean length in days
  static Line leased(Network network, Dice dice, double lease, int prefixes, double days) {
    long[] starts = new long[prefixes];
    long region = dice.below(network.size());
    for (int i = 0; i < prefixes; i++) {
      long near = region + (long) dice.normal(0, 40.0 * PREFIX);
      starts[i] = Math.floorMod(near, network.size()) / PREFIX * PREFIX;
    }
    int size = (int) Math.min(20_000, 8 + 3 * days / lease);
    double[] from = new double[size];
    Address[] addresses = new Address[size];
    double at = 0;
    for (int i = 0; i < size; i++) {
      from[i] = at;
      long start = starts[dice.below(prefixes)];
      addresses[i] = network.address(Math.min(network.size() - 1, start + dice.below(PREFIX)));
      at += dice.exponential(lease);
    }
    return new Line(network, from, addresses);
  }

  /// Any address of a large network, a new one at each use: the machines of a cloud's pool.
  static Line pool(Network network, Dice dice, double days) {
    int size = (int) (days * 8);
    double[] from = new double[size];
    Address[] addresses = new Address[size];
    for (int i = 0; i < size; i++) {
      from[i] = i / 8.0;
      addresses[i] = network.address(dice.below(network.size()));
    }
    return new Line(network, from, addresses);
  }

  Network network() {
    return network;
  }

  Address at(double day) {
    int at = Arrays.binarySearch(from, day);
    return addresses[Math.max(0, at >= 0 ? at : -at - 2)];
  }
}
