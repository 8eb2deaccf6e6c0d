-- What the room of an open meeting is doing: whose turn it is, which part, what is wished. No part of the story: the row comes
-- with the act that opens the meeting and goes with the one that ends it.

-- One room. At most one meeting of a plan is open.
create table rooms (
  plan {text} primary key,                -- the plan it belongs to
  revision bigint not null,               -- grows with each deed in the room, also from one meeting to the next
  state {bytes} not null,                 -- what it is doing (samsyn_domain::room::Room, JSON)
  codec bigint not null,                  -- how state is written: 0 is in the clear, 1 is AES-256-GCM
  key_id {text}                           -- the key that state is encrypted with, if any
);
