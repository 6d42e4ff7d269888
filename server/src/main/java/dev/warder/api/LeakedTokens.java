package dev.warder.api;

import dev.warder.audit.Ledger;
import dev.warder.decide.Callers;
import dev.warder.leak.Intake;
import dev.warder.leak.Leak;
import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Identity;
import dev.warder.model.Token;
import dev.warder.model.Verification;
import dev.warder.token.Prepared;
import dev.warder.token.TokenChange;
import dev.warder.token.Tokens;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds the token that a leaked secret belongs to, by its digest, and does with it what was
/// configured. What is done is recorded first, under `token.leaked`, and its owner is told last.
final class LeakedTokens {
  static final String TAG = "leaked";

  private static final int TRIES = 5;
  private static final int LONGEST = 500;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private final Callers callers;
  private final Tokens tokens;
  private final Ledger ledger;
  private final LeakNotices notices;
  private final Intake.Action action;
  private final InstantSource clock;

  LeakedTokens(
      Callers callers,
      Tokens tokens,
      Ledger ledger,
      LeakNotices notices,
      Intake.Action action,
      InstantSource clock) {
    this.callers = callers;
    this.tokens = tokens;
    this.ledger = ledger;
    this.notices = notices;
    this.action = action;
    this.clock = clock;
  }

  /// That a report came, whether or not it was about anything of ours.
  void reported(String sender, Address peer, int tokens, List<Boolean> ours) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("tokens", tokens);
    details.put("ours", Collections.frequency(ours, true));
    details.put("by", Map.of("address", peer.toString()));
    Ledger.durable(ledger.append("leaks.reported", sender, "", details));
  }

  /// @return whether it is, or was, one of ours
  /// @throws Fault.Unavailable where it cannot be recorded or stored: to be reported again
  boolean dealWith(Leak leak, String sender, Address peer) {
    return switch (callers.about(Credential.of(leak.token().reveal()), null)) {
      case Verification.Verified(Identity known) -> act(known.token(), leak, sender, peer);
      case Verification.Refused refused -> {
        Token token = refused.token();
        yield token != null && lost(token, refused, leak, sender, peer);
      }
    };
  }

  /// A secret that is no longer good is recorded and nothing more; one that is good elsewhere, for
  /// example in its networks, is dealt with like any.
  private boolean lost(
      Token token, Verification.Refused refused, Leak leak, String sender, Address peer) {
    return switch (refused.reason()) {
      case REVOKED, EXPIRED -> {
        record(token, leak, sender, peer, "none");
        tell(token, leak, LeakNotices.Done.NOTHING);
        yield true;
      }
      case OUTSIDE_NETWORKS,
          DISABLED,
          SPENT,
          UNPROVEN,
          INVALID_PROOF,
          NONCE_WANTED,
          UNVERIFIABLE,
          ABSENT,
          CONFLICTING,
          MALFORMED,
          UNKNOWN ->
          act(token, leak, sender, peer);
    };
  }

  private boolean act(Token token, Leak leak, String sender, Address peer) {
    switch (action) {
      case REVOKE -> {
        Prepared<Token> prepared = tokens.revoke(token.id(), "leaked, says " + sender);
        record(token, leak, sender, peer, "revoke");
        prepared.commit();
        tell(token, leak, LeakNotices.Done.REVOKED);
      }
      case MARK -> {
        record(token, leak, sender, peer, "mark");
        mark(token.id());
        tell(token, leak, LeakNotices.Done.MARKED);
      }
    }
    return true;
  }

  private void tell(Token token, Leak leak, LeakNotices.Done done) {
    notices.tell(token, safe(leak.url(), leak), done, clock.instant());
  }

  private void mark(String id) {
    for (int tries = 1; ; tries++) {
      Token before = tokens.find(id);
      Map<String, String> tags = new TreeMap<>(before.tags());
      tags.put(TAG, Times.text(clock.instant()));
      TokenChange nothing = TokenChange.NOTHING;
      TokenChange change =
          new TokenChange(null, null, nothing.expiresAt(), null, null, nothing.rateLimit(), tags);
      try {
        tokens.change(id, change, before.version()).commit();
        return;
      } catch (Fault.Stale e) {
        if (tries == TRIES) {
          throw new Fault.Unavailable("the token is being changed: send it again later", e);
        }
      }
    }
  }

  /// Returns when it is durable.
  private void record(Token token, Leak leak, String sender, Address peer, String done) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("principal", token.principal().id());
    details.put("action", done);
    details.put("type", safe(leak.type(), leak));
    details.put("url", safe(leak.url(), leak));
    details.put("source", safe(leak.source(), leak));
    details.put("by", Map.of("address", peer.toString()));
    Ledger.durable(ledger.append("token.leaked", sender, token.id(), details));
  }

  /// Where it was found may hold the secret itself.
  private static String safe(String text, Leak leak) {
    String cleaned = text.replace(leak.token().reveal(), "[token]");
    String start = cleaned.substring(0, Math.min(cleaned.length(), LONGEST));
    return UNPRINTABLE.matcher(start).replaceAll("?");
  }
}
