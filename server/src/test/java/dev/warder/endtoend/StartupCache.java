package dev.warder.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a virtual machine loaded and profiled while it rehearsed a service (JEP 483, 515): one that
/// a test starts with it is ready in a third of the time. Made when a test run starts its third
/// service, so that a single test does not wait for it; it fits one state of the classes, by whose
/// age it is named. The launcher makes its own for the jar.
final class StartupCache {
  private static final int STARTS_WITHOUT = 2;

  private static int starts;

  private StartupCache() {}

  /// How to start Warder's `Main`.
  record Launch(String classPath, List<String> options) {}

  static synchronized Launch of(List<String> javaOptions) {
    List<String> classPath =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    Launch plain = new Launch(String.join(File.pathSeparator, classPath), List.of());
    try {
      Path classes = classesIn(classPath);
      Path kept = Files.createDirectories(classes.resolveSibling("endtoend"));
      String name = "warder-" + ageOf(classes);
      Path jar = kept.resolve(name + ".jar");
      Path cache = kept.resolve(name + ".aot");
      String jars =
          Stream.concat(
                  Stream.of(jar.toString()), classPath.stream().filter(p -> p.endsWith(".jar")))
              .collect(Collectors.joining(File.pathSeparator));
      boolean there =
          Files.exists(cache)
              || (++starts > STARTS_WITHOUT && make(javaOptions, classes, kept, jar, cache, jars));
      return there ? new Launch(jars, List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off")) : plain;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return whether it is there; not so while another run makes it
  private static boolean make(
      List<String> javaOptions, Path classes, Path kept, Path jar, Path cache, String jars)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                kept.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.tryLock()) {
      if (alone == null || Files.exists(cache)) {
        return alone != null;
      }
      removeOlder(kept);
      ToolProvider.findFirst("jar")
          .orElseThrow()
          .run(System.out, System.err, "-c", "-f", jar.toString(), "-C", classes.toString(), ".");
      Path fresh = kept.resolve("fresh.aot");
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(javaOptions);
      line.addAll(List.of("-XX:AOTCacheOutput=" + fresh, "dev.warder.app.Main", "rehearse"));
      try (Child rehearsal = Child.start("rehearsal", kept, Map.of("CLASSPATH", jars), line)) {
        if (rehearsal.exitCode() != 0 || !Files.exists(fresh)) {
          throw new AssertionError("no start-up cache; it printed:\n" + rehearsal.printed());
        }
      }
      Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  private static Path classesIn(List<String> classPath) {
    return classPath.stream()
        .map(Path::of)
        .filter(p -> Files.exists(p.resolve("dev/warder/app/Main.class")))
        .findFirst()
        .orElseThrow();
  }

  private static long ageOf(Path classes) throws IOException {
    try (Stream<Path> all = Files.walk(classes)) {
      return all.mapToLong(p -> p.toFile().lastModified()).max().orElseThrow();
    }
  }

  private static void removeOlder(Path folder) {
    File[] older = folder.toFile().listFiles((f, name) -> name.startsWith("warder-"));
    Arrays.stream(older == null ? new File[0] : older).forEach(File::delete);
  }
}
