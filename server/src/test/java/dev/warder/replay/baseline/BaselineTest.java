package dev.warder.replay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warder.model.Address;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final long NINE = 9 * 3_600_000L;
  private static final Sighting HOME = sighting(NINE, "192.0.2.1", 64500, "DE", "curl");
  private static final Sighting ABROAD = sighting(NINE, "198.51.100.1", 64501, "BR", "wget");

  private static Sighting sighting(long time, String ip, long asn, String country, String product) {
    Place place = new Place(country, null, asn, null, null, null);
    Client client = new Client(product, "1", "", product, Client.Kind.TOOL, product + "/1");
    Context context = new Context(place, NetworkClass.RESIDENTIAL, client, List.of());
    return new Sighting("ann", time, Address.parse(ip).orElseThrow(), context);
  }

  private static Baseline knowingHome(Baseline baseline) {
    baseline.learn(HOME);
    return baseline;
  }

  @Test
  void freemanIsTheRatioOfSharesOfEachFeature() {
    // One log-in: every value has 1 of 1 of the user and, smoothed, 1 of 1 + 1 + 1 of all.
    Baseline freeman = knowingHome(new Freeman());
    assertThat(freeman.score(HOME)).isCloseTo(2 * Math.log(1 / 3.0), within(1e-12));
  }

  @Test
  void freemanGivesAQuarterToWhatTheUserNeverShowed() {
    // Of the client only the kind is known, with .0051 of the weight: it is no longer unseen.
    Baseline freeman = knowingHome(new Freeman());
    double client = Math.log(1 / 3.0) - Math.log(0.0051);
    assertThat(freeman.score(ABROAD)).isCloseTo(Math.log(4) + client, within(1e-9));
  }

  @Test
  void apereoIsTheMeanOfWhatDoesNotMatch() {
    Baseline cas = knowingHome(new ApereoCas());
    assertThat(cas.score(HOME)).isZero();
    assertThat(cas.score(ABROAD)).isEqualTo(0.75);
    assertThat(cas.score(sighting(NINE + 3 * 3_600_000L, "192.0.2.1", 64500, "DE", "curl")))
        .isEqualTo(0.25);
    assertThat(new ApereoCas().score(HOME)).isEqualTo(1);
  }

  @Test
  void seenOrUnseenCountsWhatIsNew() {
    Baseline seen = knowingHome(new SeenUnseen());
    assertThat(seen.score(HOME)).isZero();
    assertThat(seen.score(ABROAD)).isEqualTo(5);
  }

  @Test
  void handSetPointsAddUpOnTheirBias() {
    Baseline handSet = knowingHome(new HandSet());
    assertThat(handSet.score(HOME)).isEqualTo(-0.5);
    assertThat(handSet.score(ABROAD)).isEqualTo(-0.5 + 1.5 + 2.0 + 2.5);
  }

  @Test
  void aLogInIsLearnedWhenItIsOver() {
    Baseline seen = new SeenUnseen();
    Logins logins = new Logins(List.of(seen));
    logins.used("t", HOME);
    logins.pass("t", NINE + 60_000);
    seen.learn(ABROAD);
    assertThat(seen.score(HOME)).isEqualTo(5);
    logins.pass("t", NINE + 31 * 60_000L);
    assertThat(seen.score(HOME)).isZero();
  }
}
