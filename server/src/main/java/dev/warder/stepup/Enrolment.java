package dev.warder.stepup;

import dev.warder.model.Fault;
import dev.warder.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives people things to prove themselves with, by invitation: a link that is good once, for one
/// person, for a while. All methods block.
public final class Enrolment {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(14);
  private static final int SECRET_BYTES = 20; // as long as the hash, RFC 4226 section 4
  private static final int INVITATION_BYTES = 20;
  private static final int MOST_FACTORS = 20;
  private static final int LONGEST_NAME = 100;

  private final InvitationStore invitations;
  private final Factors factors;
  private final Passkeys passkeys;
  private final Tickets tickets;
  private final FactorKey key;
  private final Chronicle chronicle;
  private final SecureRandom random;
  private final InstantSource clock;

  Enrolment(
      InvitationStore invitations,
      Factors factors,
      Passkeys passkeys,
      Tickets tickets,
      FactorKey key,
      Chronicle chronicle,
      SecureRandom random,
      InstantSource clock) {
    this.invitations = invitations;
    this.factors = factors;
    this.passkeys = passkeys;
    this.tickets = tickets;
    this.key = key;
    this.chronicle = chronicle;
    this.random = random;
    this.clock = clock;
  }

  /// An invitation as it is handed out: the only time that its secret is seen.
  public record Invited(String principal, Secret secret, Instant expiresAt) {}

  /// A key for an authenticator app, before its first code was shown.
  ///
  /// @param pending to be given back with the first code
  public record NewKey(String key, String uri, String pending) {}

  /// What was enrolled, and new recovery codes where there were none.
  public record Enrolled(Factor.Kind kind, List<String> recoveryCodes) {}

  /// @param lasts zero for the usual time
  /// @param by who invites
  public Invited invite(String principal, Duration lasts, String by) {
    if (lasts.isNegative() || lasts.compareTo(LONGEST) > 0) {
      throw new Fault.Invalid("an invitation is good for " + LONGEST.toDays() + " days at most");
    }
    byte[] secret = new byte[INVITATION_BYTES];
    random.nextBytes(secret);
    String text = "inv_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    Instant until = now.plus(lasts.isZero() ? USUAL : lasts);
    chronicle.ahead("factor.invited", by, principal, Map.of("expiresAt", until));
    invitations.add(new Invitation(digest(text), principal, until, false), now);
    return new Invited(principal, new Secret(text), until);
  }

  /// Who is invited.
  ///
  /// @throws Fault.NotFound where the invitation is unknown, used, or too old
  public String invited(String invitation) {
    return find(invitation).principal();
  }

  public boolean offersPasskeys() {
    return passkeys.available();
  }

  public NewKey newKey(String invitation) {
    Invitation found = find(invitation);
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String text = Base32.encode(secret);
    String label = URLEncoder.encode("Warder:" + found.principal(), StandardCharsets.UTF_8);
    String uri =
        "otpauth://totp/" + label.replace("+", "%20") + "?secret=" + text + "&issuer=Warder";
    String pending = tickets.issue(purpose(found), Base64.getUrlEncoder().encodeToString(secret));
    return new NewKey(text, uri, pending);
  }

  /// @param code what the app shows: proves that the key arrived
  public Enrolled enrolKey(String invitation, String pending, String code, String name) {
    Invitation found = find(invitation);
    byte[] secret =
        tickets
            .read(purpose(found), pending)
            .map(text -> Base64.getUrlDecoder().decode(text))
            .orElseThrow(() -> new Fault.Unprocessable("this took too long: begin again"));
    if (Totp.step(secret, code.replace(" ", ""), clock.instant(), -1).isEmpty()) {
      throw new Fault.Unprocessable(
          "this is not the code that the app shows now: check the time of the phone");
    }
    use(found, Factor.Kind.TOTP);
    if (!factors.addTotp(found.principal(), named(name, "app"), secret, code)) {
      throw new Fault.Conflict("the code was too old by a moment: ask for another invitation");
    }
    return enrolled(found, Factor.Kind.TOTP);
  }

  public Passkeys.Question newPasskey(String invitation) {
    Invitation found = find(invitation);
    return passkeys.question(purpose(found), factors.of(found.principal()));
  }

  public Enrolled enrolPasskey(String invitation, Evidence.Signed answer, String name) {
    Invitation found = find(invitation);
    Passkeys.Registered registered =
        passkeys
            .registered(answer, purpose(found))
            .orElseThrow(() -> new Fault.Unprocessable("the passkey was not accepted: try again"));
    use(found, Factor.Kind.PASSKEY);
    factors.addPasskey(found.principal(), named(name, "passkey"), registered);
    return enrolled(found, Factor.Kind.PASSKEY);
  }

  public List<Factor> factors(String principal) {
    return factors.of(principal);
  }

  /// @param by who takes it away
  /// @return whether it was there
  public boolean remove(String principal, String factor, String by) {
    if (factors.of(principal).stream().noneMatch(each -> each.id().equals(factor))) {
      return false;
    }
    chronicle.ahead("factor.removed", by, principal, Map.of("factor", factor));
    return factors.remove(principal, factor);
  }

  private Enrolled enrolled(Invitation found, Factor.Kind kind) {
    boolean first =
        factors.of(found.principal()).stream().noneMatch(f -> f.kind() == Factor.Kind.RECOVERY);
    return new Enrolled(kind, first ? factors.newRecoveryCodes(found.principal()) : List.of());
  }

  /// Told ahead, and then done: of several that use one invitation at once, one goes on.
  private void use(Invitation found, Factor.Kind kind) {
    if (factors.of(found.principal()).size() >= MOST_FACTORS + Factors.RECOVERY_CODES) {
      throw new Fault.Conflict("this person has enrolled too many things: remove some first");
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", kind.wire());
    chronicle.ahead("factor.enrolled", found.principal(), found.principal(), details);
    if (!invitations.use(found.digest())) {
      throw gone();
    }
  }

  private Invitation find(String invitation) {
    Optional<Invitation> found =
        invitation.startsWith("inv_") && invitation.length() < LONGEST_NAME
            ? invitations.find(digest(invitation))
            : Optional.empty();
    return found
        .filter(each -> !each.used() && clock.instant().isBefore(each.expiresAt()))
        .orElseThrow(Enrolment::gone);
  }

  private static Fault.NotFound gone() {
    return new Fault.NotFound("this invitation is unknown, used, or too old: ask for another");
  }

  private String digest(String invitation) {
    return key.digest("invitation", invitation);
  }

  private static String purpose(Invitation found) {
    return "enrol " + found.digest();
  }

  private static String named(String name, String otherwise) {
    String plain = name.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.isEmpty() ? otherwise : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }
}
