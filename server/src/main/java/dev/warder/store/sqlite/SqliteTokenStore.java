package dev.warder.store.sqlite;

import dev.warder.model.PrincipalKind;
import dev.warder.model.StartupFailure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Token records in SQLite, all of them in heap as well.
///
/// The heap follows the file: a record shows there after its commit. Where a commit fails without
/// our learning whether it reached the disk, the next change of that token finds the difference and
/// takes over what the file says.
public final class SqliteTokenStore implements TokenStore {
  private static final long REMEMBERED_MILLIS = Duration.ofHours(24).toMillis();

  private final ReentrantLock writing = new ReentrantLock(); // held until the heap has followed
  private final HeapIndex index = new HeapIndex();
  private final SqliteDatabase database;

  /// Files tokens while the next are read: either takes seconds with a million. One batch after the
  /// other, as the index wants it.
  private static final class Filing implements Consumer<Token> {
    private static final int BATCH = 4096;

    private final HeapIndex index;
    private List<Token> batch = new ArrayList<>();
    private CompletableFuture<Void> filed = CompletableFuture.completedFuture(null);

    Filing(HeapIndex index) {
      this.index = index;
    }

    @Override
    public void accept(Token token) {
      batch.add(token);
      if (batch.size() == BATCH) {
        List<Token> full = batch;
        batch = new ArrayList<>(BATCH);
        filed = filed.thenRunAsync(() -> full.forEach(index::put));
      }
    }

    /// Blocks until all are filed. Fails where one could not be.
    void finish() {
      filed.join();
      batch.forEach(index::put);
    }
  }

  /// Loads all records.
  ///
  /// @throws StartupFailure where one cannot be read: to start without it could let someone in
  public SqliteTokenStore(SqliteDatabase database) {
    this.database = database;
    try {
      Filing filing = new Filing(index);
      database.inTransaction(h -> TokenRows.forEach(h, filing));
      filing.finish();
    } catch (RuntimeException e) {
      throw new StartupFailure(
          "the database holds tokens that cannot be read",
          "restore it from a backup, or repair it with the sqlite3 program",
          e);
    }
  }

  @Override
  public TokenIndex index() {
    return index;
  }

  @Override
  public Insertion insert(Token token, @Nullable CreationRequest request) {
    writing.lock();
    try {
      Insertion insertion = database.inTransaction(h -> insert(h, token, request));
      switch (insertion) {
        case Insertion.Stored() -> index.put(token);
        case Insertion.Repeated(Creation earlier) -> follow(earlier.token());
        case Insertion.OtherKind(_), Insertion.Taken() -> {}
      }
      return insertion;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public boolean replace(Token after) {
    writing.lock();
    try {
      if (index.find(after.id()).filter(t -> t.version() == after.version() - 1).isEmpty()) {
        return false;
      }
      if (database.inTransaction(h -> TokenRows.update(h, after))) {
        index.put(after);
        return true;
      }
      database.inTransaction(h -> TokenRows.find(h, after.id())).ifPresent(this::follow);
      return false;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Optional<Creation> creation(IdempotencyKey key) {
    return database.inTransaction(h -> creation(h, key));
  }

  @Override
  public List<Token> list(TokenFilter filter, @Nullable String after, int limit) {
    return index.page(filter, after, limit);
  }

  private void follow(Token onDisk) {
    if (index.find(onDisk.id()).filter(t -> t.version() >= onDisk.version()).isEmpty()) {
      index.put(onDisk);
    }
  }

  private Insertion insert(Handle h, Token token, @Nullable CreationRequest request) {
    Optional<Creation> earlier = request == null ? Optional.empty() : creation(h, request.key());
    if (earlier.isPresent()) {
      return new Insertion.Repeated(earlier.get());
    }
    if (index.find(token.id()).isPresent() || index.findByDigest(token.digest()).isPresent()) {
      return new Insertion.Taken();
    }
    PrincipalKind kind = TokenRows.kindOf(h, token.principal());
    if (kind != token.principal().kind()) {
      return new Insertion.OtherKind(kind);
    }
    TokenRows.insert(h, token);
    if (request != null) {
      long now = token.createdAt().toEpochMilli();
      h.execute("DELETE FROM creation WHERE at < ?", now - REMEMBERED_MILLIS);
      IdempotencyKey key = request.key();
      h.execute(
          "INSERT INTO creation (caller, idempotency_key, body_hash, token, at)"
              + " VALUES (?, ?, ?, ?, ?)",
          key.caller(),
          key.value(),
          request.bodyHash(),
          token.id(),
          now);
    }
    return new Insertion.Stored();
  }

  private static Optional<Creation> creation(Handle h, IdempotencyKey key) {
    return h.createQuery(
            "SELECT body_hash, token FROM creation WHERE caller = ? AND idempotency_key = ?")
        .bind(0, key.caller())
        .bind(1, key.value())
        .map((row, context) ->
            new Creation(
                row.getString("body_hash"),
                TokenRows.find(h, row.getString("token")).orElseThrow()))
        .findOne();
  }
}
