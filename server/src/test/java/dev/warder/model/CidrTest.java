package dev.warder.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  /// Unkey compared ranges as exact strings (keys/validation.go); a range is a prefix.
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 203.0.113.9, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/33, 2001:db8:ffff::1, false",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "192.0.2.7, 192.0.2.7, true",
    "2001:db8::7, 2001:db8::8, false",
  })
  void containsByPrefix(String cidr, String address, boolean inside) {
    assertThat(Cidr.parse(cidr).orElseThrow().contains(Address.parse(address).orElseThrow()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/ 8",
        "10.0.0/8",
        "010.0.0.1",
        "2001:db8::/129",
        "::ffff:10.0.0.0/95",
        "1::2::3",
        "fe80::1%eth0",
        "example.com",
        "1.2.3.4.5",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::1.2.3.4.5",
        "１.2.3.4"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @Test
  void addressesPrintAsRfc5952() {
    assertThat(Address.parse("2001:DB8:0:0:1:0:0:1").orElseThrow())
        .hasToString("2001:db8::1:0:0:1");
    assertThat(Address.parse("0:0:0:0:0:0:0:0").orElseThrow()).hasToString("::");
    assertThat(Address.parse("1:0:3:4:5:6:7:8").orElseThrow()).hasToString("1:0:3:4:5:6:7:8");
    assertThat(Address.parse("::ffff:1.2.3.4").orElseThrow()).hasToString("1.2.3.4");
  }

  @Property
  void everyAddressSurvivesPrinting(@ForAll long high, @ForAll long low) {
    Address address = new Address(high, low);
    assertThat(Address.parse(address.toString())).contains(address);
    assertThat(Address.ofBytes(address.bytes())).isEqualTo(address);
  }

  @Property
  void everyAddressIsInItsOwnPrefix(@ForAll int v4, @ForAll @IntRange(max = 32) int bits) {
    Address address = Address.ofV4(v4);
    assertThat(new Cidr(address, bits).contains(address)).isTrue();
  }
}
