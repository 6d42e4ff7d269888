package dev.warder.app.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final String SHOP =
      """
      openapi: 3.0.3
      info: {title: Shop, version: "1"}
      servers: [{url: "https://api.example.com/v1/"}]
      security: [{oauth: ["orders:read"]}]
      paths:
        /orders/{id}:
          get: {responses: {}}
          delete: {security: [{oauth: ["orders:write", "orders:read"]}]}
        /orders/mine:
          get: {}
        /reports/{name}.pdf:
          get: {security: [{key: []}, {oauth: ["reports"]}]}
        /status:
          x-warder-sensitivity: low
          get: {security: []}
        /payments:
          $ref: "#/components/pathItems/payments"
        x-extension: {}
      components:
        pathItems:
          payments:
            post: {security: [{oauth: [pay], mtls: []}], x-warder-sensitivity: critical}
      """;

  private static List<String> lines(String document) {
    return Imported.read(document, null).routes().stream()
        .map(route -> route.match() + " " + route.scopes())
        .toList();
  }

  private static String one(String path, String operation) {
    return "openapi: 3.1.0\npaths:\n  " + path + ":\n    get: " + operation + "\n";
  }

  private static void refused(String document, String why) {
    assertThatThrownBy(() -> Imported.read(document, null))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining(why);
  }

  @Test
  void everyOperationIsARouteTheMostConcreteFirst() {
    assertThat(lines(SHOP))
        .containsExactly(
            "POST /v1/payments [pay]",
            "GET /v1/status []",
            "GET /v1/orders/mine [orders:read]",
            "GET /v1/reports/*.pdf [reports]",
            "GET /v1/orders/{id} [orders:read]",
            "DELETE /v1/orders/{id} [orders:write, orders:read]");
    assertThat(Imported.read(SHOP, null).warnings())
        .containsExactly(
            "GET /reports/{name}.pdf names several kinds of proof: the scopes of all of them are"
                + " needed",
            "GET /status is open in the document: Warder asks for a token all the same");
  }

  @Test
  void versionThreeOneInJsonIsTheSame() {
    String json =
        """
        {"openapi": "3.1.0", "paths": {"/a b": {}, "/caf%C3%A9/{x-y}": {"get":
          {"security": [{}, {"oauth": ["read"]}], "servers": [{"url": "/{v}", "variables":
            {"v": {"default": "v2"}}}]}}}, "webhooks": {"w": {"post": {}}}}
        """;
    assertThat(lines(json)).containsExactly("GET /v2/caf\u00e9/{x-y} [read]");
  }

  @Test
  void whatNoRouteCanSayIsRefusedWithItsPlace() {
    refused("swagger: '2.0'\npaths: {}\n", "Swagger 2.0");
    refused("openapi: 3.2.0\n", "3.0.x or 3.1.x");
    refused("openapi: 3.0.0\npaths: {}\n", "no operation");
    refused("openapi: 3.0.0\npaths: [\n", "line 3, column 1");
    refused(one("/a;b", "{}"), "/a;b");
    refused(one("/a/../b", "{}"), "can never be called");
    refused(one("/a*", "{}"), "out of place");
    refused(one("/a/{b", "{}"), "out of place");
    refused(one("a", "{}"), "does not begin with /");
    refused(one("/a", "{security: oauth}"), "security of GET /a must be a list");
    refused(one("/a", "{x-warder-sensitivity: some}"), "low, normal, high or critical");
  }

  /// Nothing that a description names is opened: no address, and no file.
  @Test
  void nothingIsFetched() {
    for (String elsewhere : List.of("http://127.0.0.1:1/x.yaml", "other.yaml", "file:///a#/b")) {
      refused(one("/a", "{$ref: \"" + elsewhere + "\"}"), "not fetched");
    }
    refused(one("/a", "{$ref: \"#/nowhere\"}"), "not in the document");
    refused(one("/a", "{$ref: \"#/paths/~1a/get\"}"), "in circles");
  }

  @Test
  void bombsAreRefused() {
    StringBuilder laughs = new StringBuilder("openapi: 3.0.0\na0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      laughs.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }
    refused(laughs.toString(), "aliases");
    refused("openapi: 3.0.0\npaths: " + "[".repeat(100_000), "not readable");
    refused("openapi: 3.0.0\nx: \"" + "y".repeat(Description.LONGEST) + "\"\n", "too large");
    StringBuilder many = new StringBuilder("openapi: 3.0.0\npaths:\n");
    for (int i = 0; i <= 5_000; i++) {
      many.append("  /p").append(i).append(": {get: {}}\n");
    }
    refused(many.toString(), "more than 5000");
  }

  @FuzzTest(maxDuration = "5s")
  void anyDocumentIsReadOrRefused(byte[] bytes) {
    read(new String(bytes, StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void anyPathIsReadOrRefused(@ForAll String path) {
    read("openapi: 3.1.0\npaths:\n  \"/" + path + "\":\n    get: {}\n");
  }

  private static void read(String document) {
    try {
      assertThat(Imported.read(document, null).routes()).isNotEmpty();
    } catch (Fault.Invalid e) {
      assertThat(e.publicText()).isNotEmpty();
    }
  }
}
