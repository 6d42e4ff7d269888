-- Times are milliseconds since 1970, durations milliseconds. Rules are joined by newlines.

CREATE TABLE challenge (
  id          TEXT    NOT NULL PRIMARY KEY,
  decision    TEXT    NOT NULL,
  principal   TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  token       TEXT    NOT NULL,
  rules       TEXT    NOT NULL,
  acr         TEXT    NOT NULL,
  max_age     INTEGER NOT NULL,
  client      TEXT    NOT NULL,
  network     TEXT    NOT NULL,
  method      TEXT    NOT NULL,
  host        TEXT    NOT NULL,
  path        TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  place       TEXT    NOT NULL,
  program     TEXT    NOT NULL,
  score       INTEGER NOT NULL,
  opened_at   INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  state       TEXT    NOT NULL,
  tries       INTEGER NOT NULL,
  proof_level TEXT,   -- the columns of a proof are all there or none
  proof_way   TEXT,
  proof_by    TEXT,
  proof_since INTEGER,
  proof_until INTEGER,
  proof_once  INTEGER,
  proof_spent INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX challenge_by_state ON challenge (state, expires_at);
CREATE INDEX challenge_by_time ON challenge (opened_at);
