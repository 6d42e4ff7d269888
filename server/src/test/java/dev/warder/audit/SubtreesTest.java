package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubtreesTest {
  private static final int RECORDS = 40_000;
  private static final int SEGMENT = 7_001;

  @TempDir private Path journal;

  @Test
  void manyLeavesAtOnceGiveTheRootThatOneByOneGives() throws IOException {
    byte[][] leaves = new byte[RECORDS][];
    ByteBuffer entries = ByteBuffer.allocate(RECORDS * IndexEntry.BYTES);
    Random random = new Random(7);
    for (int seq = 0; seq < RECORDS; seq++) {
      leaves[seq] = new byte[Sha256.LENGTH];
      random.nextBytes(leaves[seq]);
      new IndexEntry(leaves[seq], seq, new Label(seq, seq, seq, seq, (byte) 0)).put(entries);
    }
    for (int at = 0; at < RECORDS; at += SEGMENT) {
      int until = Math.min(RECORDS, at + SEGMENT);
      try (Disk.Handle index = IndexFile.write(Disk.real(), Segment.in(journal, at), 0)) {
        ByteBuffer part = entries.slice(at * IndexEntry.BYTES, (until - at) * IndexEntry.BYTES);
        Disk.writeAll(index, part, IndexFile.position(0));
      }
    }

    try (IndexFile file = IndexFile.open(journal)) {
      for (int first : new int[] {0, 1, 4095, 4096, 12_345}) {
        for (int until : new int[] {first, 16_384, 20_481, RECORDS}) {
          Frontier expected = frontier(leaves, until);
          Frontier found = frontier(leaves, first);
          Subtrees.add(file, until, found);
          assertThat(found.size()).isEqualTo(until);
          assertThat(found.root(new Sha256())).isEqualTo(expected.root(new Sha256()));
        }
      }
    }
  }

  private static Frontier frontier(byte[][] leaves, int until) {
    Sha256 sha = new Sha256();
    Frontier frontier = new Frontier();
    for (int seq = 0; seq < until; seq++) {
      frontier.add(sha, leaves[seq]);
    }
    return frontier;
  }
}
