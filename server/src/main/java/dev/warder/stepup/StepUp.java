package dev.warder.stepup;

import dev.warder.model.IdSource;
import dev.warder.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The room put together: challenges, how they are met, and how people come by what they meet them
/// with.
public final class StepUp {
  private final Challenges challenges;
  private final Proving proving;
  private final Referrals referrals;
  private final Enrolment enrolment;
  private final Owners owners;
  private final Factors factors;
  private final Passkeys passkeys;
  private final FactorKey key;

  /// What is kept.
  public record Stores(
      FactorStore factors, InvitationStore invitations, TriesStore tries, OwnerStore owners) {}

  /// @param vouching before whom people can prove themselves besides
  /// @param site where passkeys are good; absent for no passkeys
  public StepUp(
      Challenges challenges,
      Stores stores,
      Owners.Tags tags,
      FactorKey key,
      Vouching vouching,
      Passkeys.@Nullable Site site,
      Chronicle chronicle,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    this.challenges = challenges;
    this.key = key;
    Tickets tickets = new Tickets(key, clock);
    passkeys = new Passkeys(site, tickets, random);
    owners = new Owners(stores.owners(), tags);
    factors = new Factors(stores.factors(), key, passkeys, ids, random, clock);
    proving =
        new Proving(
            challenges, factors, owners, stores.tries(), vouching, tickets, chronicle, clock);
    referrals = new Referrals(proving, vouching, tickets);
    enrolment =
        new Enrolment(
            stores.invitations(), factors, passkeys, tickets, key, chronicle, random, clock);
  }

  public Challenges challenges() {
    return challenges;
  }

  public Proving proving() {
    return proving;
  }

  public Referrals referrals() {
    return referrals;
  }

  public Enrolment enrolment() {
    return enrolment;
  }

  public Owners owners() {
    return owners;
  }

  /// What the browser of whoever answers for a challenge is asked, to prove with a passkey.
  public Passkeys.Question passkeyQuestion(ProofRequest request) {
    String person = owners.answering(request).orElse("");
    return passkeys.question(request.id(), factors.of(person));
  }

  /// What stands behind `#` in the link that the owner gets: shows him why the call looked risky,
  /// which the one who called may not see.
  public Secret ownersKey(String challengeId) {
    return new Secret(key.digest("owner", challengeId).substring(0, 32));
  }

  public boolean isOwnersKey(String challengeId, String shown) {
    return MessageDigest.isEqual(
        ownersKey(challengeId).reveal().getBytes(StandardCharsets.US_ASCII),
        shown.getBytes(StandardCharsets.UTF_8));
  }
}
