-- Times are milliseconds since 1970. What can prove somebody is sealed, or a keyed digest.

CREATE TABLE factor (
  id         TEXT    NOT NULL PRIMARY KEY,
  principal  TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  data       TEXT    NOT NULL,
  counter    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX factor_by_principal ON factor (principal, id);

CREATE TABLE invitation (
  digest     TEXT    NOT NULL PRIMARY KEY,
  principal  TEXT    NOT NULL,
  expires_at INTEGER NOT NULL,
  used       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong answers in a row, by the canonical name of a person.
CREATE TABLE proof_tries (
  identity     TEXT    NOT NULL PRIMARY KEY,
  wrong        INTEGER NOT NULL,
  last_at      INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE machine_owner (
  principal TEXT NOT NULL PRIMARY KEY,
  owner     TEXT NOT NULL,
  mail      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
