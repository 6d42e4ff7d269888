package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Identity;
import java.time.Duration;

/// Reads whom to believe besides our own tokens, and what they may prove themselves with.
final class IdentityReader {
  private IdentityReader() {}

  static Identity read(Section section) {
    var providers = ProvidersReader.read(section);
    Section dpop = section.section("dpop");
    boolean nonce =
        dpop.value(
            "nonce",
            Kind.YES_OR_NO,
            "false",
            "Whether proofs (DPoP) must hold a nonce of ours, which gateways then have to hand on.");
    Duration window =
        dpop.value(
            "window",
            Kind.duration(Duration.ofSeconds(5), Duration.ofMinutes(5)),
            "60s",
            "How old a proof may be. It is remembered for as long, so that it counts once.");
    dpop.end();
    String header =
        section.optional(
            "clientCertificateHeader",
            CredentialReader.HEADER_NAME,
            "The header in which your gateways tell the client's certificate, such as"
                + " `Client-Cert`. Believed only where every gateway sets or removes it. Off unless"
                + " set.");
    section.end();
    return new Identity(providers, nonce, window, header);
  }
}
