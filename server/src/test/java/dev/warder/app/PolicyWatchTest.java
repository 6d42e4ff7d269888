package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.store.memory.MemoryPolicyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The policy folder, look by look.
class PolicyWatchTest {
  private static final String HEAD = "apiVersion: warder.dev/v1\nkind: Policy\nrules:\n";

  @TempDir private Path folder;
  private final List<String> records = new ArrayList<>();
  private PolicyEngine engine;
  private PolicyWatch watch;

  @BeforeEach
  void start() throws IOException {
    write("a.yaml", rule("a"));
    PolicyFolder policies = PolicyFolder.of(List.of(), folder);
    engine =
        PolicyEngine.open(
            new MemoryPolicyStore(), policies.read(), Set.of(), () -> Instant.EPOCH, a -> {});
    watch =
        new PolicyWatch(
            policies,
            engine,
            (kind, subject, details) -> records.add(kind + " " + details.get("problems")));
    looks();
  }

  private void write(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name), yaml);
  }

  private static String rule(String id) {
    return HEAD + "  - {id: " + id + ", when: 'true', then: deny}\n";
  }

  /// One to notice, one to see that it stands still and take it over.
  private void looks() {
    watch.look();
    watch.look();
  }

  private List<String> names() {
    return engine.active().stream().map(PolicySource::name).toList();
  }

  @Test
  void aFileMoreIsTakenOverOnceItStandsStill() throws IOException {
    write("b.yaml", rule("b"));
    watch.look();
    assertThat(names()).containsExactly("a.yaml");
    write("b.yaml", rule("b-still-being-written"));
    watch.look();
    assertThat(names()).containsExactly("a.yaml");
    watch.look();
    assertThat(names()).containsExactly("a.yaml", "b.yaml");
    Files.delete(folder.resolve("a.yaml"));
    looks();
    assertThat(names()).containsExactly("b.yaml");
    assertThat(records).isEmpty();
  }

  @Test
  void aBadFileLeavesTheOldOnesInForceAndIsRecordedOnce() throws IOException {
    String before = engine.revision();
    write("b.yaml", HEAD + "  - {id: b, when: risk.scor > 1, then: deny}\n");
    looks();
    looks();
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(engine.rejected()).isPresent();
    assertThat(records)
        .containsExactly(
            "policy.rejected [b.yaml:4:19: there is no variable risk.scor; did you mean"
                + " risk.score?]");
    write("b.yaml", rule("b"));
    looks();
    assertThat(engine.rejected()).isEmpty();
    assertThat(names()).containsExactly("a.yaml", "b.yaml");
  }

  @Test
  void aFolderThatIsEmptyOrGoneOpensNothing() throws IOException {
    String before = engine.revision();
    Files.delete(folder.resolve("a.yaml"));
    looks();
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(records)
        .containsExactly("policy.rejected [policyFolder:1:1: the policy folder holds no policy]");
    Files.delete(folder);
    looks();
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(records).hasSize(2);
    Files.createDirectory(folder);
    write("a.yaml", rule("a"));
    looks();
    assertThat(engine.rejected()).isEmpty();
  }

  @Test
  void whatIsNoTextOrTooLargeOrHiddenIsNotTaken() throws IOException {
    String before = engine.revision();
    Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xC3, 0x28});
    looks();
    assertThat(records.getLast()).contains("b.yaml is not UTF-8 text");
    write("b.yaml", "#".repeat((1 << 20) + 1));
    looks();
    assertThat(records.getLast()).contains("larger than a policy may be");
    Files.delete(folder.resolve("b.yaml"));
    write(".b.yaml", rule("b"));
    write("b.yaml.swp", rule("b"));
    looks();
    assertThat(engine.revision()).isEqualTo(before);
    assertThat(engine.rejected()).isEmpty();
  }
}
