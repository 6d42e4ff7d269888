package dev.warder.store.memory;

import dev.warder.model.Principal;
import dev.warder.model.Token;
import dev.warder.token.Creation;
import dev.warder.token.CreationRequest;
import dev.warder.token.HeapIndex;
import dev.warder.token.IdempotencyKey;
import dev.warder.token.Insertion;
import dev.warder.token.TokenFilter;
import dev.warder.token.TokenIndex;
import dev.warder.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Token records that end with the process. Its only failure is a full heap.
public final class MemoryTokenStore implements TokenStore {
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private record Request(String bodyHash, String tokenId, Instant at) {}

  private final ReentrantLock writing = new ReentrantLock();
  private final HeapIndex index = new HeapIndex();
  private final Map<IdempotencyKey, Request> requests = new HashMap<>();

  @Override
  public TokenIndex index() {
    return index;
  }

  @Override
  public Insertion insert(Token token, @Nullable CreationRequest request) {
    writing.lock();
    try {
      Principal principal = token.principal();
      var earlier = request == null ? Optional.<Creation>empty() : remembered(request.key());
      if (earlier.isPresent()) {
        return new Insertion.Repeated(earlier.get());
      }
      var kind = index.kindOf(principal.id()).filter(k -> k != principal.kind());
      if (kind.isPresent()) {
        return new Insertion.OtherKind(kind.get());
      }
      if (index.find(token.id()).isPresent() || index.findByDigest(token.digest()).isPresent()) {
        return new Insertion.Taken();
      }
      if (request != null) {
        forgetBefore(token.createdAt().minus(REMEMBERED));
        requests.put(request.key(), new Request(request.bodyHash(), token.id(), token.createdAt()));
      }
      index.put(token);
      return new Insertion.Stored();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean replace(Token after) {
    writing.lock();
    try {
      boolean isNext =
          index.find(after.id()).filter(t -> t.version() == after.version() - 1).isPresent();
      if (isNext) {
        index.put(after);
      }
      return isNext;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<Creation> creation(IdempotencyKey key) {
    writing.lock();
    try {
      return remembered(key);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public List<Token> list(TokenFilter filter, @Nullable String after, int limit) {
    return index.page(filter, after, limit);
  }

  private Optional<Creation> remembered(IdempotencyKey key) {
    Request request = requests.get(key);
    return request == null
        ? Optional.empty()
        : index.find(request.tokenId()).map(token -> new Creation(request.bodyHash(), token));
  }

  private void forgetBefore(Instant limit) {
    requests.values().removeIf(request -> request.at().isBefore(limit));
  }
}
