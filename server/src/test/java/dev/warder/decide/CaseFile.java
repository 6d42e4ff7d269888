package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Verdict;
import dev.warder.policy.DefaultPolicy;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.PolicySource;
import dev.warder.store.memory.MemoryPolicyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Decisions as data: situations and the verdicts that they must get, from `cases/*.yaml`.
record CaseFile(JsonNode content) {
  static CaseFile read(String name) {
    try (InputStream file = CaseFile.class.getResourceAsStream("/cases/" + name)) {
      return new CaseFile(new YAMLMapper().readTree(Objects.requireNonNull(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<Named<JsonNode>> cases() {
    return content.path("cases").values().stream()
        .map(each -> Named.of(each.path("name").asString(), each));
  }

  /// An engine with the file's rules and grants, and nothing else, in force; without any, with the
  /// default policy.
  PolicyEngine policy() {
    StringBuilder yaml = new StringBuilder("apiVersion: warder.dev/v1\nkind: Policy\n");
    for (String part : List.of("rules", "grants")) {
      if (content.has(part)) {
        yaml.append(part).append(":\n").append(content.path(part).asString().indent(2));
      }
    }
    boolean own = content.has("rules") || content.has("grants");
    return PolicyEngine.open(
        new MemoryPolicyStore(),
        List.of(own ? new PolicySource("cases.yaml", yaml.toString()) : DefaultPolicy.source()),
        Set.of(),
        InstantSource.system(),
        applied -> {});
  }

  /// Compares with what a case expects; what it does not mention is left open.
  static void check(JsonNode expected, Verdict verdict, List<String> scopes, List<String> reasons) {
    assertThat(verdict.wire()).as("%s", verdict).isEqualTo(expected.path("verdict").asString());
    if (expected.has("scopes")) {
      assertThat(scopes).isEqualTo(texts(expected.path("scopes")));
    }
    if (expected.has("reasons")) {
      assertThat(reasons).isEqualTo(texts(expected.path("reasons")));
    }
    switch (verdict) {
      case Verdict.Deny deny -> compare(expected, "denial", deny.why().name());
      case Verdict.StepUp(var challenge) -> {
        compare(expected, "acr", challenge.acr());
        compare(expected, "maxAge", challenge.maxAge().toString());
      }
      case Verdict.Throttle(var retryAfter) ->
          compare(expected, "retryAfter", retryAfter.toString());
      case Verdict.Allow allow -> {}
      case Verdict.Restrict restrict -> {}
    }
  }

  private static void compare(JsonNode expected, String key, String found) {
    if (expected.has(key)) {
      assertThat(found).as(key).isEqualTo(expected.path(key).asString());
    }
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.values().forEach(each -> texts.add(each.asString()));
    return texts;
  }

  static Duration duration(JsonNode node) {
    return Duration.parse(node.asString());
  }
}
