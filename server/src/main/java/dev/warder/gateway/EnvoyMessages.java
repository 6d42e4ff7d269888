package dev.warder.gateway;

import com.google.protobuf.CodedOutputStream;
import dev.warder.model.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// The few fields of `envoy.service.auth.v3` that we read and write, by their numbers on the wire.
///
/// Envoy's published classes are 30 MB and take longer to load than Envoy waits for its first
/// answer; tests hold these fields against them.
final class EnvoyMessages {
  private static final int OVERWRITE_IF_EXISTS_OR_ADD = 2;
  private static final int PERMISSION_DENIED = 7;

  private EnvoyMessages() {}

  /// A `CheckRequest`, as far as it concerns us.
  ///
  /// @throws Fault.Invalid where it is none
  static EnvoyQuestion question(byte[] message) {
    EnvoyQuestion question = new EnvoyQuestion();
    try {
      ProtobufFields.of(
          message,
          (number, field) -> {
            if (number == 1) {
              field.message((n, attribute) -> attribute(n, attribute, question));
            }
          });
    } catch (IOException e) {
      throw new Fault.Invalid("this is no CheckRequest", e);
    }
    return question;
  }

  private static void attribute(int number, ProtobufFields field, EnvoyQuestion into)
      throws IOException {
    if (number == 1) {
      field.message((n, peer) -> peer(n, peer, into));
    } else if (number == 4) {
      field.message((n, request) -> {
        if (n == 2) {
          request.message((m, http) -> http(m, http, into));
        }
      });
    }
  }

  /// Where the call comes from, and the certificate that it was opened with, percent-encoded.
  private static void peer(int number, ProtobufFields field, EnvoyQuestion into)
      throws IOException {
    if (number == 5) {
      field.string(certificate -> into.certificate = certificate);
    } else if (number == 1) {
      field.message((n, address) -> address(n, address, into));
    }
  }

  private static void address(int number, ProtobufFields field, EnvoyQuestion into)
      throws IOException {
    if (number == 1) {
      field.message((n, socket) -> {
        if (n == 2) {
          socket.string(source -> into.source = source);
        }
      });
    }
  }

  private static void http(int number, ProtobufFields field, EnvoyQuestion into)
      throws IOException {
    switch (number) {
      case 2 -> field.string(method -> into.method = method);
      case 3 -> header(field, into);
      case 4 -> field.string(path -> into.path = path);
      case 5 -> field.string(host -> into.host = host);
      case 6 -> field.string(scheme -> into.scheme = scheme);
      case 13 ->
          field.message((n, map) -> {
            if (n == 1) {
              header(map, into);
            }
          });
      default -> {}
    }
  }

  /// An entry of `headers` and one of `header_map` look alike, but for a value that is no UTF-8.
  private static void header(ProtobufFields field, EnvoyQuestion into) throws IOException {
    String[] pair = {"", ""};
    field.message((number, entry) -> {
      switch (number) {
        case 1 -> entry.string(name -> pair[0] = name);
        case 2 -> entry.string(value -> pair[1] = value);
        case 3 -> entry.bytes(raw -> pair[1] = new String(raw, StandardCharsets.ISO_8859_1));
        default -> {}
      }
    });
    into.add(pair[0].toLowerCase(Locale.ROOT), pair[1]);
  }

  /// A `CheckResponse` that lets the call pass.
  ///
  /// @param headers for the upstream; they replace what the client sent
  /// @param remove names of headers that the upstream is not to see
  static byte[] ok(Map<String, String> headers, Iterable<String> remove) {
    return written(out -> {
      out.writeByteArray(1, new byte[0]); // google.rpc.Status OK
      out.writeByteArray(
          3,
          written(ok -> {
            headers(ok, headers);
            for (String name : remove) {
              ok.writeString(5, name);
            }
          }));
    });
  }

  /// A `CheckResponse` that answers the client.
  static byte[] denied(int status, Map<String, String> headers, byte[] body) {
    return written(out -> {
      out.writeByteArray(1, written(rpc -> rpc.writeInt32(1, PERMISSION_DENIED)));
      out.writeByteArray(
          2,
          written(denied -> {
            denied.writeByteArray(1, written(http -> http.writeInt32(1, status)));
            headers(denied, headers);
            denied.writeByteArray(3, body);
          }));
    });
  }

  private static void headers(CodedOutputStream out, Map<String, String> headers)
      throws IOException {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      out.writeByteArray(
          2,
          written(option -> {
            option.writeByteArray(
                1,
                written(pair -> {
                  pair.writeString(1, header.getKey());
                  pair.writeString(2, header.getValue());
                }));
            option.writeEnum(3, OVERWRITE_IF_EXISTS_OR_ADD);
            option.writeBool(4, true); // also where the value is empty
          }));
    }
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
