package dev.warder.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.Shared;
import dev.warder.model.Address;
import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntelTest {
  private static final Bundled BUNDLED = Bundled.tables();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, US, 15169, HOSTING",
    "1.1.1.1, AU, 13335, HOSTING",
    "2a01:4f8::1, DE, 24940, HOSTING",
    "2001:4860:4860::8888, US, 15169, HOSTING",
    "91.65.0.1, DE, 3209, RESIDENTIAL",
  })
  void theJarKnowsCountryAndSystem(String ip, String country, long asn, NetworkClass network) {
    Sensed sensed = intel().snapshot().sense(address(ip));
    assertThat(sensed.place().country()).isEqualTo(country);
    assertThat(sensed.place().asn()).isEqualTo(asn);
    assertThat(sensed.place().zone()).isNotNull();
    assertThat(sensed.network()).isEqualTo(network);
    assertThat(sensed.missing()).containsExactly("city");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "127.0.0.1",
        "169.254.1.1",
        "172.31.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "192.0.2.7",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "::ffff:10.0.0.1"
      })
  void specialAddressesSayNothingOfAPlace(String ip) throws IOException {
    Intel intel = intel();
    intel.replace(IntelKind.NETWORK, NetworkClass.LISTED, file("bad.txt", ip + "\n"));
    Sensed sensed = intel.snapshot().sense(address(ip));
    assertThat(sensed.network()).isEqualTo(NetworkClass.PRIVATE);
    assertThat(sensed.missing()).containsExactly("country", "city", "asn");
  }

  @Test
  void anAddressWithoutDataIsUnknown() {
    Sensed sensed = intel().snapshot().sense(address("2e00::1"));
    assertThat(sensed.network()).isEqualTo(NetworkClass.UNKNOWN);
    assertThat(sensed.missing()).containsExactly("country", "city", "asn", "network");
  }

  @ParameterizedTest
  @CsvSource({
    "US, America/New_York",
    "RU, Europe/Moscow",
    "AU, Australia/Sydney",
    "NO, Europe/Oslo",
    "BR, America/Sao_Paulo",
    "JP, Asia/Tokyo",
    "CA, America/Toronto"
  })
  void aCountryHasTheZoneOfMostOfItsPeople(String country, ZoneId zone) {
    assertThat(BUNDLED.zones().of(country, null)).isEqualTo(zone);
  }

  @Test
  void coordinatesChooseAmongTheZonesOfACountry() {
    var sanFrancisco = new Place.Point(37.8, -122.4, 20);
    assertThat(BUNDLED.zones().of("US", sanFrancisco)).isEqualTo(ZoneId.of("America/Los_Angeles"));
    assertThat(BUNDLED.zones().of("XX", sanFrancisco)).isNull();
  }

  @Test
  void theWorstListDecides() throws IOException {
    Path vpn = file("vpn.txt", "\uFEFF# VPN\r\n91.65.0.0/16\tx\r\n2a01:4f8::/32 ; y\r\n");
    Path tor = file("tor.txt", "91.65.0.1\n91.65.0.0/31\n");
    Map<NetworkClass, Path> lists = Map.of(NetworkClass.VPN, vpn, NetworkClass.TOR, tor);
    Intel intel = Intel.open(new IntelSources(null, null, lists, folder.resolve("intel")));
    assertThat(network(intel, "91.65.0.1")).isEqualTo(NetworkClass.TOR);
    assertThat(network(intel, "91.65.0.2")).isEqualTo(NetworkClass.VPN);
    assertThat(network(intel, "2a01:4f8::1")).isEqualTo(NetworkClass.VPN);
    assertThat(network(intel, "91.66.0.1")).isEqualTo(NetworkClass.RESIDENTIAL);
  }

  @Test
  void anImportedListIsInForceAtOnceAndAfterARestart() throws IOException {
    Intel intel = intel();
    assertThat(network(intel, "91.65.0.1")).isEqualTo(NetworkClass.RESIDENTIAL);
    intel.replace(IntelKind.NETWORK, NetworkClass.VPN, file("vpn.txt", "91.65.0.0/24\n"));
    assertThat(network(intel, "91.65.0.1")).isEqualTo(NetworkClass.VPN);
    assertThat(network(intel(), "91.65.0.1")).isEqualTo(NetworkClass.VPN);
    assertThat(intel().info().getLast().origin()).isEqualTo(IntelInfo.Origin.IMPORTED);
    assertThat(intel().info()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3.4\\nhello | line 2: 'hello' is neither an address nor a network",
        "1.2.3.4\\n\\n0.0.0.0/0 | line 3: 0.0.0.0/0 is wider than /4",
        "# nothing | lists no network",
        "999.1.1.1 | line 1: '999.1.1.1' is neither an address nor a network",
      })
  void aBrokenListChangesNothingAndSaysWhere(String text, String problem) throws IOException {
    Intel intel = intel();
    intel.replace(IntelKind.NETWORK, NetworkClass.VPN, file("vpn.txt", "91.65.0.0/24\n"));
    Path bad = file("bad.txt", text.replace("\\n", "\n"));
    assertThatThrownBy(() -> intel.replace(IntelKind.NETWORK, NetworkClass.VPN, bad))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessage("bad.txt: " + problem);
    assertThat(network(intel, "91.65.0.1")).isEqualTo(NetworkClass.VPN);
    assertThat(network(intel(), "91.65.0.1")).isEqualTo(NetworkClass.VPN);
    assertThat(folder.resolve("intel").toFile().list()).containsExactly("network-vpn.data");
  }

  @Test
  void aTableOfSystemsReplacesTheOneOfTheJar() throws IOException {
    Intel intel = intel();
    String csv =
        "start,end,asn,name\n91.65.0.0,91.65.0.255,64500,\"Us, Inc.\"\n8.0.0.0,8.255.255.255,AS9009,M\n";
    intel.replace(IntelKind.ASN, null, file("asn.csv", csv));
    Sensed sensed = intel.snapshot().sense(address("91.65.0.9"));
    assertThat(sensed.place().asn()).isEqualTo(64500);
    assertThat(sensed.place().asnName()).isEqualTo("Us, Inc.");
    assertThat(network(intel, "8.8.8.8")).isEqualTo(NetworkClass.HOSTING);
    assertThat(intel.snapshot().sense(address("1.1.1.1")).missing()).contains("asn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0.9,1.0.0.1,5,x", "1.0.0.0,::1,5,x", "1.0.0.0,1.0.0.9,-5,x", "x,y"})
  void aBrokenTableOfSystemsIsRefused(String line) throws IOException {
    Path csv = file("asn.csv", "1.0.1.0,1.0.1.9,5,x\n" + line + "\n");
    assertThatThrownBy(() -> intel().replace(IntelKind.ASN, null, csv))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void rangesOfTwoOwnersMayNotOverlap() throws IOException {
    Path csv = file("asn.csv", "1.0.0.0,1.0.0.9,5,x\n1.0.0.9,1.0.0.10,6,y\n");
    assertThatThrownBy(() -> intel().replace(IntelKind.ASN, null, csv))
        .hasMessage("asn.csv: line 2: overlaps line 1 with another owner");
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws IOException {
    Path text = file("city.mmdb", "hello");
    assertThatThrownBy(() -> intel().replace(IntelKind.PLACE, null, text))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessage("city.mmdb: is no readable MaxMind DB");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> intel().replace(IntelKind.PLACE, null, none))
        .isInstanceOf(Fault.Invalid.class);
    assertThatThrownBy(() -> intel().replace(IntelKind.NETWORK, null, text))
        .isInstanceOf(Fault.Invalid.class);
    assertThatThrownBy(
            () -> Intel.open(new IntelSources(none, null, Map.of(), folder.resolve("intel"))))
        .isInstanceOf(Fault.Invalid.class);
  }

  @Test
  @Tag("conformance")
  void aCityDatabaseGivesCityAndCoordinates() {
    Path test = Shared.path("data/geo/maxmind-test");
    Intel intel =
        Intel.open(
            new IntelSources(
                test.resolve("GeoLite2-City-Test.mmdb"),
                test.resolve("GeoLite2-ASN-Test.mmdb"),
                Map.of(),
                folder.resolve("intel")));
    Sensed london = intel.snapshot().sense(address("81.2.69.142"));
    assertThat(london.place().city()).isEqualTo("London");
    assertThat(london.place().country()).isEqualTo("GB");
    assertThat(london.place().zone()).isEqualTo(ZoneId.of("Europe/London"));
    assertThat(london.place().point()).isNotNull();
    assertThat(intel.snapshot().sense(address("1.128.0.0")).place().asn()).isEqualTo(1221);
    intel.replace(IntelKind.PLACE, null, test.resolve("GeoLite2-City-Test.mmdb"));
    assertThat(intel.snapshot().sense(address("81.2.69.142")).place().city()).isEqualTo("London");
    Path wrong = test.resolve("GeoIP2-Anonymous-IP-Test.mmdb");
    assertThatThrownBy(() -> intel.replace(IntelKind.PLACE, null, wrong))
        .hasMessageContaining("none of the fields");
  }

  private Intel intel() {
    return Intel.open(IntelSources.of(folder.resolve("intel")));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static NetworkClass network(Intel intel, String ip) {
    return intel.snapshot().sense(address(ip)).network();
  }

  private static Address address(String ip) {
    return Address.parse(ip).orElseThrow();
  }
}
