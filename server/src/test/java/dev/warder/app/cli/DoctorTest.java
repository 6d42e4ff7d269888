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
