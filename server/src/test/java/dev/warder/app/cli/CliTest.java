package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  private static final String DECISION =
      """
      {"id":"dec_1","verdict":"step_up","status":401,"principal":"alice",
       "risk":{"score":71,"level":"high","probability":0.18,"confidence":0.9,"logOdds":1.62,
         "factors":[{"name":"network","points":3.2,"because":"AS9009 was never seen\\u001b[2J"}],
         "missing":["city"]},
       "policy":{"rules":["fresh-proof-when-risky"]},"reasons":["fresh-proof-when-risky"]}
      """;

  @TempDir private Path folder;
  private Service service = closed();

  private static Service closed() {
    try (Service service = new Service()) {
      return service;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    service = new Service();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tokenCreatePrintsTheSecretAloneOnStandardOutput() {
    service.on("POST /v1/tokens", 201, "{\"id\":\"tok_1\",\"token\":\"wrd_x\"}");
    Played run =
        play(
            "token",
            "create",
            "--principal",
            "ci",
            "--kind",
            "service",
            "--ttl",
            "90d",
            "--scope",
            "a",
            "--scope",
            "b",
            "--cidr",
            "10.0.0.0/8",
            "--tag",
            "team=x");

    assertThat(run)
        .isEqualTo(
            new Played(0, "wrd_x\n", "tok_1 made. Keep the secret: it is not shown again.\n"));
    assertThat(service.asked())
        .containsExactly(
            "POST /v1/tokens Bearer t {\"principal\":\"ci\",\"kind\":\"service\",\"scopes\":[\"a\",\"b\"],"
                + "\"ttl\":\"PT2160H\",\"allowCidrs\":[\"10.0.0.0/8\"],\"tags\":{\"team\":\"x\"}}");
  }

  @Test
  void tokenListFollowsTheCursor() {
    service
        .on(
            "GET /v1/tokens",
            200,
            "{\"items\":[{\"id\":\"tok_1\",\"principal\":\"a\"}],\"cursor\":\"c+\"}")
        .on("GET /v1/tokens?cursor=c%2B", 200, "{\"items\":[{\"id\":\"tok_2\"}],\"cursor\":null}");

    assertThat(play("token", "list").out()).contains("ID ", "tok_1 ", "tok_2 ");
    assertThat(play("token", "list", "--json").out())
        .isEqualTo("{\"id\":\"tok_1\",\"principal\":\"a\"}\n{\"id\":\"tok_2\"}\n");
  }

  @Test
  void decideExplainsFactorByFactorAndNoControlCharacterReachesTheTerminal() {
    service.on("POST /v1/decisions", 200, DECISION);
    Played run =
        play(
            "decide",
            "--token",
            "wrd_a",
            "--method",
            "GET",
            "--path",
            "/a",
            "--ip",
            "192.0.2.1",
            "--header",
            "User-Agent: curl/8",
            "--explain");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            step_up (401)  risk 71 high  alice  because fresh-proof-when-risky
            decision  dec_1
            policy    fresh-proof-when-risky

            FACTOR   POINTS  BECAUSE
            network   +3.20  AS9009 was never seen?[2J
            sum       +1.62  probability 0.1800, confidence 0.90
            missing: city
            """);
  }

  @Test
  void policyApplySendsTheFilesAndPassesWarningsOn() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "rules: []\n");
    service
        .on("GET /v1/policy", 200, "{\"revision\":\"sha256:0\"}")
        .on(
            "PUT /v1/policy",
            200,
            "{\"revision\":\"sha256:1\",\"warnings\":[\"nothing is enforced\"]}");

    assertThat(play("policy", "apply", "a.yaml"))
        .isEqualTo(new Played(0, "Active now: sha256:1\n", "warning: nothing is enforced\n"));
    assertThat(service.asked().getLast())
        .startsWith("PUT /v1/policy If-Match \"sha256:0\"")
        .contains("\"yaml\":\"rules: []\\n\"");
  }

  @Test
  void aMissingPolicyFileIsExitThree() {
    assertThat(play("policy", "apply", "gone.yaml"))
        .isEqualTo(
            new Played(
                3,
                "",
                "warder: "
                    + folder.resolve("gone.yaml")
                    + " does not exist\n        Check the path.\n"));
  }

  @Test
  void aSecretMayComeFromStandardInput() {
    service.on("POST /v1/decisions", 200, DECISION);
    Played.in(
        folder,
        environment(),
        "wrd_secret\nmore\n",
        "decide",
        "--token",
        "-",
        "--path",
        "/a",
        "--ip",
        "192.0.2.1");

    assertThat(service.asked().getFirst()).contains("\"token\":\"wrd_secret\"");
  }

  @Test
  void aRefusalIsOneLineAndExitFour() {
    service.on(
        "GET /v1/tokens/tok_9", 404, "{\"title\":\"Not found\",\"detail\":\"no such token\"}");

    assertThat(play("token", "show", "tok_9"))
        .isEqualTo(new Played(4, "", "warder: the server refused (404): no such token\n"));
  }

  @Test
  void aRefusedTokenNamesTheRemedy() {
    service.on("GET /v1/tokens", 401, "<html>");

    assertThat(play("token", "list").err())
        .isEqualTo(
            """
            warder: the server refused (401)
                    Check WARDER_TOKEN, or the admin.token of --data: the token is not accepted.
            """);
  }

  @Test
  void noServerIsExitThreeWithARemedy() {
    String url = service.url();
    service.close();
    Played run =
        Played.in(folder, Map.of("WARDER_URL", url, "WARDER_TOKEN", "t"), "", "token", "list");

    assertThat(run)
        .isEqualTo(
            new Played(
                3,
                "",
                "warder: no Warder answers at "
                    + url
                    + "\n        Start one with ./warder serve, or say where it is with WARDER_URL.\n"));
  }

  @Test
  void theAdminTokenOfTheDataFolderIsTheDefault() throws IOException {
    Files.writeString(folder.resolve("admin.token"), "wrd_admin\n");
    service.on("GET /v1/tokens", 200, "{\"items\":[]}");
    Map<String, String> environment = Map.of("WARDER_URL", service.url());
    Played run = Played.in(folder, environment, "", "token", "list", "--data", ".");

    assertThat(run.exit()).isZero();
    assertThat(service.asked().getFirst()).contains("Bearer wrd_admin");
  }

  @Test
  void noTokenAtAllIsExitThreeWithARemedy() {
    Played run = Played.in(folder, Map.of(), "", "token", "list");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .startsWith(
            "warder: no token: WARDER_TOKEN is not set and there is no "
                + folder
                + "/warder-data/admin.token\n");
  }

  @Test
  void aMisspeltCommandIsExitTwoWithASuggestion() {
    Played run = play("tokn");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("Unmatched argument", "Did you mean", "token");
  }

  @Test
  void aMissingOptionIsExitTwoAndPointsToHelp() {
    assertThat(play("token", "create"))
        .isEqualTo(
            new Played(
                2,
                "",
                """
                warder: Missing required option: '--principal=<principal>'
                Try: warder token create --help
                """));
  }

  @Test
  void aBadDurationIsExitTwo() {
    Played run = play("token", "create", "--principal", "a", "--ttl", "soon");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("warder: --ttl must be a duration, not \"soon\"");
  }

  @Test
  void aTraceIsShownOnlyForDebug() {
    service.on("GET /v1/tokens", 500, "");

    assertThat(play("token", "list").err()).doesNotContain("\tat ");
    assertThat(play("token", "list", "--debug").err()).contains("\tat dev.warder");
  }

  private Map<String, String> environment() {
    return Map.of("WARDER_URL", service.url(), "WARDER_TOKEN", "t");
  }

  private Played play(String... line) {
    return Played.in(folder, environment(), "", line);
  }
}
