package dev.warder.gateway;

import dev.warder.model.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /// The HTTP calls of a `StreamAccessLogsMessage`.
  ///
  /// @throws Fault.Invalid where it is none
  static List<Logged> calls(byte[] message) {
    List<Logged> calls = new ArrayList<>();
    try {
      ProtobufFields.of(
          message,
          (number, field) -> {
            if (number == 2) {
              field.message((n, logs) -> {
                if (n == 1) {
                  calls.add(entry(logs));
                }
              });
            }
          });
    } catch (IOException e) {
      throw new Fault.Invalid("this is no StreamAccessLogsMessage", e);
    }
    return calls;
  }

  private static Logged entry(ProtobufFields field) throws IOException {
    Reading into = new Reading();
    field.message((number, entry) -> {
      switch (number) {
        case 1 -> entry.message((n, common) -> common(n, common, into));
        case 3 -> entry.message((n, request) -> request(n, request, into));
        case 4 -> entry.message((n, response) -> response(n, response, into));
        default -> {}
      }
    });
    return new Logged(into.decisionId, into.status, into.bytes, into.duration);
  }

  /// The whole duration, or the time until the last byte was sent where Envoy is older.
  private static void common(int number, ProtobufFields field, Reading into) throws IOException {
    if (number != 23 && (number != 12 || into.duration != null)) {
      return;
    }
    long[] parts = {0, 0};
    field.message((n, time) -> {
      if (n == 1 || n == 2) {
        time.number(value -> parts[n - 1] = value);
      }
    });
    boolean sane = parts[0] >= 0 && parts[0] <= MOST_SECONDS && parts[1] >= 0;
    into.duration = sane ? Duration.ofSeconds(parts[0], parts[1] % 1_000_000_000) : into.duration;
  }

  private static void request(int number, ProtobufFields field, Reading into) throws IOException {
    if (number != 13) {
      return;
    }
    String[] pair = {"", ""};
    field.message((n, entry) -> {
      if (n == 1 || n == 2) {
        // A client may send headers that are no UTF-8: they must not cost us the whole message.
        entry.bytes(raw -> pair[n - 1] = new String(raw, StandardCharsets.ISO_8859_1));
      }
    });
    if (pair[0].equals(DECISION)) {
      into.decisionId = pair[1];
    }
  }

  private static void response(int number, ProtobufFields field, Reading into) throws IOException {
    if (number == 1) {
      field.message((n, code) -> {
        if (n == 1) {
          code.number(status -> into.status = (int) status);
        }
      });
    } else if (number == 3) {
      field.number(bytes -> into.bytes = Math.max(0, bytes));
    }
  }
}
