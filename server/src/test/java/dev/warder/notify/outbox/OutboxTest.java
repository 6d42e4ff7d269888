package dev.warder.notify.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target.Tls;
import dev.warder.notify.outbox.Channel.Destination;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteOutboxStore;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OutboxTest {
  private static final List<Recipient> ALL = List.of(new Recipient.Operators());
  private static final String SECRET = "a secret that only two know";

  @TempDir private Path folder;
  private SqliteDatabase database;
  private final List<Delivery> lost = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(folder.resolve("warder.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Outbox outbox(Channel... channels) {
    return new Outbox(
        List.of(channels), new SqliteOutboxStore(database), InstantSource.system(), lost::add);
  }

  private static Notice notice(String id, Urgency urgency, Instant until) {
    return new Notice(
        id,
        "incident",
        "inc_1",
        Instant.parse("2026-11-23T10:00:00Z"),
        until,
        urgency,
        false,
        "high incident: principal alice",
        "Principal alice: <!channel> came from AS9009 & looked around",
        Map.of("incident", "inc_1"));
  }

  private static Notice notice(String id) {
    return notice(id, Urgency.HIGH, Instant.now().plusSeconds(3600));
  }

  private static Channel channel(String name, Destination destination) {
    return new Channel(name, Urgency.MEDIUM, Set.of(), destination);
  }

  private static Channel webhook(String name, URI url) {
    return channel(name, new Destination.Webhook(url, Tls.USUAL, null, null));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aTargetThatComesBackGetsEverythingAndADeadOneBlocksNothing() throws Exception {
    int port;
    try (Inbox passing = new Inbox(0)) {
      port = passing.port();
    }
    try (Inbox alive = new Inbox(0);
        Outbox outbox =
            outbox(
                webhook("dead", URI.create("http://127.0.0.1:" + port + "/in")),
                webhook("alive", alive.url()))) {
      List<String> ids = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();
      ids.forEach(id -> assertThat(outbox.send(notice(id), ALL)).isEqualTo(2));
      await(() -> outbox.of("alive").waiting() == 0);
      assertThat(alive.keys()).containsExactlyInAnyOrderElementsOf(ids);
      await(() -> outbox.of("dead").trouble() != null);
      assertThat(outbox.of("dead").waiting()).isEqualTo(20);
      try (Inbox back = new Inbox(port)) {
        await(() -> outbox.of("dead").waiting() == 0);
        assertThat(Set.copyOf(back.keys())).isEqualTo(Set.copyOf(ids));
      }
      assertThat(outbox.of("dead").trouble()).isNull();
    }
  }

  @Test
  void whatWaitsOutlivesTheProcess() throws Exception {
    try (Inbox inbox = new Inbox(0)) {
      inbox.refusals.set(Integer.MAX_VALUE);
      try (Outbox outbox = outbox(webhook("ops", inbox.url()))) {
        var _ = outbox.send(notice("n1"), ALL);
        await(() -> outbox.of("ops").trouble() != null);
      }
      close();
      inbox.refusals.set(0);
      open();
      try (Outbox outbox = outbox(webhook("ops", inbox.url()))) {
        await(() -> outbox.of("ops").waiting() == 0);
      }
      assertThat(inbox.keys()).containsExactly("n1");
    }
  }

  @Test
  void aMessageThatIsRefusedKeepsNoOtherOne() throws Exception {
    try (Inbox inbox = new Inbox(0);
        Outbox outbox = outbox(webhook("ops", inbox.url()))) {
      inbox.refusals.set(1);
      var _ = outbox.send(notice("n1"), ALL);
      await(() -> inbox.refusals.get() == 0);
      var _ = outbox.send(notice("n2"), ALL);
      await(() -> outbox.of("ops").waiting() == 0);
      assertThat(inbox.keys()).containsExactlyInAnyOrder("n1", "n2");
    }
  }

  @Test
  void theSameNoticeIsKeptOnceAndOneThatIsTooLateIsGivenUp() throws Exception {
    try (Inbox inbox = new Inbox(0)) {
      inbox.refusals.set(Integer.MAX_VALUE);
      try (Outbox outbox = outbox(webhook("ops", inbox.url()))) {
        var _ = outbox.send(notice("n1"), ALL);
        var _ = outbox.send(notice("n1"), ALL);
        assertThat(outbox.of("ops").waiting()).isEqualTo(1);
        var _ = outbox.send(notice("n2", Urgency.HIGH, Instant.EPOCH), ALL);
        await(() -> !lost.isEmpty());
        assertThat(lost.getFirst().notice().id()).isEqualTo("n2");
        assertThat(outbox.of("ops").dropped()).isEqualTo(1);
      }
    }
  }

  @Test
  void whoIsToldDependsOnUrgencyKindAndName() throws Exception {
    Channel others =
        new Channel(
            "others",
            Urgency.INFO,
            Set.of("challenge"),
            new Destination.Webhook(URI.create("http://127.0.0.1:9/"), Tls.USUAL, null, null));
    try (Inbox inbox = new Inbox(0);
        Outbox outbox = outbox(webhook("ops", inbox.url()), others)) {
      Instant later = Instant.now().plusSeconds(60);
      assertThat(outbox.send(notice("n1", Urgency.LOW, later), ALL)).isZero();
      assertThat(outbox.send(notice("n2"), ALL)).isEqualTo(1);
      assertThat(outbox.send(notice("n3"), List.of(new Recipient.Named("others")))).isEqualTo(1);
      assertThat(outbox.send(notice("n4"), List.of(new Recipient.Named("nobody")))).isZero();
      assertThat(outbox.send(notice("n5"), List.of(new Recipient.Owner("a@example.com")))).isZero();
    }
  }

  @Test
  void aWebhookIsSignedOverTimeAndBody() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    try (Inbox inbox = new Inbox(0);
        Outbox outbox =
            outbox(
                channel(
                    "ops",
                    new Destination.Webhook(
                        inbox.url(), Tls.USUAL, new SecretSource.InFile(secret), null)))) {
      var _ = outbox.send(notice("n1"), ALL);
      await(() -> outbox.of("ops").waiting() == 0);
      Inbox.Got got = inbox.all.getFirst();
      String seconds = got.signature().replaceAll("t=(\\d+),v1=.*", "$1");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = (seconds + "." + got.body()).getBytes(StandardCharsets.UTF_8);
      assertThat(got.signature())
          .isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed)));
      assertThat(NoticeJson.read(got.body()).facts()).containsEntry("incident", "inc_1");
    }
  }

  @Test
  void slackGetsBlocksInWhichNobodyCanMentionAnybody() throws Exception {
    try (Inbox inbox = new Inbox(0)) {
      Path url = Files.writeString(folder.resolve("url"), inbox.url().toString());
      SecretSource hidden = new SecretSource.InFile(url);
      try (Outbox outbox = outbox(channel("chat", new Destination.Slack(hidden, Tls.USUAL)))) {
        var _ = outbox.send(notice("n1"), ALL);
        await(() -> outbox.of("chat").waiting() == 0);
      }
      JsonNode body = NoticeJson.JSON.readTree(inbox.all.getFirst().body());
      assertThat(body.path("text").asString()).isEqualTo("high incident: principal alice");
      assertThat(body.path("blocks").get(0).path("type").asString()).isEqualTo("header");
      assertThat(body.path("blocks").get(1).path("text").path("text").asString())
          .isEqualTo("Principal alice: &lt;!channel&gt; came from AS9009 &amp; looked around");
    }
  }

  @Test
  void alertmanagerGetsOneAlertPerStory() throws Exception {
    try (Inbox inbox = new Inbox(0);
        Outbox outbox =
            outbox(
                channel(
                    "alerts",
                    new Destination.Alertmanager(
                        URI.create("http://127.0.0.1:" + inbox.port()), Tls.USUAL, null)))) {
      var _ = outbox.send(notice("n1"), ALL);
      await(() -> outbox.of("alerts").waiting() == 0);
      assertThat(inbox.all.getFirst().path()).isEqualTo("/api/v2/alerts");
      JsonNode alert = NoticeJson.JSON.readTree(inbox.all.getFirst().body()).get(0);
      assertThat(alert.path("labels").path("alertname").asString()).isEqualTo("WarderIncident");
      assertThat(alert.path("labels").path("about").asString()).isEqualTo("inc_1");
      assertThat(alert.path("startsAt").asString()).isEqualTo("2026-11-23T10:00:00Z");
    }
  }

  @Test
  void mailReachesOperatorsAndOwners() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.setUser("warder@example.com", "warder", "let me in");
    server.start();
    Path password = Files.writeString(folder.resolve("password"), "let me in\n");
    Destination mail =
        new Destination.Mail(
            "127.0.0.1",
            server.getSmtp().getPort(),
            Channel.Security.NONE,
            Tls.USUAL,
            "warder",
            new SecretSource.InFile(password),
            "warder@example.com",
            List.of("ops@example.com"));
    try (Outbox outbox = outbox(channel("post", mail))) {
      var _ = outbox.send(notice("n1"), ALL);
      var _ = outbox.send(notice("n2"), List.of(new Recipient.Owner("alice@example.com")));
      await(() -> outbox.of("post").waiting() == 0);
      MimeMessage[] received = server.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(
              List.of(
                  received[0].getAllRecipients()[0].toString(),
                  received[1].getAllRecipients()[0].toString()))
          .containsExactlyInAnyOrder("ops@example.com", "alice@example.com");
      assertThat(received[0].getSubject()).isEqualTo("[Warder] high incident: principal alice");
      assertThat(received[0].getContent().toString()).contains("incident: inc_1");
      assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    } finally {
      server.stop();
    }
  }

  @Test
  void aMailServerThatOffersNoTlsGetsNothing() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    Destination mail =
        new Destination.Mail(
            "127.0.0.1",
            server.getSmtp().getPort(),
            Channel.Security.STARTTLS,
            Tls.USUAL,
            null,
            null,
            "warder@example.com",
            List.of("ops@example.com"));
    try (Outbox outbox = outbox(channel("post", mail))) {
      var _ = outbox.send(notice("n1"), ALL);
      await(() -> outbox.of("post").trouble() != null);
      assertThat(outbox.of("post").trouble()).contains("STARTTLS");
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }
}
