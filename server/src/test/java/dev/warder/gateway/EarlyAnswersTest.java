package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.Plan;
import dev.warder.http.Listening;
import dev.warder.http.Routes;
import dev.warder.http.StreamServer;
import dev.warder.http.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Over HTTP/2, who is refused while still sending a body must get the refusal. Spoken by the frame
/// (RFC 9113 section 4.1), because most clients hide which came first.
class EarlyAnswersTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int END_OF_STREAM = 1;
  private static final int END_OF_HEADERS = 4;
  private static final int ACKNOWLEDGED = 1;

  private record Frame(int type, int flags, byte[] payload) {
    boolean ends() {
      return (type == DATA || type == HEADERS) && (flags & END_OF_STREAM) != 0;
    }
  }

  @Test
  void aRefusalIsNotFollowedByAReset() throws IOException {
    Listening listening = Plan.DEFAULT.listening();
    try (WebServer server = WebServer.start(listening, new Routes(List.of()))) {
      isAnsweredWithoutAReset(server.port());
    }
  }

  @Test
  void norOneByTheProxy() throws IOException {
    try (StreamServer server =
        StreamServer.start(Plan.DEFAULT.listening(), (context, request) -> HttpResponse.of(401))) {
      isAnsweredWithoutAReset(server.port());
    }
  }

  private static void isAnsweredWithoutAReset(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(frame(SETTINGS, 0, 0, new byte[0]));
      out.write(frame(HEADERS, END_OF_HEADERS, 1, post()));
      out.write(frame(DATA, 0, 1, new byte[1_000]));
      List<Frame> seen = new ArrayList<>();
      do {
        seen.add(next(in));
      } while (!seen.getLast().ends());
      out.write(frame(DATA, END_OF_STREAM, 1, new byte[1_000]));
      out.write(frame(PING, 0, 0, new byte[8]));
      do {
        seen.add(next(in));
      } while (seen.getLast().type != PING || seen.getLast().flags != ACKNOWLEDGED);
      assertThat(seen).extracting(Frame::type).contains(HEADERS).doesNotContain(RESET);
    }
  }

  /// HPACK with names and values as they are (RFC 7541 section 6.2.2).
  private static byte[] post() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String[] fields = {
      ":method", "POST", ":scheme", "http", ":path", "/x", ":authority", "localhost"
    };
    for (int i = 0; i < fields.length; i += 2) {
      head.write(0);
      for (String text : List.of(fields[i], fields[i + 1])) {
        head.write(text.length());
        head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return head.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int length = payload.length;
    frame.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    frame.writeBytes(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static Frame next(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    in.readInt();
    return new Frame(type, flags, in.readNBytes(length));
  }
}
