package dev.warder.replay.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClueEventsTest {
  @TempDir private Path folder;

  private List<Call> read(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("clue.json"), String.join("\n", lines));
    return new ClueEvents().read(file, bytes -> {});
  }

  private static String event(String time, String user, String type) {
    return "{\"params\":{\"path\":\"/intact-gray-dog/x.pdf\"},\"type\":\""
        + type
        + "\",\"time\":\""
        + time
        + "\",\"uid\":\""
        + user
        + "\",\"id\":21567530,\"uidType\":\"name\"}";
  }

  @Test
  void theTypeOfAnEventIsTheRoute() throws IOException {
    Call call =
        read(event("2019-11-14T11:26:43Z", "intact-gray-marlin-trademarkagent", "file_accessed"))
            .getFirst();
    assertThat(call.principal()).isEqualTo("intact-gray-marlin-trademarkagent");
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.path()).matches("/file_accessed/\\d+");
    assertThat(call.source()).isNull();
  }

  @Test
  void visitorsWithoutANameAreLeftOut() throws IOException {
    assertThat(
            read(
                "{\"time\":\"2019-11-14T11:26:43Z\",\"uid\":\"x\",\"uidType\":\"ipaddress\",\"type\":\"a\"}"))
        .isEmpty();
  }

  @Test
  void theWholeSetMayBeOneArray() throws IOException {
    assertThat(
            read(
                "[",
                event("2019-11-14T11:26:43Z", "a", "b") + ",",
                event("2019-11-14T11:26:44Z", "a", "b"),
                "]"))
        .hasSize(2);
  }

  @Test
  void swappedUsersAreAttacksBesideTheLog() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int day = 1; day <= 9; day++) {
      lines.add(event("2020-01-0" + day + "T08:00:00Z", "ann", "file_accessed"));
      lines.add(event("2020-01-0" + day + "T09:00:00Z", "bob", "file_deleted"));
    }
    List<Call> owners = read(lines.toArray(String[]::new));
    List<Call> calls = Swaps.into(owners, 20, 1);
    List<Call> attacks = calls.stream().filter(call -> !call.isLegitimate()).toList();
    assertThat(calls).containsAll(owners);
    assertThat(attacks)
        .isNotEmpty()
        .allSatisfy(attack -> {
          assertThat(attack.label()).isEqualTo("insider");
          assertThat(attack.method())
              .isEqualTo(attack.principal().equals("ann") ? "DELETE" : "GET");
        });
  }
}
