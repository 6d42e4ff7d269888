package dev.warder.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.warder.app.settings.Settings.CredentialPlace;
import dev.warder.model.Cidr;
import dev.warder.model.FailureMode;
import dev.warder.model.NetworkClass;
import dev.warder.model.Sensitivity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final Path WORKING = Path.of("/srv");

  @Test
  void nothingConfiguredGivesTheDocumentedDefaults() throws ConfigurationError {
    Settings settings = SettingsReader.read(null, Map.of(), Map.of(), WORKING);

    assertThat(settings.server().host()).isEqualTo("127.0.0.1");
    assertThat(settings.server().port()).isEqualTo(8480);
    assertThat(settings.server().trustedProxies()).containsExactly(net("127.0.0.0/8"), net("::1"));
    assertThat(settings.server().publicUrl()).isNull();
    assertThat(settings.server().tls()).isNull();
    assertThat(settings.server().loopbackPort()).isNull();
    assertThat(settings.data()).isEqualTo(Path.of("/srv/warder-data"));
    assertThat(settings.deadline()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.audit())
        .isEqualTo(
            new Settings.Audit(
                Settings.Durability.KERNEL,
                Duration.ofMillis(50),
                Duration.ofDays(400),
                50_000_000_000L,
                Path.of("/srv/warder-data/keys/audit.key"),
                List.of("accept-language"),
                new Settings.Checkpoints(null, null, Duration.ofSeconds(10)),
                false,
                List.of()));
    assertThat(settings.credential()).containsExactly(new CredentialPlace.Bearer());
    assertThat(settings.routes()).containsExactly(RouteReader.ANYTHING);
    assertThat(settings.routesGiven()).isFalse();
    assertThat(settings.risk()).isEqualTo(new Settings.RiskModel(null, 35, 60, 85));
    assertThat(settings.policy()).isEmpty();
    assertThat(settings.policyFolder()).isNull();
    assertThat(settings.intel()).isEqualTo(new Settings.Intel(null, null, Map.of()));
  }

  @Test
  void theWholeContractIsUnderstood(@TempDir Path folder) throws Exception {
    Settings settings =
        read(
            folder,
            """
            server: {host: 0.0.0.0, port: 9000, trustedProxies: [10.0.0.0/8, "::1/128"], publicUrl: "https://warder.example.com", tls: {cert: c.pem, key: k.pem, clientCa: ca.pem}, loopbackPort: 8481, limits: {head: 5s}}
            data: ./state
            storage: embedded
            decide: {deadline: 250ms}
            audit: {durability: disk, fsync: 10ms, retention: {age: 30d, size: 1GiB}, key: keys/other.key, headers: [Accept-Language, X-Team]}
            credential: [bearer, {header: X-API-Key}, {query: api_key}, basicPassword]
            routes:
              - {match: "GET /orders/{id}", scopes: ["orders:read"], sensitivity: normal}
              - {match: "* /admin/**", scopes: ["admin"], sensitivity: critical, onFailure: stepUp}
              - {match: "* api.example.com/**", scopes: []}
            risk: {model: default, levels: {medium: 30, high: 50, critical: 90}}
            policy: [policy.yaml]
            policyFolder: policies
            intel: {place: city.mmdb, asn: asn.csv, networks: {vpn: vpn.txt, tor: /lists/tor.txt}}
            """);

    assertThat(settings.server())
        .isEqualTo(
            new Settings.Server(
                "0.0.0.0",
                9000,
                List.of(net("10.0.0.0/8"), net("::1")),
                URI.create("https://warder.example.com"),
                new Settings.Tls(
                    folder.resolve("c.pem"), folder.resolve("k.pem"), folder.resolve("ca.pem")),
                8481,
                new Settings.Bounds(
                    10_000, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1))));
    assertThat(settings.data()).isEqualTo(folder.resolve("state"));
    assertThat(settings.audit().durability()).isEqualTo(Settings.Durability.DISK);
    assertThat(settings.audit().retentionBytes()).isEqualTo(1L << 30);
    assertThat(settings.audit().key()).isEqualTo(folder.resolve("state/keys/other.key"));
    assertThat(settings.audit().headers()).containsExactly("accept-language", "x-team");
    assertThat(settings.credential())
        .containsExactly(
            new CredentialPlace.Bearer(),
            new CredentialPlace.Header("x-api-key"),
            new CredentialPlace.Query("api_key"),
            new CredentialPlace.BasicPassword());
    assertThat(settings.routes())
        .containsExactly(
            new Settings.Route(
                "GET /orders/{id}", List.of("orders:read"), Sensitivity.NORMAL, FailureMode.CLOSED),
            new Settings.Route(
                "* /admin/**", List.of("admin"), Sensitivity.CRITICAL, FailureMode.STEP_UP),
            new Settings.Route(
                "* api.example.com/**", List.of(), Sensitivity.NORMAL, FailureMode.CLOSED));
    assertThat(settings.policy()).containsExactly(folder.resolve("policy.yaml"));
    assertThat(settings.policyFolder()).isEqualTo(folder.resolve("policies"));
    assertThat(settings.intel())
        .isEqualTo(
            new Settings.Intel(
                folder.resolve("city.mmdb"),
                folder.resolve("asn.csv"),
                Map.of(
                    NetworkClass.VPN, folder.resolve("vpn.txt"),
                    NetworkClass.TOR, Path.of("/lists/tor.txt"))));
  }

  @Test
  void aRiskModelIsTheBundledOneOrAFile(@TempDir Path folder) throws Exception {
    assertThat(read(folder, "risk: {model: mine.json}").risk().model())
        .isEqualTo(folder.resolve("mine.json"));
    assertThat(read(folder, "risk: {model: ./default}").risk().model())
        .isEqualTo(folder.resolve("default"));
    assertThat(read(folder, "risk: {model: default}").risk().model()).isNull();
    assertThat(fromEnvironment(Map.of("WARDER_RISK_MODEL", "m.json")).risk().model())
        .isEqualTo(WORKING.resolve("m.json"));
  }

  static List<Bad> badFiles() {
    return Bad.FILES;
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void whatIsWrongIsNamedWithItsPlace(Bad bad, @TempDir Path folder) {
    ConfigurationError error =
        catchThrowableOfType(ConfigurationError.class, () -> read(folder, bad.yaml()));
    assertThat(error.getMessage().replace(folder + "/", "")).isEqualTo(bad.error());
  }

  @Test
  void environmentWinsOverTheFileAndOptionsOverBoth(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("warder.yaml"), "server: {port: 1, host: a}\n");
    Map<String, String> environment =
        Map.of(
            "WARDER_SERVER_PORT", "2",
            "WARDER_SERVER_HOST", "b",
            "WARDER_SERVER_TRUSTED_PROXIES", "10.0.0.0/8, ::1/128",
            "WARDER_CREDENTIAL", "bearer, {header: X-API-Key}",
            "WARDER_ROUTES", "{match: 'GET /x', scopes: [a, b]}",
            "WARDER_DATA", "here",
            "WARDER_AUDIT_RETENTION_SIZE", "2GB");
    Settings settings = SettingsReader.read(file, environment, Map.of("server.port", "3"), WORKING);

    assertThat(settings.server().port()).isEqualTo(3);
    assertThat(settings.server().host()).isEqualTo("b");
    assertThat(settings.server().trustedProxies()).containsExactly(net("10.0.0.0/8"), net("::1"));
    assertThat(settings.credential()).hasSize(2).contains(new CredentialPlace.Header("x-api-key"));
    assertThat(settings.routes()).hasSize(1);
    assertThat(settings.routes().getFirst().scopes()).containsExactly("a", "b");
    assertThat(settings.data()).isEqualTo(Path.of("/srv/here"));
    assertThat(settings.audit().retentionBytes()).isEqualTo(2_000_000_000L);
  }

  @Test
  void bothSpellingsOfACamelCaseVariableAreUnderstoodAndMustAgree() {
    String split = "WARDER_SERVER_PUBLIC_URL";
    String plain = "WARDER_SERVER_PUBLICURL";
    assertThat(new Key("server.publicUrl", "", null, "").variables()).containsExactly(split, plain);
    assertThatThrownBy(() -> fromEnvironment(Map.of(split, "https://a", plain, "https://b")))
        .hasMessage(plain + ": " + split + " says otherwise; set only one of the two");
  }

  @Test
  void misspeltVariableIsAnError() {
    assertThatThrownBy(() -> fromEnvironment(Map.of("WARDER_SERVER_PROT", "1")))
        .hasMessage(
            "WARDER_SERVER_PROT: this environment variable sets nothing;"
                + " did you mean WARDER_SERVER_PORT?");
  }

  @Test
  void badVariableIsNamed() {
    assertThatThrownBy(() -> fromEnvironment(Map.of("WARDER_DECIDE_DEADLINE", "soon")))
        .hasMessage(
            "WARDER_DECIDE_DEADLINE: decide.deadline must be a duration such as 15m, 1ms to 30s,"
                + " not \"soon\"");
  }

  @Test
  void serviceLinksOfKubernetesSetNothing() throws ConfigurationError {
    Map<String, String> links =
        Map.of(
            "WARDER_SERVER_PORT", "tcp://10.96.0.7:8480",
            "WARDER_SERVICE_HOST", "10.96.0.7",
            "WARDER_SERVICE_PORT", "8480",
            "WARDER_PORT_8480_TCP_ADDR", "10.96.0.7",
            "WARDER_URL", "http://127.0.0.1:8480");
    assertThat(fromEnvironment(links).server().port()).isEqualTo(8480);
  }

  /// Those of the launcher and of the gateways' examples may be set in the shell that starts us.
  @ParameterizedTest
  @ValueSource(strings = {"warder", "examples/play"})
  void variablesOfScriptsSetNothing(String script) throws Exception {
    String text = Files.readString(Path.of(System.getProperty("root", "..")).resolve(script));
    Map<String, String> all = new HashMap<>();
    Matcher names = Pattern.compile("\\bWARDER_[A-Z_]+(?!\\w)").matcher(text);
    while (names.find()) {
      if (!names.group().equals("WARDER_PORT")) { // which play takes out itself
        all.put(names.group(), "x");
      }
    }
    assertThat(all).isNotEmpty();
    assertThat(fromEnvironment(all).server().port()).isEqualTo(8480);
  }

  @Property(tries = 300)
  void arbitraryTextIsReadOrRefusedButNeverCrashes(@ForAll String yaml) throws IOException {
    Path file = Files.createTempFile("warder", ".yaml");
    try {
      Files.writeString(file, yaml.replaceAll("[\\ud800-\\udfff]", ""));
      var _ = SettingsReader.read(file, Map.of(), Map.of(), WORKING);
    } catch (ConfigurationError e) {
      assertThat(e.problems()).isNotEmpty();
    } finally {
      Files.delete(file);
    }
  }

  private static Settings fromEnvironment(Map<String, String> variables) throws ConfigurationError {
    return SettingsReader.read(null, variables, Map.of(), WORKING);
  }

  private static Settings read(Path folder, @Nullable String yaml)
      throws IOException, ConfigurationError {
    Path file = Files.writeString(folder.resolve("warder.yaml"), String.valueOf(yaml));
    return SettingsReader.read(file, Map.of(), Map.of(), WORKING);
  }

  private static Cidr net(String text) {
    return Cidr.parse(text).orElseThrow();
  }
}
