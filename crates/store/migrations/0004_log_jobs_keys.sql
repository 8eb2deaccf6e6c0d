-- Who looked at what, what remains to be done, and room for keys.

-- One line per look, act and denial, written durably before the answer is given. Never changed.
create table access_log (
  id {text} not null primary key,         -- the line's id, a UUID
  plan {text},                            -- the plan it concerns; null for lists and for the directory
  at bigint not null,                     -- when
  account {text},                         -- the account; null for the system itself
  actor_kind {text} not null,             -- the kind of actor it was at that time, a fixed word
  actor_id {text},                        -- the id of the person or member of staff behind the account at that time
  unit {text},                            -- the unit on whose behalf
  action {text} not null,                 -- what was asked for, a fixed word
  surface {text} not null,                -- through what: 'page', 'paper', 'export', 'fhir', 'worker', 'command'
  purpose {text},                         -- the purpose given, a fixed word, where one is asked for
  outcome {text} not null,                -- 'allowed', 'denied', 'refused', 'stale' or 'repeated'
  reason {text}                           -- why allowed or denied, a fixed word, never a person's words
);
create index access_log_by_plan on access_log (plan, at);
create index access_log_by_account on access_log (account, at);

-- Work to be done after an act: mail, calendar, paper, reminders.
create table jobs (
  job {text} not null primary key,        -- the job's id, a UUID
  plan {text},                            -- the plan it concerns, if any
  kind {text} not null,                   -- what is to be done, a fixed word
  body {text} not null,                   -- what it needs to know, as JSON: ids and days, no personal words
  dedupe {text} not null unique,          -- two jobs with the same key are one job
  run_at bigint not null,                 -- not before this time
  attempts bigint not null,               -- how many times it was begun
  leased_until bigint not null,           -- a worker has it until then; 0 when nobody has
  done_at bigint,                         -- when it was done
  failed_at bigint,                       -- when it was given up
  last_error {text}                       -- why the last attempt failed, without personal words
);
create index jobs_waiting on jobs (done_at, failed_at, run_at);

-- Keys, one per person or plan, wrapped by a master key. The next issue fills it; the columns that name a key exist already.
create table keys (
  key_id {text} not null primary key,     -- the key's id, a UUID
  subject_kind {text} not null,           -- 'person' or 'plan'
  subject_id {text} not null,             -- whose key it is
  wrapped {bytes},                        -- the key, wrapped; null once destroyed
  master_version bigint not null,         -- which master key wrapped it
  made_at bigint not null,                -- when it was made
  destroyed_at bigint                     -- when it was destroyed by statutory disposal
);
create index keys_by_subject on keys (subject_kind, subject_id);
