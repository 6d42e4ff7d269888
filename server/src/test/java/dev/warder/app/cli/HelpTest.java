package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "token",
        "token create",
        "token list",
        "token show",
        "token rotate",
        "token revoke",
        "token import",
        "principal enroll",
        "principal factors",
        "principal owner",
        "decide",
        "demo",
        "serve",
        "policy check",
        "policy test",
        "audit verify",
        "audit tail",
        "intel info",
        "intel import",
        "admin reset-token",
        "admin rotate-pepper",
        "admin rotate-audit-key",
        "doctor"
      })
  void everyCommandHelps(String command) {
    Played run = Played.in(folder, Map.of(), "", (command + " --help").strip().split(" "));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: warder");
    assertThat(run.err()).isEmpty();
  }
}
