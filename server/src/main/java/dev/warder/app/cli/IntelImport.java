package dev.warder.app.cli;

import dev.warder.context.IntelKind;
import dev.warder.model.NetworkClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "import",
    description = "Replace place or network data in the running service; it stays over a restart.")
final class IntelImport extends ApiCommand {
  private static final String CLASSES = "residential, mobile, hosting, vpn, tor or listed";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "K",
      description = "place (MMDB), asn (CSV or MMDB) or network (one address or network a line).")
  private String kind = "";

  @Option(names = "--class", paramLabel = "C", description = "Of --kind network: " + CLASSES + ".")
  private @Nullable String networkClass;

  @Parameters(paramLabel = "FILE", description = "The data.")
  private Path file = Path.of("");

  IntelImport(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) throws IOException {
    Path path = terminal().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw Stop.environment(path + " is not a file", "Check the path.");
    }
    JsonNode loaded = server.upload("/v1/intel/" + wanted(path), path);
    if (output.isJson()) {
      output.json(loaded);
    } else {
      String records = loaded.path("records").asString(loaded.path("records").toString());
      output.line(
          "In force now: "
              + Table.plain(String.valueOf(path.getFileName()))
              + ", "
              + records
              + " records.");
    }
    return Exit.DONE;
  }

  private String wanted(Path path) {
    String query = query();
    String name = String.valueOf(path.getFileName());
    boolean plain = name.length() <= 100 && name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    String mark = query.contains("?") ? "&" : "?";
    return plain ? query + mark + "name=" + name : query;
  }

  private String query() {
    IntelKind known =
        IntelKind.of(kind)
            .orElseThrow(() ->
                Stop.usage(
                    "--kind is place, asn or network, not \"" + Table.plain(kind) + "\"",
                    "Try: warder intel import --kind asn asn.csv"));
    boolean network = known == IntelKind.NETWORK;
    if (network != (networkClass != null)) {
      throw Stop.usage(
          network ? "--kind network needs --class" : "--class goes with --kind network only",
          "Classes are " + CLASSES + ".");
    }
    if (networkClass == null) {
      return known.wire();
    }
    NetworkClass of =
        NetworkClass.of(networkClass)
            .orElseThrow(() ->
                Stop.usage(
                    "no such class: \"" + Table.plain(String.valueOf(networkClass)) + "\"",
                    "Classes are " + CLASSES + "."));
    return known.wire() + "?class=" + of.wire();
  }
}
