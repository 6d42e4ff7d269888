package dev.warder.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.context.Senses;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The demonstration would tell tales if the data knew its places otherwise.
class PlacesTest {
  @TempDir private static Path folder;
  private static @Nullable Senses opened;

  @BeforeAll
  static void open() {
    Senses senses = new Senses(Intel.open(IntelSources.of(folder)));
    senses.warmUp();
    opened = senses;
  }

  @ParameterizedTest
  @CsvSource({
    Places.BERLIN_OFFICE + ",DE,3320,residential",
    Places.BERLIN_HOME_1 + ",DE,3320,residential",
    Places.BERLIN_HOME_1_NEW + ",DE,3320,residential",
    Places.BERLIN_HOME_2 + ",DE,3209,residential",
    Places.MUNICH_HOME + ",DE,8767,residential",
    Places.GERMAN_PHONE + ",DE,3320,residential",
    Places.PARIS_OFFICE + ",FR,3215,residential",
    Places.PARIS_HOME + ",FR,3215,residential",
    Places.LYON_HOME + ",FR,12322,residential",
    Places.LONDON_OFFICE + ",GB,2856,residential",
    Places.LONDON_HOME + ",GB,2856,residential",
    Places.LEEDS_HOME + ",GB,5089,residential",
    Places.ZURICH_HOTEL + ",CH,3303,residential",
    Places.AWS_FRANKFURT + ",DE,16509,hosting",
    Places.AWS_FRANKFURT_2 + ",DE,16509,hosting",
    Places.AZURE_RUNNER_1 + ",US,8075,hosting",
    Places.AZURE_RUNNER_2 + ",US,8075,hosting",
    Places.GOOGLE_BELGIUM + ",BE,396982,hosting",
    Places.GOOGLE_BELGIUM_2 + ",BE,396982,hosting",
    Places.HETZNER + ",DE,24940,hosting",
    Places.M247_BUCHAREST + ",RO,9009,hosting",
    Places.SAO_PAULO_HOME + ",BR,28573,residential",
    Places.DIGITAL_OCEAN + ",DE,14061,hosting",
    Places.MANCHESTER_HOME + ",GB,206067,mobile",
    Places.OVH + ",FR,16276,hosting"
  })
  void theBundledDataKnowEachPlaceAsTheScriptMeansIt(
      String address, String country, long asn, String network) {
    Context context = sense(address, "curl/8.5.0");

    assertThat(context.place().country()).isEqualTo(country);
    assertThat(context.place().asn()).isEqualTo(asn);
    assertThat(context.network().wire()).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Clients.SAFARI_PHONE,
        Clients.GITHUB_RUNNER,
        Clients.GO_CLIENT,
        Clients.PYTHON_CLIENT,
        Clients.BOTO,
        Clients.AGENT,
        Clients.CURL,
        Clients.REQUESTS,
        Clients.SCRAPY,
        Clients.NODE_FETCH
      })
  void everyClientIsTold(String userAgent) {
    assertThat(sense(Places.HETZNER, userAgent).client().product()).isNotEmpty();
  }

  @Test
  void anUpdatedBrowserIsTheSameProduct() {
    Context before = sense(Places.BERLIN_OFFICE, Clients.CHROME_MAC);
    Context after = sense(Places.BERLIN_OFFICE, Clients.CHROME_MAC_NEXT);

    assertThat(after.client().product()).isEqualTo(before.client().product());
    assertThat(after.client().majorVersion()).isNotEqualTo(before.client().majorVersion());
  }

  private static Context sense(String address, String userAgent) {
    return Objects.requireNonNull(opened)
        .sense(
            new Attempt(
                Instant.EPOCH,
                "test",
                new Credential.Absent(),
                "GET",
                "https",
                "",
                new CanonicalPath("/", null),
                Address.parse(address).orElseThrow(),
                Map.of("user-agent", userAgent),
                null));
  }
}
