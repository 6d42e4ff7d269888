package dev.warder.http;

import dev.warder.model.StartupFailure;
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
  /// @throws StartupFailure where both listeners are to have the same port
  public Listening {
    if (loopbackPort != null && loopbackPort != 0 && loopbackPort == port) {
      throw samePort(port);
    }
  }

  /// With the limits that suit most.
  public static Listening at(
      String host, int port, @Nullable Tls tls, @Nullable Integer loopbackPort) {
    return new Listening(host, port, tls, loopbackPort, Limits.DEFAULT);
  }

  static StartupFailure samePort(int port) {
    return new StartupFailure(
        "the listener for gateways without a key and the main one both have port " + port,
        "Give server.loopbackPort another number.");
  }

  /// @param clientCa the authority whose certificates prove a gateway; absent asks for none
  public record Tls(Path certificate, Path key, @Nullable Path clientCa) {}

  /// @param head how long a connection may send before that is a request: headers that come in by
  ///   the byte, a handshake that never ends
  /// @param header bytes of all headers of a request together
  /// @param body bytes of a request's body
  /// @param grace how long requests under way are waited for at the end
  public record Limits(
      int connections,
      Duration head,
      int header,
      int body,
      Duration request,
      Duration idle,
      Duration grace) {
    /// The same, but for these.
    public Limits with(int connections, Duration head, Duration request, Duration idle) {
      return new Limits(connections, head, header, body, request, idle, grace);
    }

    public static final Limits DEFAULT =
        new Limits(
            10_000,
            Duration.ofSeconds(10),
            32 * 1024,
            1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
  }
}
