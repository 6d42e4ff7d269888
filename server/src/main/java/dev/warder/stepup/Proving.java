package dev.warder.stepup;

import dev.warder.model.Assurance;
import dev.warder.model.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final String PROVIDER = "provider";
  private static final String WRONG = "this was not accepted: wrong, or used already";

  private final Challenges challenges;
  private final Factors factors;
  private final Owners owners;
  private final TriesStore counts;
  private final Vouching vouching;
  private final Tickets tickets;
  private final Chronicle chronicle;
  private final InstantSource clock;
  private final Locks locks = new Locks();

  Proving(
      Challenges challenges,
      Factors factors,
      Owners owners,
      TriesStore counts,
      Vouching vouching,
      Tickets tickets,
      Chronicle chronicle,
      InstantSource clock) {
    this.challenges = challenges;
    this.factors = factors;
    this.owners = owners;
    this.counts = counts;
    this.vouching = vouching;
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
  public List<String> ways(ProofRequest request) {
    String person = owners.answering(request).orElse(null);
    List<String> ways = new ArrayList<>();
    if (person != null) {
      for (Factor.Kind kind : factors.kinds(person)) {
        if (Assurance.reaches(kind.level(), request.acr())) {
          ways.add(kind.wire());
        }
      }
      if (vouching.isFor(person, request.acr())) {
        ways.add(PROVIDER);
      }
    }
    return ways;
  }

  /// Checks what was shown. A person's challenge is met by it; for a machine's, the owner gets a
  /// ticket to decide with.
  ///
  /// @throws Fault.NotFound where there is no such challenge
  /// @throws Fault.Conflict where it is not open any more
  /// @throws Fault.Unprocessable where the proof is not accepted
  /// @throws Fault.TooMany where there were too many wrong answers
  public Outcome verify(String id, Evidence evidence) {
    String person = person(open(id));
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
      if (kind != Factor.Kind.PASSKEY) {
        counts.save(tries.failed(clock.instant()));
      }
      failed(request, person, kind.wire());
      throw new Fault.Unprocessable(WRONG);
    }
    if (tries.wrong() > 0) {
      counts.save(Tries.none(tries.identity()));
    }
    return accepted(request, kind.level(), kind.wire(), person, clock.instant());
  }

  /// Takes the word of the provider that a person comes from. It cannot be guessed, so that a wrong
  /// one counts for this challenge alone.
  Outcome vouched(String id, Optional<Vouching.Word> said) {
    String person = person(open(id));
    return locks.alone(
        Tries.canonical(person),
        () -> {
          ProofRequest request = open(id);
          Vouching.Word word =
              said.filter(of -> of.person().equals(person))
                  .filter(of -> Assurance.reaches(of.level(), request.acr()))
                  .orElse(null);
          if (word == null) {
            failed(request, person, PROVIDER);
            throw new Fault.Unprocessable(
                "the provider does not vouch for who is asked here, or not strongly enough");
          }
          return accepted(request, word.level(), PROVIDER, person, word.since());
        });
  }

  private Outcome accepted(
      ProofRequest request, String level, String way, String person, Instant since) {
    if (request.isForOwner()) {
      chronicle.later("challenge.owner-proven", person, request.id(), details(request, way));
      String content = way + " " + level + " " + person;
      return new Outcome(request, tickets.issue(approval(request.id()), content));
    }
    Proof proof = new Proof(level, way, person, since, since.plus(request.maxAge()), false, false);
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

  private void failed(ProofRequest request, String person, String way) {
    int wrong = request.tries() + 1;
    boolean locks = wrong >= WRONG_ANSWERS;
    ProofRequest after =
        request.in(locks ? ChallengeState.LOCKED : ChallengeState.OPEN, wrong, null);
    boolean settled = challenges.settle(after);
    String told = locks && settled ? "challenge.locked" : "challenge.failed";
    chronicle.later(told, "unknown", request.id(), details(after, way, person));
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
            deciding.level,
            "owner:" + deciding.way,
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

  private record Deciding(String owner, String way, String level) {}

  private Deciding deciding(ProofRequest request, String ticket) {
    String said =
        tickets
            .read(approval(request.id()), ticket)
            .orElseThrow(
                () -> new Fault.Unprocessable("prove yourself first: the ticket is not good"));
    String[] parts = said.split(" ", 3); // names of people may hold blanks
    String owner = parts[2];
    if (!Optional.of(owner).equals(owners.answering(request))) {
      throw new Fault.Conflict("somebody else answers for this token by now");
    }
    return new Deciding(owner, parts[0], parts[1]);
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

  /// Who answers for a challenge.
  String person(ProofRequest request) {
    return owners
        .answering(request)
        .orElseThrow(() -> new Fault.Conflict("nobody is known who answers for this token"));
  }

  /// One that can still be met.
  ProofRequest open(String id) {
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

  private static Map<String, Object> details(ProofRequest request, String way) {
    Map<String, Object> details = new LinkedHashMap<>(Scribe.details(request));
    details.put("way", way);
    return details;
  }

  private static Map<String, Object> details(ProofRequest request, String way, String person) {
    Map<String, Object> details = details(request, way);
    details.put("person", person);
    details.put("tries", request.tries());
    return details;
  }
}
