-- Times are milliseconds since 1970. An incident's timeline is a JSON array.

CREATE TABLE incident (
  id        TEXT    NOT NULL PRIMARY KEY,
  subject   TEXT    NOT NULL,
  state     TEXT    NOT NULL,
  severity  INTEGER NOT NULL,  -- 0 info to 4 critical
  opened_at INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  tokens    TEXT    NOT NULL,  -- joined by blanks
  timeline  TEXT    NOT NULL,
  closed_by TEXT,
  closed_at INTEGER,
  note      TEXT,
  version   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_by_subject ON incident (subject, id);
CREATE INDEX incident_by_state ON incident (state, id);

-- How much more a detector takes from a principal after false alarms.
CREATE TABLE tolerance (
  detector  TEXT NOT NULL,
  principal TEXT NOT NULL,
  factor    REAL NOT NULL,
  PRIMARY KEY (detector, principal)
) STRICT, WITHOUT ROWID;
