package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

  @TempDir Path data;
  @TempDir Path elsewhere;
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final AtomicInteger status = new AtomicInteger(204);
  private HttpServer server;
  private URI url;

  @BeforeEach
  void listen() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(any, 0);
    server.createContext(
        "/notes",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
          received.add(new String(body, StandardCharsets.UTF_8));
        });
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/notes");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path file() {
    return elsewhere.resolve("checkpoints.copy");
  }

  private Journal open(Copies copies) throws IOException {
    JournalSettings settings = JournalSettings.of(data, "n1").withCopies(copies);
    return Journal.open(settings, Samples.ids(), InstantSource.system());
  }

  private static void append(Journal journal, int number) {
    journal
        .append(new Event("evt_" + number, Instant.EPOCH, "test.done", "a", "s", Map.of()))
        .join();
  }

  @Test
  void aCutTailIsFoundWithTheCopies() throws Exception {
    try (Journal journal = open(new Copies(file(), url, Duration.ofSeconds(1)))) {
      for (int i = 0; i < 10; i++) {
        append(journal, i);
      }
    }
    List<Checkpoint> copies = Checkpoint.all(Files.readString(file()));
    assertThat(copies.getLast().size()).isEqualTo(10);
    String posted = received.poll(10, TimeUnit.SECONDS);
    while (posted != null && Checkpoint.parse(posted).orElseThrow().size() < 10) {
      posted = received.poll(10, TimeUnit.SECONDS);
    }
    Checkpoint copy = Checkpoint.parse(String.valueOf(posted)).orElseThrow();
    VerifierKey key =
        VerifierKey.parse(Files.readString(data.resolve("keys/audit.pub"))).orElseThrow();
    assertThat(copy.isSignedBy(key)).isTrue();

    Checkpoint furthest = Checkpoint.furthest(Files.readString(file())).orElseThrow();
    assertThat(furthest).isEqualTo(copies.getLast());

    cutBack(5);
    assertThat(JournalVerifier.verify(data, key, null)).isInstanceOf(Examination.Intact.class);
    for (Checkpoint each : List.of(copy, copies.getLast())) {
      assertThat(JournalVerifier.verify(data, key, each))
          .isInstanceOfSatisfying(
              Examination.Broken.class,
              broken -> assertThat(broken.damage()).isEqualTo(Examination.Damage.REPLACED));
    }
  }

  /// What somebody with the signing key would make of it: only the copies contradict.
  private void cutBack(int records) throws IOException {
    Path journal = data.resolve("journal");
    Path segment = journal.resolve("00000000000000000000.jsonl");
    List<String> lines = Files.readAllLines(segment).subList(0, records);
    Files.writeString(segment, String.join("\n", lines) + "\n");
    for (String each : List.of("00000000000000000000.index", "checkpoint", "checkpoints")) {
      Files.delete(journal.resolve(each));
    }
    open(Copies.NONE).close();
  }

  @Test
  void aPlaceThatIsDownDelaysNothingAndGetsTheNewestLater() throws Exception {
    status.set(500);
    Path missing = elsewhere.resolve("not").resolve("there");
    try (Journal journal = open(new Copies(missing, url, Duration.ofSeconds(1)))) {
      append(journal, 0);
      assertThat(received.poll(10, TimeUnit.SECONDS)).isNotNull();
      append(journal, 1);
      assertThat(journal.healthy()).isTrue();
      assertThat(journal.uncopied()).isPresent();
      status.set(204);
      Files.createDirectories(missing.getParent());
    }
    String posted = received.poll(10, TimeUnit.SECONDS);
    while (posted != null && Checkpoint.parse(posted).orElseThrow().size() < 2) {
      posted = received.poll(10, TimeUnit.SECONDS);
    }
    assertThat(posted).isNotNull();
    assertThat(Checkpoint.all(Files.readString(missing)).getLast().size()).isEqualTo(2);
  }

  @Test
  void aUrlWithAPasswordIsRefused() {
    URI secret = URI.create("https://user:secret@example.com/");
    assertThatThrownBy(() -> new Copies(null, secret, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret@");
  }

  @Test
  void noNewKeyIsMadeWhereTheOldOneIsGone() throws IOException {
    open(Copies.NONE).close();
    Path key = data.resolve("keys/audit.key");
    Files.delete(key);
    assertThatThrownBy(() -> open(Copies.NONE)).hasMessageContaining("put the key back");
    assertThat(key).doesNotExist();
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    open(Copies.NONE).close();
    Path key = data.resolve("keys/audit.key");
    Files.setPosixFilePermissions(
        key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> open(Copies.NONE)).hasMessageContaining("open to other users");
  }
}
