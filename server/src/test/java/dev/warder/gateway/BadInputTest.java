package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be read is a clear problem, and never a pass.
class BadInputTest {
  private static House house;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  private static void isProblem(Wire.Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("\"type\":\"https://warder.dev/problems/" + type + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"text\"",
        "null",
        "{\"request\":{\"method\":\"GET\",\"path\":\"/\"}} x",
        "{\"request\":{\"method\":\"GET\",\"path\":\"/\"},\"request\":{}}",
        "{\"request\":{\"method\":\"GET\",\"method\":\"GET\",\"path\":\"/\"}}",
        "{'request':{}}",
        "{\"request\":{\"method\":\"GET\",\"path\":\"/\",}}",
        "{\"request\":{\"method\":\"GET\",\"path\":\"/\",\"x\":NaN}}",
      })
  void whatIsNotOneJsonObjectIsRefused(String body) throws IOException {
    isProblem(house.decide(body), 400, "invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                        | request is missing
          {"request":null}                                          | request is missing
          {"request":[]}                                            | request must be a JSON object
          {"request":{"path":"/"}}                                  | request.method is missing
          {"request":{"method":"GET"}}                              | request.path is missing
          {"request":{"method":"GET","path":null}}                  | request.path is missing
          {"request":{"method":1,"path":"/"}}                       | request.method must be a string
          {"request":{"method":"GET","path":{}}}                    | request.path must be a string
          {"request":{"method":"GET","path":"/","sourceIp":1}}      | request.sourceIp must be a string
          {"request":{"method":"GET","path":"/","headers":[]}}      | request.headers must be a JSON object
          {"request":{"method":"GET","path":"/","headers":{"a":1}}} | each of request.headers must be a string
          {"request":{"method":"GET","path":"/","time":17}}         | request.time must be a string
          {"request":{"method":"GET","path":"/","time":"now"}}      | request.time must be like 2026-11-23T10:00:00Z
          {"token":7,"request":{"method":"GET","path":"/"}}         | token must be a string
          {"token":"\\ud800","request":{"method":"GET","path":"/"}} | token holds half a character
          """)
  void whatIsWrongIsNamed(String body, String detail) throws IOException {
    Wire.Answer answer = house.decide(body);
    isProblem(answer, 400, "invalid");
    assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
  }

  @Test
  void anotherCharacterSetIsRefused() throws IOException {
    String json = "{\"request\":{\"method\":\"GET\",\"path\":\"/\"}}";
    isProblem(house.decide(json.getBytes(StandardCharsets.UTF_16BE)), 400, "invalid");
    isProblem(house.decide(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'}), 400, "invalid");
    isProblem(house.decide(new byte[] {(byte) 0xFF, (byte) 0xFE}), 400, "invalid");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    String deep = "[".repeat(100_000);
    isProblem(house.decide(deep), 400, "invalid");
    isProblem(house.decide("{\"x\":" + deep), 400, "invalid");
  }

  @Test
  void aBodyOfTenMegabytesIsRefused() throws IOException {
    byte[] large = new byte[10 << 20];
    Arrays.fill(large, (byte) ' ');
    byte[] head =
        ("POST /v1/decisions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "X-Warder-Gateway-Key: "
                + house.gatewayKey
                + "\r\nContent-Length: "
                + large.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    isProblem(Wire.sendHeadFirst(house.port(), head, large), 413, "too-large");
  }

  @Test
  void whoIsNoGatewayIsAnsweredBeforeItsBodyIsThere() throws IOException {
    for (String length : List.of("Content-Length: 1000000", "Transfer-Encoding: chunked")) {
      List<String> head =
          List.of(
              "POST /v1/decisions HTTP/1.1",
              "Host: a",
              "Content-Type: application/json",
              "X-Warder-Gateway-Key: wrd_x",
              length,
              "",
              "");
      byte[] start = String.join("\r\n", head).getBytes(StandardCharsets.US_ASCII);
      isProblem(Wire.sendHeadFirst(house.port(), start, new byte[0]), 401, "unauthenticated");
    }
  }

  @Test
  void headersOfSixtyFourKilobytesAreRefused() throws IOException {
    Wire.Answer answer = house.send("GET /authz/nginx HTTP/1.1", "X-Long: " + "a".repeat(65_536));
    isProblem(answer, 431, "headers-too-large");
  }

  @Test
  void aPathThatIsTooLongIsRefused() throws IOException {
    assertThat(house.send("GET /" + "a".repeat(65_536) + " HTTP/1.1").status()).isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "nonsense",
        "application/json; charset=utf-16"
      })
  void aBodyThatIsSaidToBeNoJsonIsRefused(String type) throws IOException {
    Wire.Answer answer =
        Wire.send(
            house.port(),
            List.of(
                "POST /v1/decisions HTTP/1.1",
                "Content-Type: " + type,
                "X-Warder-Gateway-Key: " + house.gatewayKey),
            "{}".getBytes(StandardCharsets.US_ASCII));
    isProblem(answer, 415, "media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1999-12-31T23:59:59Z", "2026-11-24T10:00:01Z", "+999999999-01-01T00:00:00Z"})
  void absurdTimesAreRefused(String time) throws IOException {
    String replayer = House.secret(house.makeToken("r", "warder:decide", "warder:replay"));
    isProblem(decideAt(time, replayer), 400, "invalid");
  }

  @Test
  void onlyWhoMayReplayChoosesTheTime() throws IOException {
    String replayer = House.secret(house.makeToken("r", "warder:decide", "warder:replay"));
    assertThat(decideAt("2023-07-10T11:42:18Z", replayer).status()).isEqualTo(200);
    assertThat(house.lastDecision().attempt().time()).hasToString("2023-07-10T11:42:18Z");
    Wire.Answer other = decideAt("2023-07-10T11:42:18Z", house.gatewayKey);
    isProblem(other, 403, "forbidden");
    assertThat(other.body()).contains("warder:replay");
  }

  private static Wire.Answer decideAt(String time, String key) throws IOException {
    String json = "{\"request\":{\"method\":\"GET\",\"path\":\"/a\",\"time\":\"" + time + "\"}}";
    return house.post(
        "/v1/decisions", json.getBytes(StandardCharsets.UTF_8), "Authorization: Bearer " + key);
  }

  @Test
  void anAddressThatIsNoneIsRecordedAndDenied() throws IOException {
    String token = House.secret(house.makeToken("alice"));
    Wire.Answer answer =
        house.decide(
            "{\"token\":\""
                + token
                + "\",\"request\":{\"method\":\"GET\",\"path\":\"/public/a\",\"sourceIp\":\"999.1.1.1\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"verdict\":\"deny\"", "\"reasons\":[\"invalid_request\"]");
    assertThat(house.lastDecision().attempt().problem()).contains("address");
  }

  @Test
  void whatIsNotServedIsSaidSo() throws IOException {
    isProblem(house.send("GET /nothing HTTP/1.1"), 404, "not-found");
    Wire.Answer wrong = house.send("GET /v1/decisions HTTP/1.1");
    isProblem(wrong, 405, "method-not-allowed");
    assertThat(wrong.header("allow")).isEqualTo("POST");
  }
}
