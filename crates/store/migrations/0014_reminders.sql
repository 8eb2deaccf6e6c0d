-- Reminders of what has a last day, and mail of which nobody knows whether it went out.

-- When a reminder of this job was about to be handed over. Killed between that and done, nobody knows whether it went out:
-- it is then given up and shown, and not sent a second time by itself.
alter table jobs add column handed_at bigint;

-- Which rows have a given last day, for the reminders of a day.
create index waiting_by_due on waiting (due);
