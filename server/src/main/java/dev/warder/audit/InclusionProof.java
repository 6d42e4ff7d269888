package dev.warder.audit;

import java.util.List;

/// Shows that a record is in the tree that a checkpoint signs (RFC 9162 section 2.1.3).
///
/// @param leaf the record's leaf hash
/// @param path lowest hash first
public record InclusionProof(long index, long size, byte[] leaf, List<byte[]> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  public boolean leadsTo(byte[] root) {
    return MerkleTree.includes(leaf, index, size, path, root);
  }
}
