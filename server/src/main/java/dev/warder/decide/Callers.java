package dev.warder.decide;

import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Presentation;
import dev.warder.model.Refusal;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.policy.Standing;
import dev.warder.token.LastUses;
import dev.warder.token.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out who calls Warder itself.
///
/// Policies do not judge these calls, so whatever a reaction holds of a token or its principal, a
/// restriction too, keeps it out here altogether.
public final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_SUBJECT = 200;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private final Verifier verifier;
  private final Standing standing;
  private final LastUses lastUses;
  private final InstantSource clock;

  public Callers(Verifier verifier, Standing standing, LastUses lastUses, InstantSource clock) {
    this.verifier = verifier;
    this.standing = standing;
    this.lastUses = lastUses;
    this.clock = clock;
  }

  /// The same, where a credential whose issuer must be asked first may be waited for. Blocks.
  ///
  /// @throws Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticatePatiently(Presentation call) {
    await(call);
    return authenticate(call);
  }

  /// Who asks how its own challenge stands. Whoever is held, but not quarantined, may ask that, or
  /// it could never prove itself, and for nothing else.
  ///
  /// @throws Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticateChallenged(Presentation call) {
    await(call);
    Instant now = clock.instant();
    Verification found = verifier.verify(call, now);
    if (found instanceof Verification.Verified(Identity identity)
        && standing.hinders(identity, now)
        && !standing.denies(identity, now)) {
      return new Caller(identity.token().id(), identity.principal().id(), Set.of());
    }
    return caller(found, call, now);
  }

  private void await(Presentation call) {
    try {
      var _ =
          verifier.ready(call.credential(), null).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.debug("an issuer did not answer in time", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @throws Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticate(Presentation call) {
    Instant now = clock.instant();
    return caller(verifier.verify(call, now), call, now);
  }

  private Caller caller(Verification found, Presentation call, Instant now) {
    return switch (unlessHeld(found, now)) {
      case Verification.Verified(Identity identity) -> {
        Token token = identity.token();
        if (token.isKept()) {
          lastUses.note(token.id(), now, call.source());
        }
        yield new Caller(token.id(), token.principal().id(), Set.copyOf(token.scopes()));
      }
      case Verification.Refused refused ->
          throw new Fault.Unauthenticated("a valid Warder token is needed");
    };
  }

  private Verification unlessHeld(Verification found, Instant now) {
    return found instanceof Verification.Verified(Identity identity)
            && standing.hinders(identity, now)
        ? new Verification.Refused(Refusal.DISABLED, identity.token())
        : found;
  }

  /// Whether a caller that was let in, and whose proof was good then, still has a good credential.
  public boolean isStillLetIn(Credential credential, @Nullable Address from, String scope) {
    return about(credential, from) instanceof Verification.Verified(Identity identity)
        && new Caller("", "", Set.copyOf(identity.token().scopes())).has(scope);
  }

  /// Who a credential speaks for that some caller asks about: nobody's call, so no use of it. Of
  /// one that is held nothing is promised: whoever asks could not know what is left of it.
  ///
  /// @param from where its bearer is said to be; absent where that is unknown
  public Verification about(Credential credential, @Nullable Address from) {
    Instant now = clock.instant();
    return unlessHeld(verifier.verify(credential, from, now), now);
  }

  /// A gateway that proved itself with a client certificate of the configured authority. Records
  /// name it by as much of the subject as can be printed.
  public Caller certificate(String subject) {
    return new Caller("certificate:" + printable(subject), subject, Set.of(Caller.DECIDE));
  }

  private static String printable(String subject) {
    String start = subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT));
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }

  /// A gateway that came in by the listener for those that cannot add a header.
  public Caller loopback() {
    return new Caller("loopback", "loopback", Set.of(Caller.DECIDE));
  }
}
