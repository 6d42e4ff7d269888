package dev.warder.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.warder.model.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few fields of `envoy.service.accesslog.v3` that we read, by their numbers on the wire: for
/// the reason that `EnvoyMessages` gives.
final class EnvoyLogMessages {
  private static final String DECISION = "x-warder-decision-id";
  private static final long MOST_SECONDS = 86_400;

  private EnvoyLogMessages() {}

  /// A call, as Envoy logged it.
  ///
  /// @param decisionId empty where none was logged
  record Logged(String decisionId, int status, @Nullable Long bytes, @Nullable Duration duration) {}

  private static final class Reading {
    private String decisionId = "";
    private int status;
    private @Nullable Long bytes;
    private @Nullable Duration duration;
  }

  /// Reads the field that the stream stands at, or leaves it.
  private interface Field {
    /// @return whether it was read
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  /// The HTTP calls of a `StreamAccessLogsMessage`.
  ///
  /// @throws Fault.Invalid where it is none
  static List<Logged> calls(byte[] message) {
    List<Logged> calls = new ArrayList<>();
    try {
      fields(
          CodedInputStream.newInstance(message),
          (number, in) -> number == 2 && nested(in, (n, logs) -> n == 1 && calls.add(entry(logs))));
    } catch (IOException e) {
      throw new Fault.Invalid("this is no StreamAccessLogsMessage", e);
    }
    return calls;
  }

  private static Logged entry(CodedInputStream in) throws IOException {
    Reading into = new Reading();
    nested(
        in,
        (number, entry) ->
            switch (number) {
              case 1 -> nested(entry, (n, common) -> common(n, common, into));
              case 3 -> nested(entry, (n, request) -> n == 13 && header(request, into));
              case 4 -> nested(entry, (n, response) -> response(n, response, into));
              default -> false;
            });
    return new Logged(into.decisionId, into.status, into.bytes, into.duration);
  }

  /// The whole duration, or the time until the last byte was sent where Envoy is older.
  private static boolean common(int number, CodedInputStream in, Reading into) throws IOException {
    if (number != 23 && (number != 12 || into.duration != null)) {
      return false;
    }
    long[] parts = {0, 0};
    nested(
        in,
        (n, time) -> {
          if (n != 1 && n != 2) {
            return false;
          }
          parts[n - 1] = time.readInt64();
          return true;
        });
    boolean sane = parts[0] >= 0 && parts[0] <= MOST_SECONDS && parts[1] >= 0;
    into.duration = sane ? Duration.ofSeconds(parts[0], parts[1] % 1_000_000_000) : into.duration;
    return true;
  }

  private static boolean header(CodedInputStream in, Reading into) throws IOException {
    String[] pair = {"", ""};
    nested(
        in,
        (n, entry) -> {
          if (n != 1 && n != 2) {
            return false;
          }
          pair[n - 1] = entry.readString();
          return true;
        });
    if (pair[0].equals(DECISION)) {
      into.decisionId = pair[1];
    }
    return true;
  }

  private static boolean response(int number, CodedInputStream in, Reading into)
      throws IOException {
    return switch (number) {
      case 1 ->
          nested(
              in,
              (n, code) -> {
                into.status = n == 1 ? code.readUInt32() : into.status;
                return n == 1;
              });
      case 3 -> {
        into.bytes = Math.max(0, in.readUInt64());
        yield true;
      }
      default -> false;
    };
  }

  private static boolean nested(CodedInputStream in, Field field) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.popLimit(limit);
    return true;
  }

  private static void fields(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }
}
