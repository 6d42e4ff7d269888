package dev.warder.endtoend;

import dev.warder.model.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
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
    String line = "proxy_set_header X-Warder-Gateway-Key \"" + gatewayKey + "\";\n";
    SecretFile.write(key, line.getBytes(StandardCharsets.US_ASCII));
    openToOthers(folder);
    List<String> command =
        List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-g", "daemon off;");
    return new Gateway(Child.start("nginx", folder, Map.of(), command).listeningOn(port), port);
  }

  static Gateway caddy(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    Map<String, String> environment = environment(gatewayKey, warder, upstream, port);
    environment.put("XDG_DATA_HOME", folder.toString());
    environment.put("XDG_CONFIG_HOME", folder.toString());
    Path file = EXAMPLES.resolve("caddy").resolve("Caddyfile").toRealPath();
    List<String> command =
        List.of("caddy", "run", "--adapter", "caddyfile", "--config", file.toString());
    Child child = Child.start("caddy", folder, environment, command);
    return new Gateway(child.listeningOn(port), port);
  }

  static Gateway haproxy(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    Path example = EXAMPLES.resolve("haproxy").toRealPath();
    Map<String, String> environment = environment(gatewayKey, warder, upstream, port);
    environment.put("WARDER_LUA", example.resolve("warder.lua").toString());
    List<String> command =
        List.of("haproxy", "-db", "-f", example.resolve("haproxy.cfg").toString());
    Child child = Child.start("haproxy", folder, environment, command);
    return new Gateway(child.listeningOn(port), port);
  }

  static Gateway apache(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    for (String file : List.of("apache.conf", "warder.lua")) {
      Files.copy(EXAMPLES.resolve("apache").resolve(file), folder.resolve(file));
    }
    openToOthers(folder);
    Map<String, String> environment = environment(gatewayKey, warder, upstream, port);
    environment.put("WARDER_LUA", folder.resolve("warder.lua").toString());
    environment.put("RUN", folder.toString());
    List<String> command =
        List.of("apache2", "-f", folder.resolve("apache.conf").toString(), "-DFOREGROUND");
    Child child = Child.start("apache", folder, environment, command);
    return new Gateway(child.listeningOn(port), port);
  }

  static Gateway springCloudGateway(Path folder, String gatewayKey, int warder, int upstream)
      throws IOException {
    int port = Child.freePort();
    Path run = EXAMPLES.resolve("spring-cloud-gateway").resolve("run").toRealPath();
    Map<String, String> environment = environment(gatewayKey, warder, upstream, port);
    // Started a dozen times, for a few calls each.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Child child = Child.start("gateway", folder, environment, List.of(run.toString()));
    return new Gateway(child.listeningOn(port), port);
  }

  private static Map<String, String> environment(
      String gatewayKey, int warder, int upstream, int port) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEWAY_PORT", Integer.toString(port));
    environment.put("WARDER", "127.0.0.1:" + warder);
    environment.put("API", "127.0.0.1:" + upstream);
    environment.put("WARDER_GATEWAY_KEY", gatewayKey);
    return environment;
  }

  /// A gateway that drops root's rights must still reach its own folder.
  private static void openToOthers(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder.toAbsolutePath().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Override
  public void close() {
    child.close();
  }
}
