package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.model.Attempt;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.token.NewToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How clients got themselves another address in comparable products, tried at every door.
class AddressAbuseTest {
  private static House house;
  private static String token;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
    token = House.secret(house.makeToken("alice", "orders:read"));
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static Attempt lastAttempt() throws IOException {
    return house.lastDecision().attempt();
  }

  /// CVE-2026-57210 (heimdall): whatever stood in `X-Forwarded-For` was taken for an address.
  @ParameterizedTest
  @EnumSource
  void whatIsNoAddressIsNotTakenForOne(Door door) throws IOException {
    for (String source :
        List.of(
            "unknown",
            "203.0.113.7:80",
            "203.0.113.07",
            "1",
            "0x7f.1",
            "127.1",
            "[::1]",
            "fe80::1%eth0",
            "localhost",
            "203.0.113.7 203.0.113.8",
            "<script>")) {
      Question asked = Question.get("/orders/42").as(token).from(source);
      assertThat(door.statusOf(house, asked)).as(source).isEqualTo(403);
      assertThat(lastAttempt().problem()).as(source).isNotNull();
    }
  }

  /// CVE-2023-36456 (authentik) and Unkey `keys/validation.go`: a client chose its own address, and
  /// networks were compared as texts.
  @ParameterizedTest
  @EnumSource
  void anAddressCannotBeChosenByItsOwner(Door door) throws IOException {
    String bound = House.secret(house.makeToken(boundTo("198.51.100.0/24")));
    Question inside = Question.get("/public/a").as(bound).from("198.51.100.77");
    Question outside = Question.get("/public/a").as(bound).from("203.0.113.7");
    assertThat(door.statusOf(house, inside)).isEqualTo(200);
    assertThat(door.statusOf(house, outside)).isEqualTo(403);
    assertThat(door.statusOf(house, Question.get("/public/a").as(bound))).isEqualTo(403);
    for (String header :
        List.of(
            "Forwarded: for=198.51.100.77",
            "X-Client-IP: 198.51.100.77",
            "True-Client-IP: 198.51.100.77",
            "CF-Connecting-IP: 198.51.100.77")) {
      assertThat(door.statusOf(house, outside.with(header))).as(header).isEqualTo(403);
    }
  }

  /// The same two: in a chain, only what trusted hops wrote counts.
  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "ENVOY"})
  void onlyTheEndOfAChainCounts(Door door) throws IOException {
    String bound = House.secret(house.makeToken(boundTo("198.51.100.0/24")));
    Question spoofed = Question.get("/public/a").as(bound).from("198.51.100.77, 203.0.113.7");
    assertThat(door.statusOf(house, spoofed)).isEqualTo(403);
    Question twice = Question.get("/public/a").as(bound).with("X-Forwarded-For: 198.51.100.77");
    assertThat(door.statusOf(house, twice.from("203.0.113.7"))).isEqualTo(403);
    Question trusted = Question.get("/public/a").as(bound).from("198.51.100.77, 127.0.0.1, ::1");
    assertThat(door.statusOf(house, trusted)).isEqualTo(200);
  }

  private static NewToken boundTo(String network) {
    return new NewToken(
        new Principal("bob", PrincipalKind.USER),
        "",
        List.of(),
        null,
        List.of(Plan.cidr(network)),
        null,
        Map.of());
  }
}
