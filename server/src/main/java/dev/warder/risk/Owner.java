package dev.warder.risk;

import dev.warder.model.Place;
import dev.warder.model.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The history of one principal and its tokens, which are its parts. Its monitor guards all of it.
public final class Owner extends Few<TokenHistory> {
  static final int MOST_ZONES = 4;

  Principal principal;
  Profile profile = new Profile();
  Seats seats = new Seats();
  final List<Held> held = new ArrayList<>(0);

  /// Zones that learned visits came from, and how often.
  final List<ZoneId> zones = new ArrayList<>(1);

  final float[] zoneCounts = new float[MOST_ZONES];

  /// The most frequent of them; absent until somebody asks.
  private @Nullable ZoneId zone;

  /// Where, and when, the last call that passed came from; absent where the data has no points.
  Place.@Nullable Point point;

  long pointTime;

  /// Absent where nobody ever said anything.
  @Nullable Ruled ruled;

  /// Values learned, ever.
  long learned;

  /// Up to which record of the journal this is complete, and was when it was restored.
  long seq = -1;

  long floor = -1;

  /// By our own clock.
  long arrived;

  /// By event time: before it, time that passes changes nothing.
  long due = Long.MIN_VALUE;

  /// Kept by `fetch`, whose reads would be left out otherwise.
  int fetched;

  /// Its principal is an object of a snapshot's.
  boolean restored;

  /// No longer in the store: whoever holds it has to ask again.
  boolean gone;

  public Owner(Principal principal) {
    this.principal = principal;
  }

  public Principal principal() {
    return principal;
  }

  /// A visit that is not trusted yet.
  record Held(String tokenId, Visit visit, long until) {}

  /// Takes a live caller's names instead of those that a snapshot brought, the first time: the next
  /// calls bring the same objects, and nobody has to go to the letters and compare them.
  void know(Principal caller, TokenHistory token, String tokenId) {
    if (restored) {
      principal = caller;
      restored = false;
    }
    if (token.restored) {
      token.tokenId = tokenId;
      token.restored = false;
    }
  }

  @Nullable TokenHistory find(String tokenId) {
    for (int i = 0; i < count(); i++) {
      TokenHistory token = part(i);
      if (token.tokenId.equals(tokenId)) {
        return token;
      }
    }
    return null;
  }

  /// With the second token each gets a profile of its own: until then what the principal did is
  /// what its first token did.
  TokenHistory add(String tokenId, int most) {
    TokenHistory token = new TokenHistory(tokenId);
    if (count() == 1 && part(0).own == null) {
      part(0).own = new Profile(profile);
    }
    if (count() > 0 || learned > 0) {
      token.own = new Profile();
    }
    append(token, most, each -> each.last);
    return token;
  }

  /// By event time.
  long lastUse() {
    long last = 0;
    for (int i = 0; i < count(); i++) {
      last = Math.max(last, part(i).last);
    }
    return last;
  }

  /// Something is to be done as soon as it is so late.
  void wake(long at) {
    due = Math.min(due, at);
  }

  /// Becomes what was restored of the same principal.
  void take(Owner other) {
    profile = other.profile;
    seats = other.seats;
    for (int i = 0; i < other.count(); i++) {
      append(other.part(i));
    }
    held.addAll(other.held);
    zones.addAll(other.zones);
    zone = null;
    due = Long.MIN_VALUE;
    System.arraycopy(other.zoneCounts, 0, zoneCounts, 0, MOST_ZONES);
    point = other.point;
    pointTime = other.pointTime;
    learned = other.learned;
    ruled = other.ruled;
    seq = other.seq;
    floor = other.floor;
    restored = true;
  }

  Ruled rulings() {
    if (ruled == null) {
      ruled = new Ruled();
    }
    return ruled;
  }

  /// Reads a little of each part of it that a score needs, so that the processor fetches all of
  /// them from memory at once, while other work is done. Of a million principals hardly one is in
  /// its cache, and what follows would wait for one part after the other.
  ///
  /// Nothing comes of what it reads, so it needs no lock; others may write meanwhile.
  void fetch() {
    TokenHistory token = first();
    fetched = profile.fetch() + (token == null ? 0 : token.fetch());
  }

  ZoneId zone() {
    if (zone == null) {
      zone = mostFrequentZone();
    }
    return zone;
  }

  private ZoneId mostFrequentZone() {
    int most = -1;
    for (int i = 0; i < zones.size(); i++) {
      most = most < 0 || zoneCounts[i] > zoneCounts[most] ? i : most;
    }
    return most < 0 ? ZoneOffset.UTC : zones.get(most);
  }

  void visited(ZoneId visited) {
    int at = zones.indexOf(visited);
    if (at >= 0) {
      zones.set(at, visited); // of owners that share one, rather than that of a snapshot
    } else if (zones.size() < MOST_ZONES) {
      at = zones.size();
      zones.add(visited);
    } else {
      at = 0;
      for (int i = 1; i < MOST_ZONES; i++) {
        at = zoneCounts[i] < zoneCounts[at] ? i : at;
      }
      zones.set(at, visited);
      zoneCounts[at] = 0;
    }
    zoneCounts[at] += 1;
    zone = null;
  }

  /// A visit to this zone is taken back.
  void left(@Nullable ZoneId visited) {
    int at = visited == null ? -1 : zones.indexOf(visited);
    if (at >= 0) {
      zoneCounts[at] = Math.max(0, zoneCounts[at] - 1);
      zone = null;
    }
  }
}
