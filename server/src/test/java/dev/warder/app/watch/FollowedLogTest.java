package dev.warder.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that grows, is renamed, emptied and begun anew: every whole line is given out once.
class FollowedLogTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    file = Files.createFile(folder.resolve("access.log"));
  }

  private void write(Path to, String text) throws IOException {
    Files.writeString(to, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> all(FollowedLog log) throws IOException {
    List<String> all = new ArrayList<>();
    for (List<String> some = log.next(2); !some.isEmpty(); some = log.next(2)) {
      all.addAll(some);
    }
    return all;
  }

  private List<String> from(FollowedLog.Place place) throws IOException {
    try (FollowedLog log = FollowedLog.open(file, place)) {
      return all(log);
    }
  }

  @Test
  void onlyWholeLinesAreGivenOut() throws IOException {
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(all(log)).isEmpty();
      write(file, "one\ntwo\nthr");
      assertThat(all(log)).containsExactly("one", "two");
      write(file, "ee\n");
      assertThat(all(log)).containsExactly("three");
    }
  }

  @Test
  void itGoesOnWhereItStopped() throws IOException {
    write(file, "one\ntwo\n");
    FollowedLog.Place place;
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(log.next(1)).containsExactly("one");
      place = log.place();
    }
    assertThat(from(place)).containsExactly("two");
    PlaceFile kept = new PlaceFile(folder.resolve("state"));
    assertThat(kept.read()).isEqualTo(FollowedLog.Place.START);
    kept.write(place);
    assertThat(from(kept.read())).containsExactly("two");
  }

  @Test
  void whatIsRenamedIsReadToItsEndFirst() throws IOException {
    write(file, "one\n");
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(all(log)).containsExactly("one");
      Path old = folder.resolve("access.log.1");
      Files.move(file, old);
      write(old, "late\n");
      assertThat(all(log)).containsExactly("late");
      write(file, "new\n");
      assertThat(all(log)).containsExactly("new");
    }
  }

  @Test
  void whatWasRenamedWhileNobodyReadIsFound() throws IOException {
    write(file, "one\ntwo\n");
    FollowedLog.Place place;
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(log.next(1)).containsExactly("one");
      place = log.place();
    }
    Files.move(file, folder.resolve("access-20261124.log"));
    write(file, "three\nfour\nfive\n");
    write(folder.resolve("access.log.watched"), "no log at all, and longer than the place\n");
    assertThat(from(place)).containsExactly("two", "three", "four", "five");
  }

  @Test
  void whatIsEmptiedInPlaceIsBegunAgain() throws IOException {
    write(file, "one\ntwo\n");
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(all(log)).hasSize(2);
      Files.writeString(file, "3\n");
      assertThat(all(log)).containsExactly("3");
    }
  }

  @Test
  void aLineThatIsTooLongIsPassedOverAndCounted() throws IOException {
    write(file, "one\n" + "x".repeat(200_000));
    try (FollowedLog log = FollowedLog.open(file, FollowedLog.Place.START)) {
      assertThat(all(log)).containsExactly("one");
      assertThat(log.tooLong()).isZero();
      write(file, "\ntwo\n");
      assertThat(all(log)).containsExactly("two");
      assertThat(log.tooLong()).isEqualTo(1);
    }
  }

  @Test
  void aLogThatIsNotThereIsSaid() {
    Path missing = folder.resolve("missing.log");
    assertThatThrownBy(() -> FollowedLog.open(missing, FollowedLog.Place.START))
        .isInstanceOf(NoSuchFileException.class);
  }
}
