package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the service cannot start, it says why in a line, and what to do in another.
class ServeTest {
  private static final Path BUNDLED_MODEL =
      Path.of("src/main/resources/risk/default-model.json").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void aSecondServiceOnTheSameFolderIsExitThree() throws Exception {
    Map<String, String> options =
        Map.of("data", folder.resolve("d").toString(), "server.port", "0");
    Settings settings = SettingsReader.read(null, Map.of(), options, folder);
    try (var running = dev.warder.app.Service.listen(settings)) {
      Played second = serve("--data", "d", "--port", "0");

      assertThat(running.port()).isPositive();
      assertThat(second.exit()).isEqualTo(3);
      assertThat(second.err())
          .startsWith("warder: another process writes to " + folder.resolve("d"))
          .contains("choose another folder with --data")
          .hasLineCount(2);
    }
  }

  @Test
  void aPortInUseIsExitThreeAndTheFolderIsFreeAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      for (int attempt = 0; attempt < 2; attempt++) {
        Played run = serve("--port", port);

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err())
            .contains("the port is taken or not allowed", "Choose another with --port")
            .hasLineCount(2);
      }
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsExitThree() throws IOException {
    Files.createFile(folder.resolve("file"));
    Played run = serve("--data", "file/data", "--port", "0");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("warder: " + folder.resolve("file/data") + " cannot be made or written")
        .contains("Choose another folder with --data")
        .hasLineCount(2);
  }

  @Test
  void aFileInPlaceOfTheFolderIsExitThree() throws IOException {
    Files.createFile(folder.resolve("file"));

    assertThat(serve("--data", "file", "--port", "0").exit()).isEqualTo(3);
  }

  @Test
  void anUnknownKeyIsExitTwoWithItsLine() throws IOException {
    Files.writeString(folder.resolve("warder.yaml"), "server:\n  prt: 8480\n");
    Played run = serve();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("warder.yaml:2:3: unknown key \"prt\" in server; did you mean \"port\"?")
        .contains("docs/configuration.md");
  }

  @Test
  void aBadPortIsExitTwo() {
    Played run = serve("--port", "eighty");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--port", "eighty");
  }

  @Test
  void aPolicyThatDoesNotCompileKeepsTheServiceFromStarting() throws IOException {
    Files.writeString(folder.resolve("p.yaml"), "apiVersion: warder.dev/v1\nkind: Polic\n");
    Files.writeString(folder.resolve("warder.yaml"), "policy: [p.yaml]\n");
    Played run = serve("--port", "0");

    assertThat(run.exit()).isIn(2, 3);
    assertThat(run.err()).contains("p.yaml").doesNotContain("\tat ");
  }

  @Test
  void aMissingPolicyFileKeepsTheServiceFromStarting() throws IOException {
    Files.writeString(folder.resolve("warder.yaml"), "policy: [gone.yaml]\n");
    Played run = serve("--port", "0");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("gone.yaml does not exist");
  }

  @Test
  void aRiskModelThatCannotBeUsedKeepsTheServiceFromStarting() throws IOException {
    Path model = folder.resolve("model.json");
    Files.writeString(folder.resolve("warder.yaml"), "risk: {model: model.json}\n");
    assertModelIsRefused(model + " does not exist");
    Files.createDirectory(model);
    assertModelIsRefused(model + " cannot be read");
    Files.delete(model);
    Files.write(model, new byte[] {'{', (byte) 0xFF});
    assertModelIsRefused(model + " is not UTF-8 text");
    String whole = Files.readString(BUNDLED_MODEL);
    Files.writeString(model, whole.substring(0, whole.length() / 2));
    assertModelIsRefused(model + " is wrong");
    Files.writeString(model, whole.replace("\"prior\": 0.001", "\"prior\": 2"));
    assertModelIsRefused("prior must lie between 0 and 1");
    Files.writeString(model, whole.replace("\"prior\": 0.001", "\"prior\": 0.002"));
    assertModelIsRefused("calls itself default-6, as the bundled one does");
  }

  private void assertModelIsRefused(String why) {
    Played run = serve("--port", "0");

    assertThat(run.exit()).as(why).isEqualTo(3);
    assertThat(run.err()).startsWith("warder: the risk model ").contains(why).hasLineCount(2);
  }

  private Played serve(String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "serve";
    System.arraycopy(options, 0, line, 1, options.length);
    return Played.in(folder, Map.of(), "", line);
  }
}
