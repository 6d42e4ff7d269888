package dev.warder.token;

import dev.warder.model.PrincipalKind;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Token records in heap, for a store to keep in step with what it made durable.
///
/// Readers never wait. Writers must come one at a time: the store's lock sees to that.
public final class HeapIndex implements TokenIndex {
  private final ConcurrentNavigableMap<String, Slot> byId = new ConcurrentSkipListMap<>();
  private final Map<TokenDigest, Slot> byDigest = new ConcurrentHashMap<>();
  private final Map<String, PrincipalKind> kinds = new ConcurrentHashMap<>();
  private final AtomicInteger slots = new AtomicInteger(); // the map's own size walks all of it
  private volatile Set<String> keyIds = Set.of();

  /// Where all paths to a token end, so that one write changes it for all of them.
  private static final class Slot {
    volatile Token token;

    Slot(Token token) {
      this.token = token;
    }
  }

  /// Adds a token, or puts a newer record in an older one's place.
  public void put(Token token) {
    Slot slot = byId.get(token.id());
    if (slot == null) {
      slot = new Slot(token);
      kinds.putIfAbsent(token.principal().id(), token.principal().kind());
      file(token, slot);
      byId.put(token.id(), slot);
      slots.incrementAndGet();
      return;
    }
    Token before = slot.token;
    file(token, slot);
    slot.token = token;
    unfile(before, token);
  }

  @Override
  public Optional<Token> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(slot -> slot.token);
  }

  @Override
  public Optional<Token> findByDigest(TokenDigest digest) {
    Slot slot = byDigest.get(digest);
    return Optional.ofNullable(slot)
        .map(found -> found.token)
        .filter(token -> answersTo(token, digest));
  }

  @Override
  public Optional<PrincipalKind> kindOf(String principal) {
    return Optional.ofNullable(kinds.get(principal));
  }

  @Override
  public Set<String> keyIds() {
    return keyIds;
  }

  @Override
  public int size() {
    return slots.get();
  }

  /// At most `limit` matching tokens by ascending id, from behind the id `after`.
  public List<Token> page(TokenFilter filter, @Nullable String after, int limit) {
    var rest = after == null ? byId : byId.tailMap(after, false);
    return rest.values().stream()
        .map(slot -> slot.token)
        .filter(filter::matches)
        .limit(limit)
        .toList();
  }

  private void file(Token token, Slot slot) {
    file(token.digest(), slot);
    if (token.previous() != null) {
      file(token.previous().digest(), slot);
    }
  }

  private void file(TokenDigest digest, Slot slot) {
    byDigest.put(digest, slot);
    if (!keyIds.contains(digest.keyId())) {
      Set<String> more = new HashSet<>(keyIds);
      more.add(digest.keyId());
      keyIds = Set.copyOf(more);
    }
  }

  private void unfile(Token before, Token after) {
    if (!answersTo(after, before.digest())) {
      byDigest.remove(before.digest());
    }
    Token.Superseded previous = before.previous();
    if (previous != null && !answersTo(after, previous.digest())) {
      byDigest.remove(previous.digest());
    }
  }

  private static boolean answersTo(Token token, TokenDigest digest) {
    Token.Superseded previous = token.previous();
    return token.digest().equals(digest) || (previous != null && previous.digest().equals(digest));
  }
}
