package dev.warder.model;

import java.util.Optional;

/// An IP address as 128 bits. IPv4 and IPv4-mapped IPv6 are one and the same value.
///
/// Parsing never asks the name service, and takes only the plain forms: dotted quads without
/// leading zeros, and RFC 4291 text without a zone.
public record Address(long high, long low) implements Comparable<Address> {
  /// In bytes: `255.255.255.255`.
  public static final int LONGEST_V4 = 15;

  private static final long MAPPED = 0x0000_FFFF_0000_0000L;

  public static Address ofV4(int bits) {
    return new Address(0, MAPPED | (bits & 0xFFFF_FFFFL));
  }

  /// From four or sixteen bytes in network order.
  public static Address ofBytes(byte[] bytes) {
    if (bytes.length == 4) {
      int bits = 0;
      for (byte b : bytes) {
        bits = bits << 8 | (b & 0xFF);
      }
      return ofV4(bits);
    }
    if (bytes.length != 16) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | (bytes[i] & 0xFF);
      low = low << 8 | (bytes[i + 8] & 0xFF);
    }
    return new Address(high, low);
  }

  public static Optional<Address> parse(CharSequence text) {
    return AddressText.parse(text);
  }

  public boolean isV4() {
    return high == 0 && (low & 0xFFFF_FFFF_0000_0000L) == MAPPED;
  }

  /// The 32 bits of an IPv4 address; meaningless otherwise.
  public int v4() {
    return (int) low;
  }

  /// Writes an IPv4 address as ASCII text.
  ///
  /// @return where it ends
  public int writeV4(byte[] into, int at) {
    return AddressText.printV4(v4(), into, at);
  }

  /// Four bytes for IPv4, sixteen otherwise, in network order.
  public byte[] bytes() {
    int length = isV4() ? 4 : 16;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      bytes[i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
    }
    return bytes;
  }

  /// The first `bits` of this address, counted in its own family (32 or 128), the rest zero.
  public Address prefix(int bits) {
    int kept = isV4() ? bits + 96 : bits;
    long keepHigh = kept >= 64 ? -1L : kept <= 0 ? 0 : -1L << (64 - kept);
    long keepLow = kept >= 128 ? -1L : kept <= 64 ? 0 : -1L << (128 - kept);
    return new Address(high & keepHigh, low & keepLow);
  }

  @Override
  public int compareTo(Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// RFC 5952 text.
  @Override
  public String toString() {
    return AddressText.print(this);
  }
}
