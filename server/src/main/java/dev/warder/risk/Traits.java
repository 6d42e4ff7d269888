package dev.warder.risk;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import org.jspecify.annotations.Nullable;

/// What a call shows at each level, as 32-bit keys; 0 where it shows nothing.
///
/// A key is a hash that has the level in it. Two values may share one, at odds of one in 2^32: then
/// a new value looks known. An attacker who can make that happen could as well send the known
/// value.
///
/// @param keys by `Level.index`, then the seat: this address with this full user agent
/// @param operation method and template
/// @param path as asked for, without its query
record Traits(int[] keys, int operation, int path) {
  /// The seat's place among the keys, behind all levels.
  static final int SEAT = Level.COUNT;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  static Traits of(Attempt attempt, Context context, Action action) {
    int[] keys = new int[SEAT + 1];
    if (isPlaced(context.network())) {
      place(keys, attempt.source(), context.place());
    }
    client(keys, context.client());
    int address = keys[Level.ADDRESS.index];
    if (address != 0) {
      long both = (long) address << Integer.SIZE | (keys[Level.AGENT.index] & 0xFFFF_FFFFL);
      keys[SEAT] = mix(both * MIX + SEAT);
    }
    keys[Level.METHODS.index] = key(Level.METHODS, action.methodClass().hashCode());
    keys[Level.GROUP.index] = key(Level.GROUP, action.group().hashCode());
    keys[Level.TEMPLATE.index] = key(Level.TEMPLATE, action.template().hashCode());
    int operation = mix(31L * action.method().hashCode() + action.template().hashCode());
    return new Traits(keys, operation, mix(attempt.path().path().hashCode() * MIX));
  }

  /// Whether the address says anything of a place.
  static boolean isPlaced(NetworkClass network) {
    return network != NetworkClass.PRIVATE && network != NetworkClass.UNKNOWN;
  }

  int key(Level level) {
    return keys[level.index];
  }

  /// 0 where no address says anything.
  int seat() {
    return keys[SEAT];
  }

  private static void place(int[] keys, @Nullable Address source, Place place) {
    String country = place.country();
    if (country != null) {
      keys[Level.COUNTRY.index] = key(Level.COUNTRY, country.hashCode());
    }
    if (place.asn() != 0) {
      keys[Level.ASN.index] = key(Level.ASN, place.asn());
    }
    if (source != null) {
      long prefix = source.isV4() ? source.low() >>> 8 : source.high() >>> 16;
      keys[Level.PREFIX.index] = key(Level.PREFIX, prefix);
      keys[Level.ADDRESS.index] = key(Level.ADDRESS, source.low() * MIX + source.high());
    }
  }

  /// A call without a user agent shows an empty one: leaving it out is a trait as well.
  private static void client(int[] keys, Client client) {
    long product = client.product().hashCode();
    long platform = product * 31 + client.platform().hashCode();
    long major = platform * 31 + client.majorVersion().hashCode();
    keys[Level.PRODUCT.index] = key(Level.PRODUCT, product);
    keys[Level.PLATFORM.index] = key(Level.PLATFORM, platform);
    keys[Level.MAJOR.index] = key(Level.MAJOR, major);
    keys[Level.AGENT.index] = key(Level.AGENT, client.userAgent().hashCode());
  }

  private static int key(Level level, long value) {
    return mix(value * MIX + (level.index + 1) * 0xC2B2AE3D27D4EB4FL);
  }

  /// The finaliser of SplitMix64, folded to 32 bits and never 0.
  private static int mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    int folded = (int) (z ^ (z >>> 31));
    return folded == 0 ? 1 : folded;
  }
}
