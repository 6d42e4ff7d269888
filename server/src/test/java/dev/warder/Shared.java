package dev.warder;

import java.nio.file.Path;

/// Test material from outside the repository: `-Dshared=DIR`, as seen from the repository's root.
public final class Shared {
  private Shared() {}

  public static Path path(String inside) {
    Path root = Path.of(System.getProperty("root", ".."));
    return root.resolve(System.getProperty("shared", "")).resolve(inside);
  }
}
