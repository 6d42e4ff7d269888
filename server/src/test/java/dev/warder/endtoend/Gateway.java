package dev.warder.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A real gateway with the configuration of its folder in `examples`, between a client, Warder and
/// an upstream on free ports.
record Gateway(Child child, int port) implements AutoCloseable {
  static final Path EXAMPLES = Path.of(System.getProperty("root", ".."), "examples");

  /// Starts one kind of gateway.
  @FunctionalInterface
  interface Starter {
    Gateway start(Path folder, String gatewayKey, int warder, int upstream) throws IOException;
  }

  static Gateway nginx(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    try (var files = Files.newDirectoryStream(EXAMPLES.resolve("nginx"), "*.conf")) {
      for (Path file : files) {
        String text =
            Files.readString(file)
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("127.0.0.1:8480", "127.0.0.1:" + warder)
                .replace("127.0.0.1:9000", "127.0.0.1:" + upstream);
        Files.writeString(folder.resolve(file.getFileName().toString()), text);
      }
    }
    Path key = folder.resolve("warder-key.conf");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "proxy_set_header X-Warder-Gateway-Key \"" + gatewayKey + "\";\n");
    // nginx drops root's rights, and must still reach its own folders below this one.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder.toAbsolutePath().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    List<String> command =
        List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-g", "daemon off;");
    return new Gateway(Child.start("nginx", folder, Map.of(), command).listeningOn(port), port);
  }

  static Gateway caddy(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    Map<String, String> environment =
        Map.of(
            "GATEWAY_PORT",
            Integer.toString(port),
            "WARDER",
            "127.0.0.1:" + warder,
            "API",
            "127.0.0.1:" + upstream,
            "WARDER_GATEWAY_KEY",
            gatewayKey,
            "XDG_DATA_HOME",
            folder.toString(),
            "XDG_CONFIG_HOME",
            folder.toString());
    Path file = EXAMPLES.resolve("caddy").resolve("Caddyfile").toRealPath();
    List<String> command =
        List.of("caddy", "run", "--adapter", "caddyfile", "--config", file.toString());
    Child child = Child.start("caddy", folder, environment, command);
    return new Gateway(child.listeningOn(port), port);
  }

  @Override
  public void close() {
    child.close();
  }
}
