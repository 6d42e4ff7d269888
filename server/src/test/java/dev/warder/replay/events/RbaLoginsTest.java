package dev.warder.replay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RbaLoginsTest {
  /// As the set's own first line is.
  private static final String HEADING =
      "index,Login Timestamp,User ID,Round-Trip Time [ms],IP Address,Country,Region,City,ASN,"
          + "User Agent String,Browser Name and Version,OS Name and Version,Device Type,"
          + "Login Successful,Is Attack IP,Is Account Takeover";

  private static final String AGENT =
      "\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0\"";

  @TempDir private Path folder;

  private static String row(String time, String user, String ip, String outcome) {
    return "0,"
        + time
        + ","
        + user
        + ",,"
        + ip
        + ",NO,Oslo,Oslo,41164,"
        + AGENT
        + ",Chrome 79.0,Linux,desktop,"
        + outcome;
  }

  private List<Call> read(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("rba.csv"), String.join("\r\n", lines));
    return new RbaLogins().read(file, bytes -> {});
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    Call call =
        read(
                HEADING,
                row(
                    "2020-02-03 12:43:30.772",
                    "-4324475583306591935",
                    "81.167.144.58",
                    "True,False,False"))
            .getFirst();
    assertThat(call.time()).isEqualTo(1580733810772L);
    assertThat(call.principal()).isEqualTo("-4324475583306591935");
    assertThat(call.source()).isEqualTo(Address.parse("81.167.144.58").orElseThrow());
    assertThat(call.userAgent())
        .startsWith("Mozilla/5.0 (X11; Linux x86_64)")
        .endsWith("Chrome/79.0");
    assertThat(call.method() + " " + call.path()).isEqualTo("POST /login");
    assertThat(call.isLegitimate()).isTrue();
  }

  @Test
  void takeoversAndAddressesOfAttackersAreAttacks() throws IOException {
    List<Call> calls =
        read(
            HEADING,
            row("2020-02-03 12:00:00.000", "1", "192.0.2.1", "True,False,False"),
            row("2020-02-03 12:00:01.000", "1", "192.0.2.2", "True,True,True"),
            row("2020-02-03 12:00:02.000", "1", "192.0.2.3", "False,True,False"));
    assertThat(calls).extracting(Call::label).containsExactly("", "takeover", "attackip");
    assertThat(calls).extracting(Call::status).containsExactly(200, 200, 401);
  }

  @Test
  void anOwnersFailedLogInLeadsToNoToken() throws IOException {
    assertThat(read(HEADING, row("2020-02-03 12:00:00.000", "1", "192.0.2.1", "False,False,False")))
        .isEmpty();
  }

  @Test
  void anotherFileIsRefusedByTheColumnThatItLacks() {
    assertThatThrownBy(() -> read("Login Timestamp,User ID,IP Address", "x,y,z"))
        .hasMessageContaining("rba.csv, line 1")
        .hasMessageContaining("\"User Agent String\"");
  }
}
