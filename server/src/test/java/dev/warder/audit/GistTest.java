package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GistTest extends SearchedJournal {

  @Test
  void aRecordIsFoundByTheSameTermsWhenOnlyItsGistIsRead() throws IOException {
    write(500);
    Gist gist = new Gist();
    List<Integer> shorter = new ArrayList<>();
    reader.forEachLine(
        0,
        (seq, line) -> {
          byte[] kept = gist.of(line);
          Facts whole = Facts.of(Entry.parse(line));
          Facts read = Facts.of(Entry.parse(kept));
          assertThat(Terms.of(read)).isEqualTo(Terms.of(whole));
          assertThat(read.time()).isEqualTo(whole.time());
          assertThat(Entry.parse(kept).seq()).isEqualTo(seq);
          shorter.add(line.length - kept.length);
          return true;
        });
    assertThat(shorter).hasSize(501);
    assertThat(shorter.stream().filter(bytes -> bytes > 300)).hasSizeGreaterThan(400);
  }

  @Test
  void whatIsSealedIsKept() {
    String line =
        "{\"identity\":{\"sealed\":{\"keyId\":\"k\"},\"kind\":\"user\"},\"verdict\":\"deny\"}";
    byte[] kept = new Gist().of(line.getBytes(StandardCharsets.UTF_8));
    assertThat(new String(kept, StandardCharsets.UTF_8))
        .isEqualTo("{\"identity\":{\"sealed\":{\"keyId\":\"k\"}},\"verdict\":\"deny\"}");
  }

  @Test
  void whatWeDidNotWriteIsRefused() {
    for (String line : List.of("", "[]", "{", "{\"a\":1", "{\"a\" :1}", "{\"risk\":{\"x\":")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> new Gist().of(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
