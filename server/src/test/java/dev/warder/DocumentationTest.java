package dev.warder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written beside the code, held to be true where a program can tell.
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("root", "..")).normalize();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern FLAW =
      Pattern.compile("(?m)^\\| (CVE-[\\d-]+|GHSA-[a-z0-9-]+|Unkey `[^`]+`) \\|.*`(\\w+)` \\|$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern SCRIPT =
      Pattern.compile("(?<![\\w/.-])((?:\\./|server/|examples/|scripts/|\\.ci/)[\\w./-]*[\\w-])");

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    Set<String> dead = new TreeSet<>();
    for (Path page : pages()) {
      for (String link : found(LINK, Files.readString(page))) {
        if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
          dead.add(ROOT.relativize(page) + " -> " + link);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyProgramAndFileOfTheRepositoryThatIsNamedIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path page : pages()) {
      for (String name : found(SCRIPT, Files.readString(page))) {
        boolean ofTheUser = name.startsWith("./warder-data");
        if (!ofTheUser && !name.contains("/target/") && !Files.exists(ROOT.resolve(name))) {
          missing.add(ROOT.relativize(page) + " names " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPageOfTheGuideIsListed() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/README.md"));
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
          .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
    }
  }

  @Test
  void everyFlawOfOthersIsNamedByTheTestThatHoldsItOff() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/rationale/abuse-cases.md"));
    Map<String, String> tests = tests();
    Matcher rows = FLAW.matcher(page);
    int count = 0;
    while (rows.find()) {
      count++;
      assertThat(tests.getOrDefault(rows.group(2), "")).as(rows.group()).contains(rows.group(1));
    }
    assertThat(count)
        .isEqualTo((int) page.lines().filter(line -> line.startsWith("|")).count() - 2);
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("server/src/test/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return tests;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      return Stream.of(top, docs, examples)
          .flatMap(each -> each)
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> all = new ArrayList<>();
    Matcher matches = pattern.matcher(text);
    while (matches.find()) {
      all.add(matches.group(1));
    }
    return all;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || anchors(Files.readString(target)).contains(link.substring(hash + 1));
  }

  /// As the common hosts make them: lower case, no punctuation, a hyphen for each space.
  private static Set<String> anchors(String text) {
    return found(HEADING, text).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
