package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The recorded decisions of the AuthZEN working group's interoperability events.
@Tag("conformance")
class AuthzenInteropTest {
  private static AuthzenService todo;
  private static AuthzenService search;

  @BeforeAll
  static void start(@TempDir Path one, @TempDir Path other) throws Exception {
    todo = AuthzenService.start("todo", one);
    search = AuthzenService.start("search", other);
  }

  @AfterAll
  static void stop() {
    todo.close();
    search.close();
  }

  private static JsonNode read(String file) throws IOException {
    return AuthzenService.JSON.readTree(Files.readString(Shared.path("vectors/authzen/" + file)));
  }

  @ParameterizedTest
  @CsvSource({
    "todo/decisions.json, 40",
    "todo/decisions-authorization-api-1_0-00.json, 40",
    "todo/decisions-authorization-api-1_0-01.json, 40",
    "todo/decisions-authorization-api-1_0-02.json, 43",
    "gateway/decisions.json, 25",
  })
  void everyDecisionIsTheRecordedOne(String file, int count) throws IOException {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    JsonNode all = read(file);
    JsonNode singles = all.has("evaluation") ? all.path("evaluation") : all.path("decisions");
    for (JsonNode each : singles) {
      JsonNode told = todo.ask("/access/v1/evaluation", each.path("request"));
      if (!told.path("decision").equals(each.path("expected"))) {
        wrong.add(each + " was " + told);
      }
      asked++;
    }
    for (JsonNode each : all.path("evaluations")) {
      JsonNode told = todo.ask("/access/v1/evaluations", each.path("request"));
      for (int i = 0; i < each.path("expected").size(); i++) {
        JsonNode decision = told.path("evaluations").path(i).path("decision");
        if (!decision.equals(each.path("expected").path(i).path("decision"))) {
          wrong.add(each + " was " + told);
        }
      }
      asked++;
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "search/subject-results.json, subject",
    "search/resource-results.json, resource",
    "search/action-results.json, action",
    "idp/results.json, resource",
  })
  void everySearchFindsTheRecordedResults(String file, String open) throws IOException {
    List<String> wrong = new ArrayList<>();
    JsonNode all = read(file);
    JsonNode cases = all.has("search") ? all.path("search") : all.path("evaluation");
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      JsonNode told = search.ask("/access/v1/search/" + open, each.path("request"));
      if (!set(told).equals(set(each.path("expected")))) {
        wrong.add(each.path("request") + " found " + told.path("results"));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Set<JsonNode> set(JsonNode answer) {
    Set<JsonNode> set = new HashSet<>();
    answer.path("results").forEach(set::add);
    return set;
  }
}
