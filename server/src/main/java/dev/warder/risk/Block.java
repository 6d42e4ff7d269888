package dev.warder.risk;

import java.lang.invoke.VarHandle;

/// Numbers that are used together, side by side in one array: whole ones, fractions by their bits,
/// and wide ones in two cells.
///
/// Of a million principals hardly one is in the processor's cache. What stands in one array is
/// fetched at once; each step from object to object is a wait for memory.
abstract class Block {
  private static final int LINE = 64 / Integer.BYTES;
  static final int WIDE = 2;
  static final int[] EMPTY = {};

  int[] cells;

  Block(int size) {
    cells = size == 0 ? EMPTY : new int[size];
    VarHandle.storeStoreFence(); // others fetch it without a lock
  }

  Block(Block other) {
    cells = other.cells.clone();
    VarHandle.storeStoreFence();
  }

  /// Reads something of each cache line, so that the processor fetches them all together.
  static int fetch(int[] all) {
    int read = 0;
    for (int i = 0; i < all.length; i += LINE) {
      read += all[i];
    }
    return read;
  }

  final int whole(int at) {
    return cells[at];
  }

  final void whole(int at, int value) {
    cells[at] = value;
  }

  final float fraction(int at) {
    return Float.intBitsToFloat(cells[at]);
  }

  final void fraction(int at, float value) {
    cells[at] = Float.floatToRawIntBits(value);
  }

  final void add(int at, float more) {
    fraction(at, fraction(at) + more);
  }

  final long wide(int at) {
    return ((long) cells[at + 1] << Integer.SIZE) | (cells[at] & 0xFFFF_FFFFL);
  }

  final void wide(int at, long value) {
    cells[at] = (int) value;
    cells[at + 1] = (int) (value >>> Integer.SIZE);
  }

  /// Multiplies fractions.
  final void scale(int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      fraction(i, fraction(i) * factor);
    }
  }

  /// Takes from fractions what another block has in the same places, as far as it is there.
  final void lessen(int from, int to, Block by) {
    for (int i = from; i < to; i++) {
      fraction(i, Math.max(0, fraction(i) - by.fraction(i)));
    }
  }
}
