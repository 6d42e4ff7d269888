package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.House;
import dev.warder.Plan;
import dev.warder.Wire;
import dev.warder.http.Listening;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that prove themselves with a client certificate.
class MutualTlsTest {
  private static final List<String> ASK =
      List.of(
          "GET /authz/forward HTTP/1.1", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /public/a");

  @Test
  void onlyACertificateOfTheAuthorityProvesAGateway(@TempDir Path folder) throws Exception {
    Certificates ours = Certificates.make(folder.resolve("ours"));
    Certificates others = Certificates.make(folder.resolve("others"));
    Listening.Tls tls =
        new Listening.Tls(ours.file("server.pem"), ours.file("server.key"), ours.file("ca.pem"));
    try (House house = new House(folder.resolve("data"), Plan.DEFAULT.withTls(tls))) {
      String token = House.secret(house.makeToken("alice"));
      assertThat(ask(house, ours.client(ours), token).status()).isEqualTo(200);
      assertThat(house.lastDecision().attempt().gateway()).startsWith("certificate:CN=");
      assertThat(ask(house, ours.anonymous(), token).status()).isEqualTo(403);
      assertThatThrownBy(() -> ask(house, ours.client(others), token))
          .isInstanceOf(IOException.class);
    }
  }

  private static Wire.Answer ask(House house, SSLContext context, String token)
      throws IOException, GeneralSecurityException {
    List<String> head = new ArrayList<>(ASK);
    head.add("Authorization: Bearer " + token);
    return Wire.send(
        context.getSocketFactory().createSocket("127.0.0.1", house.port()), head, new byte[0]);
  }
}
