package dev.warder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsForItsOwnerAloneAndLeavesNothingBeside() throws Exception {
    Path file = folder.resolve("keys/one.key");
    SecretFile.write(file, new byte[] {1, 2});
    SecretFile.write(file, new byte[] {3});

    assertThat(SecretFile.read(file, "")).containsExactly(3);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("keys"))).isEqualTo("rwx------");
    try (var files = Files.list(folder.resolve("keys"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void whatALostWriterLeftIsWrittenAnew() throws Exception {
    Path file = folder.resolve("one.key");
    Files.writeString(folder.resolve(".one.key.new"), "half");
    SecretFile.write(file, new byte[] {1});

    assertThat(SecretFile.read(file, "")).containsExactly(1);
  }

  @Test
  void aFileThatOthersMayReadIsRefusedWithTheRemedy() throws Exception {
    Path file = folder.resolve("one.key");
    SecretFile.write(file, new byte[] {1});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> SecretFile.read(file, "make a new one"))
        .isInstanceOfSatisfying(
            StartupFailure.class,
            e -> {
              assertThat(e).hasMessage(file + " is open to other users (rw-r-----)");
              assertThat(e.remedy())
                  .isEqualTo(
                      "run: chmod 600 " + file + "; if others may have read it, make a new one");
            });
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
