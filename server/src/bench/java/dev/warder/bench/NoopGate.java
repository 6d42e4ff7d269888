package dev.warder.bench;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Answers every call with one recorded answer and does nothing else: the most that the HTTP server
/// under Warder can reach on a machine. Run with a port and a file that `curl -i` wrote.
final class NoopGate {
  private NoopGate() {}

  public static void main(String[] args) throws IOException {
    String recorded = Files.readString(Path.of(args[1]));
    int end = recorded.indexOf("\r\n\r\n");
    ResponseHeaders headers = headers(recorded.substring(0, end));
    HttpData body = HttpData.ofUtf8(recorded.substring(end + 4));
    Server.builder()
        .http(Integer.parseInt(args[0]))
        .service(
            "prefix:/",
            (ctx, request) ->
                HttpResponse.of(request.aggregate().thenApply(r -> HttpResponse.of(headers, body))))
        .build()
        .start()
        .join();
  }

  /// Those that the server itself adds are left to it here too.
  private static ResponseHeaders headers(String head) {
    String[] lines = head.split("\r\n");
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(Integer.parseInt(lines[0].split(" ")[1]));
    for (String line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      if (!List.of("date", "server", "content-length").contains(name)) {
        headers.add(name, line.substring(colon + 1).strip());
      }
    }
    return headers.build();
  }
}
