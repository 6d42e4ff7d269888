package dev.warder.store.sqlite;

import dev.warder.stepup.Invitation;
import dev.warder.stepup.InvitationStore;
import dev.warder.stepup.Owner;
import dev.warder.stepup.OwnerStore;
import dev.warder.stepup.Tries;
import dev.warder.stepup.TriesStore;
import java.time.Instant;
import java.util.Optional;

/// Invitations, counts of wrong answers, and owners of machines, in the SQLite file.
public final class SqlitePeopleStore implements InvitationStore, TriesStore, OwnerStore {
  private final SqliteDatabase database;

  public SqlitePeopleStore(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Invitation invitation, Instant now) {
    int _ =
        database.inTransaction(handle -> {
          handle.execute("DELETE FROM invitation WHERE expires_at < ?", now.toEpochMilli());
          return handle.execute(
              "INSERT INTO invitation (digest, principal, expires_at, used) VALUES (?, ?, ?, ?)",
              invitation.digest(),
              invitation.principal(),
              invitation.expiresAt().toEpochMilli(),
              invitation.used() ? 1 : 0);
        });
  }

  @Override
  public Optional<Invitation> find(String digest) {
    return database.inTransaction(handle ->
        handle
            .createQuery("SELECT principal, expires_at, used FROM invitation WHERE digest = ?")
            .bind(0, digest)
            .map((row, context) ->
                new Invitation(
                    digest,
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    row.getInt(3) == 1))
            .findOne());
  }

  @Override
  public boolean use(String digest) {
    int used =
        database.inTransaction(handle ->
            handle.execute("UPDATE invitation SET used = 1 WHERE digest = ? AND used = 0", digest));
    return used == 1;
  }

  @Override
  public Tries of(String identity) {
    return database.inTransaction(handle ->
        handle
            .createQuery("SELECT wrong, last_at, locked_until FROM proof_tries WHERE identity = ?")
            .bind(0, identity)
            .map((row, context) ->
                new Tries(
                    identity,
                    row.getInt(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Instant.ofEpochMilli(row.getLong(3))))
            .findOne()
            .orElse(Tries.none(identity)));
  }

  @Override
  public void save(Tries tries) {
    int _ =
        database.inTransaction(handle ->
            handle.execute(
                "INSERT INTO proof_tries (identity, wrong, last_at, locked_until)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT (identity) DO UPDATE SET"
                    + " wrong = excluded.wrong, last_at = excluded.last_at,"
                    + " locked_until = excluded.locked_until",
                tries.identity(),
                tries.wrong(),
                tries.lastAt().toEpochMilli(),
                tries.lockedUntil().toEpochMilli()));
  }

  @Override
  public Optional<Owner> ownerOf(String principal) {
    return database.inTransaction(handle ->
        handle
            .createQuery("SELECT owner, mail FROM machine_owner WHERE principal = ?")
            .bind(0, principal)
            .map((row, context) -> new Owner(row.getString(1), row.getString(2)))
            .findOne());
  }

  @Override
  public void put(String principal, Owner owner) {
    int _ =
        database.inTransaction(handle ->
            owner.equals(Owner.NOBODY)
                ? handle.execute("DELETE FROM machine_owner WHERE principal = ?", principal)
                : handle.execute(
                    "INSERT INTO machine_owner (principal, owner, mail) VALUES (?, ?, ?)"
                        + " ON CONFLICT (principal) DO UPDATE SET owner = excluded.owner,"
                        + " mail = excluded.mail",
                    principal,
                    owner.principal(),
                    owner.mail()));
  }
}
