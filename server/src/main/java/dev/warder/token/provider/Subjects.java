package dev.warder.token.provider;

import dev.warder.model.Assurance;
import dev.warder.model.Binding;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Ties;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import dev.warder.token.NewToken;
import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who the subjects of one provider are here, and what they may.
final class Subjects {
  private static final TokenDigest NO_DIGEST = new TokenDigest("", new byte[0]);
  private static final String OURS = "warder:";
  private static final String SERVICE_ACCOUNT = "service-account-";

  private final ProviderSettings settings;

  Subjects(ProviderSettings settings) {
    this.settings = settings;
  }

  /// @throws Malformed where the claims name nobody that we could know
  Identity identity(Claims claims, Instant now) throws Malformed {
    try {
      String subject = subject(claims);
      Principal principal = new Principal(settings.naming().prefix() + subject, kind(claims));
      NewToken checked = NewToken.of(principal, settings.name(), scopes(claims));
      return new Identity(token(claims, checked, subject, now), assurance(claims, now));
    } catch (Fault.Invalid e) {
      throw new Malformed(e.publicText());
    }
  }

  /// What the subject is called here, whatever else is said of it.
  String name(Claims claims) throws Malformed {
    return settings.naming().prefix() + subject(claims);
  }

  private String subject(Claims claims) throws Malformed {
    String subject = only(claims, settings.naming().principal());
    if (subject.isBlank()) {
      throw new Malformed("nobody");
    }
    return subject;
  }

  /// A record that stands in for the token, named by who came by which program: tokens that follow
  /// each other are one to everything that counts and learns.
  private Token token(Claims claims, NewToken checked, String subject, Instant now)
      throws Malformed {
    String client = claims.client() == null ? "" : claims.client();
    TreeMap<String, String> tags = new TreeMap<>();
    tags.put("provider", settings.name());
    if (!client.isBlank() && client.length() <= 200) {
      tags.put("client", client);
    }
    Instant issued = claims.issuedAt();
    return new Token(
        id(settings.issuer(), client, subject),
        checked.principal(),
        checked.name(),
        checked.scopes(),
        issued == null ? now : issued,
        claims.expiresAt(),
        List.of(),
        null,
        tags,
        NO_DIGEST,
        null,
        null,
        Ties.to(binding(claims)),
        0);
  }

  /// The client brought the key to the provider itself: it must show it, and proves no more by it.
  private static @Nullable Binding binding(Claims claims) throws Malformed {
    String key = claims.keyThumbprint();
    String certificate = claims.certificateThumbprint();
    if (key != null && certificate != null) {
      throw new Malformed("bound to two keys");
    }
    if (key != null) {
      return new Binding(Binding.Way.DPOP, key, true, false);
    }
    return certificate == null ? null : new Binding(Binding.Way.MTLS, certificate, true, false);
  }

  private static String id(String issuer, String client, String subject) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(issuer, client, subject)) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      return "ext_" + Base64Url.encode(digest.digest()).substring(0, 26);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String only(Claims claims, String path) throws Malformed {
    List<String> values = claims.texts(path);
    if (values.size() != 1) {
      throw new Malformed("not one " + path);
    }
    return values.getFirst();
  }

  private PrincipalKind kind(Claims claims) throws Malformed {
    String named = settings.naming().kind();
    if (named != null) {
      return PrincipalKind.of(only(claims, named))
          .orElseThrow(() -> new Malformed("a kind that does not exist"));
    }
    return isService(claims) ? PrincipalKind.SERVICE : PrincipalKind.USER;
  }

  /// A token that a program got for itself: its own subject (RFC 9068 section 2.2), or as Keycloak,
  /// Entra and Auth0 mark it.
  private static boolean isService(Claims claims) throws Malformed {
    String client = claims.client();
    List<String> user = claims.texts("preferred_username");
    return (client != null && claims.texts("sub").contains(client))
        || (client != null
            && user.contains(SERVICE_ACCOUNT + client.toLowerCase(java.util.Locale.ROOT)))
        || claims.texts("idtyp").contains("app")
        || claims.texts("gty").contains("client-credentials");
  }

  /// Scopes of Warder itself come from roles that the configuration names, and from nothing else:
  /// whoever may register scopes with the provider shall not rule here.
  private List<String> scopes(Claims claims) throws Malformed {
    List<String> scopes = new ArrayList<>();
    for (String scope : claims.scopes()) {
      if (!scope.startsWith(OURS)) {
        scopes.add(scope);
      }
    }
    String roles = settings.naming().roles();
    if (roles != null) {
      for (String role : claims.texts(roles)) {
        scopes.addAll(settings.naming().scopes().getOrDefault(role, List.of()));
      }
    }
    return scopes;
  }

  /// A proof without its time is as old as can be.
  private Assurance assurance(Claims claims, Instant now) {
    Instant since = claims.authenticatedAt();
    String acr = claims.acr();
    boolean proven =
        (acr != null && settings.proofs().acr().contains(acr))
            || settings.proofs().amr().stream().anyMatch(claims.amr()::contains);
    if (!proven || since == null || since.isAfter(now.plus(settings.skew()))) {
      return Assurance.TOKEN_ONLY;
    }
    return new Assurance("mfa", earlier(since, now));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  boolean concerns(Claims claims, boolean audienceMayLack) {
    List<String> named = claims.audiences();
    return named.isEmpty()
        ? audienceMayLack
        : named.stream().anyMatch(settings.audiences()::contains);
  }

  /// Which of the times keeps the token from being good; nothing where none does.
  @Nullable Untimely untimely(Claims claims, Instant now) {
    Instant expires = claims.expiresAt();
    if (expires != null && !now.isBefore(expires.plus(settings.skew()))) {
      return Untimely.EXPIRED;
    }
    Instant latest = now.plus(settings.skew());
    boolean early =
        Objects.requireNonNullElse(claims.notBefore(), Instant.EPOCH).isAfter(latest)
            || Objects.requireNonNullElse(claims.issuedAt(), Instant.EPOCH).isAfter(latest);
    return early ? Untimely.EARLY : null;
  }

  enum Untimely {
    EARLY,
    EXPIRED
  }
}
