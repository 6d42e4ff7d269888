package dev.warder.audit;

/// The right edge of a Merkle tree (RFC 6962 section 2.1): all that is needed to add a leaf and to
/// know the root. For one thread at a time.
final class Frontier {
  private static final int LEVELS = 63;

  private final byte[][] complete;
  private long size;

  Frontier() {
    this(new byte[LEVELS][], 0);
  }

  private Frontier(byte[][] complete, long size) {
    this.complete = complete;
    this.size = size;
  }

  /// Nobody writes into a hash once it stands here, so that they are shared.
  Frontier copy() {
    return new Frontier(complete.clone(), size);
  }

  long size() {
    return size;
  }

  void add(Sha256 sha, byte[] leaf) {
    add(sha, leaf, 0);
  }

  /// Adds a complete subtree of `2^height` leaves, which the size must be a multiple of.
  void add(Sha256 sha, byte[] subtree, int height) {
    byte[] hash = subtree;
    int level = height;
    for (; (size >>> level & 1) == 1; level++) {
      hash = sha.node(complete[level], hash);
    }
    complete[level] = hash;
    size += 1L << height;
  }

  byte[] root(Sha256 sha) {
    byte[] root = new byte[0];
    for (int level = 0; level < LEVELS; level++) {
      if ((size >>> level & 1) == 1) {
        root = root.length == 0 ? complete[level] : sha.node(complete[level], root);
      }
    }
    return root.length == 0 ? sha.of(root) : root;
  }
}
