-- What counts on every call of a token or principal for a time. Times are milliseconds since 1970.

CREATE TABLE hold (
  id       TEXT    NOT NULL PRIMARY KEY,
  whom     TEXT    NOT NULL,  -- TOKEN or PRINCIPAL
  target   TEXT    NOT NULL,
  rule     TEXT    NOT NULL,
  cause    TEXT    NOT NULL,
  effect   TEXT,              -- JSON; nothing where it only raises the risk
  points   REAL    NOT NULL,
  from_at  INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
