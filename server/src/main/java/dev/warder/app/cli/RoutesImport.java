package dev.warder.app.cli;

import dev.warder.app.routes.Change;
import dev.warder.app.routes.Imported;
import dev.warder.app.routes.Merge;
import dev.warder.app.routes.RouteFile;
import dev.warder.app.settings.ConfigurationError;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Make routes of an OpenAPI 3.0 or 3.1 description, and show what they would change.",
      "Nothing is fetched, and nothing is written without --write. Exit code 1: some calls would"
          + " need fewer scopes than now, and --loosen was not given."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RoutesImport implements Callable<Integer> {
  private static final int LONGEST_BYTES = 8 << 20;

  @Parameters(paramLabel = "F", description = "The description, YAML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "C",
      description = "The configuration to compare with (default: as for serve).")
  private @Nullable Path config;

  @Option(
      names = "--base",
      paramLabel = "PATH",
      description = "What all paths start with, instead of what servers says.")
  private @Nullable String base;

  @Option(
      names = "--write",
      paramLabel = "F",
      description = "Put the routes into this configuration; the rest of it stays as it is.")
  private @Nullable Path write;

  @Option(names = "--loosen", description = "Write also where calls would need fewer scopes.")
  private boolean loosen;

  @Mixin private final Output output;

  private final Terminal terminal;

  RoutesImport(Terminal terminal) {
    this.terminal = terminal;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException, ConfigurationError {
    if (base != null && !base.startsWith("/")) {
      throw Stop.usage("--base must begin with /", "For example --base /v1");
    }
    Settings settings = Configuration.read(terminal, config);
    List<Settings.Route> now = settings.routesGiven() ? settings.routes() : List.of();
    Merge merge = Merge.of(Imported.read(text(), base), now);
    boolean refused = merge.loosens() && !loosen;
    boolean written = write != null && !refused;
    if (write != null && written) {
      write(merge, write);
    }
    if (output.isJson()) {
      output.json(json(merge, written));
    } else {
      print(merge, refused);
    }
    return refused ? Exit.NO : Exit.DONE;
  }

  private String text() throws IOException {
    Path path = terminal.resolve(file);
    if (Files.size(path) > LONGEST_BYTES) {
      throw Stop.usage(file + " is larger than 8 MB", "Split the description.");
    }
    return PolicyFile.text(file, path);
  }

  private void write(Merge merge, Path to) throws IOException {
    Path target = terminal.resolve(to);
    String before = Files.exists(target) ? PolicyFile.read(terminal, to) : null;
    String after = RouteFile.with(merge.routes(), before);
    Path next = target.resolveSibling(target.getFileName() + ".next");
    try {
      Files.writeString(next, after);
      var _ = SettingsReader.read(next, Map.of(), Map.of(), terminal.working());
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (ConfigurationError e) {
      throw Stop.usage(
          to + " cannot take these routes\n" + e.getMessage(),
          "Mend it, or write into a file of their own.");
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private void print(Merge merge, boolean refused) {
    for (Change change : merge.changes()) {
      output.line(Table.plain(mark(change.kind()) + " " + RouteFile.line(change.after())));
      Settings.Route before = change.before();
      if (before != null && change.kind() != Change.Kind.SAME) {
        output.line(Table.plain("    now " + RouteFile.line(before)));
      }
    }
    merge.kept().forEach(kept -> output.line(Table.plain("  " + RouteFile.line(kept) + " # kept")));
    merge.warnings().forEach(warning -> output.note(Table.plain("warning: " + warning)));
    output.note(summary(merge));
    if (refused) {
      output.note("Calls marked with ! would need fewer scopes than now: see --loosen.");
    }
  }

  private static String mark(Change.Kind kind) {
    return switch (kind) {
      case ADDED -> "+";
      case TIGHTENED -> "~";
      case LOOSENED -> "!";
      case SAME -> "=";
    };
  }

  private static String summary(Merge merge) {
    StringBuilder text = new StringBuilder();
    for (Change.Kind kind : Change.Kind.values()) {
      text.append(count(merge, kind)).append(' ').append(kind.wire()).append(", ");
    }
    return text.append(merge.kept().size()).append(" kept.").toString();
  }

  private static long count(Merge merge, Change.Kind kind) {
    return merge.changes().stream().filter(change -> change.kind() == kind).count();
  }

  private static Map<String, Object> json(Merge merge, boolean written) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("routes", merge.routes().stream().map(RoutesImport::json).toList());
    json.put("changes", merge.changes().stream().map(RoutesImport::json).toList());
    json.put("kept", merge.kept().stream().map(RoutesImport::json).toList());
    json.put("warnings", merge.warnings());
    json.put("written", written);
    return json;
  }

  private static Map<String, Object> json(Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", change.kind().wire());
    json.put("route", json(change.after()));
    Settings.Route before = change.before();
    if (before != null) {
      json.put("now", json(before));
    }
    return json;
  }

  private static Map<String, Object> json(Settings.Route route) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("match", route.match());
    json.put("scopes", route.scopes());
    json.put("sensitivity", route.sensitivity().wire());
    json.put("onFailure", RouteFile.onFailure(route.onFailure()));
    return json;
  }
}
