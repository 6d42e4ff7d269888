package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends records to a topic of Kafka, and takes them as taken once all replicas in sync have them.
///
/// All go to one partition, so that they stay in order.
final class KafkaReceiver implements Receiver {
  private static final String BLOCK_MILLIS = "10000";
  private static final String REQUEST_MILLIS = "10000";
  private static final String RECONNECT_MILLIS = "10000";
  private static final int DELIVERY_MILLIS = 30_000;
  private static final int LONGEST_MILLIS = 40_000;
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final String KEY = "warder";

  private final KafkaProducer<String, String> producer;
  private final String topic;

  private KafkaReceiver(KafkaProducer<String, String> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  static KafkaReceiver open(Destination.Kafka kafka) throws IOException {
    Properties properties = new Properties();
    if (kafka.properties() != null) {
      try (Reader reader = Files.newBufferedReader(kafka.properties(), StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    }
    properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "warder");
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.putIfAbsent(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(DELIVERY_MILLIS));
    properties.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.servers());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    try {
      return new KafkaReceiver(
          new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer()),
          kafka.topic());
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  @Override
  public void take(List<Handover> records) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Handover record : records) {
        Future<RecordMetadata> one = producer.send(new ProducerRecord<>(topic, KEY, record.text()));
        if (one.isDone()) {
          var _ = one.get(); // where it failed, none may overtake it
        }
        sent.add(one);
      }
      for (Future<RecordMetadata> each : sent) {
        var _ = each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptException e) {
      throw new InterruptedException();
    } catch (KafkaException | TimeoutException e) {
      throw failure(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static IOException failure(Throwable e) {
    return new IOException("Kafka: " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      producer.close(CLOSING);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }
}
