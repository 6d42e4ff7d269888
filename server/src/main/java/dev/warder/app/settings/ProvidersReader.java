package dev.warder.app.settings;

import dev.warder.token.jose.Algorithm;
import dev.warder.token.provider.ProviderSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads whose tokens are believed besides our own.
final class ProvidersReader {
  private static final String LIST = "providers";

  private static final Kind<String> NAME =
      new Kind<>(
          "name",
          (text, base) -> {
            if (!text.matches("[a-z0-9][a-z0-9_-]{0,40}")) {
              throw new IllegalArgumentException(
                  "must be of lower-case letters, digits, - and _, at most 41");
            }
            return text;
          });

  /// What its keys are fetched from decides who may come in.
  private static final Kind<URI> SAFE_URL =
      new Kind<>(
          "https URL",
          (text, base) -> {
            URI url = Kind.URL.read().apply(text, base);
            boolean here = url.getHost().matches("127\\.0\\.0\\.1|localhost|\\[::1]");
            if (!url.getScheme().equals("https") && !here) {
              throw new IllegalArgumentException("must be an https URL, or one on this machine");
            }
            return url;
          });

  private static final Kind<Algorithm> ALGORITHM =
      new Kind<>(
          "algorithm",
          (text, base) ->
              Algorithm.of(text)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256,"
                              + " ES384, ES512 and EdDSA")));

  private static final Kind<String> ROLE =
      new Kind<>(
          "ROLE=SCOPES",
          (text, base) -> {
            if (text.indexOf('=') < 1 || text.indexOf('=') == text.length() - 1) {
              throw new IllegalArgumentException(
                  "must be a role, = and scopes between blanks, such as \"auditor=warder:read\"");
            }
            return text;
          });

  private ProvidersReader() {}

  static List<ProviderSettings> read(Section identity) {
    List<Tree> items =
        identity.items(
            LIST, "list of sections", "[]", "OpenID providers whose tokens are credentials too.");
    List<ProviderSettings> providers = new ArrayList<>();
    for (Tree item : items == null ? List.<Tree>of() : items) {
      ProviderSettings provider = provider(identity, item);
      if (provider != null && isKnown(provider, providers)) {
        identity.report(item.where(), "two providers have one name or one issuer");
      } else if (provider != null && isAmbiguous(provider, providers)) {
        identity.report(
            item.where(),
            "which of two providers is asked about an opaque token is unknown: give both a"
                + " tokenPrefix, of which none begins with the other");
      } else if (provider != null) {
        providers.add(provider);
      }
    }
    return providers;
  }

  static void describe(Section identity) {
    var _ = provider(identity, null);
  }

  private static boolean isKnown(ProviderSettings one, List<ProviderSettings> others) {
    return others.stream()
        .anyMatch(o -> o.name().equals(one.name()) || o.issuer().equals(one.issuer()));
  }

  private static boolean isAmbiguous(ProviderSettings one, List<ProviderSettings> others) {
    ProviderSettings.Introspection mine = one.introspection();
    return mine != null
        && others.stream()
            .map(ProviderSettings::introspection)
            .anyMatch(theirs ->
                theirs != null
                    && (theirs.tokenPrefix().startsWith(mine.tokenPrefix())
                        || mine.tokenPrefix().startsWith(theirs.tokenPrefix())));
  }

  private static @Nullable ProviderSettings provider(Section identity, @Nullable Tree item) {
    Section section = identity.item(LIST, item);
    String name = section.optional("name", NAME, "What it is called here; unique.");
    URI issuer =
        section.optional(
            "issuer", SAFE_URL, "Exactly as it stands in `iss`, with or without a `/` at its end.");
    List<String> audiences =
        section.values(
            "audience", Kind.TEXT, "", "Of which a token must name one in `aud`; needed.");
    URI keys =
        section.optional(
            "keys",
            SAFE_URL,
            "Where its keys (JWKS) are, if its discovery document shall not be asked.");
    List<Algorithm> algorithms =
        section.values(
            "algorithms",
            ALGORITHM,
            "RS256, ES256, EdDSA",
            "What its keys may be for. A key that names no algorithm gets the first that fits it.");
    Duration skew =
        section.value(
            "clockSkew",
            Kind.duration(Duration.ZERO, Duration.ofMinutes(5)),
            "30s",
            "By how much its clock may differ from ours.");
    ProviderSettings.Naming naming = naming(section, name == null ? "" : name);
    ProviderSettings.Proofs proofs = proofs(section);
    ProviderSettings.Introspection introspection = introspection(section.section("introspect"));
    ProviderSettings.Login login = ProviderLoginReader.read(section.section("stepUp"));
    section.end();
    if (item == null) {
      return null;
    }
    if (name == null || issuer == null || audiences.isEmpty() || algorithms.isEmpty()) {
      identity.report(
          item.where(),
          "a provider needs name, issuer and audience, for example {name: corp, issuer:"
              + " \"https://login.example.com\", audience: orders}");
      return null;
    }
    return new ProviderSettings(
        name,
        issuer.toString(),
        audiences,
        keys,
        algorithms,
        skew,
        naming,
        proofs,
        introspection,
        login);
  }

  private static ProviderSettings.Naming naming(Section section, String name) {
    String principal =
        section.value(
            "principal",
            Kind.TEXT,
            "sub",
            "The claim that names who it is. One that people can change is a way to become others.");
    String prefix =
        section.optional(
            "prefix",
            new Kind<>("text", (text, base) -> text),
            "What is put before that name; the provider's name and `:` unless set. Where it is"
                + " empty, its subjects are the same principals as those of our own tokens.");
    String kind =
        section.optional(
            "kindClaim",
            Kind.TEXT,
            "The claim that says `user`, `service` or `agent`; found out by the usual signs unless"
                + " set.");
    String roles =
        section.optional(
            "rolesClaim",
            Kind.TEXT,
            "The claim with roles, such as `realm_access.roles` or `groups`.");
    List<String> pairs =
        section.values(
            "roles",
            ROLE,
            "",
            "The scopes that roles stand for. Warder's own scopes come from here only.");
    Map<String, List<String>> scopes = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      scopes.put(
          pair.substring(0, equals), List.of(pair.substring(equals + 1).strip().split(" +")));
    }
    return new ProviderSettings.Naming(
        principal, prefix == null ? name + ":" : prefix, kind, roles, scopes);
  }

  private static ProviderSettings.Proofs proofs(Section section) {
    return new ProviderSettings.Proofs(
        section.values(
            "proofAcr",
            Kind.TEXT,
            "mfa",
            "Values of `acr` that count as a proof given at `auth_time`."),
        section.values(
            "proofAmr",
            Kind.TEXT,
            "mfa",
            "Values of `amr` that count as a proof given at `auth_time`."));
  }

  private static ProviderSettings.@Nullable Introspection introspection(Section section) {
    URI url =
        section.optional(
            "url", SAFE_URL, "Where the provider is asked about opaque tokens. Off unless set.");
    String client = section.optional("clientId", Kind.TEXT, "Whom we are to the provider.");
    Path secret =
        section.optional("secretFile", Kind.PATH, "The file that holds our secret there.");
    String prefix =
        section.value(
            "tokenPrefix",
            new Kind<>("text", (text, base) -> text),
            "",
            "What its opaque tokens begin with; others are not asked about.");
    Duration keep =
        section.value(
            "keep",
            Kind.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "30s",
            "How long an answer counts, at most until the token expires. A revocation there is"
                + " noticed here after that time.");
    boolean without =
        section.value(
            "withoutAudience",
            Kind.YES_OR_NO,
            "false",
            "Whether answers without `aud` are believed.");
    boolean signedToo =
        section.value(
            "signedToo",
            Kind.YES_OR_NO,
            "false",
            "Whether the provider is asked about its signed tokens as well: where they say too"
                + " little to be judged here, or have to end at once when it ends them.");
    section.end();
    if (url == null) {
      return null;
    }
    if (client == null || secret == null) {
      section.report(section.where("url"), "introspect needs url, clientId and secretFile");
      return null;
    }
    return new ProviderSettings.Introspection(
        url, client, secret, prefix, keep, without, signedToo);
  }
}
