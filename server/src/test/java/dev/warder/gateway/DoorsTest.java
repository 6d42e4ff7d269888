package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Golden;
import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every dialect: what it answers byte for byte, and what it must never tell.
class DoorsTest {
  private static final Principal ALICE = new Principal("alice", PrincipalKind.USER);
  private static final List<String> UPSTREAM =
      List.of(
          "x-warder-verdict",
          "x-warder-decision-id",
          "x-warder-principal",
          "x-warder-principal-kind",
          "x-warder-token-id",
          "x-warder-scopes",
          "x-warder-risk",
          "x-warder-assurance");

  private House house;
  private String token;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
    token = House.secret(house.makeToken("alice", "orders:read", "orders:write"));
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerIsTheOneThatWasAgreed(Door door) throws IOException {
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put("allowed", Question.get("/orders/42?x=1").as(token).from("192.0.2.7"));
    questions.put("restricted", Question.get("/do/less").as(token));
    questions.put("no credential", Question.get("/orders/42"));
    questions.put("unknown token", Question.get("/orders/42").as("wrd_unknown"));
    questions.put("two tokens", Question.get("/orders/42").as(token).as("another"));
    questions.put("missing scope", Question.get("/admin/users").as(token));
    questions.put("no route", Question.get("/nowhere").as(token));
    questions.put("unreadable path", Question.get("/orders/../admin").as(token));
    questions.put("denied by policy", Question.get("/do/shut").as(token));
    questions.put("proof needed", Question.get("/do/proof").as(token));
    questions.put("slow enough", Question.get("/do/slow").as(token));
    questions.put("too fast", Question.get("/do/slow").as(token));
    StringBuilder all = new StringBuilder();
    for (Map.Entry<String, Question> each : questions.entrySet()) {
      Wire.Answer answer = door.ask(house, each.getValue());
      all.append("=== ").append(each.getKey()).append("\n").append(answer.masked()).append("\n\n");
    }
    Golden.check(door.name().toLowerCase(Locale.ROOT) + ".txt", all.toString());
  }

  @ParameterizedTest
  @EnumSource
  void unknownMalformedExpiredAndRevokedCannotBeToldApart(Door door) throws IOException {
    Issued expired =
        house.makeToken(
            new NewToken(
                ALICE,
                "",
                List.of("orders:read"),
                Duration.ofMinutes(1),
                List.of(),
                null,
                Map.of()));
    Issued revoked = house.makeToken("alice", "orders:read");
    var _ = house.tokens.revoke(revoked.token().id(), "lost").commit();
    house.clock.advance(Duration.ofMinutes(2));
    String wrongChecksum = "wrd_" + "A".repeat(38);
    List<Wire.Answer> answers =
        List.of(
            door.ask(house, Question.get("/orders/42").as(House.secret(expired))),
            door.ask(house, Question.get("/orders/42").as(House.secret(revoked))),
            door.ask(house, Question.get("/orders/42").as(wrongChecksum)),
            door.ask(house, Question.get("/orders/42").as("a")),
            door.ask(house, Question.get("/orders/42").as(unknownButWellFormed())));
    assertThat(answers.stream().map(Wire.Answer::masked).distinct()).hasSize(1);
    assertThat(door.status(answers.getFirst())).isEqualTo(401);
  }

  /// A token of another house.
  private String unknownButWellFormed() {
    Issued made = house.makeToken("mallory");
    String secret = House.secret(made);
    var _ = house.tokens.rotate(made.token().id(), Duration.ZERO).commit();
    house.clock.advance(Duration.ofSeconds(1));
    return secret;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NATIVE")
  void allHeadersForTheUpstreamAreSetWhereACallPassesAndNoneWhereNot(Door door) throws IOException {
    for (String path : List.of("/orders/42", "/do/less")) {
      Wire.Answer passed = door.ask(house, Question.get(path).as(token));
      assertThat(passed.status()).isEqualTo(200);
      assertThat(passed.headers()).containsKeys(UPSTREAM.toArray(String[]::new));
    }
    for (String path : List.of("/admin/a", "/do/shut", "/do/proof", "/nowhere", "/a//b")) {
      Wire.Answer refused = door.ask(house, Question.get(path).as(token));
      assertThat(refused.headers().keySet().stream().filter(UPSTREAM::contains))
          .containsExactly("x-warder-decision-id");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerIsRecordedUnderTheIdThatItNames(Door door) throws IOException {
    Wire.Answer answer = door.ask(house, Question.get("/orders/42").as(token));
    String id = house.lastDecision().id();
    assertThat(answer.header("x-warder-decision-id") + answer.body()).contains(id);
  }

  @ParameterizedTest
  @EnumSource
  void aLinkToTheProofNamesThePublicAddress(Door door, @TempDir Path folder) throws IOException {
    try (House other =
        new House(folder, Plan.DEFAULT.withPublicUrl("https://warder.example.com/"))) {
      String secret = House.secret(other.makeToken("alice"));
      Wire.Answer answer = door.ask(other, Question.get("/do/proof").as(secret));
      assertThat(answer.body())
          .contains("\"verificationUri\":\"https://warder.example.com/step-up/chl_");
    }
  }
}
