package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;

/// The headers in which a kind of gateway tells of a call, and how each is read.
///
/// @param chain whether the address is a chain of hops, or the gateway's own word
record ToldHeaders(
    AsciiString method,
    AsciiString proto,
    AsciiString host,
    AsciiString uri,
    AsciiString address,
    boolean chain,
    TrustedHeaders trusted) {

  static final ToldHeaders ORIGINAL =
      named(
          "x-original-method",
          "x-original-proto",
          "x-original-host",
          "x-original-uri",
          "x-real-ip",
          false);
  static final ToldHeaders FORWARDED =
      named(
          "x-forwarded-method",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-uri",
          "x-forwarded-for",
          true);

  private static ToldHeaders named(
      String method, String proto, String host, String uri, String address, boolean chain) {
    AsciiString[] single = {
      AsciiString.cached(method),
      AsciiString.cached(proto),
      AsciiString.cached(host),
      AsciiString.cached(uri)
    };
    AsciiString from = AsciiString.cached(address);
    TrustedHeaders four = TrustedHeaders.of(single);
    TrustedHeaders all = chain ? four.andList(from) : four.and(from);
    return new ToldHeaders(single[0], single[1], single[2], single[3], from, chain, all);
  }

  Told told(RequestHeaders headers) {
    return new Told(
        null,
        null,
        headers.get(method),
        headers.get(proto),
        headers.get(host),
        headers.get(uri),
        chain
            ? new Told.Origin.Chain(headers.valueIterator(address))
            : new Told.Origin.Named(headers.get(address)),
        HeaderSource.of(headers),
        trusted.names(),
        null,
        trusted.repeated(headers));
  }
}
