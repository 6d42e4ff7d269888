package dev.warder.risk;

import dev.warder.model.Place;
import dev.warder.model.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The history of one principal and its tokens. Its monitor guards all of it.
public final class Owner {
  static final int MOST_ZONES = 4;

  final Principal principal;
  Profile profile = new Profile();
  Seats seats = new Seats();
  final List<TokenHistory> tokens = new ArrayList<>(1);
  final List<Held> held = new ArrayList<>(0);

  /// Zones that learned visits came from, and how often.
  final List<ZoneId> zones = new ArrayList<>(1);

  final float[] zoneCounts = new float[MOST_ZONES];

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

  /// Kept by `fetch`, whose reads would be left out otherwise.
  int fetched;

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

  @Nullable TokenHistory find(String tokenId) {
    for (TokenHistory token : tokens) {
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
    if (tokens.size() == 1 && tokens.getFirst().own == null) {
      tokens.getFirst().own = new Profile(profile);
    }
    if (!tokens.isEmpty() || learned > 0) {
      token.own = new Profile();
    }
    if (tokens.size() >= most) {
      TokenHistory oldest = tokens.getFirst();
      for (TokenHistory each : tokens) {
        oldest = each.last < oldest.last ? each : oldest;
      }
      tokens.remove(oldest);
    }
    tokens.add(token);
    return token;
  }

  /// Becomes what was restored of the same principal.
  void take(Owner restored) {
    profile = restored.profile;
    seats = restored.seats;
    tokens.addAll(restored.tokens);
    held.addAll(restored.held);
    zones.addAll(restored.zones);
    System.arraycopy(restored.zoneCounts, 0, zoneCounts, 0, MOST_ZONES);
    point = restored.point;
    pointTime = restored.pointTime;
    learned = restored.learned;
    ruled = restored.ruled;
    seq = restored.seq;
    floor = restored.floor;
  }

  Ruled rulings() {
    if (ruled == null) {
      ruled = new Ruled();
    }
    return ruled;
  }

  /// Reads a little of each part of it, so that the processor fetches all of them from memory at
  /// once. Of a million principals hardly one is in its cache, and the work that follows would wait
  /// for one part after the other.
  void fetch() {
    int read = seats.fetch() + profile.fetch() + zones.size() + held.size();
    for (int i = 0; i < tokens.size(); i++) {
      read += tokens.get(i).fetch();
    }
    fetched = read;
  }

  ZoneId zone() {
    int most = -1;
    for (int i = 0; i < zones.size(); i++) {
      most = most < 0 || zoneCounts[i] > zoneCounts[most] ? i : most;
    }
    return most < 0 ? ZoneOffset.UTC : zones.get(most);
  }

  void visited(ZoneId zone) {
    int at = zones.indexOf(zone);
    if (at < 0 && zones.size() < MOST_ZONES) {
      at = zones.size();
      zones.add(zone);
    } else if (at < 0) {
      at = 0;
      for (int i = 1; i < MOST_ZONES; i++) {
        at = zoneCounts[i] < zoneCounts[at] ? i : at;
      }
      zones.set(at, zone);
      zoneCounts[at] = 0;
    }
    zoneCounts[at] += 1;
  }

  /// A visit to this zone is taken back.
  void left(@Nullable ZoneId zone) {
    int at = zone == null ? -1 : zones.indexOf(zone);
    if (at >= 0) {
      zoneCounts[at] = Math.max(0, zoneCounts[at] - 1);
    }
  }
}
