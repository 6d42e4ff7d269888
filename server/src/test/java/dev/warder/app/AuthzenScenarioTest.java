package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every request of the OpenID Foundation's certification scenario for AuthZEN 1.0, read from its
/// document, asked of a running Warder and compared with what the document wants.
@Tag("conformance")
class AuthzenScenarioTest {
  private static final Pattern SECTION = Pattern.compile("(?m)^#+ .*\\{#(c-[0-9-]+)}$");
  private static final Pattern CASE =
      Pattern.compile(
          "(?s)\\*\\*([^*\\n]+):\\*\\*\\s*~~~ json\\n(.*?)~~~\\s*\\*\\*Expected:\\*\\*"
              + "(.*?)(?=\\n\\*\\*|\\n#|\\z)");
  private static final Pattern BLOCK = Pattern.compile("(?s)~~~ json\\n(.*?)~~~");

  private static AuthzenService pdp;
  private static @Nullable String pageToken;

  /// @param expected absent where the document gives none, or one with blanks to fill in
  private record Case(
      String section, String label, String request, int status, @Nullable String expected) {
    String path() {
      if (section.startsWith("c-2")) {
        return "/access/v1/evaluation";
      }
      if (section.startsWith("c-3")) {
        return "/access/v1/evaluations";
      }
      boolean action = section.startsWith("c-4-4") || label.contains("Action Search");
      boolean resource = section.startsWith("c-4-3") || label.contains("Resource Search");
      return "/access/v1/search/" + (action ? "action" : resource ? "resource" : "subject");
    }
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    pdp = AuthzenService.start("certification", folder);
  }

  @AfterAll
  static void stop() {
    pdp.close();
  }

  @Test
  void everyCaseOfTheScenarioIsAnsweredAsItMust() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThan(40);
    List<String> wrong = new ArrayList<>();
    for (Case each : cases) {
      try {
        check(each);
      } catch (AssertionError e) {
        wrong.add(each.section() + " " + each.label() + ": " + e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(Case each) throws IOException {
    String request = each.request();
    if (request.contains("<next_token")) {
      request = request.replaceAll("<next_token[^>]*>", String.valueOf(pageToken));
    }
    HttpResponse<String> answer = pdp.post(each.path(), request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(each.status());
    if (each.status() != 200) {
      return;
    }
    JsonNode told = AuthzenService.JSON.readTree(answer.body());
    JsonNode token = told.path("page").path("next_token");
    if (token.isString() && !token.stringValue().isEmpty()) {
      pageToken = token.stringValue();
    }
    if (request.contains("\"evaluations\"") && !request.contains("\"evaluations\": []")) {
      int asked = AuthzenService.JSON.readTree(request).path("evaluations").size();
      assertThat(told.path("evaluations")).hasSize(asked);
      told.path("evaluations").forEach(e -> assertThat(e.path("decision").isBoolean()).isTrue());
    }
    if (each.expected() != null) {
      compare(told, AuthzenService.JSON.readTree(each.expected()));
    }
  }

  private static void compare(JsonNode told, JsonNode expected) {
    if (expected.has("decision")) {
      assertThat(told.path("decision")).isEqualTo(expected.path("decision"));
    }
    for (int i = 0; i < expected.path("evaluations").size(); i++) {
      assertThat(told.path("evaluations").path(i).path("decision"))
          .isEqualTo(expected.path("evaluations").path(i).path("decision"));
    }
    if (expected.has("results")) {
      Set<JsonNode> found = new HashSet<>();
      told.path("results").forEach(found::add);
      expected.path("results").forEach(each -> assertThat(found).contains(each));
      if (expected.path("results").isEmpty()) {
        assertThat(found).isEmpty();
      }
    }
  }

  private static List<Case> cases() throws IOException {
    String text =
        Files.readString(
            Shared.path("vectors/authzen/certification/authorization-api-1_0-scenario.md"));
    List<Case> cases = new ArrayList<>();
    Matcher section = SECTION.matcher(text);
    int start = 0;
    String name = "";
    while (section.find()) {
      add(cases, name, text.substring(start, section.start()));
      name = section.group(1);
      start = section.end();
    }
    add(cases, name, text.substring(start));
    return cases;
  }

  private static void add(List<Case> cases, String section, String text) {
    Matcher found = CASE.matcher(text);
    while (found.find()) {
      String wanted = found.group(3);
      int status = wanted.contains("HTTP 400") ? 400 : 200;
      Matcher block = BLOCK.matcher(wanted);
      String expected = block.find() && !block.group(1).contains("<") ? block.group(1) : null;
      cases.add(new Case(section, found.group(1), found.group(2), status, expected));
    }
  }
}
