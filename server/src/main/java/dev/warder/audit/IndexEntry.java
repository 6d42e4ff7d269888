package dev.warder.audit;

import java.nio.ByteBuffer;

/// What the index holds of one record, in 64 bytes: its leaf hash, where its line begins in its
/// segment, and its label. Times never go back, so that they can be searched.
record IndexEntry(byte[] leaf, long offset, Label label) {
  static final int BYTES = 64;
  static final int TIME_AT = Sha256.LENGTH + Long.BYTES;
  static final int ID_AT = TIME_AT + Long.BYTES;
  private static final int VERDICT_SHIFT = 56;

  /// Stands for a record that is gone, and whose entry is lost.
  static IndexEntry gone(long time) {
    return new IndexEntry(new byte[Sha256.LENGTH], 0, new Label(time, 0, 0, 0, (byte) 0));
  }

  void put(ByteBuffer into) {
    into.put(leaf);
    into.putLong((long) label.verdict() << VERDICT_SHIFT | offset);
    into.putLong(label.time());
    into.putLong(label.id());
    into.putInt(label.who());
    into.putInt(label.what());
  }

  static IndexEntry get(ByteBuffer from) {
    byte[] leaf = new byte[Sha256.LENGTH];
    from.get(leaf);
    int start = from.position() - Sha256.LENGTH;
    long offset = from.getLong(start + Sha256.LENGTH) & ((1L << VERDICT_SHIFT) - 1);
    from.position(start + BYTES);
    return new IndexEntry(leaf, offset, label(from, start));
  }

  /// The label of the entry that begins at `start`.
  static Label label(ByteBuffer from, int start) {
    return new Label(
        from.getLong(start + TIME_AT),
        from.getLong(start + ID_AT),
        from.getInt(start + ID_AT + Long.BYTES),
        from.getInt(start + ID_AT + Long.BYTES + Integer.BYTES),
        (byte) (from.getLong(start + Sha256.LENGTH) >>> VERDICT_SHIFT));
  }
}
