-- What each unit does and does not (uppdragskatalog), kept by the unit itself. It tells of no person.

-- A unit's remit as a whole.
create table remits (
  unit {text} not null primary key references units (unit), -- whose it is
  refers {text},                          -- who can refer somebody to it
  waiting {text},                         -- how long one usually waits
  source {text},                          -- where it stands: a decision, an agreement, a page
  reviewed {text}                         -- the day on which the unit last went through it
);

-- One thing that a unit does, or does not.
create table remit_lines (
  unit {text} not null references units (unit), -- the unit
  place bigint not null,                  -- its place among the unit's lines, from 0
  words {text} not null,                  -- what
  instead {text},                         -- for what it does not do: who does it instead; null for what it does
  primary key (unit, place)
);
