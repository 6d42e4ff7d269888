-- What was ended stays for a while, so that a reaction which somebody undid does not come back after a restart.

ALTER TABLE hold ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;  -- 1 where it no longer counts
