package dev.warder.context;

import java.util.List;

/// What is told of the tables that the jar carries; NOTICE gives the credits in full.
final class BundledInfos {
  private BundledInfos() {}

  static List<IntelInfo> of(Bundled bundled) {
    return List.of(
        info(
            IntelKind.PLACE,
            "country.ranges",
            "@ip-location-db/geo-whois-asn-country-mmdb",
            "CC0-1.0",
            bundled.countries()),
        info(
            IntelKind.ASN,
            "asn.ranges",
            "@ip-location-db/asn (RouteViews, NRO, DB-IP)",
            "CC-BY-4.0",
            bundled.systems()));
  }

  private static IntelInfo info(
      IntelKind kind, String name, String source, String licence, BundledTable table) {
    return new IntelInfo(
        kind,
        null,
        name,
        source,
        licence,
        table.ranges().size(),
        table.date(),
        IntelInfo.Origin.BUNDLED,
        null);
  }
}
