-- Every set of policies that was ever applied; the one with the highest number is in force.
CREATE TABLE policy_set (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  revision TEXT    NOT NULL,
  time     INTEGER NOT NULL,  -- milliseconds since 1970
  actor    TEXT    NOT NULL
) STRICT;

CREATE INDEX policy_set_by_revision ON policy_set (revision, number);

CREATE TABLE policy_source (
  number INTEGER NOT NULL REFERENCES policy_set (number),
  name   TEXT    NOT NULL,
  yaml   TEXT    NOT NULL,
  PRIMARY KEY (number, name)
) STRICT;
