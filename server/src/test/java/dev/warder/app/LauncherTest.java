package dev.warder.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays the launcher in a house of its own, with a JDK and a Maven that only say what they were
/// asked.
class LauncherTest {
  private record Ran(int exit, String out, String err) {}

  /// All that the launcher may need of a system; a real Maven or Java must not be among them.
  private static final String TOOLS =
      "cat dirname find flock grep head mkdir mv nice readlink rm rmdir sleep tail touch";

  @TempDir private Path folder;
  private Path root = Path.of("");
  private Path jdk = Path.of("");
  private Map<String, String> more = Map.of();

  @BeforeEach
  void build() throws IOException {
    root = Files.createDirectories(folder.resolve("a house/with blanks"));
    Path original = Path.of(System.getProperty("root", ".."), "warder");
    Files.copy(original, root.resolve("warder"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(root.resolve("pom.xml"), "");
    Files.createDirectories(root.resolve("server/src/main"));
    Files.writeString(root.resolve("server/pom.xml"), "");
    Files.writeString(root.resolve("server/src/main/A.java"), "");
    jdk = jdk("25.0.1", "jdk");
    for (String tool : TOOLS.split(" ")) {
      String home = Files.exists(Path.of("/bin", tool)) ? "/bin/" : "/usr/bin/";
      script("bin/" + tool, "exec " + home + tool + " \"$@\"\n");
    }
    script(
        "bin/mvn",
        """
        echo "maven on $JAVA_HOME: $*" >>"%1$s/mvn.log"
        cat >>"%1$s/mvn.log"
        mkdir -p server/target/lib
        echo jar >server/target/warder.jar
        """
            .formatted(folder));
  }

  @Test
  void buildsWhatIsMissingThenRunsWithTheArgumentsAsGiven() throws Exception {
    Ran ran = run(root.resolve("warder"), "token", "create", "a b");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("-jar", "/server/target/warder.jar", "\ncreate\na b\n");
    assertThat(ran.out()).contains("-XX:+UseCompactObjectHeaders", "--enable-native-access");
    assertThat(ran.err()).contains("building");
    assertThat(mavenRuns())
        .containsExactly(
            "maven on " + jdk + ": -q -B -Dmaven.test.skip=true -pl server -am package");
  }

  @Test
  void leavesAJarAloneThatIsNewerThanTheSources() throws Exception {
    run(root.resolve("warder"), "doctor");
    Ran second = run(root.resolve("warder"), "doctor");

    assertThat(second.err()).isEmpty();
    assertThat(mavenRuns()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceChanged() throws Exception {
    run(root.resolve("warder"), "doctor");
    Files.setLastModifiedTime(
        root.resolve("server/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    run(root.resolve("warder"), "doctor");

    assertThat(mavenRuns()).hasSize(2);
  }

  @Test
  void worksThroughSymbolicLinksAndFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("warder"));
    Path again = Files.createSymbolicLink(folder.resolve("again"), Path.of("link"));

    assertThat(run(again, "doctor").exit()).isZero();
    assertThat(run(link, "doctor").out()).contains(root + "/server/target/warder.jar");
  }

  @Test
  void leavesStandardInputToTheCommand() throws Exception {
    run(root.resolve("warder"), "decide");
    assertThat(Files.readString(folder.resolve("mvn.log"))).doesNotContain("secret");
  }

  @Test
  void oneClearLineAndExitThreeWithoutAJdk() throws Exception {
    jdk = jdk("21.0.2", "old");
    Ran ran = run(root.resolve("warder"), "doctor");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("warder: a JDK 25 is needed; none found in JAVA_HOME, PATH or ");
  }

  @Test
  void findsAJdkAmongTheInstalledOnes() throws Exception {
    Path installed = jdk;
    jdk = jdk("17.0.2", "old");
    Files.move(installed, Files.createDirectories(folder.resolve("jvm")).resolve("temurin-25"));

    assertThat(run(root.resolve("warder"), "doctor").exit()).isZero();
    assertThat(mavenRuns().getFirst()).contains("jvm/temurin-25");
  }

  @Test
  void oneClearLineAndExitThreeWithoutMaven() throws Exception {
    Files.delete(folder.resolve("bin/mvn"));
    Ran ran = run(root.resolve("warder"), "doctor");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).startsWith("warder: Maven is needed to build Warder");
  }

  @Test
  void aFailedBuildShowsItsLogAndEndsWithThree() throws Exception {
    script("bin/mvn", "echo the compiler is unhappy; exit 1\n");
    Ran ran = run(root.resolve("warder"), "doctor");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("the compiler is unhappy", "warder: the build failed");
  }

  @Test
  void firstStartsAtTheSameTimeBuildOnce() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      starts.add(start(root.resolve("warder"), "doctor"));
    }
    for (Process each : starts) {
      assertThat(end(each).exit()).isZero();
    }
    assertThat(mavenRuns()).hasSize(1);
  }

  @Test
  void theExitCodeIsTheProgramsOwn() throws Exception {
    script("jdk/bin/java", "exit 4\n");
    assertThat(run(root.resolve("warder"), "decide").exit()).isEqualTo(4);
  }

  /// A Java that writes a start-up cache where it is asked for one.
  private Path cacheMadeByTheFirstService() throws Exception {
    return cacheMadeByTheFirstService("");
  }

  private Path cacheMadeByTheFirstService(String meanwhile) throws Exception {
    script(
        "jdk/bin/java",
        """
        for each; do
          case $each in -XX:AOTCacheOutput=*) %s echo cache >"${each#*=}" ;; esac
        done
        printf '%%s\\n' "$@"
        """
            .formatted(meanwhile));
    Path cache = root.resolve("server/target/warder.aot");
    assertThat(run(root.resolve("warder"), "serve").out()).doesNotContain("AOTCache");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(cache) || Files.exists(Path.of(cache + ".lock"))) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.onSpinWait();
    }
    return cache;
  }

  @Test
  void theFirstServiceHasACacheMadeThatTheNextBeginsWith() throws Exception {
    Path cache = cacheMadeByTheFirstService();

    assertThat(run(root.resolve("warder"), "serve").out()).contains("-XX:AOTCache=" + cache);
    assertThat(run(root.resolve("warder"), "demo").out()).contains("-XX:AOTCache=" + cache);
    assertThat(run(root.resolve("warder"), "doctor").out()).doesNotContain("AOTCache");
  }

  @Test
  void aStartWithoutTheCacheOptimisesLaterUnlessToldOtherwise() throws Exception {
    cacheMadeByTheFirstService();
    more = Map.of("WARDER_JAVA_OPTS", "-XX:Tier4InvocationThreshold=5000");
    assertThat(run(root.resolve("warder"), "serve").out())
        .containsOnlyOnce("-XX:Tier4InvocationThreshold=");

    more =
        Map.of(
            "WARDER_JAVA_OPTS", "-XX:Tier4InvocationThreshold=5000", "WARDER_STARTUP_CACHE", "off");
    assertThat(run(root.resolve("warder"), "serve").out())
        .containsSubsequence(
            "-XX:Tier4InvocationThreshold=40000", "-XX:Tier4InvocationThreshold=5000");
  }

  @Test
  void aCacheOlderThanTheJarIsNotUsed() throws Exception {
    Path cache = cacheMadeByTheFirstService();
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(600)));

    assertThat(run(root.resolve("warder"), "demo").out()).doesNotContain("AOTCache");
  }

  @Test
  void aCacheOfAJarThatWasBuiltAgainMeanwhileIsNotUsed() throws Exception {
    cacheMadeByTheFirstService("touch \"$(dirname \"${each#*=}\")/warder.jar\";");

    assertThat(run(root.resolve("warder"), "demo").out()).doesNotContain("AOTCache");
  }

  @Test
  void whatTheVirtualMachineSaysDoesNotMixWithTheAnswer() throws Exception {
    assertThat(run(root.resolve("warder"), "demo").out())
        .contains("-Xlog:disable\n-Xlog:all=warning:stderr\n");
  }

  @Test
  void theCacheCanBeSwitchedOff() throws Exception {
    cacheMadeByTheFirstService();
    more = Map.of("WARDER_STARTUP_CACHE", "off");

    assertThat(run(root.resolve("warder"), "serve").out()).doesNotContain("AOTCache");
  }

  private Path jdk(String version, String name) throws IOException {
    script(name + "/bin/java", "printf '%s\\n' \"$@\"\n");
    script(name + "/bin/javac", "exit 1\n");
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return folder.resolve(name);
  }

  private void script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> mavenRuns() throws IOException {
    return Files.readAllLines(folder.resolve("mvn.log"));
  }

  private Ran run(Path launcher, String... arguments) throws Exception {
    return end(start(launcher, arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.put("PATH", folder.resolve("bin").toString());
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("WARDER_JVM_DIR", folder.resolve("jvm").toString());
    environment.putAll(more);
    Process started = process.start();
    try (OutputStream in = started.getOutputStream()) {
      in.write("secret\n".getBytes(UTF_8));
    } catch (IOException gone) {
      // it ended without reading
    }
    return started;
  }

  private static Ran end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), out, err);
  }
}
