package dev.warder.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesImportTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      paths:
        /orders/{orderId}:
          get: {security: [{oauth: ["orders:read"]}]}
          put: {security: [{oauth: ["orders:write"]}]}
        /admin/{section}/{item}:
          post: {security: [{oauth: [admin]}]}
        /health:
          get: {security: [{oauth: []}]}
      """;
  private static final String CONFIGURATION =
      """
      # ours
      server: {port: 0}
      routes:
        - {match: "GET /orders/{id}", scopes: ["orders:read"], sensitivity: high}
        # dangerous
        - {match: "* /admin/danger/**", scopes: [danger, admin], sensitivity: critical}
        - {match: "* /admin/**", scopes: [admin], sensitivity: critical, onFailure: stepUp}

      # the end
      credential: [bearer]
      """;

  @TempDir private Path folder;

  private Played play(String... line) throws IOException {
    Files.writeString(folder.resolve("api.yaml"), SHOP);
    return Played.in(folder, Map.of(), "", line);
  }

  @Test
  void withoutRoutesAllAreNewAndOneMayWriteThem() throws IOException {
    Played run = play("routes", "import", "api.yaml", "--write", "routes.yaml");
    assertThat(run)
        .isEqualTo(
            new Played(
                0,
                """
                + {match: "GET /health", scopes: []}
                + {match: "GET /orders/{orderId}", scopes: ["orders:read"]}
                + {match: "PUT /orders/{orderId}", scopes: ["orders:write"]}
                + {match: "POST /admin/{section}/{item}", scopes: ["admin"]}
                """,
                "4 added, 0 tightened, 0 loosened, 0 same, 0 kept.\n"));
    assertThat(folder.resolve("routes.yaml"))
        .hasContent(
            """
            routes:
              - {match: "GET /health", scopes: []}
              - {match: "GET /orders/{orderId}", scopes: ["orders:read"]}
              - {match: "PUT /orders/{orderId}", scopes: ["orders:write"]}
              - {match: "POST /admin/{section}/{item}", scopes: ["admin"]}
            """);
  }

  @Test
  void importedRoutesAreMergedAndAKeptRouteGoesOnGuardingWhatItGuarded() throws IOException {
    Files.writeString(folder.resolve("warder.yaml"), CONFIGURATION);
    Played run = play("routes", "import", "api.yaml", "--write", "warder.yaml");
    assertThat(run.err()).isEqualTo("2 added, 0 tightened, 0 loosened, 2 same, 2 kept.\n");
    assertThat(run.exit()).isZero();
    assertThat(folder.resolve("warder.yaml"))
        .hasContent(
            """
            # ours
            server: {port: 0}
            routes:
              - {match: "* /admin/danger/**", scopes: ["danger", "admin"], sensitivity: critical}
              - {match: "GET /health", scopes: []}
              - {match: "GET /orders/{orderId}", scopes: ["orders:read"], sensitivity: high}
              - {match: "PUT /orders/{orderId}", scopes: ["orders:write"]}
              - {match: "POST /admin/{section}/{item}", scopes: ["admin"], sensitivity: critical, \
            onFailure: stepUp}
              - {match: "* /admin/**", scopes: ["admin"], sensitivity: critical, onFailure: stepUp}

            # the end
            credential: [bearer]
            """);
    Played again = play("routes", "import", "api.yaml");
    assertThat(again.err()).isEqualTo("0 added, 0 tightened, 0 loosened, 4 same, 2 kept.\n");
  }

  @Test
  void nothingIsWrittenThatWouldLetCallsInWithFewerScopes() throws IOException {
    String strict = "routes:\n  - {match: \"* /orders/**\", scopes: [orders, \"orders:read\"]}\n";
    Files.writeString(folder.resolve("warder.yaml"), strict);
    Played run = play("routes", "import", "api.yaml", "--write", "warder.yaml");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            """
            ! {match: "GET /orders/{orderId}", scopes: ["orders:read"]}
                now {match: "* /orders/**", scopes: ["orders", "orders:read"]}
            """);
    assertThat(folder.resolve("warder.yaml")).hasContent(strict);
    Played json = play("routes", "import", "api.yaml", "--loosen", "--json");
    assertThat(json.exit()).isZero();
    assertThat(json.out()).contains("{\"change\":\"loosened\",\"route\":{\"match\":\"GET /orders/");
  }

  @Test
  void whatIsWrongIsSaidWithARemedy() throws IOException {
    assertThat(play("routes", "import", "none.yaml").exit()).isEqualTo(3);
    assertThat(play("routes", "import", "api.yaml", "--base", "v1").exit()).isEqualTo(2);
    Files.writeString(folder.resolve("old.yaml"), "swagger: '2.0'\n");
    Played old = play("routes", "import", "old.yaml");
    assertThat(old.exit()).isEqualTo(2);
    assertThat(old.err()).contains("convert it to OpenAPI 3 first");
    Files.writeString(folder.resolve("flow.yaml"), "{routes: []}");
    assertThat(play("routes", "import", "api.yaml", "--write", "flow.yaml").exit()).isEqualTo(2);
  }
}
