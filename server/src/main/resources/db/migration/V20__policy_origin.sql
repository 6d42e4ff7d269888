-- How a set came into force: applied, rolled back to, read from the policy folder, or configured.
-- Only what a person applied or rolled back to counts against the configuration after a restart.
ALTER TABLE policy_set ADD COLUMN origin TEXT NOT NULL DEFAULT 'applied';
