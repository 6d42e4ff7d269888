package dev.warder.decide;

import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Presentation;
import dev.warder.model.Token;
import dev.warder.model.Verification;
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
public final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_SUBJECT = 200;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private final Verifier verifier;
  private final LastUses lastUses;
  private final InstantSource clock;

  public Callers(Verifier verifier, LastUses lastUses, InstantSource clock) {
    this.verifier = verifier;
    this.lastUses = lastUses;
    this.clock = clock;
  }

  /// The same, where a credential whose issuer must be asked first may be waited for. Blocks.
  ///
  /// @throws Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticatePatiently(Presentation call) {
    try {
      var _ =
          verifier.ready(call.credential(), null).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.debug("an issuer did not answer in time", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return authenticate(call);
  }

  /// @throws Fault.Unauthenticated always with the same text, whatever was wrong
  public Caller authenticate(Presentation call) {
    Instant now = clock.instant();
    return switch (verifier.verify(call, now)) {
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

  /// Whether a caller that was let in, and whose proof was good then, still has a good credential.
  public boolean isStillLetIn(Credential credential, @Nullable Address from, String scope) {
    return about(credential, from) instanceof Verification.Verified(Identity identity)
        && new Caller("", "", Set.copyOf(identity.token().scopes())).has(scope);
  }

  /// Who a credential speaks for that some caller asks about: nobody's call, so no use of it.
  ///
  /// @param from where its bearer is said to be; absent where that is unknown
  public Verification about(Credential credential, @Nullable Address from) {
    return verifier.verify(credential, from, clock.instant());
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
