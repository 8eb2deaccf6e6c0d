-- The key store: a database of its own, beside the plans', because a key that is deleted where the plans lie stays in free pages,
-- in the write-ahead log and in every backup of them. What a key of a destroyed master version wraps can be read by nobody.

-- Which keys these are. One row.
create table key_state (
  one bigint not null primary key,        -- always 1
  house {text} not null,                  -- the id of this set of keys, a UUID; the plans' database carries it too
  master_version bigint not null,         -- the version of the master key that wraps every key here
  proof {bytes} not null,                 -- a known text under that master key: a wrong one is told before anything is done
  generation bigint not null              -- raised by each rotation and disposal, so that a running process reads anew
);

-- One key per plan, one per person of the directory, and one for searching.
create table data_keys (
  key_id {text} not null primary key,     -- the key's id, a UUID of version 7 (it tells when): stands beside whatever it encrypts
  subject_kind {text} not null,           -- 'plan', 'person' or 'search'
  subject_id {text} not null,             -- whose key it is
  wrapped {bytes} not null,               -- nonce, the key encrypted with the master key (AES-256-GCM), tag
  master_version bigint not null          -- the version of the master key that wrapped it
);
create unique index data_keys_by_subject on data_keys (subject_kind, subject_id);

-- The erasure list: whose keys are destroyed for good. Applied anew at every start, so that no restore brings them back.
create table erased (
  subject_kind {text} not null,           -- 'plan' or 'person'
  subject_id {text} not null,             -- whose key it was
  erased_at bigint not null,              -- when it was destroyed
  primary key (subject_kind, subject_id)
);

-- What was done with the keys, for whoever audits them.
create table key_log (
  id {text} not null primary key,         -- the line's id, a UUID
  at bigint not null,                     -- when
  what {text} not null,                   -- 'made', 'rotated', 'destroyed' or 'restored'
  master_version bigint not null,         -- the version of the master key after it
  keys bigint not null                    -- how many keys it concerned
);
