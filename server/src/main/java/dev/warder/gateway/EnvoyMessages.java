package dev.warder.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
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

  /// Reads the field that the stream stands at, or leaves it.
  private interface Field {
    /// @return whether it was read
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  /// A `CheckRequest`, as far as it concerns us.
  ///
  /// @throws Fault.Invalid where it is none
  static EnvoyQuestion question(byte[] message) {
    EnvoyQuestion question = new EnvoyQuestion();
    try {
      fields(CodedInputStream.newInstance(message), (n, in) -> n == 1 && attributes(in, question));
    } catch (IOException e) {
      throw new Fault.Invalid("this is no CheckRequest", e);
    }
    return question;
  }

  private static boolean attributes(CodedInputStream in, EnvoyQuestion into) throws IOException {
    return nested(
        in,
        (number, inner) ->
            switch (number) {
              case 1 -> nested(inner, (n, peer) -> peer(n, peer, into));
              case 4 -> nested(inner, (n, request) -> n == 2 && http(request, into));
              default -> false;
            });
  }

  /// Where the call comes from, and the certificate that it was opened with, percent-encoded.
  private static boolean peer(int number, CodedInputStream in, EnvoyQuestion into)
      throws IOException {
    if (number == 5) {
      into.certificate = in.readStringRequireUtf8();
      return true;
    }
    return number == 1 && address(in, into);
  }

  private static boolean address(CodedInputStream in, EnvoyQuestion into) throws IOException {
    return nested(
        in,
        (number, address) ->
            number == 1
                && nested(
                    address,
                    (n, socket) -> {
                      if (n != 2) {
                        return false;
                      }
                      into.source = socket.readStringRequireUtf8();
                      return true;
                    }));
  }

  private static boolean http(CodedInputStream in, EnvoyQuestion into) throws IOException {
    return nested(
        in,
        (number, http) -> {
          switch (number) {
            case 2 -> into.method = http.readStringRequireUtf8();
            case 3 -> header(http, into);
            case 4 -> into.path = http.readStringRequireUtf8();
            case 5 -> into.host = http.readStringRequireUtf8();
            case 6 -> into.scheme = http.readStringRequireUtf8();
            case 13 -> nested(http, (n, map) -> n == 1 && header(map, into));
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  /// An entry of `headers` and one of `header_map` look alike, but for a value that is no UTF-8.
  private static boolean header(CodedInputStream in, EnvoyQuestion into) throws IOException {
    String[] pair = {"", ""};
    nested(
        in,
        (number, entry) -> {
          switch (number) {
            case 1 -> pair[0] = entry.readStringRequireUtf8();
            case 2 -> pair[1] = entry.readStringRequireUtf8();
            case 3 -> pair[1] = new String(entry.readByteArray(), StandardCharsets.ISO_8859_1);
            default -> {
              return false;
            }
          }
          return true;
        });
    into.add(pair[0].toLowerCase(Locale.ROOT), pair[1]);
    return true;
  }

  private static boolean nested(CodedInputStream in, Field field) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, field);
    in.popLimit(limit);
    return true;
  }

  private static void fields(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean bytes = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (!bytes || !field.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
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
