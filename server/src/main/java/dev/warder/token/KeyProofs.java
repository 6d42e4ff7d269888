package dev.warder.token;

import dev.warder.model.Assurance;
import dev.warder.model.Binding;
import dev.warder.model.Identity;
import dev.warder.model.Possession;
import dev.warder.model.Presentation;
import dev.warder.model.Refusal;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.token.jose.DpopProof;
import dev.warder.token.jose.Malformed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Checks that whoever shows a token holds the key that it belongs to.
///
/// What is found wrong with a proof itself is found before the token is looked up, so that answers
/// tell nothing of tokens. A proof counts more than the token only where its key was registered by
/// somebody else than the one who shows it.
public final class KeyProofs {
  /// The level of who has shown a registered key.
  public static final String LEVEL = "pop";

  private final Duration window;
  private final @Nullable Nonces nonces;
  private final UsedProofs used = new UsedProofs();

  /// @param window how old a proof may be
  /// @param nonces absent where proofs need none
  public KeyProofs(Duration window, @Nullable Nonces nonces) {
    this.window = window;
    this.nonces = nonces;
  }

  /// What the proof of a call turned out to be.
  sealed interface Shown {
    /// None was asked to be looked at.
    record None() implements Shown {}

    record Good(DpopProof proof) implements Shown {}

    record Bad(Refusal why) implements Shown {}
  }

  Shown read(Presentation call, String token, Instant now) {
    Possession possession = call.possession();
    if (!possession.asked()) {
      return new Shown.None();
    }
    if (possession.proofs().size() != 1) {
      return new Shown.Bad(Refusal.INVALID_PROOF);
    }
    try {
      DpopProof.For meant =
          new DpopProof.For(
              call.method(), call.scheme(), possession.authority(), call.path(), token);
      String compact = possession.proofs().getFirst().reveal();
      DpopProof proof = DpopProof.read(compact, meant, window, now);
      return nonces == null || nonces.accepts(proof.nonce(), now)
          ? new Shown.Good(proof)
          : new Shown.Bad(Refusal.NONCE_WANTED);
    } catch (Malformed e) {
      return new Shown.Bad(Refusal.INVALID_PROOF);
    }
  }

  Verification require(Identity identity, Shown shown, Possession possession, Instant now) {
    Token token = identity.token();
    Binding binding = token.ties().binding();
    DpopProof proof = shown instanceof Shown.Good(DpopProof good) ? good : null;
    if (binding == null || binding.way() == Binding.Way.MTLS) {
      return proof == null ? certificate(identity, possession, now) : unproven(token);
    }
    if (proof == null) {
      return binding.always() ? unproven(token) : new Verification.Verified(identity);
    }
    if (!proof.thumbprint().equals(binding.thumbprint())) {
      return unproven(token);
    }
    return used.isFirst(proof.thumbprint(), proof.id(), now, window.plusSeconds(10))
        ? proven(identity, binding, proof.issuedAt().isBefore(now) ? proof.issuedAt() : now)
        : new Verification.Refused(Refusal.INVALID_PROOF, token);
  }

  private static Verification certificate(Identity identity, Possession possession, Instant now) {
    Binding binding = identity.token().ties().binding();
    String shown = possession.certificate();
    if (binding == null || (shown == null && !binding.always())) {
      return new Verification.Verified(identity);
    }
    return binding.thumbprint().equals(shown)
        ? proven(identity, binding, now)
        : unproven(identity.token());
  }

  private static Verification proven(Identity identity, Binding binding, Instant since) {
    boolean more = binding.vouched() && identity.assurance().since() == null;
    return new Verification.Verified(
        more ? new Identity(identity.token(), new Assurance(LEVEL, since)) : identity);
  }

  private static Verification unproven(Token token) {
    return new Verification.Refused(Refusal.UNPROVEN, token);
  }
}
