package dev.warder.app;

import dev.warder.model.Fault;
import dev.warder.policy.PolicySource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The policy files that are configured: those named, as they were at the start, and those in the
/// policy folder, as they are now.
final class PolicyFolder {
  private static final long LARGEST = 1 << 20;
  private static final int MOST_FILES = 100;

  private final List<PolicySource> named;
  private final @Nullable Path folder;

  private PolicyFolder(List<PolicySource> named, @Nullable Path folder) {
    this.named = List.copyOf(named);
    this.folder = folder;
  }

  static PolicyFolder of(List<Path> files, @Nullable Path folder) throws IOException {
    List<PolicySource> named = new ArrayList<>();
    for (Path file : files) {
      named.add(read(file));
    }
    return new PolicyFolder(named, folder);
  }

  boolean isWatched() {
    return folder != null;
  }

  /// @throws Fault.Invalid where a file is no policy on its face
  List<PolicySource> read() throws IOException {
    List<PolicySource> all = new ArrayList<>(named);
    for (Path file : files()) {
      all.add(read(file));
    }
    return all;
  }

  /// Changes whenever a file in the folder does.
  String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path file : files()) {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      stamp.append(file.getFileName()).append('\0').append(is.size()).append(' ');
      stamp.append(is.lastModifiedTime()).append(' ').append(is.fileKey()).append('\n');
    }
    return stamp.toString();
  }

  /// Files whose names begin with a dot are those that editors and mounts keep for themselves.
  private List<Path> files() throws IOException {
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files =
          found
              .filter(f -> f.toString().endsWith(".yaml"))
              .filter(f -> !f.getFileName().toString().startsWith("."))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (files.size() > MOST_FILES) {
        throw new Fault.Invalid("the policy folder holds more than " + MOST_FILES + " policies");
      }
      return files;
    }
  }

  private static PolicySource read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new Fault.Invalid(file + " is larger than a policy may be, 1 MB");
    }
    try {
      return new PolicySource(file.getFileName().toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new Fault.Invalid(file + " is not UTF-8 text", e);
    }
  }
}
