-- Notices that wait to be sent. Times are milliseconds since 1970.

CREATE TABLE outbox (
  notice   TEXT    NOT NULL,
  target   TEXT    NOT NULL,
  address  TEXT    NOT NULL,  -- empty for the target's own
  body     TEXT    NOT NULL,  -- the notice as JSON
  attempts INTEGER NOT NULL,
  next_at  INTEGER NOT NULL,
  PRIMARY KEY (notice, target, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_time ON outbox (target, next_at);
