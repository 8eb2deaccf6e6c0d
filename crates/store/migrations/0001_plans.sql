-- The story of each plan and everything derived from it. Every key leads with the plan's id, so that the same schema can be
-- spread over several machines by that column. {text} is text compared byte by byte, {bytes} the database's type for bytes.
-- Points in time are bigint, microseconds since 1970-01-01 UTC: eight bytes, one order on both databases, no time zone to misread.
-- Days are text of the form 2027-01-31, because a day has no time zone and people read it.

-- One row per plan: the folded story, so that a page reads one row instead of the whole story, and what lists need.
create table plans (
  plan {text} not null primary key,       -- the plan's id, a UUID
  revision bigint not null,               -- how many events the story has; the sequence number of the last one
  stage {text} not null,                  -- where in its life the plan is, for counts and lists
  next_meeting {text},                    -- when the coming meeting begins, Swedish civil time such as 2027-01-31T14:00:00
  label {bytes} not null,                 -- the name lists show: the person's, or her alias
  state {bytes} not null,                 -- the folded state
  codec bigint not null,                  -- how label and state are written: 0 is text and JSON in the clear
  key_id {text},                          -- the key they are encrypted with; null when they are in the clear
  created_at bigint not null,             -- when the story began
  updated_at bigint not null              -- when its last event happened
);
create index plans_by_stage on plans (stage, plan);

-- The story itself: what happened, in order, never changed. All else about a plan can be computed again from these rows.
create table events (
  plan {text} not null,                   -- the plan the event belongs to
  seq bigint not null,                    -- its place in the story, from 1 without gaps; the primary key settles a race
  at bigint not null,                     -- when it happened, by the server's clock
  account {text},                         -- the account that acted; null for the system itself
  unit {text},                            -- the unit on whose behalf it acted, if any
  kind {text} not null,                   -- the name of the event, for counts and for people who read the table
  body {bytes} not null,                  -- the event with its version
  codec bigint not null,                  -- how body is written: 0 is JSON in the clear
  key_id {text},                          -- the key that body is encrypted with, if any
  act_key {text},                         -- the submit that caused it, on the last event of the act: a repeated submit adds nothing
  primary key (plan, seq)
);
create unique index events_by_act_key on events (plan, act_key);

-- Who may know of a plan, as a list the database can search; the rules remain the judge, a test holds the two together.
create table plan_readers (
  plan {text} not null,                   -- the plan
  subject_kind {text} not null,           -- 'person', 'unit' or 'staff'
  subject_id {text} not null,             -- the id of that person, unit or member of staff
  role {text} not null,                   -- 'holder' carries the plan on, 'party' takes part, 'family' is of the family's side
  from_day {text} not null,               -- the first day it holds; 0000-01-01 when it always did
  to_day {text} not null,                 -- the last day it holds; 9999-12-31 when no end is set
  primary key (plan, subject_kind, subject_id, role, from_day)
);
create index plan_readers_by_subject on plan_readers (subject_kind, subject_id, plan);

-- What waits, and for whom: the worklist reads this, and only the rows of the one who asks and of the plans she carries on.
create table waiting (
  plan {text} not null,                   -- the plan it waits in
  row_no bigint not null,                 -- its number among the plan's waiting rows, from 0
  subject_kind {text} not null,           -- 'person', 'unit' or 'staff': the kind of the one whose turn it is
  subject_id {text} not null,             -- the id of the one whose turn it is
  task {text} not null,                   -- which task it is, a fixed word
  item bigint,                            -- the number of the row of the plan that it is about, if any
  due {text} not null,                    -- the last day; 9999-12-31 when no day is set, so that it sorts last
  words {bytes},                          -- what the measure says, shown to its owner alone; null for other tasks
  codec bigint not null,                  -- how words is written: 0 is text in the clear
  key_id {text},                          -- the key that words is encrypted with, if any
  primary key (plan, row_no)
);
create index waiting_by_subject on waiting (subject_kind, subject_id, due, plan);
