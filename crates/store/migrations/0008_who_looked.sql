-- Questions about lines of the access log, spot checks of it, and how each person wants to be reached.

-- Whom or what in the directory a line concerns: the id of a person, a member of staff, a unit, a principal or an account.
alter table access_log add column about {text};
-- Lists of the log go by time; lines come in that order, so the index grows at its end alone.
create index access_log_by_time on access_log (at, id);

-- A question about one line of the access log, asked by somebody who may read it, answered by an auditor.
create table log_questions (
  question {text} not null primary key,   -- the question's id, a UUID
  line {text} not null,                   -- the line of the access log
  plan {text} not null,                   -- the plan that the line concerns
  principal {text},                       -- the principal of the unit that looked; null where no unit did
  asked_at bigint not null,               -- when
  asked_by {text} not null,               -- the account that asked
  words {bytes} not null,                 -- what was asked
  answered_at bigint,                     -- when it was answered; null while it waits
  answered_by {text},                     -- the account that answered
  answer {bytes},                         -- the answer
  codec bigint not null,                  -- how words and answer are written: 1 is encrypted with the plan's key
  key_id {text}                           -- the key they are encrypted with
);
create index log_questions_by_plan on log_questions (plan, asked_at);
create index log_questions_open on log_questions (answered_at, asked_at);

-- A line that was drawn for a spot check, and what the auditor found.
create table log_checks (
  round {text} not null,                  -- which drawing: the id of the job that drew
  line {text} not null,                   -- the line of the access log
  unit {text} not null,                   -- the unit that looked
  drawn_at bigint not null,               -- when it was drawn
  due {text} not null,                    -- the last day for the check, such as 2027-01-31
  outcome {text},                         -- 'in_order', 'asked' or 'not_in_order'; null while nobody has said
  checked_at bigint,                      -- when the outcome was last written
  checked_by {text},                      -- the account of the auditor
  words {bytes},                          -- what the auditor notes, if anything
  codec bigint not null,                  -- how words is written: 0 is text in the clear
  key_id {text},                          -- the key it is encrypted with; null when it is in the clear
  primary key (round, line)
);
create index log_checks_by_outcome on log_checks (outcome, drawn_at);

-- How a person in private life wants to be reached. Without a row: not at all.
create table reach_choices (
  person {text} not null primary key references people (person), -- whose choice it is
  channel {text} not null,                -- 'none' or 'mail'
  from_hour bigint not null,              -- from which hour of the day, Swedish time, 0 to 23
  to_hour bigint not null,                -- until which hour, 1 to 24; the same as from_hour: at any time
  leave_told_at bigint,                   -- when she was told how "leave this page" works; null until then
  changed_at bigint not null              -- when she chose
);
