package dev.warder.context;

import java.nio.charset.StandardCharsets;

/// Numbered names, kept as one block of UTF-8: 90,000 of them take 2.5 MB instead of 8.
final class Names {
  private final long[] keys;
  private final int[] ends;
  private final byte[] text;

  /// @param keys what each index stands for, such as the number of an autonomous system
  /// @param ends where each name ends in `text`; it begins where the one before ends
  Names(long[] keys, int[] ends, byte[] text) {
    this.keys = keys;
    this.ends = ends;
    this.text = text;
  }

  int size() {
    return keys.length;
  }

  long key(int index) {
    return keys[index];
  }

  /// Makes a new text at each call: whoever asks often keeps it.
  String name(int index) {
    int from = index == 0 ? 0 : ends[index - 1];
    return new String(text, from, ends[index] - from, StandardCharsets.UTF_8);
  }
}
