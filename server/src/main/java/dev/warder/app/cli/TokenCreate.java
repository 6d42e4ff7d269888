package dev.warder.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "create",
    description = "Make a token. Its secret is printed once and can never be shown again.")
final class TokenCreate extends ApiCommand {
  @Option(names = "--principal", required = true, description = "Whom it speaks for.")
  private String principal = "";

  @Option(names = "--kind", description = "user, service or agent (default: user).")
  private String kind = "user";

  @Option(names = "--name", description = "What people call it.")
  private @Nullable String name;

  @Option(names = "--scope", paramLabel = "S", description = "A scope; may be repeated.")
  private List<String> scopes = List.of();

  @Option(names = "--ttl", paramLabel = "D", description = "How long it lives, for example 90d.")
  private @Nullable String ttl;

  @Option(
      names = "--cidr",
      paramLabel = "C",
      description = "A network it may be used from, for example 10.0.0.0/8; may be repeated.")
  private List<String> cidrs = List.of();

  @Option(names = "--tag", paramLabel = "k=v", description = "A tag; may be repeated.")
  private Map<String, String> tags = Map.of();

  @Option(names = "--bind", description = "dpop or mtls: the token belongs to --key.")
  private @Nullable String bind;

  @Option(
      names = "--key",
      paramLabel = "K",
      description =
          "The key it belongs to: a file with the public key (JWK) or the certificate (PEM), or its"
              + " SHA-256 in base64url.")
  private @Nullable String key;

  @Option(
      names = "--bind-when",
      description = "always, or asked: where policy asks for proof (default: always).")
  private @Nullable String bindWhen;

  TokenCreate(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("principal", principal);
    wanted.put("kind", kind);
    if (name != null) {
      wanted.put("name", name);
    }
    wanted.put("scopes", scopes);
    if (ttl != null) {
      wanted.put("ttl", Ask.iso("--ttl", ttl));
    }
    wanted.put("allowCidrs", cidrs);
    wanted.put("tags", tags);
    if (bind != null) {
      wanted.put("bind", bind);
    }
    if (key != null) {
      wanted.put("key", read(key));
    }
    if (bindWhen != null) {
      wanted.put("bindWhen", bindWhen);
    }
    JsonNode made = server.send("POST", "/v1/tokens", wanted);
    if (output.isJson()) {
      output.json(made);
    } else {
      output.line(made.path("token").asString(""));
      output.note(made.path("id").asString("") + " made. Keep the secret: it is not shown again.");
    }
    return Exit.DONE;
  }

  /// A file's text, or what was typed where there is no such file.
  private static String read(String key) {
    Path file = Path.of(key);
    try {
      return Files.isRegularFile(file) ? Files.readString(file).strip() : key;
    } catch (IOException e) {
      throw Stop.usage("--key cannot be read from " + Table.plain(key), "Check its path and mode.");
    }
  }
}
