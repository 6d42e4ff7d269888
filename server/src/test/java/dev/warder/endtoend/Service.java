package dev.warder.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Warder itself, started as a user starts it, in a process of its own.
final class Service implements AutoCloseable {
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseCompactObjectHeaders");

  private final Child child;
  private final Path data;
  private final int port;

  private Service(Child child, Path data, int port) {
    this.child = child;
    this.data = data;
    this.port = port;
  }

  /// With its data in `data` below the folder; warm.
  static Service start(Path folder, Path configuration) {
    return start(folder, configuration, Child.freePort(), Warder::isReady);
  }

  /// Only just listening, and still warming up: the sooner it is there, the sooner it can be
  /// killed.
  static Service answering(Path folder, Path configuration) {
    return answering(folder, configuration, Child.freePort());
  }

  /// At a port that others know already.
  static Service answering(Path folder, Path configuration, int port) {
    return start(folder, configuration, port, Warder::isUp);
  }

  private static Service start(Path folder, Path configuration, int port, IntPredicate there) {
    Path data = folder.resolve("data");
    Child child =
        command(
            folder,
            List.of("serve", "--config", configuration.toString()),
            List.of("--data", data.toString(), "--port", Integer.toString(port)));
    child.when(() -> there.test(port));
    return new Service(child, data, port);
  }

  /// Runs any of Warder's commands, as `./warder` would.
  static Child command(Path folder, List<String> command, List<String> options) {
    StartupCache.Launch launch = StartupCache.of(JAVA_OPTIONS);
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(JAVA_OPTIONS);
    line.addAll(launch.options());
    line.add("-Djava.io.tmpdir=" + folder);
    line.add("dev.warder.app.Main");
    line.addAll(command);
    line.addAll(options);
    Map<String, String> environment =
        Map.of(
            "CLASSPATH",
            launch.classPath(),
            // What is tested here is what is answered, not how fast a busy machine does it.
            "WARDER_DECIDE_DEADLINE",
            "20s");
    return Child.start("warder-" + command.getFirst(), folder, environment, line);
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  /// The management and decision endpoints, as the first administrator.
  Warder admin() {
    try {
      return new Warder(port, Files.readString(data.resolve("admin.token")).strip());
    } catch (IOException e) {
      throw new AssertionError("no admin.token", e);
    }
  }

  boolean endsWithin(long millis) {
    return child.endsWithin(millis);
  }

  void kill() {
    child.kill();
  }

  @Override
  public void close() {
    child.close();
  }
}
