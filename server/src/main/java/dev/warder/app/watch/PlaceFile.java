package dev.warder.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// How far a log was read, in a small file that is either the old one or the new one, whatever
/// happens.
public final class PlaceFile {
  private final Path file;

  public PlaceFile(Path file) {
    this.file = file;
  }

  /// The start of the log where there is none yet.
  public FollowedLog.Place read() throws IOException {
    if (!Files.exists(file)) {
      return FollowedLog.Place.START;
    }
    List<String> lines = Files.readAllLines(file);
    try {
      return new FollowedLog.Place(
          Long.parseLong(lines.get(0)),
          Integer.parseInt(lines.get(1)),
          Long.parseLong(lines.get(2)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is no place in a log: remove it, to read all again", e);
    }
  }

  public void write(FollowedLog.Place place) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, place.offset() + "\n" + place.head() + "\n" + place.crc() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
