import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// The API behind the gateway: answers with the request line and the headers that reached it.
///
/// Run as `java Echo.java PORT`.
class Echo {
  public static void main(String[] args) throws Exception {
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          var answer = new StringBuilder();
          answer.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
          new TreeMap<>(exchange.getRequestHeaders())
              .forEach((name, values) -> answer.append('\n').append(name).append(": ").append(String.join(", ", values)));
          byte[] body = answer.append('\n').toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
