package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.model.Binding;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Ties;
import dev.warder.token.NewToken;
import dev.warder.token.Thumbprints;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that belong to a certificate (RFC 8705).
class CertificateProofsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Certificates that were made for this test, of nobody.
  private static final String ONE =
      "MIIBcDCCARegAwIBAgIUavx+/6YjcrHLdHnG+ClkTca/NS4wCgYIKoZIzj0EAwIwDjEMMAoGA1UE"
          + "AwwDb25lMB4XDTI2MTEyNTAzMjEyMFoXDTM2MTEyMjAzMjEyMFowDjEMMAoGA1UEAwwDb25lMFkw"
          + "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEd2h0GYfWdcJts91a3ImYlJdqkO0832NfuV10bch08f07"
          + "Kuw6exl7c7zcxCAR696xZHbPXNevLs0lQP0kALbRFqNTMFEwHQYDVR0OBBYEFMGqAzTf9hzQMtOl"
          + "Vy/vd8h9tjKEMB8GA1UdIwQYMBaAFMGqAzTf9hzQMtOlVy/vd8h9tjKEMA8GA1UdEwEB/wQFMAMB"
          + "Af8wCgYIKoZIzj0EAwIDRwAwRAIgTHnzwalb6bAZ7accyidZgnF5saDBm80orejEX5lfH2wCIAbY"
          + "IJHd2ay2umEXwtaprkw5uZUglM+p/KJpaeErbD+Q";

  private static final String TWO =
      "MIIBcDCCARegAwIBAgIUD0ih4gvB9tLHung83JNRrWasgzAwCgYIKoZIzj0EAwIwDjEMMAoGA1UE"
          + "AwwDdHdvMB4XDTI2MTEyNTAzMjEyMFoXDTM2MTEyMjAzMjEyMFowDjEMMAoGA1UEAwwDdHdvMFkw"
          + "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAqpeCRBTVx6ngh8sc9RIVx2AXFeEok3t6spyTkIoXRN"
          + "8Xsp1ffbm6dUnjQZm256nj4iAeRAZA7Ajh0bgG/5f6NTMFEwHQYDVR0OBBYEFHcYD1ImyVx6nX5N"
          + "phAicEP0YtQjMB8GA1UdIwQYMBaAFHcYD1ImyVx6nX5NphAicEP0YtQjMA8GA1UdEwEB/wQFMAMB"
          + "Af8wCgYIKoZIzj0EAwIDRwAwRAIgJPDQ0B9Gp+e3uRc11V0AJZWffr1ksoiL7wV4zTB9dK0CICr1"
          + "jkUzpKg8CZtZ4N0ayNaQJqRnKsgr9X7hF7SdKUII";

  @TempDir private Path folder;
  private House house;

  @BeforeEach
  void open() throws IOException {
    house = House.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    house.close();
  }

  private String token(String thumbprint) {
    Binding binding = new Binding(Binding.Way.MTLS, thumbprint, true, true);
    Principal job = new Principal("job", PrincipalKind.SERVICE);
    return House.secret(
        house.makeToken(
            new NewToken(
                job,
                "",
                List.of("orders:read"),
                null,
                List.of(),
                null,
                Map.of(),
                Ties.to(binding))));
  }

  @Test
  void aTokenBoundToACertificateNeedsIt() throws IOException {
    String token = token(Thumbprints.ofText(Binding.Way.MTLS, pem(ONE)));
    assertRefused(withCertificate(token, ""));
    assertAllowed(withCertificate(token, pem(ONE)));
    assertAllowed(
        withCertificate(
            token, URLEncoder.encode(pem(ONE), StandardCharsets.UTF_8).replace("+", "%20")));
    assertAllowed(withCertificate(token, ":" + ONE + ":"));
    assertRefused(withCertificate(token, pem(TWO)));
  }

  private static String pem(String base64) {
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private JsonNode withCertificate(String token, String certificate) throws IOException {
    Wire.Answer answer =
        house.decide(
            """
            {"token": "%s", "request": {"method": "GET", "scheme": "https",
             "host": "api.example.com", "path": "/orders/1", "clientCertificate": "%s"}}
            """
                .formatted(token, certificate.replace("\n", "\\n")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void assertAllowed(JsonNode decision) {
    assertThat(decision.path("verdict").asString()).as(decision.toString()).isEqualTo("allow");
  }

  private static void assertRefused(JsonNode decision) {
    assertThat(decision.path("error").asString()).isEqualTo("invalid_token");
  }

  /// A header counts only where it was configured that gateways see to it.
  @Test
  void aCertificateInAHeaderIsBelievedOnlyWhereThatIsConfigured() throws IOException {
    String thumbprint = Thumbprints.ofText(Binding.Way.MTLS, pem(ONE));
    String token = token(thumbprint);
    String[] call = {
      "GET /authz/forward HTTP/1.1",
      "X-Warder-Gateway-Key: " + house.gatewayKey,
      "X-Forwarded-Method: GET",
      "X-Forwarded-Proto: https",
      "X-Forwarded-Host: api.example.com",
      "X-Forwarded-Uri: /orders/1",
      "X-Forwarded-For: 203.0.113.7",
      "Authorization: Bearer " + token,
      "Client-Cert: " + ":" + ONE + ":"
    };
    assertThat(house.send(call).status()).isEqualTo(401);
    close();
    house = new House(folder.resolve("h"), Plan.DEFAULT.withCertificateHeader("client-cert"));
    call[1] = "X-Warder-Gateway-Key: " + house.gatewayKey;
    call[7] = "Authorization: Bearer " + token(thumbprint);
    assertThat(house.send(call).status()).isEqualTo(200);
    String[] twice = Stream.concat(Stream.of(call), Stream.of(call[8])).toArray(String[]::new);
    assertThat(house.send(twice).status()).isNotEqualTo(200);
    String[] alias = call.clone();
    alias[8] = "Client_Cert: " + ":" + ONE + ":";
    assertThat(house.send(alias).status()).isNotEqualTo(200);
  }
}
