package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas for editors take what the service takes, and refuse what it refuses.
class SchemaTest {
  private static final Path ROOT = Path.of(System.getProperty("root", ".."));
  private static final Pattern FENCED =
      Pattern.compile("^```yaml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final String HEAD = "apiVersion: warder.dev/v1\nkind: Policy\n";

  @TempDir private Path folder;

  private static Schema schema(SchemaCommand.Of of) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SchemaCommand.text(of));
  }

  private static List<String> problems(SchemaCommand.Of of, String yaml) {
    return schema(of).validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  private static Path page(SchemaCommand.Of of) {
    String name = of == SchemaCommand.Of.POLICY ? "policy" : "warder";
    return ROOT.resolve("docs/schemas/" + name + ".schema.json");
  }

  /// To print them anew: `mvn test -Dtest=SchemaTest -Dprint.reference=true`.
  @ParameterizedTest
  @EnumSource
  void theGuidesCopyIsWhatTheCommandPrints(SchemaCommand.Of of) throws IOException {
    String text = SchemaCommand.text(of);
    if (Boolean.getBoolean("print.reference")) {
      Files.writeString(page(of), text + "\n");
    }
    assertThat(page(of)).hasContent(text);
    String name = of == SchemaCommand.Of.POLICY ? "policy" : "config";
    assertThat(Played.in(folder, Map.of(), "", "schema", name))
        .isEqualTo(new Played(0, text + "\n", ""));
  }

  /// Whole files of the examples and the guide, by what they begin with.
  private static List<String> published(String has, String lacks) throws IOException {
    List<String> all = new ArrayList<>();
    for (String root : List.of("examples", "docs", "server/src/main/resources/policy")) {
      for (Path file : files(ROOT.resolve(root))) {
        String text = Files.readString(file);
        if (file.toString().endsWith(".yaml")) {
          all.add(text);
        }
        Matcher fenced = FENCED.matcher(file.toString().endsWith(".md") ? text : "");
        while (fenced.find()) {
          all.add(fenced.group(1));
        }
      }
    }
    return all.stream().filter(t -> t.contains(has) && !t.contains(lacks)).toList();
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".md"))
          .toList();
    }
  }

  @Test
  void everyPublishedPolicyIsGood() throws IOException {
    List<String> policies = published("kind: Policy", "no such text");
    assertThat(policies).hasSizeGreaterThanOrEqualTo(9);
    for (String yaml : policies) {
      assertThat(problems(SchemaCommand.Of.POLICY, yaml)).as(yaml).isEmpty();
    }
  }

  @Test
  void everyPublishedConfigurationIsGood() throws IOException {
    List<String> configurations = published("\nroutes:", "kind:");
    assertThat(configurations).isNotEmpty();
    for (String yaml : configurations) {
      assertThat(problems(SchemaCommand.Of.CONFIG, yaml)).as(yaml).isEmpty();
    }
  }

  @Test
  void aConfigurationWithEveryKindOfValueIsGood() {
    String yaml =
        """
        server: {port: 8480, trustedProxies: [127.0.0.0/8, "::1/128"]}
        storage: embedded
        decide: {deadline: 100ms}
        audit: {durability: disk, retention: {age: 400d, size: 50GB}, headers: accept-language}
        credential: [bearer, {header: X-API-Key}, {query: api_key}, basicPassword]
        routes:
          - {match: "GET /orders/{id}", scopes: ["orders:read"], sensitivity: high, onFailure: stepUp}
        risk: {levels: {medium: 35, high: 60, critical: 85}}
        policy: [policy.yaml]
        policyFolder: policies
        intel: {networks: {vpn: vpn.txt}}
        """;
    assertThat(problems(SchemaCommand.Of.CONFIG, yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "servr: {port: 1}",
        "server: {port: 70000}",
        "server: {prot: 1}",
        "decide: {deadline: soon}",
        "credential: [barer]",
        "credential: [{heder: x}]",
        "routes: [{match: 'GET /', sensitivity: hihg}]",
        "routes: [{macth: 'GET /'}]",
      })
  void aWrongConfigurationIsRefused(String yaml) {
    assertThat(problems(SchemaCommand.Of.CONFIG, yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rulez: []",
        "rules: [{id: a, when: 'true'}]",
        "rules: [{id: a b, when: 'true', then: deny}]",
        "rules: [{id: a, when: 'true', then: allow}]",
        "rules: [{id: a, when: 'true', then: {restrict: {}}}]",
        "rules: [{id: a, when: 'true', then: {restrict: {methods: [FETCH]}}}]",
        "rules: [{id: a, when: 'true', then: {throttle: {requests: 0, per: 1m}}}]",
        "rules: [{id: a, when: 'true', then: {stepUp: {acr: mfa, maxAge: 15}}}]",
        "rules: []\nmode: on",
        "rules: []\nmode: {enforce: ten}",
        "rules: []\ntests: [{name: a, given: {risk: {scor: 1}}, expect: {verdict: deny}}]",
        "rules: []\ntests: [{name: a, given: {risk: {level: hihg}}, expect: {verdict: deny}}]",
        "rules: []\ntests: [{name: a, expect: {verdict: no}}]",
      })
  void aWrongPolicyIsRefused(String yaml) {
    assertThat(problems(SchemaCommand.Of.POLICY, HEAD + yaml)).isNotEmpty();
  }
}
