package dev.warder.token;

import dev.warder.model.Address;
import dev.warder.model.Assurance;
import dev.warder.model.Credential;
import dev.warder.model.Identity;
import dev.warder.model.Presentation;
import dev.warder.model.Principal;
import dev.warder.model.Refusal;
import dev.warder.model.Token;
import dev.warder.model.Trace;
import dev.warder.model.Verification;
import dev.warder.token.jose.Jws;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Tells whose credential this is, and whether it is good now and from there.
///
/// No I/O and no lock: for our own a keyed digest and a look-up in heap, on the thread that asks.
/// It neither throws nor prints for any input.
public final class Verifier {
  static final int DEEPEST = 5;
  private static final int LONGEST = 4096;
  private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

  private final Peppers peppers;
  private final TokenIndex index;
  private final ForeignTokens foreign;
  private final Principals principals;
  private final TokenStates states;
  private final KeyProofs proofs;
  private final CallBudgets budgets;

  /// For where nobody is disabled, and nobody else believed.
  ///
  /// @throws dev.warder.model.StartupFailure where a key of a stored token is missing
  public Verifier(Peppers peppers, TokenIndex index) {
    this(
        peppers,
        index,
        ForeignTokens.NONE,
        new Principals(new HeapStandings(), InstantSource.system()),
        new KeyProofs(Duration.ofMinutes(1), null),
        Instant.EPOCH);
  }

  /// @param foreign credentials of other issuers
  /// @param since when this process began
  /// @throws dev.warder.model.StartupFailure where a key of a stored token is missing
  public Verifier(
      Peppers peppers,
      TokenIndex index,
      ForeignTokens foreign,
      Principals principals,
      KeyProofs proofs,
      Instant since) {
    peppers.require(index.keyIds());
    this.peppers = peppers;
    this.index = index;
    this.foreign = foreign;
    this.principals = principals;
    this.states = new TokenStates(principals, index);
    this.proofs = proofs;
    this.budgets = new CallBudgets(since);
  }

  /// Completes when all is here that checking this credential needs: for our own tokens at once.
  ///
  /// @param trace that whoever is asked for it is told of
  public CompletableFuture<Void> ready(Credential credential, @Nullable Trace trace) {
    if (credential instanceof Credential.Presented(var secret)
        && !secret.reveal().startsWith(TokenFormat.PREFIX)) {
      return foreign.ready(secret.reveal(), trace);
    }
    return READY;
  }

  /// Whether a call may use its credential: the only check that lets anybody in. It counts the
  /// call.
  public Verification verify(Presentation call, Instant now) {
    if (!(call.credential() instanceof Credential.Presented(var secret))) {
      return verify(call.credential(), call.source(), now);
    }
    Verification known = verify(call.credential(), call.source(), now);
    if (!(known instanceof Verification.Verified(Identity identity))) {
      return known; // before a signature is checked: anybody can send one
    }
    KeyProofs.Shown shown = proofs.read(call, secret.reveal(), now);
    if (shown instanceof KeyProofs.Shown.Bad(Refusal why)) {
      return refused(why);
    }
    Verification proven = proofs.require(identity, shown, call.possession(), now);
    return proven instanceof Verification.Verified && !budgets.take(identity.token(), now)
        ? new Verification.Refused(Refusal.SPENT, identity.token())
        : proven;
  }

  /// Whether a credential is good, whoever holds it: whether it belongs to a key is not looked at.
  ///
  /// @param source where the call comes from; absent where that is unknown, which is outside of
  ///   every network that a token may be bound to
  public Verification verify(Credential credential, @Nullable Address source, Instant now) {
    return switch (credential) {
      case Credential.Absent() -> refused(Refusal.ABSENT);
      case Credential.Conflicting() -> refused(Refusal.CONFLICTING);
      case Credential.Presented(var secret) -> verify(secret.reveal(), source, now);
    };
  }

  private Verification verify(String secret, @Nullable Address source, Instant now) {
    int longest = Jws.looksLike(secret) ? Jws.LONGEST : LONGEST;
    if (secret.isEmpty() || secret.length() > longest) {
      return refused(Refusal.MALFORMED);
    }
    if (secret.startsWith(TokenFormat.PREFIX)) {
      return TokenFormat.isWellFormed(secret)
          ? judge(peppers.recognise(secret, index), source, now)
          : refused(Refusal.MALFORMED);
    }
    boolean imported = peppers.hasImported(index);
    Optional<Recognised> recognised =
        imported ? peppers.recogniseImported(Peppers.sha256(secret), index) : Optional.empty();
    return recognised.isPresent()
        ? judge(recognised, source, now)
        : judgeForeign(secret, now)
            .orElseGet(() -> refused(imported ? Refusal.UNKNOWN : Refusal.MALFORMED));
  }

  /// A principal is of one kind, whoever vouches for it.
  private Optional<Verification> judgeForeign(String secret, Instant now) {
    return foreign
        .judge(secret, now)
        .map(judged -> judged instanceof Verification.Verified(Identity of) ? known(of) : judged);
  }

  private Verification known(Identity identity) {
    if (isOtherKind(identity)) {
      return refused(Refusal.UNKNOWN);
    }
    return principals.mayAct(identity.token())
        ? new Verification.Verified(identity)
        : new Verification.Refused(Refusal.DISABLED, identity.token());
  }

  private boolean isOtherKind(Identity identity) {
    Principal principal = identity.principal();
    return index.kindOf(principal.id()).filter(kind -> kind != principal.kind()).isPresent();
  }

  private Verification judge(
      Optional<Recognised> recognised, @Nullable Address source, Instant now) {
    return recognised.isEmpty() ? refused(Refusal.UNKNOWN) : judge(recognised.get(), source, now);
  }

  private Verification judge(Recognised recognised, @Nullable Address source, Instant now) {
    Token token = recognised.token();
    if (token.isRevoked()) {
      return new Verification.Refused(Refusal.REVOKED, token);
    }
    if (token.isExpiredAt(now) || !isInForce(recognised, now)) {
      return new Verification.Refused(Refusal.EXPIRED, token);
    }
    if (states.dependence(token, now) != TokenState.ACTIVE) {
      return new Verification.Refused(Refusal.DISABLED, token);
    }
    if (!isInside(token, source)) {
      return new Verification.Refused(Refusal.OUTSIDE_NETWORKS, token);
    }
    return new Verification.Verified(new Identity(token, Assurance.TOKEN_ONLY));
  }

  private static boolean isInForce(Recognised recognised, Instant now) {
    Token token = recognised.token();
    if (token.digest().equals(recognised.by())) {
      return true;
    }
    Token.Superseded previous = token.previous();
    return previous != null
        && previous.digest().equals(recognised.by())
        && now.isBefore(previous.until());
  }

  private static boolean isInside(Token token, @Nullable Address source) {
    if (token.allowCidrs().isEmpty()) {
      return true;
    }
    return source != null && token.allowCidrs().stream().anyMatch(c -> c.contains(source));
  }

  private static Verification refused(Refusal reason) {
    return new Verification.Refused(reason, null);
  }
}
