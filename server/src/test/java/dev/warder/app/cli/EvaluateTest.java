package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `evaluate` as a person types it.
class EvaluateTest {
  @TempDir private Path folder;

  private Played play(String... arguments) {
    return Played.in(folder, Map.of(), "", arguments);
  }

  private void events() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int day = 10; day < 28; day++) {
      for (String who : new String[] {"ann", "bob"}) {
        lines.append(
            "{\"time\":\"2026-01-%d09:00:00Z\",\"principal\":\"%s\",\"ip\":\"%s\",\"userAgent\":\"curl/8.5.0\",\"method\":\"GET\",\"path\":\"/orders/%d\"}%n"
                .replace("%d09", "%dT09")
                .formatted(day, who, who.equals("ann") ? "84.112.1.2" : "91.12.3.4", day));
      }
    }
    lines.append(
        "{\"time\":\"2026-01-28T03:00:00Z\",\"principal\":\"ann\",\"ip\":\"45.83.91.1\",\"userAgent\":\"sqlmap/1.7\",\"path\":\"/admin/users\",\"label\":\"thief\",\"session\":\"x\"}\n");
    Files.writeString(folder.resolve("e.jsonl"), lines);
  }

  @Test
  void aFileOfEventsGivesFiguresForPeopleAndMachines() throws IOException {
    events();
    Played run = play("evaluate", "--events", "e.jsonl", "--json", "--html", "out.html");
    assertThat(run.exit()).isZero();
    JsonNode json = Output.JSON.readTree(run.out());
    assertThat(json.path("events").asInt()).isEqualTo(37);
    assertThat(json.path("principals").asInt()).isEqualTo(2);
    assertThat(json.path("attackers").path("thief").path("calls").asInt()).isEqualTo(1);
    assertThat(json.path("attackers").path("thief").path("tprAt1").asDouble()).isEqualTo(1);
    assertThat(folder.resolve("out.html")).content().contains("thief");

    Played text = play("evaluate", "--events", "e.jsonl");
    assertThat(text.out()).contains("37 calls of 2 principals", "ATTACKER", "thief");
    assertThat(text.err()).isEmpty();
  }

  @Test
  void aBrokenLineIsNamed() throws IOException {
    Files.writeString(folder.resolve("e.jsonl"), "{\"time\":1,\"principal\":\"a\"}\n{\"time\":\n");
    Played run = play("evaluate", "--events", "e.jsonl");
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("e.jsonl, line 2");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void exactlyOneSourceIsAskedFor() {
    assertThat(play("evaluate").exit()).isEqualTo(Exit.WRONG_USAGE);
    assertThat(play("evaluate", "--simulate", "7", "--rba", "x").exit())
        .isEqualTo(Exit.WRONG_USAGE);
    assertThat(play("evaluate", "--simulate", "seven").exit()).isEqualTo(Exit.WRONG_USAGE);
  }

  @Test
  void aMissingFileIsSaid() {
    Played run = play("evaluate", "--rba", "nowhere.csv");
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("nowhere.csv").contains("does not exist");
  }
}
