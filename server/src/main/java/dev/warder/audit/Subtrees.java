package dev.warder.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Hashes the leaves that the index holds into a Merkle tree, many complete subtrees at a time on
/// all processors: of ten million records each start does this.
final class Subtrees {
  private static final int HEIGHT = 12;
  private static final int LEAVES = 1 << HEIGHT;
  private static final int AT_ONCE = 16;

  private Subtrees() {}

  /// Adds the leaves up to `until` to a frontier, from its size on.
  static void add(IndexFile index, long until, Frontier frontier) throws IOException {
    Sha256 sha = new Sha256();
    while (frontier.size() < until) {
      long seq = frontier.size();
      long ahead = until - seq;
      if (seq % LEAVES == 0 && ahead >= LEAVES) {
        int count = (int) Math.min(AT_ONCE, ahead / LEAVES);
        roots(index, seq, count).forEach(root -> frontier.add(sha, root, HEIGHT));
      } else {
        int rest = (int) Math.min(LEAVES - seq % LEAVES, ahead);
        ByteBuffer entries = index.read(seq, rest);
        for (int i = 0; i < rest; i++) {
          frontier.add(sha, IndexEntry.get(entries).leaf());
        }
      }
    }
  }

  private static List<byte[]> roots(IndexFile index, long seq, int count) throws IOException {
    List<ByteBuffer> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(index.read(seq + (long) part * LEAVES, LEAVES));
    }
    return parts.parallelStream().map(Subtrees::root).toList();
  }

  private static byte[] root(ByteBuffer entries) {
    Sha256 sha = new Sha256();
    Frontier subtree = new Frontier();
    byte[] leaf = new byte[Sha256.LENGTH];
    for (int i = 0; i < LEAVES; i++) {
      entries.get(i * IndexEntry.BYTES, leaf);
      subtree.add(sha, leaf.clone());
    }
    return subtree.root(sha);
  }
}
