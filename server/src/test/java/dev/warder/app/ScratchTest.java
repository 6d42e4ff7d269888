package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir private Path parent;

  private Process start(String name) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ScratchProgram.class.getName(),
            parent.toString(),
            name)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// The folder that a process made, as if long ago.
  private static Path old(Process process) throws IOException {
    Path folder = Path.of(process.inputReader().readLine());
    Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("a.key"), "secret");
    return aged(folder);
  }

  private static Path aged(Path folder) throws IOException {
    Files.setLastModifiedTime(folder.resolve(".lock"), FileTime.from(Instant.EPOCH));
    return folder;
  }

  @Test
  void aFolderGoesWhenItsUserIsDone() throws Exception {
    Path folder;
    try (Scratch made = Scratch.make(parent, "some")) {
      folder = made.folder();
      Files.writeString(folder.resolve("file"), "text");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatAKilledProcessLeftGoesAtTheNextStartAndWhatALiveOneUsesStays() throws Exception {
    Process killed = start("some");
    Process living = start("some");
    Process other = start("else");
    try {
      Path left = old(killed);
      Path used = old(living);
      Path named = old(other);
      killed.destroyForcibly().waitFor();
      other.destroyForcibly().waitFor();
      try (Scratch made = Scratch.make(parent, "some")) {
        assertThat(made.folder()).isDirectory();
        assertThat(left).doesNotExist();
        assertThat(used.resolve("keys/a.key")).exists();
        assertThat(named).exists();
      }
    } finally {
      living.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatIsNewOrNotOursStays() throws Exception {
    Path foreign = Files.createDirectory(parent.resolve("some-folder"));
    Path fresh = Files.createDirectory(parent.resolve("some1"));
    Files.createFile(fresh.resolve(".lock"));
    Path outside = Files.createDirectory(parent.resolve("outside"));
    Files.createFile(outside.resolve(".lock"));
    Path link = Files.createSymbolicLink(parent.resolve("some2"), aged(outside));
    try (Scratch first = Scratch.make(parent, "some");
        Scratch second = Scratch.make(parent, "some")) {
      assertThat(first.folder()).exists();
      assertThat(second.folder()).exists();
    }
    assertThat(foreign).exists();
    assertThat(fresh).exists();
    assertThat(link).exists();
    assertThat(outside.resolve(".lock")).exists();
  }
}
