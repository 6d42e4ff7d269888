package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.notify.forward.Target.Destination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Sends RFC 5424 messages over TLS, each with its length before it (RFC 5425).
///
/// Syslog has no receipts: what was written to a connection may never be read. So each batch has a
/// connection of its own, and counts as taken once the receiver has closed that in order after we
/// did, which it does when it has read everything before.
final class SyslogReceiver implements Receiver {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;
  private static final int WARNING = 4;
  private static final int INFORMATIONAL = 6;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_KIND = 32;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final Destination.Syslog syslog;
  private final SSLSocketFactory sockets;
  private final String host = printable(localHost(), LONGEST_NAME);
  private final long process = ProcessHandle.current().pid();

  SyslogReceiver(Destination.Syslog syslog) throws IOException {
    this.syslog = syslog;
    @Nullable SSLContext context = Trust.context(syslog.tls());
    this.sockets =
        context == null
            ? (SSLSocketFactory) SSLSocketFactory.getDefault()
            : context.getSocketFactory();
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-";
    }
  }

  @Override
  public void take(List<Handover> records) throws IOException {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    for (Handover record : records) {
      byte[] message = message(record);
      messages.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      messages.writeBytes(message);
    }
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(syslog.host(), syslog.port()), CONNECT_MILLIS);
      plain.setSoTimeout(READ_MILLIS);
      send(plain, messages.toByteArray());
    }
  }

  private void send(Socket plain, byte[] messages) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) sockets.createSocket(plain, syslog.host(), syslog.port(), false)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must be the host's
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      socket.getOutputStream().write(messages);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      InputStream answers = socket.getInputStream();
      while (answers.read() >= 0) {
        // the receiver has nothing to say; it only closes
      }
    }
    // A receiver that closed without having read all makes the connection break instead of end.
    if (plain.getInputStream().read() >= 0) {
      throw new IOException("the receiver did not close the connection");
    }
  }

  private byte[] message(Handover record) {
    int severity = record.grave() ? WARNING : INFORMATIONAL;
    Instant time = record.time();
    String head =
        "<"
            + (syslog.facility() * 8 + severity)
            + ">1 "
            + TIME.format(time)
            + " "
            + host
            + " warder "
            + process
            + " "
            + printable(record.kind(), LONGEST_KIND)
            + " - ";
    return (head + record.text()).getBytes(StandardCharsets.UTF_8);
  }

  /// Visible ASCII alone, as the header wants it; `-` where nothing is left.
  private static String printable(String text, int longest) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < text.length() && kept.length() < longest; i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7F) {
        kept.append(c);
      }
    }
    return kept.isEmpty() ? "-" : kept.toString();
  }
}
