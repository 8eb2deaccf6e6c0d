-- Scanned papers that belong to plans: a consent that was signed, a decision of a board. What a scan shows is told by the event
-- that names it; nothing else names its plan's contents.

-- One picture. It was read and written anew when it came, so that it holds a picture and nothing else.
create table scans (
  plan {text} not null,                   -- the plan it belongs to
  scan {text} not null,                   -- the picture's id, a UUID
  kind {text} not null,                   -- 'image/png' or 'image/jpeg'
  bytes {bytes} not null,                 -- the picture
  codec bigint not null,                  -- how bytes is written: 0 is in the clear, 1 is AES-256-GCM
  key_id {text},                          -- the key that bytes is encrypted with, if any
  made_at bigint not null,                -- when it came
  account {text},                         -- the account that sent it
  primary key (plan, scan)
);
