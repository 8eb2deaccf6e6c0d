-- Figures for development leaders, kept up as things happen, and the answers after meetings.

-- What one plan adds to the figures: computed from its story, written in the transaction that changes it. It goes with the plan.
create table plan_figures (
  plan {text} not null primary key,       -- the plan
  unit {text} not null,                   -- the unit that was asked to assess: whose plan it is in the figures
  counts {text} not null                  -- JSON: [figure, quarter, value, how many], in order; no name, word or exact time
);

-- The figures themselves: sums over all plans. Nothing here names a plan or a person.
create table figures (
  figure {text} not null,                 -- its key, as domain/src/figures/mod.rs has it
  quarter {text} not null,                -- the quarter in which it was settled: '2026Q4'
  unit {text} not null,                   -- the unit, or empty for answers after meetings
  value bigint not null,                  -- yes or no as 1 and 0, days, a step from 0 to 5, minutes or hours
  n bigint not null,                      -- how many there are of it
  kept bigint not null,                   -- how many of those come from plans that were disposed of: no story tells of them any more
  primary key (figure, quarter, unit, value)
);

-- What somebody answered after a meeting or a follow-up. No name stands here, no account and no time but the quarter.
create table evaluations (
  plan {text} not null,                   -- the plan
  answer {text} not null,                 -- a hash, under the plan's key, of who answered and about what: finds one's own again
  asked {text} not null,                  -- which questions: 'child', 'adult', 'professional' or 'follow_up'
  quarter {text} not null,                -- the quarter in which it was answered
  released bigint not null,               -- 1 when development leaders may read its words
  shown bigint not null,                  -- 1 when a child lets its guardians see its answers
  body {bytes} not null,                  -- the answers, JSON
  codec bigint not null,                  -- how body is written: 1 is AES-256-GCM with the plan's key
  key_id {text},                          -- the key that body is encrypted with
  primary key (plan, answer)
);

create index evaluations_by_released on evaluations (released, quarter);
