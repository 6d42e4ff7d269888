package dev.warder;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.warder.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the rooms apart: who may use whom, and which library lives where.
class ArrowsTest {
  private static final String HOUSE = "dev.warder.";
  private static final int LONGEST_FILE = 300;

  private static final Set<String> ALL_OTHERS = Set.of("*");

  /// Room -> the rooms it may use besides `model`.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("token", Set.of()),
          Map.entry("context", Set.of()),
          Map.entry("risk", Set.of()),
          Map.entry("policy", Set.of()),
          Map.entry("audit", Set.of()),
          Map.entry("stepup", Set.of()),
          Map.entry("monitor", Set.of()),
          Map.entry("notify", Set.of()),
          Map.entry("react", Set.of("token", "policy", "risk", "monitor", "notify", "audit")),
          Map.entry("decide", Set.of("token", "context", "risk", "policy", "stepup", "audit")),
          Map.entry(
              "store.memory",
              Set.of("token", "context", "risk", "policy", "stepup", "audit", "monitor", "notify")),
          Map.entry(
              "store.sqlite",
              Set.of("token", "context", "risk", "policy", "stepup", "audit", "monitor", "notify")),
          Map.entry("http", Set.of()),
          Map.entry("gateway", Set.of("decide", "http")),
          Map.entry("replay", Set.of("token", "context", "risk", "policy", "audit", "decide")),
          Map.entry("leak", Set.of("http")),
          Map.entry(
              "api",
              Set.of(
                  "leak", "token", "context", "risk", "policy", "stepup", "audit", "monitor",
                  "notify", "decide", "http")),
          Map.entry("app", ALL_OTHERS));

  private static final Set<String> DOORS = Set.of("http", "gateway", "api", "app");

  /// Library, by package prefix -> the rooms that may use it. A library that stands nowhere is
  /// refused.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("java.", ALL_OTHERS),
          Map.entry("java.sql.", Set.of("store.sqlite")),
          Map.entry("javax.sql.", Set.of("store.sqlite")),
          Map.entry("javax.crypto.", Set.of("leak", "token", "stepup", "audit", "notify")),
          Map.entry("javax.net.ssl.", Set.of("http", "notify", "app")),
          Map.entry("com.sun.management.", Set.of("audit")),
          Map.entry("org.jspecify.annotations.", ALL_OTHERS),
          Map.entry("com.google.errorprone.annotations.", ALL_OTHERS),
          Map.entry("org.slf4j.", ALL_OTHERS),
          Map.entry("com.linecorp.armeria.", DOORS),
          Map.entry("io.netty.", DOORS),
          Map.entry("org.reactivestreams.", DOORS),
          Map.entry("com.nimbusds.", Set.of("token")),
          Map.entry("dev.cel.", Set.of("policy")),
          Map.entry("com.google.common.", Set.of("policy")), // CEL's lists are Guava's
          Map.entry("com.google.re2j.", Set.of("policy")),
          Map.entry("com.google.protobuf.", Set.of("gateway")), // the wire format alone
          Map.entry("com.webauthn4j.", Set.of("stepup")),
          Map.entry("com.maxmind.db.", Set.of("context")),
          Map.entry("ua_parser.", Set.of("context")),
          Map.entry("com.github.benmanes.caffeine.", ALL_OTHERS),
          Map.entry("org.sqlite.", Set.of("store.sqlite")),
          Map.entry("org.jdbi.", Set.of("store.sqlite")),
          Map.entry("org.flywaydb.", Set.of("store.sqlite")),
          Map.entry(
              "tools.jackson.",
              Set.of(
                  "token",
                  "risk",
                  "policy",
                  "audit",
                  "replay",
                  "leak",
                  "notify",
                  "react",
                  "store.sqlite",
                  "http",
                  "gateway",
                  "api",
                  "app")),
          Map.entry(
              "com.fasterxml.jackson.annotation.",
              Set.of(
                  "risk",
                  "policy",
                  "audit",
                  "replay",
                  "store.sqlite",
                  "http",
                  "gateway",
                  "api",
                  "app")),
          Map.entry("org.snakeyaml.", Set.of("policy", "context", "app")),
          Map.entry("jakarta.mail.", Set.of("notify")),
          Map.entry("org.apache.kafka.", Set.of("notify")),
          Map.entry("picocli.", Set.of("app")),
          Map.entry("javax.xml.stream.", Set.of("app")),
          Map.entry("io.micrometer.", Set.of("http", "api", "app")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyRoomIsListed() {
    Set<String> rooms = CLASSES.stream().map(ArrowsTest::room).collect(toCollection(TreeSet::new));
    assertThat(ARROWS.keySet()).containsAll(rooms);
  }

  @Test
  void roomsUseOnlyTheRoomsTheyMay() {
    List<String> wrong =
        dependencies()
            .filter(d -> isOurs(d.getTargetClass()))
            .filter(d -> !mayUse(room(d.getOriginClass()), room(d.getTargetClass())))
            .map(Dependency::getDescription)
            .toList();
    assertThat(wrong).isEmpty();
  }

  @Test
  void librariesStayInTheirRooms() {
    List<String> wrong =
        dependencies()
            .filter(d -> !isOurs(d.getTargetClass()))
            .filter(d -> !d.getTargetClass().getBaseComponentType().isPrimitive())
            .filter(d -> !isAtHome(elementName(d), room(d.getOriginClass())))
            .map(Dependency::getDescription)
            .toList();
    assertThat(wrong).isEmpty();
  }

  @Test
  void noFileIsLongerThanOneCanRead() throws IOException {
    Path root = Path.of(System.getProperty("root", ".."));
    List<String> tooLong = new ArrayList<>();
    for (String module : List.of("server", "client", "client-servlet", "client-spring")) {
      tooLong.addAll(tooLong(root.resolve(module).resolve("src")));
    }
    assertThat(tooLong).isEmpty();
  }

  private static List<String> tooLong(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> lines(f) > LONGEST_FILE)
          .map(f -> f + ": " + lines(f))
          .toList();
    }
  }

  private static Stream<Dependency> dependencies() {
    return CLASSES.stream().flatMap(c -> c.getDirectDependenciesFromSelf().stream());
  }

  private static String elementName(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType().getName();
  }

  private static boolean isOurs(JavaClass type) {
    return type.getBaseComponentType().getPackageName().startsWith(HOUSE);
  }

  private static String room(JavaClass type) {
    String[] parts =
        type.getBaseComponentType().getPackageName().substring(HOUSE.length()).split("\\.");
    return parts[0].equals("store") && parts.length > 1 ? "store." + parts[1] : parts[0];
  }

  private static boolean mayUse(String from, String to) {
    Set<String> allowed = ARROWS.getOrDefault(from, Set.of());
    return from.equals(to)
        || to.equals("model")
        || allowed.equals(ALL_OTHERS)
        || allowed.contains(to);
  }

  private static boolean isAtHome(String type, String room) {
    return LIBRARIES.entrySet().stream()
        .filter(e -> type.startsWith(e.getKey()))
        .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .map(e -> e.getValue().equals(ALL_OTHERS) || e.getValue().contains(room))
        .orElse(false);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
