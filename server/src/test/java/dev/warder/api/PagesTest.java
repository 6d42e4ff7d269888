package dev.warder.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.http.Listening;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.stepup.StepUpFixtures;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// People at the pages, in a real browser: risky call, challenge, proof, the same call passes, the
/// proof is old, asked again.
@Tag("endtoend")
class PagesTest {
  @TempDir Path folder;
  private Office office;
  private Chromium chromium;
  private String site;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    int port = freePort();
    site = "http://localhost:" + port;
    Listening.Limits limits = Plan.DEFAULT.listening().limits();
    Plan plan =
        Plan.DEFAULT.with(new Listening("127.0.0.1", port, null, null, limits)).withPublicUrl(site);
    office = new Office(folder, plan);
    chromium = Chromium.start(folder);
    chromium.phoneSized();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void close() throws IOException {
    chromium.close();
    office.close();
  }

  private String invitation(String person) throws IOException {
    JsonNode invited =
        Office.json(201, office.post("/v1/principals/" + person + "/invitations", "{}"));
    return invited.path("url").asString();
  }

  private String asked(String token) throws IOException {
    JsonNode decision = office.decide(token, "/do/proof");
    assertThat(decision.path("verdict").asString()).isEqualTo("step_up");
    return decision.path("stepUp").path("verificationUri").asString();
  }

  private String verdict(String token) throws IOException {
    return office.decide(token, "/do/proof").path("verdict").asString();
  }

  private static String visible(String id) {
    return "!document.getElementById('" + id + "').closest('[hidden]')";
  }

  private void until(String id) {
    chromium.until(visible(id));
  }

  private void untilStatus(String text) {
    chromium.until("document.getElementById('status').textContent.includes('" + text + "')");
  }

  @Test
  void aPersonWithAnAppIsTakenFromTheRiskyCallToTheNextQuestion() throws IOException {
    String alice = office.key("alice");
    chromium.open(invitation("alice"));
    until("totp");
    chromium.click("totp");
    until("code");
    String key = chromium.text("document.getElementById('key').textContent").replace(" ", "");
    chromium.type("code", StepUpFixtures.code(key, office.house.clock.instant()));
    chromium.send("totp-form");
    until("codes-box");
    assertThat(chromium.text("document.querySelectorAll('#codes li').length")).isEqualTo("10");
    office.house.clock.advance(Duration.ofSeconds(30));

    chromium.open(asked(alice));
    until("totp-form");
    assertThat(chromium.text("document.getElementById('facts').textContent"))
        .contains("GET api.example.com/do/proof")
        .contains("203.0.113.7");
    chromium.type("totp", "0000");
    chromium.send("totp-form");
    chromium.until("document.getElementById('error').textContent.includes('not accepted')");
    chromium.type("totp", StepUpFixtures.code(key, office.house.clock.instant()));
    chromium.send("totp-form");
    untilStatus("Proof was given");
    assertThat(verdict(alice)).isEqualTo("allow");
    office.house.clock.advance(Duration.ofMinutes(15));
    assertThat(verdict(alice)).isEqualTo("step_up");
  }

  @Test
  void aPersonWithAPasskeyIsTakenFromTheRiskyCallToTheNextQuestion() throws IOException {
    String alice = office.key("alice");
    chromium.open(invitation("alice"));
    chromium.plugInAuthenticator();
    until("passkey");
    chromium.click("passkey");
    until("codes-box");
    for (int round = 0; round < 2; round++) {
      chromium.open(asked(alice));
      until("passkey");
      chromium.click("passkey");
      untilStatus("Proof was given");
      assertThat(verdict(alice)).isEqualTo("allow");
      assertThat(Objects.requireNonNull(office.house.lastDecision().identity()).assurance().level())
          .isEqualTo("phr");
      office.house.clock.advance(Duration.ofMinutes(15));
      assertThat(verdict(alice)).isEqualTo("step_up");
    }
  }

  @Test
  void anAgentWithAnOwnerIsTakenFromTheRiskyCallToTheNextQuestion() throws IOException {
    StepUpFixtures.App app =
        new StepUpFixtures.App(office.house.stepUp, "alice", office.house.clock);
    Principal robot = new Principal("robot", PrincipalKind.AGENT);
    NewToken wanted =
        new NewToken(robot, "nightly", List.of(), null, List.of(), null, Map.of("owner", "alice"));
    String token = House.secret(office.house.makeToken(wanted));
    String link = asked(token);
    String id = link.substring(link.lastIndexOf('/') + 1);
    chromium.open(link + "#" + office.house.stepUp.ownersKey(id).reveal());
    until("totp-form");
    assertThat(chromium.text("document.getElementById('facts').textContent"))
        .contains("robot (agent)")
        .contains("nightly")
        .contains("proof-please");
    chromium.type("totp", app.code());
    chromium.send("totp-form");
    until("approve-while");
    assertThat(verdict(token)).isEqualTo("step_up");
    chromium.click("approve-while");
    untilStatus("Proof was given");
    assertThat(verdict(token)).isEqualTo("allow");
    office.house.clock.advance(Duration.ofMinutes(15));
    assertThat(verdict(token)).isEqualTo("step_up");
  }

  @Test
  void pagesFitAPhoneAndCanBeUsedByKeyboardAndEar() throws IOException {
    String alice = office.key("alice");
    var _ = new StepUpFixtures.App(office.house.stepUp, "alice", office.house.clock);
    for (String page : List.of(asked(alice), invitation("alice"))) {
      chromium.open(page);
      chromium.until("!document.getElementById('status').textContent.includes('Loading')");
      assertThat(chromium.text("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo("true");
      assertThat(chromium.text("document.documentElement.lang")).isEqualTo("en");
      assertThat(chromium.text("document.querySelectorAll('h1').length")).isEqualTo("1");
      assertThat(
              chromium.text("[...document.querySelectorAll('input')].every(i => i.labels.length)"))
          .isEqualTo("true");
      assertThat(
              chromium.text(
                  "[...document.querySelectorAll('button,input')].filter(e => e.offsetParent)"
                      + ".every(e => e.getBoundingClientRect().height >= 44)"))
          .isEqualTo("true");
      assertThat(
              chromium.text(
                  "performance.getEntriesByType('resource').every(e => e.name.startsWith('"
                      + site
                      + "'))"))
          .isEqualTo("true");
    }
  }
}
