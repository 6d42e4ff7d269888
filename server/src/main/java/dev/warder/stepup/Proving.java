package dev.warder.stepup;

import dev.warder.model.Assurance;
import dev.warder.model.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Meets challenges: a person proves herself; the owner of a machine proves himself, and then says
/// yes or no.
///
/// Attempts of one person are judged one at a time and counted together, whichever challenge, token
/// or way they are made with. All methods block.
public final class Proving {
  private static final int WRONG_ANSWERS = Tries.IN_A_ROW;
  private static final String WRONG = "this was not accepted: wrong, or used already";

  private final Challenges challenges;
  private final Factors factors;
  private final Owners owners;
  private final TriesStore counts;
  private final Tickets tickets;
  private final Chronicle chronicle;
  private final InstantSource clock;
  private final Locks locks = new Locks();

  Proving(
      Challenges challenges,
      Factors factors,
      Owners owners,
      TriesStore counts,
      Tickets tickets,
      Chronicle chronicle,
      InstantSource clock) {
    this.challenges = challenges;
    this.factors = factors;
    this.owners = owners;
    this.counts = counts;
    this.tickets = tickets;
    this.chronicle = chronicle;
    this.clock = clock;
  }

  /// What came of a proof.
  ///
  /// @param ticket lets the owner of a machine say yes or no; absent where the challenge is met
  public record Outcome(ProofRequest request, @Nullable String ticket) {}

  /// An owner's word.
  ///
  /// @param lasts how long it counts; absent for as long as the rule lets a proof count
  public record Approval(boolean once, @Nullable Duration lasts) {}

  /// The ways in which whoever answers for a challenge can meet it; none where nobody does, or
  /// nothing he has is strong enough.
  public List<Factor.Kind> ways(ProofRequest request) {
    return owners.answering(request).map(factors::kinds).orElse(List.of()).stream()
        .filter(kind -> Assurance.reaches(kind.level(), request.acr()))
        .toList();
  }

  /// Checks what was shown. A person's challenge is met by it; for a machine's, the owner gets a
  /// ticket to decide with.
  ///
  /// @throws Fault.NotFound where there is no such challenge
  /// @throws Fault.Conflict where it is not open any more
  /// @throws Fault.Unprocessable where the proof is not accepted
  /// @throws Fault.TooMany where there were too many wrong answers
  public Outcome verify(String id, Evidence evidence) {
    String person = answering(open(id));
    return locks.alone(Tries.canonical(person), () -> attempt(open(id), person, evidence));
  }

  private Outcome attempt(ProofRequest request, String person, Evidence evidence) {
    Factor.Kind kind = evidence.kind();
    if (!Assurance.reaches(kind.level(), request.acr())) {
      throw new Fault.Unprocessable(
          "the policy asks for " + request.acr() + ", which " + kind.wire() + " does not reach");
    }
    Tries tries = counts.of(Tries.canonical(person));
    refuseLocked(tries, kind);
    if (!factors.accepts(person, evidence, request.id())) {
      failed(request, person, kind, tries);
      throw new Fault.Unprocessable(WRONG);
    }
    if (tries.wrong() > 0) {
      counts.save(Tries.none(tries.identity()));
    }
    if (request.isForOwner()) {
      chronicle.later("challenge.owner-proven", person, request.id(), details(request, kind));
      return new Outcome(
          request, tickets.issue(approval(request.id()), kind.wire() + " " + person));
    }
    Instant now = clock.instant();
    Proof proof =
        new Proof(kind.level(), kind.wire(), person, now, now.plus(request.maxAge()), false, false);
    return new Outcome(settle("challenge.met", person, met(request, proof)), null);
  }

  /// What cannot be guessed is not locked: else whoever has a token could shut its owner out.
  private void refuseLocked(Tries tries, Factor.Kind kind) {
    Instant now = clock.instant();
    if (kind != Factor.Kind.PASSKEY && tries.isLocked(now)) {
      long seconds = Duration.between(now, tries.lockedUntil()).toSeconds() + 1;
      throw new Fault.TooMany("too many wrong answers: wait, or use a passkey", seconds);
    }
  }

  private void failed(ProofRequest request, String person, Factor.Kind kind, Tries tries) {
    if (kind != Factor.Kind.PASSKEY) {
      counts.save(tries.failed(clock.instant()));
    }
    int wrong = request.tries() + 1;
    boolean locks = wrong >= WRONG_ANSWERS;
    ProofRequest after =
        request.in(locks ? ChallengeState.LOCKED : ChallengeState.OPEN, wrong, null);
    boolean settled = challenges.settle(after);
    String told = locks && settled ? "challenge.locked" : "challenge.failed";
    chronicle.later(told, "unknown", request.id(), details(after, kind, person));
  }

  /// The owner's yes.
  ///
  /// @param ticket from `verify`
  public ProofRequest approve(String id, String ticket, Approval approval) {
    ProofRequest request = open(id);
    Deciding deciding = deciding(request, ticket);
    Duration lasts = approval.lasts() == null ? request.maxAge() : approval.lasts();
    if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(request.maxAge()) > 0) {
      throw new Fault.Invalid(
          "for must be more than nothing, and " + request.maxAge() + " at most");
    }
    Instant now = clock.instant();
    Proof proof =
        new Proof(
            deciding.kind.level(),
            "owner:" + deciding.kind.wire(),
            deciding.owner,
            now,
            now.plus(lasts),
            approval.once(),
            false);
    return settle("challenge.approved", deciding.owner, met(request, proof));
  }

  /// The owner's no.
  ///
  /// @param ticket from `verify`
  public ProofRequest deny(String id, String ticket) {
    ProofRequest request = open(id);
    Deciding deciding = deciding(request, ticket);
    ProofRequest after = request.in(ChallengeState.DENIED, request.tries(), null);
    return settle("challenge.denied", deciding.owner, after);
  }

  /// Who holds a ticket to decide about a challenge, where it is good.
  public String owner(String id, String ticket) {
    return deciding(open(id), ticket).owner;
  }

  private record Deciding(String owner, Factor.Kind kind) {}

  private Deciding deciding(ProofRequest request, String ticket) {
    String said =
        tickets
            .read(approval(request.id()), ticket)
            .orElseThrow(
                () -> new Fault.Unprocessable("prove yourself first: the ticket is not good"));
    int blank = said.indexOf(' ');
    Factor.Kind kind = Factor.Kind.of(said.substring(0, blank)).orElseThrow();
    String owner = said.substring(blank + 1);
    if (!Optional.of(owner).equals(owners.answering(request))) {
      throw new Fault.Conflict("somebody else answers for this token by now");
    }
    return new Deciding(owner, kind);
  }

  /// Told ahead, and then done.
  private ProofRequest settle(String kind, String actor, ProofRequest after) {
    chronicle.ahead(kind, actor, after.id(), Scribe.details(after));
    if (!challenges.settle(after)) {
      throw new Fault.Conflict("the challenge was answered meanwhile");
    }
    return after;
  }

  private static ProofRequest met(ProofRequest request, Proof proof) {
    return request.in(ChallengeState.MET, request.tries(), proof);
  }

  private String answering(ProofRequest request) {
    return owners
        .answering(request)
        .orElseThrow(() -> new Fault.Conflict("nobody is known who answers for this token"));
  }

  private ProofRequest open(String id) {
    ProofRequest request =
        challenges.find(id).orElseThrow(() -> new Fault.NotFound("no such challenge"));
    if (request.state() != ChallengeState.OPEN) {
      throw new Fault.Conflict("the challenge is " + request.state().wire());
    }
    return request;
  }

  private static String approval(String id) {
    return "approve " + id;
  }

  private static Map<String, Object> details(ProofRequest request, Factor.Kind kind) {
    Map<String, Object> details = new LinkedHashMap<>(Scribe.details(request));
    details.put("way", kind.wire());
    return details;
  }

  private static Map<String, Object> details(
      ProofRequest request, Factor.Kind kind, String person) {
    Map<String, Object> details = details(request, kind);
    details.put("person", person);
    details.put("tries", request.tries());
    return details;
  }
}
