package dev.warder.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guide and the examples tell the truth: what they show compiles, and passes its own tests.
class PublishedPoliciesTest {
  private static final Path ROOT = Path.of(System.getProperty("root", ".."));
  private static final Pattern FENCED =
      Pattern.compile("^```yaml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SHOWN_EFFECT =
      Pattern.compile("^\\| `(.+?)` \\|", Pattern.MULTILINE);

  private final PolicyCompiler compiler = new PolicyCompiler(Set.of("accept-language"));

  private static String guide() throws IOException {
    return Files.readString(ROOT.resolve("docs/policy.md"));
  }

  static List<PolicySource> published() throws IOException {
    List<PolicySource> sources = new ArrayList<>();
    Matcher fenced = FENCED.matcher(guide());
    while (fenced.find()) {
      String yaml = fenced.group(1);
      String line = "docs/policy.md:" + guide().substring(0, fenced.start()).lines().count();
      sources.add(new PolicySource(line, whole(yaml)));
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String yaml = Files.readString(file);
        if (yaml.contains("kind: Policy")) {
          sources.add(new PolicySource(ROOT.relativize(file).toString(), yaml));
        }
      }
    }
    return sources;
  }

  /// A block of the guide may show rules alone.
  private static String whole(String yaml) {
    if (yaml.contains("kind: Policy")) {
      return yaml;
    }
    boolean list = yaml.stripLeading().startsWith("- ");
    return PolicyFiles.HEAD + (list ? "rules:\n" + yaml.indent(2) : yaml);
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedPolicyCompilesAndPassesItsTests(PolicySource source) {
    TestReport report = compiler.test(List.of(source));
    assertThat(report.problems()).isEmpty();
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void theReadyPoliciesMayBeActiveTogetherAndEveryRuleIsExercised() throws IOException {
    List<PolicySource> ready =
        published().stream().filter(p -> p.name().startsWith("examples/policies/")).toList();
    assertThat(ready).hasSize(7);
    TestReport report = compiler.test(ready);
    assertThat(report.passed()).isTrue();
    assertThat(report.neverExercised()).isEmpty();
  }

  @Test
  void theGuideShowsEveryEffectAsItIsWritten() throws IOException {
    List<String> effects =
        SHOWN_EFFECT
            .matcher(guide().substring(guide().indexOf("## Effects")))
            .results()
            .map(r -> r.group(1))
            .filter(t -> t.equals("deny") || t.startsWith("{"))
            .toList();
    assertThat(effects).hasSizeGreaterThanOrEqualTo(4);
    for (String effect : effects) {
      String rule = "rules: [{id: a, when: 'true', then: " + effect + "}]\n";
      assertThat(PolicyFiles.firstProblem(PolicyFiles.file(PolicyFiles.HEAD + rule)))
          .as(effect)
          .isEqualTo("fine");
    }
  }

  @Test
  void theGuideNamesEveryVariable() throws IOException {
    String guide = guide();
    for (String name : Variables.names()) {
      int dot = name.indexOf('.');
      String group = dot < 0 ? name : name.substring(0, dot + 1);
      assertThat(guide).as(name).contains("`" + group);
      assertThat(guide).as(name).contains(dot < 0 ? name : name.substring(dot) + "`");
    }
  }
}
