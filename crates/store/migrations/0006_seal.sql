-- The seal: a transparency log (RFC 6962) whose leaves are the rows of events and of access_log, and its signed checkpoints.
-- The rows themselves are never changed for it, so the database can forbid that. The log is one per installation; its keys
-- therefore do not lead with the plan's id.

-- What is written and has no leaf yet: written in the same transaction as the row, taken away when the row has its leaf.
create table unsealed (
  line {text} not null,                   -- the id of the line of access_log; empty for an event
  plan {text} not null,                   -- the plan of the event; empty for a line
  seq bigint not null,                    -- the event's number in its story; 0 for a line
  primary key (line, plan, seq)
);
insert into unsealed (line, plan, seq) select '', plan, seq from events;
insert into unsealed (line, plan, seq) select id, '', 0 from access_log;

-- The leaves, in the order in which they were sealed. A row once written is never changed.
create table leaves (
  leaf bigint not null primary key,       -- its index in the log, from 0 without gaps
  form bigint not null,                   -- how the row was written down before it was hashed: 1 is the first form of an event and of a line
  line {text} not null,                   -- the id of the line of access_log; empty for an event
  plan {text} not null,                   -- the plan of the event; empty for a line
  seq bigint not null,                    -- the event's number in its story; 0 for a line
  hashes {bytes} not null                 -- the hash of the leaf, then that of each subtree it completes, from the lowest: 32 bytes each
);

-- The checkpoints: how many leaves there were and their common hash, signed.
create table checkpoints (
  checkpoint bigint not null primary key, -- its number, from 1 without gaps
  size bigint not null unique,            -- how many leaves it covers
  at bigint not null,                     -- when it was made; stands in the note too
  note {text} not null                    -- the signed note: c2sp.org/tlog-checkpoint
);
