-- Drawings and voice notes that belong to preparations. Whose each is, which question it answers and who may see it is told by
-- the event that laid it there; nothing else names its plan's contents.

-- One drawing or voice note, kept as it was given. A picture was read and written anew when it came; of a voice note, what holds
-- the sound was looked through. Taken away, the row goes with the act that says so.
create table media (
  plan {text} not null,                   -- the plan it belongs to
  media {text} not null,                  -- its id, a UUID
  kind {text} not null,                   -- its media type: 'image/png', 'image/jpeg', 'audio/webm', 'audio/ogg' or 'audio/mp4'
  bytes {bytes} not null,                 -- the file
  codec bigint not null,                  -- how bytes is written: 0 is in the clear, 1 is AES-256-GCM
  key_id {text},                          -- the key that bytes is encrypted with, if any
  made_at bigint not null,                -- when it came
  account {text},                         -- the account that sent it
  primary key (plan, media)
);
