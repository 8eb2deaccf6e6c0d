-- Disposal by the archivists of those who take part: each says yes for the own principal. A member of staff may also be
-- 'archivist' in staff_roles.

-- one principal's yes to the destruction of a plan; it counts while nothing is added to the plan after it
create table disposal_yes (
  plan {text} not null,                   -- the plan
  principal {text} not null,              -- the principal whose archivist said it
  account {text} not null,                -- who said it
  at bigint not null,                     -- when
  primary key (plan, principal)
);
-- the principal whose archivist holds the plan; null when the operator does by a command, or when nobody does
alter table disposals add column held_by {text};
