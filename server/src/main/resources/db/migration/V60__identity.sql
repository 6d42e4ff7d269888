-- What a token depends on beyond itself: a JSON object, absent where it depends on nothing.
ALTER TABLE token ADD COLUMN ties TEXT;

-- Who may not act, and who belongs to whom. Also for principals that only a provider knows.
CREATE TABLE standing (
  principal   TEXT    NOT NULL PRIMARY KEY,
  owner       TEXT,
  disabled_at INTEGER, -- milliseconds since 1970
  reason      TEXT    NOT NULL,
  deleted     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who answers for a machine owns it.
INSERT INTO standing (principal, owner, reason, deleted)
  SELECT principal, owner, '', 0 FROM machine_owner WHERE owner <> '';
