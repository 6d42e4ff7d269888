package dev.warder.context;

import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Client;
import dev.warder.model.Context;
import java.util.ArrayList;
import java.util.List;

/// Turns the raw facts of a call into its [Context]: two cached look-ups, no I/O, never an
/// exception.
///
/// What cannot be told is listed as missing by name: `address`, `country`, `city`, `asn`,
/// `network`, `client`.
public final class Senses {
  private final Intel intel;
  private final Clients clients;

  public Senses(Intel intel) {
    this(intel, new Clients(new Browsers(System::nanoTime)));
  }

  /// For work that nobody waits for: each user agent is read in full however many there are, so
  /// that the same calls always make the same contexts.
  public static Senses unhurried(Intel intel) {
    Senses senses = new Senses(intel, new Clients(new Browsers(() -> 0)));
    senses.warmUp();
    return senses;
  }

  Senses(Intel intel, Clients clients) {
    this.intel = intel;
    this.clients = clients;
  }

  /// Blocks until everything that is read lazily has been: the browser parser takes about half a
  /// second. Before that, browsers are told apart more coarsely.
  public void warmUp() {
    clients.warmUp();
  }

  public Context sense(Attempt attempt) {
    Address source = attempt.source();
    Sensed sensed = source == null ? Sensed.NO_ADDRESS : intel.snapshot().sense(source);
    Client client = clients.of(attempt.userAgent());
    List<String> missing = sensed.missing();
    if (client.kind() == Client.Kind.UNKNOWN && client.product().isEmpty()) {
      missing = new ArrayList<>(missing);
      missing.add("client");
    }
    return new Context(sensed.place(), sensed.network(), client, missing);
  }
}
