package dev.warder.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text of JSON that many records have in common, ready to be copied: `"risk":{"model":`.
///
/// @param ascii ends before a value, or with one
/// @param follows whether a comma must stand before it where a value does
/// @param ends whether it ends with a value
record Piece(byte[] ascii, boolean follows, boolean ends) {

  /// @param text ends where a value, or a first member, is to follow
  static Piece of(String text) {
    return new Piece(text.getBytes(StandardCharsets.US_ASCII), text.charAt(0) != '}', false);
  }

  /// Whole members, without brackets.
  static Piece of(JsonWriter members) {
    return new Piece(Arrays.copyOf(members.bytes(), members.length()), true, true);
  }
}
