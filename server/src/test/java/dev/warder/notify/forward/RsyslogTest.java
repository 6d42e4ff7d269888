package dev.warder.notify.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Form;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real rsyslog that receives over TLS.
@Tag("endtoend")
@Tag("conformance")
class RsyslogTest {
  @TempDir private Path folder;

  private void keytool(String line) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(line.split(" ")));
    command.addAll(List.of("-storepass", "changeit", "-keystore", "s.p12"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  private void certificates() throws Exception {
    keytool(
        "-genkeypair -alias s -keyalg RSA -dname CN=localhost -ext san=dns:localhost -ext bc:c");
    keytool("-exportcert -rfc -alias s -file cert.pem");
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve("s.p12"))) {
      store.load(in, "changeit".toCharArray());
    }
    byte[] key = store.getKey("s", "changeit".toCharArray()).getEncoded();
    String text = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
  }

  private Process rsyslog(int port) throws IOException {
    String configuration =
        """
        global(workDirectory="%1$s" maxMessageSize="64k" defaultNetstreamDriver="gtls"
          defaultNetstreamDriverCAFile="%1$s/cert.pem"
          defaultNetstreamDriverCertFile="%1$s/cert.pem"
          defaultNetstreamDriverKeyFile="%1$s/key.pem")
        module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1"
          streamDriver.authMode="anon")
        template(name="message" type="string" string="%%msg%%\\n")
        ruleset(name="in") { action(type="omfile" file="%1$s/got" template="message") }
        input(type="imtcp" port="%2$d" ruleset="in")
        """
            .formatted(folder, port);
    Path file = Files.writeString(folder.resolve("rsyslog.conf"), configuration);
    return new ProcessBuilder(
            "rsyslogd", "-n", "-f", file.toString(), "-i", folder.resolve("pid").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("rsyslog.log").toFile())
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private List<String> got() throws IOException {
    Path file = folder.resolve("got");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(String::strip).toList()
        : List.of();
  }

  private void await(BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(Files.readString(folder.resolve("rsyslog.log")))
          .isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void rsyslogGetsEveryRecordOverTlsAlsoWhenItIsRestarted() throws Exception {
    certificates();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Numbers feed = new Numbers(800);
    Target.Tls tls = new Target.Tls(folder.resolve("cert.pem"), null, null);
    Destination syslog = new Destination.Syslog("localhost", port, tls, 16);
    Target target = new Target("siem", Form.JSONL, false, syslog);
    try (Forwarding forwarding =
        new Forwarding(
            feed,
            List.of(target),
            folder.resolve("forward"),
            new java.io.ByteArrayOutputStream())) {
      Process first = rsyslog(port);
      await(() -> forwarding.progress("siem").orElseThrow().lag() == 0);
      end(first);
      feed.next.set(1_900);
      await(() -> forwarding.progress("siem").orElseThrow().isFailing());
      Process second = rsyslog(port);
      await(() -> forwarding.progress("siem").orElseThrow().lag() == 0);
      end(second);
    }
    assertThat(new LinkedHashSet<>(got())).containsExactlyInAnyOrderElementsOf(feed.texts());
  }
}
