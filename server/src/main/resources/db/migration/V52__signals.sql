-- Shared Signals: streams, and signed events that wait for their receivers.

CREATE TABLE signal_stream (
  id          TEXT    NOT NULL PRIMARY KEY,
  owner       TEXT    NOT NULL,
  url         TEXT,              -- nothing for receivers that poll
  secret      TEXT,              -- what the receiver wants to see as authorization
  requested   TEXT    NOT NULL,  -- JSON
  description TEXT,
  status      TEXT    NOT NULL,
  reason      TEXT,
  removed     TEXT    NOT NULL,  -- JSON
  created_at  INTEGER NOT NULL   -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  jti    TEXT NOT NULL,
  body   TEXT NOT NULL,
  UNIQUE (stream, jti)
) STRICT;

-- The journal's record that events are made of next.
CREATE TABLE signal_place (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  next INTEGER NOT NULL
) STRICT;

-- Events of others that were dealt with.
CREATE TABLE signal_seen (
  issuer TEXT    NOT NULL,
  jti    TEXT    NOT NULL,
  at     INTEGER NOT NULL,  -- milliseconds since 1970
  PRIMARY KEY (issuer, jti)
) STRICT, WITHOUT ROWID;
