-- Times are milliseconds since 1970. Lists without blanks in their items are joined by blanks.

CREATE TABLE principal (
  id   TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  id                TEXT    NOT NULL PRIMARY KEY,
  principal         TEXT    NOT NULL REFERENCES principal (id),
  name              TEXT    NOT NULL,
  scopes            TEXT    NOT NULL,
  created_at        INTEGER NOT NULL,
  expires_at        INTEGER,
  allow_cidrs       TEXT    NOT NULL,
  rate_requests     INTEGER,
  rate_millis       INTEGER,
  tags              TEXT    NOT NULL, -- a JSON object
  digest_key        TEXT    NOT NULL,
  digest            BLOB    NOT NULL UNIQUE,
  previous_key      TEXT,
  previous_digest   BLOB,
  previous_until    INTEGER,
  revoked_at        INTEGER,
  revocation_reason TEXT,
  version           INTEGER NOT NULL
) STRICT;

-- What a creating call asked for, so that its repetition is answered and not carried out again.
CREATE TABLE creation (
  caller          TEXT    NOT NULL,
  idempotency_key TEXT    NOT NULL,
  body_hash       TEXT    NOT NULL,
  token           TEXT    NOT NULL REFERENCES token (id),
  at              INTEGER NOT NULL,
  PRIMARY KEY (caller, idempotency_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX creation_at ON creation (at);

CREATE TABLE token_use (
  token   TEXT    NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL,
  address TEXT
) STRICT, WITHOUT ROWID;
