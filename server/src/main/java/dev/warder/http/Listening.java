package dev.warder.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where and how to listen, and how much to take.
///
/// @param port 0 lets the system choose
/// @param tls absent for plain HTTP
/// @param loopbackPort a second listener on 127.0.0.1, whose callers count as gateways without a
///   key; absent is off, 0 lets the system choose
public record Listening(
    String host, int port, @Nullable Tls tls, @Nullable Integer loopbackPort, Limits limits) {

  /// @param clientCa the authority whose certificates prove a gateway; absent asks for none
  public record Tls(Path certificate, Path key, @Nullable Path clientCa) {}

  /// @param header bytes of all headers of a request together
  /// @param body bytes of a request's body
  /// @param grace how long requests under way are waited for at the end
  public record Limits(
      int connections, int header, int body, Duration request, Duration idle, Duration grace) {
    public static final Limits DEFAULT =
        new Limits(
            10_000,
            32 * 1024,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
  }
}
