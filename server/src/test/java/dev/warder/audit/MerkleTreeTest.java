package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
  /// The test tree of google/certificate-transparency.
  private static final List<String> INPUTS =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private final Sha256 sha = new Sha256();

  @Test
  void rootsAreThoseOfTheKnownTestTree() throws IOException {
    List<byte[]> leaves = new ArrayList<>();
    Frontier frontier = new Frontier();
    for (int size = 0; size <= INPUTS.size(); size++) {
      assertThat(HexFormat.of().formatHex(frontier.root(sha))).isEqualTo(ROOTS.get(size));
      assertThat(new MerkleTree(i -> leaves.get((int) i)).root(size)).isEqualTo(frontier.root(sha));
      if (size < INPUTS.size()) {
        leaves.add(sha.leaf(HexFormat.of().parseHex(INPUTS.get(size))));
        frontier.add(sha, leaves.getLast());
      }
    }
  }

  @Property(tries = 100)
  void everyProofHoldsAndNoOtherDoes(
      @ForAll @IntRange(min = 1, max = 1200) int size, @ForAll int one, @ForAll int other)
      throws IOException {
    List<byte[]> leaves = leaves(size);
    MerkleTree tree = new MerkleTree(i -> leaves.get((int) i));
    byte[] root = naive(leaves);
    assertThat(tree.root(size)).isEqualTo(root);
    int index = Math.floorMod(one, size);
    List<byte[]> path = tree.inclusion(index, size);
    assertThat(MerkleTree.includes(leaves.get(index), index, size, path, root)).isTrue();
    int wrong = Math.floorMod(other, size);
    assertThat(MerkleTree.includes(leaves.get(wrong), index, size, path, root))
        .isEqualTo(wrong == index);
    int earlier = 1 + Math.floorMod(other, size);
    byte[] before = naive(leaves.subList(0, earlier));
    List<byte[]> proof = tree.consistency(earlier, size);
    assertThat(MerkleTree.extendsTree(earlier, before, size, root, proof)).isTrue();
    before[0] ^= 1;
    assertThat(MerkleTree.extendsTree(earlier, before, size, root, proof)).isFalse();
  }

  @Property(tries = 50)
  void theFrontierAgreesWithTheDefinition(@ForAll @IntRange(min = 0, max = 300) int size) {
    Frontier frontier = new Frontier();
    leaves(size).forEach(leaf -> frontier.add(sha, leaf));
    assertThat(frontier.root(sha)).isEqualTo(naive(leaves(size)));
  }

  private List<byte[]> leaves(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(sha.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }

  /// RFC 6962 section 2.1, word for word.
  private byte[] naive(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return sha.of(new byte[0]);
    }
    if (leaves.size() == 1) {
      return Arrays.copyOf(leaves.getFirst(), 32);
    }
    int k = 1;
    while (k * 2 < leaves.size()) {
      k *= 2;
    }
    return sha.node(naive(leaves.subList(0, k)), naive(leaves.subList(k, leaves.size())));
  }
}
