-- What calendars hold of meetings, and which calendars staff let others see when they are busy in.

-- A calendar that a member of staff shares: its address and password, encrypted. Nothing of what stands in it is ever stored.
create table calendars (
  staff {text} not null primary key,      -- whose
  sealed {bytes} not null,                -- address, user name and password as JSON, encrypted
  codec bigint not null,                  -- how sealed is written: 1 is AES-256-GCM
  key_id {text} not null,                 -- the key that it is encrypted with
  changed_at bigint not null,             -- when it was given
  checked_at bigint,                      -- when it was last read
  outcome {text}                          -- what came of that, a fixed word
);

-- What was sent of a meeting to a calendar: the newest message alone.
create table invitations (
  plan {text} not null,                   -- the plan
  meeting bigint not null,                -- the row number of the meeting
  party bigint not null,                  -- the row number of the party
  subject_kind {text} not null,           -- 'unit' or 'staff': whose calendar
  subject_id {text} not null,             -- the unit, or the member of staff
  uid {text} not null,                    -- what the meeting is called in calendars: a keyed hash, without meaning
  sequence bigint not null,               -- SEQUENCE of RFC 5545: raised by each message
  method {text} not null,                 -- 'request' or 'cancel'
  told {text} not null,                   -- a keyed hash of what it says, to see whether anything changed
  mail {text} not null,                   -- a keyed hash of the address that it went to
  sent_at bigint not null,                -- when it was handed to the mail server
  reply {text},                           -- what the calendar answered: 'accepted', 'tentative' or 'declined'
  reply_at bigint,                        -- DTSTAMP of that answer: an older one changes nothing
  primary key (plan, meeting, subject_kind, subject_id)
);
create index invitations_by_uid on invitations (uid);

-- Addresses that mail came back from.
create table bounces (
  mail {text} not null primary key,       -- a keyed hash of the address
  at bigint not null                      -- when the newest came back
);
