package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
  @TempDir private Path folder;

  @Test
  void aHealthyFolderPasses() throws IOException {
    healthy();
    Played run = doctor();

    assertThat(run.exit()).isZero();
    assertThat(run.out()).doesNotContain("FAIL").contains("permissions", "disk", "clock", "keys");
  }

  @Test
  void nothingYetIsOnlyAWarning() {
    Played run = doctor();

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("does not exist yet. The first ./warder serve makes it.");
  }

  @Test
  void secretsThatOthersMayReadFail() throws IOException {
    healthy();
    mode(folder.resolve("warder-data/admin.token"), "rw-r--r--");
    Played run = doctor();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("open to other users: admin.token. chmod 600");
  }

  @Test
  void aLostPepperFails() throws IOException {
    healthy();
    Files.delete(folder.resolve("warder-data/keys/pepper-1.key"));

    assertThat(doctor().out()).contains("the pepper is gone: no token can be recognised");
  }

  @Test
  void aClockBehindTheJournalFails() throws IOException {
    healthy();
    Path journal = Files.createDirectories(folder.resolve("warder-data/journal"));
    Path segment = Files.createFile(journal.resolve("00000000000000000000.jsonl"));
    Files.setLastModifiedTime(segment, FileTime.from(Instant.now().plusSeconds(86_400)));

    assertThat(doctor().exit()).isEqualTo(1);
  }

  @Test
  void aBadConfigurationFailsWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("warder.yaml"), "server: {prot: 1}\n");
    Played run = doctor();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("warder.yaml:1:10: unknown key \"prot\" in server");
  }

  @Test
  void aFileThatIsNamedButMissingFails() throws IOException {
    healthy();
    Files.writeString(folder.resolve("warder.yaml"), "policy: [gone.yaml]\n");

    assertThat(doctor().out()).contains("cannot be read: " + folder.resolve("gone.yaml"));
  }

  /// One for each place where a file can be named that has to be there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: [x]",
        "policyFolder: x",
        "risk: {model: x}",
        "directory: x",
        "intel: {place: x}",
        "intel: {networks: {vpn: x}}",
        "monitor: {tactics: x}",
        "leaks: {githubKeys: x}",
        "leaks: {webhookSecret: x}",
        "upstream: {url: \"http://127.0.0.1:1\", clientCa: x}",
        "audit: {forward: [{name: a, to: http, url: \"https://a.example\", secretFile: x}]}",
        "audit: {forward: [{name: a, to: otel, url: \"https://a.example\", ca: x}]}",
        "audit: {forward: [{name: a, to: syslog, address: \"a:1\", cert: x}]}",
        "audit: {forward: [{name: a, to: kafka, servers: \"a:1\", topic: t, properties: x}]}",
        "notify: {targets: [{name: a, to: slack, urlFile: x}]}",
        "notify: {targets: [{name: a, to: webhook, url: \"https://a.example\", secretFile: x}]}",
        "notify: {targets: [{name: a, to: alertmanager, url: \"https://a.example\", key: x}]}",
        "notify: {targets: [{name: a, to: mail, address: \"a:1\", from: a@b, ca: x}]}",
        "identity: {providers: [{name: a, issuer: \"https://a.example\", audience: [b],"
            + " introspect: {url: \"https://a.example/i\", clientId: c, secretFile: x}}]}",
        "identity: {providers: [{name: a, issuer: \"https://a.example\", audience: [b],"
            + " stepUp: {clientId: c, secretFile: x}}]}",
        "signals: {from: [{issuer: i, audience: b, keys: x}]}",
        "traces: {url: \"https://a.example\", authorizationFile: x}",
        "traces: {url: \"https://a.example\", ca: x}"
      })
  void everyFileThatIsNamedButMissingIsFound(String yaml) throws IOException {
    healthy();
    Files.writeString(folder.resolve("warder.yaml"), yaml + "\n");
    Played run = doctor();

    assertThat(run.out()).contains("cannot be read: " + folder.resolve("x") + ". ");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void whatTheServiceWritesOrFetchesNeedNotBeThere() throws IOException {
    healthy();
    Files.writeString(
        folder.resolve("warder.yaml"),
        """
        audit: {checkpoints: {file: x}, forward: [{name: a, to: file, path: x}]}
        leaks: {githubKeys: "https://a.example/keys"}
        """);

    assertThat(doctor().out()).contains("all files that the configuration names can be read");
  }

  private void healthy() throws IOException {
    Path data = Files.createDirectories(folder.resolve("warder-data/keys"));
    mode(data, "rwx------");
    mode(data.resolveSibling("../warder-data").normalize(), "rwx------");
    for (String name : new String[] {"keys/pepper-1.key", "keys/audit.key", "admin.token"}) {
      mode(Files.createFile(folder.resolve("warder-data").resolve(name)), "rw-------");
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private Played doctor() {
    return Played.in(folder, Map.of(), "", "doctor");
  }
}
