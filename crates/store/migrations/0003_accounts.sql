-- Who can sign in, and who is signed in.

-- An account belongs to one member of staff or to one person.
create table accounts (
  account {text} not null primary key,    -- the account's id, a UUID
  staff {text} unique references staff (staff),    -- the member of staff it belongs to, or null
  person {text} unique references people (person), -- the person it belongs to, or null
  language {text},                        -- the language she chose for the pages; null until she chooses
  created_at bigint not null,             -- when it was made
  ended_at bigint                         -- when it was closed; null while it can be used
);

-- A signed-in browser. Only the hash of its token is kept, so that a copy of this table opens nothing.
create table sessions (
  session {text} not null primary key,    -- SHA-256 of the token, in hexadecimal
  account {text} not null references accounts (account), -- who is signed in
  method {text} not null,                 -- how she signed in, a fixed word
  created_at bigint not null,             -- when
  seen_at bigint not null,                -- when it was last used, written at most once a minute
  expires_at bigint not null              -- when it ends whatever happens
);
create index sessions_by_account on sessions (account, created_at);
create index sessions_by_expiry on sessions (expires_at);

-- A link for signing in: valid for fifteen minutes and once.
create table signin_links (
  link {text} not null primary key,       -- SHA-256 of the token in the link, in hexadecimal
  account {text} not null references accounts (account), -- who it signs in
  created_at bigint not null,             -- when it was made
  expires_at bigint not null,             -- when it stops working
  used_at bigint                          -- when it was used; null while it can be
);
create index signin_links_by_expiry on signin_links (expires_at);

-- What an administrator can change without a restart.
create table settings (
  name {text} not null primary key,       -- which setting, a fixed word
  value {text} not null,                  -- its value as JSON
  changed_at bigint not null,             -- when it was last changed
  changed_by {text}                       -- the account that changed it
);
