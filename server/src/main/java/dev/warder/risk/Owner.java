package dev.warder.risk;

import dev.warder.model.Place;
import dev.warder.model.Principal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The history of one principal and its tokens, which are its parts. It is the principal's profile
/// itself, which a call would have one step further to otherwise. Its monitor guards all of it.
public final class Owner extends Profile implements Few<TokenHistory> {
  static final int MOST_ZONES = 4;

  /// Noted on an object that came once.
  private static final Object MET = new Object();

  Principal principal;
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

  /// No longer in the store: whoever holds it has to ask again.
  boolean gone;

  private @Nullable TokenHistory first;
  private Object[] others = NONE;

  /// The mark of the table that has it, which finds it by its principal's note.
  private volatile @Nullable Object table;

  public Owner(Principal principal) {
    this.principal = principal;
  }

  public Principal principal() {
    return principal;
  }

  /// @param mark that this table alone has
  @SuppressWarnings("ReferenceEquality") // a mark is the object
  public boolean isIn(Object mark) {
    return table == mark;
  }

  /// From now on its principal's notes lead here.
  public void enter(Object mark) {
    table = mark;
    note();
  }

  /// No table has it any more.
  public void leave() {
    table = null;
    unnote();
  }

  private void note() {
    principal.note(this, cells, first);
  }

  /// Where its parts are now, should the notes lead here.
  @SuppressWarnings("ReferenceEquality") // the object, whatever it is equal to
  private void noteAgain() {
    if (principal.note() == this) {
      note();
    }
  }

  /// Another owner, of another table, may have taken its place.
  @SuppressWarnings("ReferenceEquality") // the object, whatever it is equal to
  private void unnote() {
    if (principal.note() == this) {
      principal.note(null, null, null);
    }
  }

  /// A visit that is not trusted yet.
  record Held(String tokenId, Visit visit, long until) {}

  /// Takes a live caller's names instead of those that a snapshot or the journal brought: the next
  /// calls bring the same objects, whose notes lead here, and nobody has to go to the letters and
  /// compare them.
  @SuppressWarnings("ReferenceEquality") // of equal ones this very object
  void know(Principal caller, TokenHistory token, String tokenId) {
    if (principal != caller) {
      know(caller);
    }
    if (token.restored) {
      token.tokenId = tokenId;
      token.restored = false;
    }
  }

  /// Not at its first call: an object that was made for that call alone would be kept for nothing.
  @SuppressWarnings("ReferenceEquality") // a mark is the object
  private void know(Principal caller) {
    Object noted = caller.note();
    if (noted == null) {
      caller.note(MET, null, null);
    } else if (noted == MET) {
      unnote();
      principal = caller;
      note();
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
      part(0).own = new Profile(this);
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
    grow(other.cells);
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
  ///
  /// @param by whose notes lead to profile and token without a step to the owner before
  void fetch(Principal by) {
    int[] numbers = by.secondNote() instanceof int[] noted ? noted : cells;
    TokenHistory token = by.thirdNote() instanceof TokenHistory noted ? noted : first;
    fetched = (int) due + fetch(numbers) + (token == null ? 0 : token.fetch());
  }

  @Override
  void grow(int[] grown) {
    super.grow(grown);
    noteAgain();
  }

  @Override
  public @Nullable TokenHistory first() {
    return first;
  }

  @Override
  public void first(@Nullable TokenHistory part) {
    first = part;
    noteAgain();
  }

  @Override
  public Object[] others() {
    return others;
  }

  @Override
  public void others(Object[] parts) {
    others = parts;
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
