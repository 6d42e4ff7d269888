package dev.warder.stepup;

import dev.warder.model.Fault;
import java.net.URI;
import java.util.Optional;

/// Sends people to the provider that they come from, and takes its word when they return.
///
/// The browser that left carries a sealed ticket until it is back: who was talked into opening a
/// link that somebody else began has none, so that his proof meets nobody's challenge.
public final class Referrals {
  private final Proving proving;
  private final Vouching vouching;
  private final Tickets tickets;

  Referrals(Proving proving, Vouching vouching, Tickets tickets) {
    this.proving = proving;
    this.vouching = vouching;
    this.tickets = tickets;
  }

  /// @param page where the browser goes
  /// @param ticket to be given back with what it returns with
  public record Departure(URI page, String ticket) {}

  /// @throws Fault.NotFound where there is no such challenge
  /// @throws Fault.Conflict where it is not open any more
  public Departure begin(String id, URI returnTo) {
    ProofRequest request = proving.open(id);
    String person = proving.person(request);
    if (!vouching.isFor(person, request.acr())) {
      throw new Fault.Unprocessable("no provider can be asked for this");
    }
    Vouching.Departure begun = vouching.begin(person, request.acr(), request.maxAge(), returnTo);
    Vouching.Errand errand = begun.errand();
    String content = errand.state() + " " + errand.nonce() + " " + errand.verifier();
    return new Departure(begun.page(), tickets.issue(purpose(id), content));
  }

  /// A person's challenge is met by the provider's word; for a machine's, the owner gets a ticket
  /// to decide with.
  ///
  /// @param ticket from `begin`
  public Proving.Outcome finish(String id, String ticket, Vouching.Return back) {
    ProofRequest request = proving.open(id);
    String person = proving.person(request);
    Vouching.Errand errand =
        tickets
            .read(purpose(id), ticket)
            .map(Referrals::errand)
            .filter(begun -> begun.state().equals(back.state()))
            .orElseThrow(() ->
                new Fault.Unprocessable(
                    "this was begun in another browser, or too long ago: begin anew"));
    Optional<Vouching.Word> word =
        vouching.finish(person, request.acr(), request.maxAge(), errand, back);
    return proving.vouched(id, word);
  }

  private static Vouching.Errand errand(String content) {
    String[] parts = content.split(" ");
    return new Vouching.Errand(parts[0], parts[1], parts[2]);
  }

  private static String purpose(String id) {
    return "provider " + id;
  }
}
