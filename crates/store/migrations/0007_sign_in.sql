-- Signing in with an identity provider, by a visit code, or on a worker's device; what was typed when a session ended.

-- HsaId of a member of staff; the same in each row of somebody who works at several units.
alter table staff add column hsa_id {text};
create index staff_by_hsa_id on staff (hsa_id);

-- Until when a session lasts unless it is used; a session of before this migration has ended.
alter table sessions add column idle_until bigint not null default 0;
-- How far a session reaches: null for all that its account may, 'visit' or 'together' for one plan.
alter table sessions add column reach {text};
-- The only plan that a limited session reaches.
alter table sessions add column plan {text};
-- The visit code or the hand-over that a limited session came from.
alter table sessions add column origin {text};

-- A sign-in that has gone to an identity provider and waits for its answer, or for a choice among several units.
create table sign_ins (
  sign_in {text} not null primary key,    -- SHA-256 of the secret in the browser's cookie, in hexadecimal
  provider {text} not null,               -- the provider's id in the configuration
  next {text} not null,                   -- the address of the house to go to afterwards
  created_at bigint not null,             -- when it began
  expires_at bigint not null,             -- when it stops working
  used_at bigint,                         -- when the provider's answer came; a second answer finds this and is refused
  choices {text}                          -- the accounts to choose among, as JSON; null when there is nothing to choose
);
create index sign_ins_by_expiry on sign_ins (expires_at);

-- A code on paper or told by phone, by which somebody of a family reads one plan and prepares, once.
create table visit_codes (
  visit {text} not null primary key,      -- the id, a UUID
  code {text} not null unique,            -- SHA-256 of the code, in hexadecimal
  plan {text} not null,                   -- the only plan it opens
  person {text} not null,                 -- for whom
  helper {text} not null,                 -- the member of staff who made it
  checked {text} not null,                -- how that one made sure who it was, a fixed word
  given_at bigint not null,               -- when it was made
  expires_at bigint not null,             -- when it stops working
  used_at bigint,                         -- when it was used; null while it can be
  withdrawn_at bigint                     -- when it was withdrawn; null when it was not
);
create index visit_codes_by_plan on visit_codes (plan, given_at);
create index visit_codes_by_expiry on visit_codes (expires_at);

-- A worker handed over a device to somebody of a family. Kept as long as the plan's log.
create table handovers (
  handover {text} not null primary key,   -- the id, a UUID
  plan {text} not null,                   -- the plan
  person {text} not null,                 -- who answered
  helper {text} not null,                 -- the member of staff who handed over
  checked {text} not null,                -- how that one made sure who it was, a fixed word
  begun_at bigint not null,               -- when
  ended_at bigint                         -- when the device was given back; null when the session just ran out
);
create index handovers_by_plan on handovers (plan, begun_at);

-- What somebody had typed when their session had run out, until they are back.
create table drafts (
  draft {text} not null primary key,      -- the id, a UUID
  account {text} not null,                -- whose it is
  path {text} not null,                   -- the address that the form was sent to
  body {bytes} not null,                  -- the form as it was sent
  codec bigint not null,                  -- how body is written: 0 is in the clear
  key_id {text},                          -- the key it is encrypted with, if any
  written_at bigint not null,             -- when
  expires_at bigint not null              -- when it is removed
);
create index drafts_by_account on drafts (account, written_at);
create index drafts_by_expiry on drafts (expires_at);
