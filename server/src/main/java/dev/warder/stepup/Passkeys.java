package dev.warder.stepup;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.warder.model.Fault;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passkeys (WebAuthn level 3): registration and assertion, for one site.
///
/// The person must be verified by the authenticator (PIN, finger, face): two factors in one, bound
/// to the site, so that a copied page gets nothing. Which make of authenticator it is, is not
/// asked. The questions are tickets: nothing is kept here between question and answer.
public final class Passkeys {
  private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
  private static final int CHALLENGE_BYTES = 32;
  private static final int LONGEST_ANSWER = 32_768;
  private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.ES384,
          COSEAlgorithmIdentifier.ES512,
          COSEAlgorithmIdentifier.RS256);

  private final ObjectConverter json = new ObjectConverter();
  private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(json);
  private final AttestedCredentialDataConverter credentials =
      new AttestedCredentialDataConverter(json);
  private final @Nullable Site site;
  private final Tickets tickets;
  private final SecureRandom random;

  /// Where people reach us: a passkey is good there alone.
  ///
  /// @param id the host name
  public record Site(String id, String origin) {
    /// Absent where no passkey can be had: without a name, or without TLS elsewhere than on this
    /// machine.
    public static Optional<Site> of(@Nullable URI publicUrl) {
      String host = publicUrl == null ? null : publicUrl.getHost();
      if (publicUrl == null || host == null || host.indexOf(':') >= 0 || isNumber(host)) {
        return Optional.empty();
      }
      boolean secure = "https".equals(publicUrl.getScheme()) || host.equals("localhost");
      int port = publicUrl.getPort();
      String origin = publicUrl.getScheme() + "://" + host + (port < 0 ? "" : ":" + port);
      return secure ? Optional.of(new Site(host, origin)) : Optional.empty();
    }

    private static boolean isNumber(String host) {
      return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
  }

  /// What the browser is asked.
  ///
  /// @param challenge base64url
  /// @param credentials ids of credentials, base64url: those that may answer, or that are there
  ///   already
  public record Question(
      String ticket,
      String siteId,
      String challenge,
      List<String> credentials,
      List<Long> algorithms) {}

  /// A new credential.
  record Registered(String data, long count) {}

  /// Keeps the new counter where the old one is still stored.
  interface Advance {
    boolean advance(Factor before, long counter);
  }

  Passkeys(@Nullable Site site, Tickets tickets, SecureRandom random) {
    this.site = site;
    this.tickets = tickets;
    this.random = random;
  }

  public boolean available() {
    return site != null;
  }

  /// @param context what the answer will be good for
  Question question(String context, List<Factor> factors) {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    random.nextBytes(challenge);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    List<String> known =
        factors.stream()
            .filter(each -> each.kind() == Factor.Kind.PASSKEY)
            .map(each -> Base64.getUrlEncoder().withoutPadding().encodeToString(id(each)))
            .toList();
    return new Question(
        tickets.issue(purpose(context), text),
        site().id(),
        text,
        known,
        ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList());
  }

  /// Empty where the answer is not one to our question, or not for our site.
  Optional<Registered> registered(Evidence.Signed answer, String context) {
    try {
      ServerProperty server = server(answer, context).orElse(null);
      if (server == null) {
        return Optional.empty();
      }
      RegistrationData data =
          webAuthn.verifyRegistrationResponseJSON(
              answer.credential(), new RegistrationParameters(server, parameters(), true, true));
      AuthenticatorData<?> authenticator =
          data.getAttestationObject() == null
              ? null
              : data.getAttestationObject().getAuthenticatorData();
      AttestedCredentialData credential =
          authenticator == null ? null : authenticator.getAttestedCredentialData();
      if (authenticator == null || credential == null) {
        return Optional.empty();
      }
      String flags =
          (authenticator.isFlagBE() ? "1" : "0") + (authenticator.isFlagBS() ? "1" : "0");
      String bytes =
          Base64.getUrlEncoder().withoutPadding().encodeToString(credentials.convert(credential));
      return Optional.of(new Registered(flags + "." + bytes, authenticator.getSignCount()));
    } catch (RuntimeException e) {
      LOG.debug("a passkey was not registered: {}", e.toString());
      return Optional.empty();
    }
  }

  /// Whether one of these passkeys answered our question.
  boolean asserted(List<Factor> factors, Evidence.Signed answer, String context, Advance advance) {
    try {
      ServerProperty server = server(answer, context).orElse(null);
      if (server == null) {
        return false;
      }
      AuthenticationData data = webAuthn.parseAuthenticationResponseJSON(answer.credential());
      for (Factor each : factors) {
        if (each.kind() == Factor.Kind.PASSKEY && Arrays.equals(id(each), data.getCredentialId())) {
          return verified(each, data, server, advance);
        }
      }
      return false;
    } catch (RuntimeException e) {
      LOG.debug("a passkey was not accepted: {}", e.toString());
      return false;
    }
  }

  private boolean verified(
      Factor factor, AuthenticationData data, ServerProperty server, Advance advance) {
    CredentialRecord known = record(factor);
    List<byte[]> allowed = List.of(id(factor));
    AuthenticationData verified =
        webAuthn.verify(data, new AuthenticationParameters(server, known, allowed, true, true));
    AuthenticatorData<?> authenticator = verified.getAuthenticatorData();
    long count = authenticator == null ? 0 : authenticator.getSignCount();
    return count <= factor.counter() || advance.advance(factor, count);
  }

  private Optional<ServerProperty> server(Evidence.Signed answer, String context) {
    if (answer.credential().length() > LONGEST_ANSWER) {
      return Optional.empty();
    }
    return tickets
        .read(purpose(context), answer.ticket())
        .map(text ->
            ServerProperty.builder()
                .origin(new Origin(site().origin()))
                .rpId(site().id())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(text)))
                .build());
  }

  private CredentialRecord record(Factor factor) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        factor.data().charAt(0) == '1',
        factor.data().charAt(1) == '1',
        factor.counter(),
        credentials.convert(bytes(factor)),
        null,
        null,
        null,
        null);
  }

  private byte[] id(Factor factor) {
    return credentials.extractCredentialId(bytes(factor));
  }

  private static byte[] bytes(Factor factor) {
    return Base64.getUrlDecoder().decode(factor.data().substring(3));
  }

  private static List<PublicKeyCredentialParameters> parameters() {
    return ALGORITHMS.stream()
        .map(each -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, each))
        .toList();
  }

  private Site site() {
    if (site == null) {
      throw new Fault.Conflict(
          "passkeys need server.publicUrl: a name that people reach Warder by, with https");
    }
    return site;
  }

  private static String purpose(String context) {
    return "passkey " + context;
  }
}
