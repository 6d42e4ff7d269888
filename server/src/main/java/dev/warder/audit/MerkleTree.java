package dev.warder.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roots and proofs over leaves that stand elsewhere, as RFC 6962 section 2.1 defines them.
///
/// Complete subtrees never change, so the larger ones are remembered: the first proof over a
/// million leaves hashes all of them, the next ones a few thousand.
final class MerkleTree {
  private static final long REMEMBERED_FROM = 512;
  private static final int REMEMBERED = 100_000;

  /// Where the leaf hashes are.
  interface Leaves {
    byte[] leaf(long index) throws IOException;

    /// The root of `size` leaves from `from` on where it is known without them.
    default byte @Nullable [] subtree(long from, long size) {
      return null;
    }
  }

  private record Subtree(long from, long size) {}

  private final Leaves leaves;
  private final Cache<Subtree, byte[]> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  MerkleTree(Leaves leaves) {
    this.leaves = leaves;
  }

  byte[] root(long size) throws IOException {
    Sha256 sha = new Sha256();
    return size == 0 ? sha.of(new byte[0]) : root(sha, 0, size);
  }

  /// The hashes that lead from leaf `index` to the root of the first `size` leaves, lowest first.
  List<byte[]> inclusion(long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not among " + size);
    }
    List<byte[]> path = new ArrayList<>();
    path(new Sha256(), index, 0, size, path);
    return path;
  }

  private void path(Sha256 sha, long index, long from, long size, List<byte[]> path)
      throws IOException {
    if (size == 1) {
      return;
    }
    long left = largestPowerBelow(size);
    if (index < left) {
      path(sha, index, from, left, path);
      path.add(root(sha, from + left, size - left));
    } else {
      path(sha, index - left, from + left, size - left, path);
      path.add(root(sha, from, left));
    }
  }

  /// The hashes that show that the tree of `size` begins with the tree of `earlier`.
  List<byte[]> consistency(long earlier, long size) throws IOException {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException(earlier + " leaves are no beginning of " + size);
    }
    List<byte[]> proof = new ArrayList<>();
    if (earlier > 0 && earlier < size) {
      subproof(new Sha256(), earlier, 0, size, true, proof);
    }
    return proof;
  }

  private void subproof(
      Sha256 sha, long earlier, long from, long size, boolean known, List<byte[]> proof)
      throws IOException {
    if (earlier == size) {
      if (!known) {
        proof.add(root(sha, from, size));
      }
      return;
    }
    long left = largestPowerBelow(size);
    if (earlier <= left) {
      subproof(sha, earlier, from, left, known, proof);
      proof.add(root(sha, from + left, size - left));
    } else {
      subproof(sha, earlier - left, from + left, size - left, false, proof);
      proof.add(root(sha, from, left));
    }
  }

  private byte[] root(Sha256 sha, long from, long size) throws IOException {
    byte[] given = leaves.subtree(from, size);
    if (given != null) {
      return given;
    }
    if (size == 1) {
      return leaves.leaf(from);
    }
    boolean whole = size >= REMEMBERED_FROM && Long.bitCount(size) == 1;
    Subtree key = new Subtree(from, size);
    byte[] known = whole ? remembered.getIfPresent(key) : null;
    if (known != null) {
      return known;
    }
    long left = largestPowerBelow(size);
    byte[] root = sha.node(root(sha, from, left), root(sha, from + left, size - left));
    if (whole) {
      remembered.put(key, root);
    }
    return root;
  }

  private static long largestPowerBelow(long size) {
    return Long.highestOneBit(size - 1);
  }

  /// Checks an inclusion proof as RFC 9162 section 2.1.3.2 does.
  static boolean includes(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    Sha256 sha = new Sha256();
    long fn = index;
    long sn = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = sha.node(sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = sha.node(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(hash, root);
  }

  /// Checks a consistency proof as RFC 9162 section 2.1.4.2 does.
  static boolean extendsTree(
      long earlier, byte[] earlierRoot, long size, byte[] root, List<byte[]> proof) {
    if (earlier == size) {
      return proof.isEmpty() && Arrays.equals(earlierRoot, root);
    }
    if (earlier <= 0 || earlier > size) {
      return earlier == 0 && proof.isEmpty();
    }
    List<byte[]> hashes = new ArrayList<>(proof);
    if (Long.bitCount(earlier) == 1) {
      hashes.addFirst(earlierRoot);
    }
    if (hashes.isEmpty()) {
      return false;
    }
    int shared = Long.numberOfTrailingZeros(~(earlier - 1));
    long fn = (earlier - 1) >>> shared;
    long sn = (size - 1) >>> shared;
    Sha256 sha = new Sha256();
    byte[] old = hashes.getFirst();
    byte[] now = old;
    for (byte[] each : hashes.subList(1, hashes.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        old = sha.node(each, old);
        now = sha.node(each, now);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        now = sha.node(now, each);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && Arrays.equals(old, earlierRoot) && Arrays.equals(now, root);
  }
}
