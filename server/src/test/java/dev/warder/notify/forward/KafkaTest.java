package dev.warder.notify.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Form;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real broker of Kafka in a process of its own, killed while records are sent.
@Tag("conformance")
class KafkaTest {
  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private void configure(int port, int controller) throws IOException {
    Files.writeString(
        folder.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s/logs
        offsets.topic.replication.factor=1
        """
            .formatted(port, controller, folder));
  }

  private Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
        .start();
  }

  private void await(BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(Files.readString(folder.resolve("kafka.log")))
          .isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void aBrokerGetsEveryRecordInOrderAlsoWhenItIsKilled() throws Exception {
    int port = freePort();
    configure(port, freePort());
    Process format =
        java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "AAAAAAAAQACAAAAAAAAAAQ",
            "-c",
            "server.properties");
    assertThat(format.waitFor()).as(Files.readString(folder.resolve("kafka.log"))).isZero();
    Numbers feed = new Numbers(700);
    Path more =
        Files.writeString(
            folder.resolve("producer.properties"),
            "delivery.timeout.ms=4000\nrequest.timeout.ms=3000\nmax.block.ms=3000\n");
    Destination kafka = new Destination.Kafka("127.0.0.1:" + port, "audit", more);
    Target target = new Target("siem", Form.JSONL, false, kafka);
    Process broker = java("kafka.Kafka", "server.properties");
    try (Forwarding forwarding =
        new Forwarding(
            feed, List.of(target), folder.resolve("forward"), OutputStream.nullOutputStream())) {
      await(() -> forwarding.progress("siem").orElseThrow().lag() == 0);
      assertThat(broker.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
      feed.next.set(1_800);
      await(() -> forwarding.progress("siem").orElseThrow().isFailing());
      broker = java("kafka.Kafka", "server.properties");
      await(() -> forwarding.progress("siem").orElseThrow().lag() == 0);
      assertThat(consumed(port, 1_800)).containsExactlyElementsOf(feed.texts());
    } finally {
      assertThat(broker.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Set<String> consumed(int port, int count) {
    Set<String> texts = new LinkedHashSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + port),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition("audit", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (texts.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> texts.add(record.value()));
      }
    }
    return texts;
  }
}
