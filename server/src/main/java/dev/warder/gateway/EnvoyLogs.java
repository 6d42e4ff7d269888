package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.model.Address;
import dev.warder.model.Fault;
import io.netty.util.AsciiString;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Envoy's access-log service over gRPC, on the port of everything else: what became of the calls
/// that it let through.
///
/// A stream lives as long as Envoy does. The next message is read when the outcomes of the last are
/// recorded, so that flow control holds Envoy back, which drops entries of its own sooner than hold
/// up calls. The gateway must prove itself with every message: a revoked key ends the stream.
public final class EnvoyLogs {
  static final String PATH = "/envoy.service.accesslog.v3.AccessLogService/StreamAccessLogs";

  private static final MediaType GRPC = MediaType.parse("application/grpc");
  private static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final byte[] EMPTY_MESSAGE = new byte[5];
  private static final Duration LIFE = Duration.ofDays(365);

  /// The largest message: gRPC's usual limit.
  private static final int LARGEST = 4 << 20;

  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int EXHAUSTED = 8;
  private static final int UNAVAILABLE = 14;
  private static final int UNAUTHENTICATED = 16;

  /// Where outcomes go.
  public interface Outcomes {
    /// Blocks until they are recorded; of a decision that is not known, nothing is.
    ///
    /// @return how many were
    /// @throws Fault.Unavailable where they cannot be
    int saw(Caller gateway, List<Seen> seen);
  }

  /// What became of a call.
  public record Seen(
      String decisionId, int status, @Nullable Long bytes, @Nullable Duration duration) {}

  private final Gatekeeper gatekeeper;
  private final Outcomes outcomes;

  public EnvoyLogs(
      Callers callers,
      BiConsumer<Address, String> turnedAway,
      Duration deadline,
      Outcomes outcomes) {
    this.gatekeeper = new Gatekeeper(callers, turnedAway, new Backlog(deadline));
    this.outcomes = outcomes;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint("POST", PATH, new Handler.Unread(Long.MAX_VALUE, LIFE, this::stream)));
  }

  private HttpResponse stream(Call call, Body body) {
    try {
      DataInputStream in = new DataInputStream(body.stream());
      Caller gateway = gatekeeper.admit(call);
      long recorded = 0;
      for (byte[] message = next(in); message != null; message = next(in)) {
        gateway = gatekeeper.admit(call);
        recorded += outcomes.saw(gateway, seen(message));
      }
      if (recorded == 0) {
        gatekeeper.unreadable(call); // nothing is asked here without a record
      }
      return answer(OK);
    } catch (Fault.Unauthenticated | Fault.Forbidden notAGateway) {
      return answer(UNAUTHENTICATED);
    } catch (Fault.Invalid unreadable) {
      gatekeeper.unreadable(call);
      return answer(INVALID_ARGUMENT);
    } catch (Fault.TooLarge tooLarge) {
      gatekeeper.unreadable(call);
      return answer(EXHAUSTED);
    } catch (Fault.Unavailable | IOException broken) {
      return answer(UNAVAILABLE);
    }
  }

  /// @return absent at the end of the stream
  private static byte @Nullable [] next(DataInputStream in) throws IOException {
    int compressed = in.read();
    if (compressed < 0) {
      return null;
    }
    try {
      int length = in.readInt();
      if (compressed != 0 || length < 0) {
        throw new Fault.Invalid("send messages that are not compressed");
      }
      if (length > LARGEST) {
        throw new Fault.TooLarge("a message has more than 4 MiB");
      }
      byte[] message = new byte[length];
      in.readFully(message);
      return message;
    } catch (EOFException e) {
      throw new Fault.Invalid("the stream ends within a message", e);
    }
  }

  private static List<Seen> seen(byte[] message) {
    return EnvoyLogMessages.calls(message).stream()
        .filter(each -> !each.decisionId().isEmpty())
        .filter(each -> each.status() >= 100 && each.status() <= 599)
        .map(each -> new Seen(each.decisionId(), each.status(), each.bytes(), each.duration()))
        .toList();
  }

  /// Always with a message, though an empty one: `StreamAccessLogsResponse` has no fields.
  private static HttpResponse answer(int status) {
    ResponseHeaders headers = ResponseHeaders.builder(200).contentType(GRPC).build();
    HttpHeaders trailers = HttpHeaders.of(STATUS, Integer.toString(status));
    return status == OK
        ? HttpResponse.of(headers, HttpData.wrap(EMPTY_MESSAGE), trailers)
        : HttpResponse.of(headers, HttpData.empty(), trailers);
  }
}
