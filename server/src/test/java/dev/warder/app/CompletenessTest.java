package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.House;
import dev.warder.Plan;
import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.token.TokenFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing can be asked of the service without a record, whoever asks and however badly: the routes
/// are taken from the server's own table, so a new one cannot be forgotten.
class CompletenessTest {
  /// Health, metrics, and documents that are the same for everybody.
  private static final Set<String> UNRECORDED =
      Set.of(
          "/healthz",
          "/readyz",
          "/metrics",
          "/openapi.json",
          "/.well-known/oauth-authorization-server",
          "/.well-known/oauth-protected-resource",
          "/.well-known/authzen-configuration");

  private static final List<String> PAGES =
      List.of("/console", "/step-up/", "/enroll/", "/oidc/callback", "/assets/");

  /// Answers for as long as the caller listens.
  private static final String STREAM = "/v1/events";

  @TempDir Path folder;

  private static List<Endpoint> recorded(List<Endpoint> all) {
    return all.stream()
        .filter(each -> !UNRECORDED.contains(each.template()))
        .filter(each -> PAGES.stream().noneMatch(each.template()::startsWith))
        .toList();
  }

  @Test
  void everyRouteOfTheServiceLeavesARecord() throws Exception {
    Path file = folder.resolve("warder.yaml");
    Files.writeString(folder.resolve("hook.secret"), "a secret of the leak reports\n");
    Files.writeString(file, "data: data\nserver: {port: 0}\nleaks: {webhookSecret: hook.secret}\n");
    Settings settings = SettingsReader.read(file, Map.of(), Map.of(), folder);
    TokenFixtures.Clock clock = new TokenFixtures.Clock();
    try (Service service = Service.listen(settings, clock)) {
      String admin = Files.readString(settings.data().resolve("admin.token")).strip();
      List<Endpoint> routes = recorded(service.endpoints());
      assertThat(routes).hasSizeGreaterThan(40);
      assertThat(routes).extracting(Endpoint::template).contains("/v1/leaks/webhook", STREAM);
      Runnable secondEnds =
          () -> {
            clock.advance(Duration.ofSeconds(1));
            service.wiring().refused.flush();
          };
      var journal = service.wiring().journal;
      List<String> nobody = List.of();
      List<String> stranger = List.of("Authorization: Bearer wrd_none");
      List<String> operator =
          List.of("Authorization: Bearer " + admin, "X-Warder-Gateway-Key: " + admin);
      for (List<String> caller : List.of(nobody, stranger)) {
        var unknown = new Trails(service.port(), journal, secondEnds, caller, List.of("{}"));
        assertThat(unknown.without(routes)).as("%s", caller).isEmpty();
      }
      List<String> bodies = List.of("", "{}", "[[[", "{\"token\": 5}");
      var known = new Trails(service.port(), journal, secondEnds, operator, bodies);
      List<Endpoint> answered =
          routes.stream().filter(each -> !each.template().equals(STREAM)).toList();
      assertThat(known.without(answered)).isEmpty();
    }
  }

  @Test
  void aRouteWithoutARecordIsFound() throws Exception {
    Handler.Immediate silent = call -> CompletableFuture.completedFuture(HttpResponse.of(200));
    Endpoint planted = new Endpoint("GET", "/v1/silent", silent);
    try (House house = new House(folder, Plan.DEFAULT.withMore(of -> List.of(planted)))) {
      var trails = new Trails(house.port(), house.journal, () -> {}, List.of(), List.of());
      assertThat(trails.without(List.of(planted))).hasSize(1);
    }
  }
}
