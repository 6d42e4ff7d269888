-- What events of others ask for beyond what may be done within an hour: it waits for somebody's word.

CREATE TABLE signal_held_back (
  id           TEXT    NOT NULL PRIMARY KEY,
  issuer       TEXT    NOT NULL,
  jti          TEXT    NOT NULL,
  target       TEXT    NOT NULL,  -- a principal, or a token's id
  revokes      INTEGER NOT NULL,  -- 1: tokens are to be revoked; 0: the target is to be quarantined
  lasts_millis INTEGER NOT NULL,
  at           INTEGER NOT NULL   -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
