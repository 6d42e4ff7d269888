package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Audit;
import dev.warder.app.settings.Settings.Intel;
import dev.warder.app.settings.Settings.RiskModel;
import dev.warder.app.settings.Settings.Server;
import dev.warder.audit.JournalSettings;
import dev.warder.monitor.Tuning;
import dev.warder.notify.outbox.Channel;
import dev.warder.react.Limits;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `Settings`, and is the list of all keys that there are.
public final class SettingsReader {
  private SettingsReader() {}

  /// @param file the configuration file; absent for none
  /// @param variables the environment
  /// @param options values given on the command line, by path of their key: they win
  /// @param working the folder that relative paths from outside the file start from
  public static Settings read(
      @Nullable Path file, Map<String, String> variables, Map<String, String> options, Path working)
      throws ConfigurationError {
    Environment environment = new Environment(variables, named(options));
    Path folder = file == null ? working : folderOf(file, working);
    Reading reading = new Reading(environment, folder, working);
    Tree tree = file == null ? null : load(file, working, reading);
    Settings settings = settings(reading.root(tree), file == null ? null : working.resolve(file));
    reading.reportUnusedVariables();
    if (!reading.problems().isEmpty()) {
      throw new ConfigurationError(reading.problems().stream().sorted(Reading.BY_PLACE).toList());
    }
    return settings;
  }

  /// All keys, in the order of the reference.
  public static Collection<Key> keys() {
    Path here = Path.of("");
    Reading reading = new Reading(new Environment(Map.of(), Map.of()), here, here);
    Section root = reading.root(null);
    var _ = settings(root, null);
    RouteReader.describe(root);
    ForwardReader.describe(root.section("audit"));
    NotifyReader.describe(root.section("notify"));
    SignalsReader.describe(root.section("signals"));
    ProvidersReader.describe(root.section("identity"));
    return List.copyOf(reading.keys().values());
  }

  private static Map<String, Environment.Setting> named(Map<String, String> options) {
    Map<String, Environment.Setting> named = new LinkedHashMap<>();
    options.forEach((path, text) -> {
      named.put(path, new Environment.Setting(option(path), text));
    });
    return named;
  }

  private static String option(String path) {
    return switch (path) {
      case "upstream.url" -> "--upstream";
      case "upstream.port" -> "--upstream-port";
      case "upstream.keepCredential" -> "--keep-credential";
      default -> "--" + path.substring(path.lastIndexOf('.') + 1);
    };
  }

  private static Path folderOf(Path file, Path working) {
    Path parent = working.resolve(file).toAbsolutePath().normalize().getParent();
    return parent == null ? working : parent;
  }

  private static @Nullable Tree load(Path file, Path working, Reading reading)
      throws ConfigurationError {
    String source = file.toString();
    try {
      String yaml = Files.readString(working.resolve(file));
      return YamlTree.parse(source, true, yaml, reading.problems());
    } catch (CharacterCodingException e) {
      throw ConfigurationError.of(Where.named(source), "is not UTF-8 text");
    } catch (IOException e) {
      boolean exists = Files.exists(working.resolve(file));
      String text = exists ? "cannot be read; check its permissions" : "does not exist";
      throw ConfigurationError.of(Where.named(source), text);
    }
  }

  private static Settings settings(Section root, @Nullable Path file) {
    Server server = ServerReader.read(root.section("server"));
    Path data =
        root.value("data", Kind.PATH, "./warder-data", "The folder that everything is kept in.");
    storage(root);
    Section decide = root.section("decide");
    Duration deadline =
        decide.value(
            "deadline",
            Kind.duration(Duration.ofMillis(1), Duration.ofSeconds(30)),
            "100ms",
            "What a decision may take; past it the route's failure mode answers.");
    decide.end();
    Section journal = root.section("audit");
    Audit audit = AuditReader.read(journal, data);
    List<Settings.CredentialPlace> places = CredentialReader.read(root);
    refuseSecrets(journal, audit, places);
    List<Settings.Route> routes = RouteReader.read(root);
    RiskModel risk = RiskReader.read(root.section("risk"));
    List<Path> policy =
        root.values(
            "policy",
            Kind.PATH,
            "",
            "Policy files; they count until a policy is applied through the service. Without any,"
                + " the default policy counts.");
    Path folder =
        root.optional(
            "policyFolder",
            Kind.PATH,
            "A folder whose `.yaml` files are policies too. Changes in it are taken over, as long as"
                + " no policy was applied through the service.");
    Path directory =
        root.optional(
            "directory",
            Kind.PATH,
            "A file with the subjects, resources and actions that AuthZEN and Kubernetes callers may"
                + " ask about; searches look there.");
    Intel intel = IntelReader.read(root.section("intel"));
    Section monitor = root.section("monitor");
    Path tactics = MonitorReader.tactics(monitor);
    List<Tuning> detectors = MonitorReader.read(monitor);
    Settings.Upstream upstream = UpstreamReader.read(root.section("upstream"));
    Settings.Leaks leaks = LeaksReader.read(root.section("leaks"));
    List<Channel> notify = NotifyReader.read(root.section("notify"));
    Limits reactions = ReactReader.read(root.section("react"));
    Settings.Signals signals = SignalsReader.read(root.section("signals"), server.publicUrl());
    Settings.Identity identity = IdentityReader.read(root.section("identity"));
    Settings.Traces traces = TracesReader.read(root.section("traces"));
    root.end();
    boolean given = !routes.isEmpty();
    return new Settings(
        file,
        server,
        data,
        deadline,
        audit,
        places,
        given ? routes : List.of(RouteReader.ANYTHING),
        given,
        risk,
        policy,
        folder,
        intel,
        detectors,
        tactics,
        directory,
        upstream,
        leaks,
        notify,
        reactions,
        signals,
        identity,
        traces);
  }

  /// A record never holds what proves somebody, wherever in a call that may stand.
  private static void refuseSecrets(
      Section journal, Audit audit, List<Settings.CredentialPlace> places) {
    for (String header : audit.headers()) {
      boolean credential = places.contains(new Settings.CredentialPlace.Header(header));
      if (credential || JournalSettings.isSecret(header)) {
        String text = "audit.headers names " + header + ", which holds secrets: never recorded";
        journal.report(journal.where("headers"), text);
      }
    }
  }

  private static void storage(Section root) {
    Tree storage =
        root.raw(
            "storage",
            "one of embedded",
            "embedded",
            "Where state is kept: `embedded` is SQLite and files in the data folder.");
    if (storage == null || (storage instanceof Tree.Text text && text.text().equals("embedded"))) {
      return;
    }
    root.report(
        storage.where(),
        "storage must be \"embedded\"; PostgreSQL and Redis are not available in this version");
  }
}
