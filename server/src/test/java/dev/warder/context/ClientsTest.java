package dev.warder.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Client;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ClientsTest {
  private static final Clients CLIENTS = warm();

  private static Clients warm() {
    Clients clients = new Clients(new Browsers(() -> 0)); // time stands still: nothing is spent
    clients.warmUp();
    return clients;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "user-agents.csv", delimiter = '|', maxCharsPerColumn = 2000)
  void realUserAgentsAreUnderstood(
      String product, String version, Client.Kind kind, String platform, String userAgent) {
    Client client = CLIENTS.of(userAgent);
    assertThat(client.product()).isEqualTo(product);
    assertThat(client.version()).isEqualTo(version == null ? "" : version);
    assertThat(client.kind()).isEqualTo(kind);
    assertThat(client.platform()).isEqualTo(platform == null ? "" : platform);
    assertThat(client.userAgent()).isEqualTo(userAgent);
  }

  @Test
  void anAbsentUserAgentIsUnknown() {
    assertThat(CLIENTS.of("")).isEqualTo(Client.UNKNOWN);
    assertThat(CLIENTS.of("   ")).isEqualTo(Client.UNKNOWN);
    assertThat(CLIENTS.of("-")).isEqualTo(Client.UNKNOWN);
  }

  @Test
  void aHugeHeaderIsCut() {
    Client client = CLIENTS.of("curl/8.5.0 " + "x".repeat(65_536));
    assertThat(client.product()).isEqualTo("curl");
    assertThat(client.userAgent()).hasSize(Clients.LONGEST);
  }

  @Test
  void whatDiffersAtEachRunIsNoPartOfTheName() {
    String tool = "stratus-red-team_39f95f43-cd2f-4beb-b69e-be60b6fe1f57";
    assertThat(CLIENTS.of(tool).product()).isEqualTo("stratus-red-team");
  }

  @Test
  void theFullBrowserParserStopsWhenItsBudgetIsSpent() {
    long[] now = {0};
    Clients slow = new Clients(new Browsers(() -> now[0] += Browsers.SAVED_NANOS));
    slow.warmUp();
    String browser = "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.";
    for (int i = 0; i < 50; i++) {
      Client client = slow.of(browser + i);
      assertThat(client.product()).isEqualTo("Firefox");
      assertThat(client.kind()).isEqualTo(Client.Kind.BROWSER);
    }
  }

  @Property(tries = 2000)
  void anyTextGivesABoundedClient(@ForAll @StringLength(max = 3000) String userAgent) {
    assertBounded(CLIENTS.of(userAgent));
  }

  @Property(tries = 300)
  void hostileRepetitionsGiveABoundedClient(
      @ForAll("pieces") String piece, @ForAll("pieces") String other) {
    assertBounded(CLIENTS.of((piece + other).repeat(400)));
    assertBounded(CLIENTS.of("Mozilla/5.0 " + (piece + other).repeat(100)));
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "(",
        ")",
        "/",
        "a/",
        "\\",
        " ",
        "a b ",
        "[",
        ";",
        "1",
        "v1 ",
        "Chrome/",
        "\u0000",
        "\uD800",
        "\u00e9",
        "A/A ",
        "((",
        "Linux;",
        "Version/1.2.3.4 ",
        "+http://");
  }

  @FuzzTest(maxDuration = "5s")
  void whatIsReadIsBounded(FuzzedDataProvider data) {
    assertBounded(CLIENTS.of(data.consumeRemainingAsString()));
  }

  private static void assertBounded(Client client) {
    assertThat(client.product().length()).isLessThanOrEqualTo(Product.LONGEST_NAME);
    assertThat(client.version().length()).isLessThanOrEqualTo(Product.LONGEST_VERSION);
    assertThat(client.platform().length()).isLessThanOrEqualTo(64);
    assertThat(client.userAgent().length()).isLessThanOrEqualTo(Clients.LONGEST);
    assertThat(client.product().chars().noneMatch(Character::isISOControl)).isTrue();
    assertThat(client.userAgent().chars().noneMatch(Character::isISOControl)).isTrue();
  }
}
