package dev.warder.notify.forward;

import dev.warder.model.RecordFeed;
import dev.warder.model.StartupFailure;
import dev.warder.notify.Crew;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Live forwarding: a courier for each target, on a thread of its own.
public final class Forwarding implements AutoCloseable {
  /// How far a target is.
  ///
  /// @param next the first record that it may lack
  /// @param lag how many records it lacks
  /// @param trouble why it does not get them; absent where it does
  public record Progress(String target, long next, long lag, @Nullable String trouble) {
    public boolean isFailing() {
      return trouble != null;
    }
  }

  private final RecordFeed feed;
  private final List<Courier> couriers = new ArrayList<>();
  private final Crew crew = new Crew();

  /// @param folder for the offsets; made where it is missing
  /// @param standardOutput for targets that want that
  public Forwarding(
      RecordFeed feed, List<Target> targets, Path folder, OutputStream standardOutput) {
    this.feed = feed;
    if (targets.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new StartupFailure(
          folder + " cannot be made", "Check its owner, its mode and the disk.", e);
    }
    Receivers receivers = new Receivers(standardOutput);
    for (Target target : targets) {
      OffsetFile file = new OffsetFile(folder, target.name());
      Courier courier = new Courier(target, feed, file, receivers);
      couriers.add(courier);
      crew.start("warder-forward-" + target.name(), courier);
    }
  }

  /// Of all targets, in the order in which they were configured.
  public List<Progress> progress() {
    if (couriers.isEmpty()) {
      return List.of();
    }
    long end = end();
    return couriers.stream().map(courier -> courier.progress(end)).toList();
  }

  public Optional<Progress> progress(String target) {
    return progress().stream().filter(each -> each.target().equals(target)).findFirst();
  }

  /// Whether no target fails: a service with one that does is as ready as ever.
  public boolean isWorking() {
    return couriers.stream().noneMatch(Courier::isFailing);
  }

  private long end() {
    try {
      return feed.next();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    crew.close();
  }
}
