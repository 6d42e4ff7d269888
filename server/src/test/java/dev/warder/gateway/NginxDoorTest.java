package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.Wire;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/authz/nginx` byte for byte.
class NginxDoorTest {
  private static House house;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    house = House.open(folder);
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  @Test
  void aGoodCallPasses() throws IOException {
    String token = House.secret(house.makeToken("alice", "orders:read", "orders:write"));
    Wire.Answer answer =
        house.send(
            "GET /authz/nginx HTTP/1.1",
            "X-Warder-Gateway-Key: " + house.gatewayKey,
            "Authorization: Bearer " + token,
            "X-Original-Method: GET",
            "X-Original-URI: /orders/42?x=1",
            "X-Original-Host: api.example.com",
            "X-Real-IP: 203.0.113.7");
    System.err.println(answer.masked());
    System.err.println(
        house
            .decide(
                "{\"token\":\""
                    + token
                    + "\",\"request\":{\"method\":\"GET\",\"path\":\"/do/proof\"}}")
            .masked());
    assertThat(answer.status()).isEqualTo(200);
  }
}
