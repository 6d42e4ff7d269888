package dev.warder.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "decide",
    description = "Ask for one decision, as the service would answer a gateway.")
final class DecideCommand extends ApiCommand {
  @Option(
      names = "--token",
      required = true,
      paramLabel = "T",
      description = "The call's token; - reads it from standard input.")
  private String token = "";

  @Option(names = "--method", paramLabel = "M", description = "The call's method (default: GET).")
  private String method = "GET";

  @Option(names = "--path", required = true, paramLabel = "P", description = "Path and query.")
  private String path = "";

  @Option(names = "--ip", required = true, paramLabel = "IP", description = "The client's address.")
  private String ip = "";

  @Option(names = "--host", paramLabel = "H", description = "The call's host.")
  private @Nullable String host;

  @Option(
      names = "--header",
      paramLabel = "'k: v'",
      description = "A header of the call; may be repeated.")
  private List<String> headers = List.of();

  @Option(
      names = "--explain",
      description = "Say why: each factor, each rule, and what would have let it pass.")
  private boolean explain;

  DecideCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("path", path);
    request.put("sourceIp", ip);
    request.put("host", host == null ? "" : host);
    request.put("headers", headers());
    String secret = Secrets.read(terminal(), token);
    JsonNode decision =
        server.send("POST", "/v1/decisions", Map.of("token", secret, "request", request));
    if (explain) {
      decision = explained(server, decision, output);
    }
    if (output.isJson()) {
      output.json(decision);
    } else {
      new DecisionText(decision).print(output, explain);
    }
    return Exit.DONE;
  }

  /// From its record: the decision itself is not held up by a question. Whoever may ask for
  /// decisions but not read them sees the factors alone.
  private static JsonNode explained(ApiClient server, JsonNode decision, Output output) {
    try {
      return server.get("/v1/decisions/" + decision.path("id").asString("") + "?explain=true");
    } catch (Stop refused) {
      if (refused.exit() != Exit.REFUSED) {
        throw refused;
      }
      output.note("The rules are not shown: " + refused.text());
      return decision;
    }
  }

  private Map<String, String> headers() {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw Stop.usage(
            "--header \"" + Table.plain(header) + "\" has no colon",
            "Write it like --header 'User-Agent: curl/8.5.0'.");
      }
      String name = header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      parsed.put(name, header.substring(colon + 1).strip());
    }
    return parsed;
  }
}
