package dev.warder.replay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Address;
import dev.warder.model.Fault;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
  @TempDir private Path folder;

  private List<Call> read(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines));
    return new EventLines().read(file, bytes -> {});
  }

  @Test
  void aLineIsReadFieldByField() throws IOException {
    List<Call> calls =
        read(
            """
            {"time":"2026-01-05T10:00:00.250Z","principal":"ann","token":"t1","ip":"192.0.2.7",\
            "userAgent":"curl/8.5.0","method":"post","path":"/orders/7?x=1","host":"api.example.com",\
            "status":201,"label":"theft","session":"s9","extra":{"a":[1]}}\
            """);
    assertThat(calls)
        .containsExactly(
            new Call(
                1767607200250L,
                "ann",
                PrincipalKind.USER,
                "t1",
                Address.parse("192.0.2.7").orElseThrow(),
                "curl/8.5.0",
                "POST",
                "api.example.com",
                "/orders/7?x=1",
                201,
                "theft",
                "s9"));
  }

  @Test
  void ownersCallsHaveNoLabelOrSayLegit() throws IOException {
    List<Call> calls =
        read(
            "{\"time\":1,\"principal\":\"a\"}",
            "{\"time\":2,\"principal\":\"a\",\"label\":null}",
            "{\"time\":3,\"principal\":\"a\",\"label\":\"\"}",
            "{\"time\":4,\"principal\":\"a\",\"label\":\"legit\"}",
            "{\"time\":5,\"principal\":\"a\",\"label\":\"Legit\"}",
            "{\"time\":6,\"principal\":\"a\",\"label\":\"vpn\"}");
    assertThat(calls)
        .extracting(Call::isLegitimate)
        .containsExactly(true, true, true, true, true, false);
  }

  @Test
  void whatIsMissingIsMissing() throws IOException {
    Call call =
        read("{\"time\":\"2026-01-05T10:00:00Z\",\"principal\":\"ann\",\"ip\":\"nowhere\"}")
            .getFirst();
    assertThat(call.source()).isNull();
    assertThat(call.token()).isEqualTo("ann");
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.path()).isEqualTo("/");
    assertThat(call.userAgent()).isEmpty();
    assertThat(call.status()).isZero();
  }

  @Test
  void callsAreOrderedByTimeAndThoseOfOneMomentStayAsTheyAre() throws IOException {
    List<Call> calls =
        read(
            "{\"time\":\"2026-01-05T10:00:02Z\",\"principal\":\"c\"}",
            "{\"time\":\"2026-01-05T10:00:01Z\",\"principal\":\"a\"}",
            "",
            "{\"time\":\"2026-01-05T10:00:01Z\",\"principal\":\"b\"}");
    assertThat(calls).extracting(Call::principal).containsExactly("a", "b", "c");
  }

  @Test
  void timesAreReadInTheFormsThatLogsUse() {
    long expected = 1767607200000L;
    assertThat(CallWords.time("2026-01-05T10:00:00Z")).isEqualTo(expected);
    assertThat(CallWords.time("2026-01-05T12:00:00+02:00")).isEqualTo(expected);
    assertThat(CallWords.time("2026-01-05 10:00:00")).isEqualTo(expected);
    assertThat(CallWords.time("1767607200")).isEqualTo(expected);
    assertThat(CallWords.time("1767607200.0")).isEqualTo(expected);
    assertThat(CallWords.time("1767607200000")).isEqualTo(expected);
  }

  @Test
  void whatCannotBeReadIsToldWithItsLine() {
    assertThatThrownBy(() ->
            read("{\"time\":1,\"principal\":\"a\"}", "{\"time\":\"noon\",\"principal\":\"a\"}"))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("events.jsonl, line 2")
        .hasMessageContaining("\"noon\" is no time");
    assertThatThrownBy(() -> read("{\"time\":1}")).hasMessageContaining("principal is missing");
    assertThatThrownBy(() -> read("[1]")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("{\"time\":1,\"principal\":\"a\""))
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("time,principal")).hasMessageContaining("no JSON");
  }
}
