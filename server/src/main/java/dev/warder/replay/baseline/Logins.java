package dev.warder.replay.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lets baselines learn log-ins, as they were made to: a stretch of use of one token, without a gap
/// of 30 minutes, is one. It is learned when it is over, each network and client in it once.
public final class Logins {
  private static final long GAP_MILLIS = 30 * 60_000L;

  private final List<Baseline> baselines;
  private final Map<String, Login> open = new HashMap<>();

  public Logins(List<Baseline> baselines) {
    this.baselines = List.copyOf(baselines);
  }

  /// What a log-in showed so far.
  private static final class Login {
    final List<Sighting> different = new ArrayList<>(1);
    long last;

    boolean has(Sighting sighting) {
      for (Sighting each : different) {
        if (each.address().equals(sighting.address())
            && each.context().client().equals(sighting.context().client())) {
          return true;
        }
      }
      return false;
    }
  }

  /// Lets a token's log-in end, if it has.
  public void pass(String token, long now) {
    Login login = open.get(token);
    if (login != null && now - login.last > GAP_MILLIS) {
      open.remove(token);
      for (Sighting sighting : login.different) {
        baselines.forEach(baseline -> baseline.learn(sighting));
      }
    }
  }

  /// Takes in a call of the owner's.
  public void used(String token, Sighting sighting) {
    Login login = open.computeIfAbsent(token, key -> new Login());
    login.last = sighting.time();
    if (!login.has(sighting)) {
      login.different.add(sighting);
    }
  }
}
