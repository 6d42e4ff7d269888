package dev.warder.notify.forward;

import dev.warder.model.Form;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Somewhere that records are forwarded to.
///
/// @param name short, and a file name: the target's offset is kept under it
/// @param fromNow whether a target that is new gets only what is recorded from now on
public record Target(String name, Form form, boolean fromNow, Destination destination) {

  /// What takes the records.
  public sealed interface Destination {
    /// Lines are appended; the file may be moved away at any time.
    record Lines(Path path) implements Destination {}

    record StandardOutput() implements Destination {}

    /// RFC 5424 messages over TLS (RFC 5425).
    ///
    /// @param tls whom to trust, and who we are
    /// @param facility 0 to 23
    record Syslog(String host, int port, Tls tls, int facility) implements Destination {}

    /// Batches of JSON Lines in a POST.
    ///
    /// @param secret signs each batch (HMAC-SHA-256)
    /// @param authorization the value of that header
    record Web(
        URI url, Tls tls, @Nullable SecretSource secret, @Nullable SecretSource authorization)
        implements Destination {}

    /// OpenTelemetry logs (OTLP over HTTP).
    ///
    /// @param url of the collector; `/v1/logs` is appended where it has no path
    record Otel(URI url, Tls tls, @Nullable SecretSource authorization) implements Destination {}

    /// A topic of Kafka.
    ///
    /// @param servers `HOST:PORT`, one or several with commas between
    /// @param properties a file with more settings of the producer, secrets among them
    record Kafka(String servers, String topic, @Nullable Path properties) implements Destination {}
  }

  /// Files in PEM.
  ///
  /// @param ca whom to trust instead of the usual authorities
  /// @param cert our certificate, where the receiver wants one, with its chain
  /// @param key its private key, PKCS #8
  public record Tls(@Nullable Path ca, @Nullable Path cert, @Nullable Path key) {
    public static final Tls USUAL = new Tls(null, null, null);
  }
}
