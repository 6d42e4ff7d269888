package dev.warder.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "enroll",
    description =
        "Invite a person to enrol an authenticator app or a passkey: prints a link that is good"
            + " once.")
final class PrincipalEnroll extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The person's name, as its tokens have it.")
  private String id = "";

  @Option(
      names = "--ttl",
      paramLabel = "D",
      description = "How long the link is good, for example 1h; a day otherwise.")
  private @Nullable String ttl;

  PrincipalEnroll(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    if (ttl != null) {
      wanted.put("ttl", Ask.iso("--ttl", ttl));
    }
    String path = "/v1/principals/" + Ask.encoded(id) + "/invitations";
    JsonNode invited = server.send("POST", path, wanted);
    if (output.isJson()) {
      output.json(invited);
    } else {
      output.line(invited.path("url").asString(""));
      output.note(
          "Give this link to "
              + Table.plain(id)
              + " alone: whoever opens it first enrols. Good until "
              + invited.path("expiresAt").asString("")
              + ".");
    }
    return Exit.DONE;
  }
}
