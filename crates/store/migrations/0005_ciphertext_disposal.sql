-- What is personal is encrypted from here on (docs/decisions/0011), and disposal leaves its trace. In plans, events and waiting the
-- columns exist since 0001: codec 1 is nonce, ciphertext and tag (AES-256-GCM) under the plan's key, and key_id names it.
-- The table keys of 0004 stays empty, because older backups name it: keys lie in a store of their own (migrations/keys).

-- A person is one encrypted value. The older columns are kept for finding her: with codec 1, code, personal_number and mail hold a
-- keyed hash (HMAC-SHA256, hexadecimal, its key in the key store), name is empty, born and phone are null.
alter table people add column sealed {bytes};
-- 0: the columns hold her in the clear, as older versions wrote; 1: sealed holds her; 2: she was erased by statutory disposal
alter table people add column codec bigint not null default 0;
-- the key that sealed is encrypted with
alter table people add column key_id {text};

-- Statutory disposal (gallring), plan by plan: what the archivist decided, and the receipt. Kept when the plan is gone.
create table disposals (
  plan {text} not null primary key,       -- the plan
  state {text} not null,                  -- 'held', 'released', 'approved' or 'done'
  words {bytes},                          -- why it is held or released, encrypted with the plan's key; unreadable once it is done
  codec bigint not null,                  -- how words is written: 0 is text in the clear, 1 is encrypted
  key_id {text},                          -- the key that words is encrypted with
  changed_at bigint not null,             -- when the state was last changed
  approved_at bigint,                     -- when the archivist approved it; null while not
  done_at bigint,                         -- when its key was destroyed; null while it exists
  receipt {text}                          -- what was destroyed, by which clock, as JSON without personal words
);
create index disposals_by_state on disposals (state, plan);
