package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Signals;
import dev.warder.react.Limits;
import dev.warder.react.signal.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads whether and how security events are shared, and whose are believed.
final class SignalsReader {
  private SignalsReader() {}

  static Signals read(Section section, @Nullable URI publicUrl) {
    boolean enabled =
        section.value(
            "transmit",
            Kind.YES_OR_NO,
            "false",
            "Whether other systems can have security events (OpenID Shared Signals). Needs"
                + " `server.publicUrl`, which names the transmitter.");
    boolean privateReceivers =
        section.value(
            "privateReceivers",
            Kind.YES_OR_NO,
            "false",
            "Whether receivers may be in private networks, and without TLS.");
    if (enabled && publicUrl == null) {
      section.report(
          section.where("transmit"), "signals.transmit needs server.publicUrl, which names it");
    }
    List<Tree> items =
        section.items(
            "from", "list of sections", "[]", "Whose security events are believed and acted on.");
    List<Provider> providers = new ArrayList<>();
    Set<String> issuers = new HashSet<>();
    for (Tree item : items == null ? List.<Tree>of() : items) {
      Provider provider = provider(section, item);
      if (provider != null && !issuers.add(provider.issuer())) {
        section.report(item.where(), "the issuer stands twice: " + provider.issuer());
      } else if (provider != null) {
        providers.add(provider);
      }
    }
    section.end();
    return new Signals(enabled, privateReceivers, providers);
  }

  static void describe(Section section) {
    var _ = provider(section, null);
  }

  private static @Nullable Provider provider(Section signals, @Nullable Tree item) {
    Section section = signals.item("from", item);
    String issuer = section.optional("issuer", Kind.TEXT, "Its `iss`.");
    String audience = section.optional("audience", Kind.TEXT, "What it calls us: its `aud`.");
    String keys =
        section.optional(
            "keys",
            LeaksReader.FILE_OR_ADDRESS,
            "Where its keys are (JWKS): a file, or an https address.");
    boolean revoke =
        section.value(
            "action",
            Kind.choice(Ordered.of("quarantine", false, "revoke", true)),
            "quarantine",
            "What is done with tokens of a session or account that it says is over.");
    Duration lasts =
        section.value(
            "for",
            Kind.duration(Duration.ofMinutes(1), Duration.ofDays(30)),
            "1d",
            "How long a quarantine lasts; `account-enabled` ends it before.");
    Limits limits =
        ReactReader.limits(
            section,
            "50",
            "Whether its events are acted on, or what would be done is only recorded.",
            "How many tokens and principals its events may hinder within an hour; what is beyond is"
                + " recorded and told, and waits for your word.");
    section.end();
    if (item == null) {
      return null;
    }
    if (issuer == null || audience == null || keys == null) {
      signals.report(item.where(), "an item of signals.from needs issuer, audience and keys");
      return null;
    }
    return new Provider(issuer, audience, keys, revoke, lasts, limits);
  }
}
