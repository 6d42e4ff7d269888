package dev.warder.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.stepup.StepUpFixtures;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docs/step-up.md` offers for copying, copied from there and run: the clients that wait for
/// a proof, and the commands that give it.
@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepUpPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path PAGE =
      Path.of(System.getProperty("root", "..")).resolve("docs/step-up.md");
  private static final Pattern CLIENT = Pattern.compile("(?ms)^```(sh|js|java)$\n(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^ {4}(curl -s \\$warder/v1/step-up/chl_\\.\\.\\..*\\\\\n.*)$");
  private static final Pattern CHALLENGE = Pattern.compile("chl_[0-9A-Z]+");

  /// What a reader adds to each: the call, and for Java what the page says that it takes.
  private static final String JAVASCRIPT =
      """
      const { url, warder, token } = process.env;
      const call = () => fetch(url, { headers: { authorization: `Bearer ${token}` } });
      console.log(await (await withProof(call, warder, token)).text());
      """;

  private static final String JAVA =
      """
      import module java.base;
      import module java.net.http;
      import java.net.http.HttpResponse.BodyHandlers;
      import tools.jackson.databind.JsonNode;
      import tools.jackson.databind.json.JsonMapper;

      final HttpClient http = HttpClient.newHttpClient();

      String json(String text, String name) {
        JsonNode member = JsonMapper.shared().readTree(text).path(name);
        if (member.isMissingNode() || member.isNull()) return null;
        return member.isString() ? member.asString() : member.toString();
      }

      void main() throws Exception {
        String token = System.getenv("token");
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("url")))
            .header("Authorization", "Bearer " + token).build();
        IO.println(withProof(
            () -> http.send(request, BodyHandlers.ofString()), System.getenv("warder"), token).body());
      }

      """;

  private Path folder = Path.of("");
  private Service service;
  private Upstream upstream;
  private int calls;
  private int persons;
  private final Map<String, List<String>> clients = new LinkedHashMap<>();
  private final List<String> commands = new ArrayList<>();

  /// Somebody with an app.
  private record Person(String name, String key) {}

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    this.folder = folder;
    read(Files.readString(PAGE));
    upstream = Upstream.start();
    calls = Child.freePort();
    Files.copy(Gateway.EXAMPLES.resolve("policy.yaml"), folder.resolve("policy.yaml"));
    String configuration =
        """
        upstream: {url: "http://127.0.0.1:%d", port: %d}
        routes:
          - {match: "* /payments/**"}
        policy: [policy.yaml]
        """
            .formatted(upstream.port(), calls);
    service =
        Service.answering(folder, Files.writeString(folder.resolve("warder.yaml"), configuration));
    Eventually.holds(this::isProxying); // the second listener opens after the first
  }

  private boolean isProxying() {
    try {
      return Call.get("/payments/1").to(calls).status() == 401;
    } catch (IOException e) {
      return false;
    }
  }

  private void read(String page) throws IOException {
    Map<String, String> code = new LinkedHashMap<>();
    CLIENT.matcher(page).results().forEach(found -> code.put(found.group(1), found.group(2)));
    Path shell = Files.writeString(folder.resolve("client.sh"), code.getOrDefault("sh", ""));
    Path script =
        Files.writeString(folder.resolve("client.mjs"), code.getOrDefault("js", "") + JAVASCRIPT);
    Path program =
        Files.writeString(folder.resolve("Client.java"), JAVA + code.getOrDefault("java", ""));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String libraries = System.getProperty("java.class.path");
    clients.put("sh", List.of("sh", shell.toString()));
    clients.put("bash", List.of("bash", shell.toString()));
    clients.put("node", List.of("node", script.toString()));
    clients.put("java", List.of(java, "-cp", libraries, program.toString()));
    COMMAND.matcher(page).results().map(found -> found.group(1)).forEach(commands::add);
    assertThat(commands).as("two proofs, a yes, a no").hasSize(4);
  }

  @AfterAll
  void stop() {
    service.close();
    upstream.close();
  }

  private String warder() {
    return "http://127.0.0.1:" + service.port();
  }

  private Child client(String name, String token) {
    String url = "http://127.0.0.1:" + calls + "/payments/7";
    Map<String, String> environment = Map.of("token", token, "url", url, "warder", warder());
    return Child.start(
        name + "-client", folder, environment, clients.getOrDefault(name, List.of()));
  }

  private static String printed(Child child) {
    assertThat(child.exitCode()).as(child.printed()).isZero();
    return child.printed();
  }

  private static String challenge(Child client) {
    client.when(() -> client.printed().contains("prove yourself at"));
    return CHALLENGE
        .matcher(client.printed())
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow(() -> new AssertionError(client.printed()));
  }

  /// A command of the page with its gaps filled in: names and values in turn.
  private JsonNode run(String command, String... gaps) {
    String filled = command;
    for (int i = 0; i < gaps.length; i += 2) {
      assertThat(filled).contains(gaps[i]);
      filled = filled.replace(gaps[i], gaps[i + 1]);
    }
    List<String> line = List.of("sh", "-c", filled);
    try (Child child = Child.start("curl", folder, Map.of("warder", warder()), line)) {
      return JSON.readTree(printed(child));
    }
  }

  private JsonNode prove(String command, String challenge, Person person) {
    String code = StepUpFixtures.code(person.key(), Instant.now());
    return run(command, "chl_...", challenge, "123456", code);
  }

  private JsonNode post(String path, Object body) throws IOException {
    HttpResponse<String> answer = service.admin().post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  /// Another one each time, because a code counts once.
  private Person person() throws IOException {
    String name = "person-" + ++persons;
    JsonNode invited = post("/v1/principals/" + name + "/invitations", Map.of());
    String enrolling = "/v1/enroll/" + invited.path("invitation").asString() + "/totp";
    JsonNode made = JSON.readTree(service.admin().post(enrolling, Map.of()).body());
    String key = made.path("key").asString();
    String code = StepUpFixtures.code(key, Instant.now().minus(Duration.ofSeconds(30)));
    post(enrolling + "/confirm", Map.of("pending", made.path("pending").asString(), "code", code));
    return new Person(name, key);
  }

  private String token(String principal, String kind) throws IOException {
    return service.admin().makeToken(principal, kind).token();
  }

  private String machine(Person owner) throws IOException {
    Map<String, String> tags = Map.of("owner", owner.name());
    Map<String, Object> wanted = Map.of("principal", "robot", "kind", "service", "tags", tags);
    return post("/v1/tokens", wanted).path("token").asString();
  }

  @Test
  void everyClientWaitsForThePersonAndThenItsCallPasses() throws IOException {
    for (String name : clients.keySet()) {
      Person person = person();
      try (Child client = client(name, token(person.name(), "user"))) {
        JsonNode proven = prove(commands.getFirst(), challenge(client), person);
        assertThat(proven.path("state").asString()).as(proven.toString()).isEqualTo("met");
        assertThat(printed(client)).as(name).endsWith("the upstream's answer\n");
      }
    }
  }

  @Test
  void noClientWaitsWhereNobodyCanAnswerOrTheTokenIsNotGood() throws IOException {
    for (String name : clients.keySet()) {
      try (Child client = client(name, "wrd_wrong")) {
        assertThat(printed(client)).contains("invalid_token").doesNotContain("prove yourself");
      }
    }
    List<Child> waiting = new ArrayList<>();
    try {
      for (String name : clients.keySet()) {
        waiting.add(client(name, token("orphan-of-" + name, "service")));
      }
      for (Child client : waiting) {
        assertThat(printed(client)).contains("prove yourself", "insufficient_user_authentication");
      }
    } finally {
      waiting.forEach(Child::close);
    }
  }

  @Test
  void theOwnersYesLetsTheMachinePassAndHisNoEndsItsToken() throws IOException {
    for (boolean yes : List.of(true, false)) {
      Person owner = person();
      String token = machine(owner);
      try (Child client = client("sh", token)) {
        String challenge = challenge(client);
        String ticket = prove(commands.get(1), challenge, owner).path("ticket").asString();
        String word = commands.get(yes ? 2 : 3);
        JsonNode said = run(word, "chl_...", challenge, "\"...\"", '"' + ticket + '"');
        assertThat(said.path("state").asString()).isEqualTo(yes ? "met" : "denied");
        assertThat(printed(client)).contains(yes ? "the upstream's answer" : "challengeId");
      }
      try (Child again = client("sh", token)) {
        assertThat(printed(again)).contains(yes ? "the upstream's answer" : "invalid_token");
      }
    }
  }
}
