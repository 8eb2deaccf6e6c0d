-- The directory: who there is, outside the plans. What the columns hold is told in docs/directory.md.
-- A code is the short key that the installation's own files use; it never changes meaning.

-- A person a plan can be about, or who takes part as herself: child, guardian, GodMan, supporter.
create table people (
  person {text} not null primary key,     -- the person's id, a UUID
  code {text} not null unique,            -- her key in people.csv
  name {text} not null,                   -- the name she goes by; an alias when her identity is protected
  born {text},                            -- the day of birth, when known
  personal_number {text} unique,          -- Personnummer or Samordningsnummer, twelve digits, only where an authority must match records
  language {text},                        -- BCP 47 tag of the language she reads best
  mail {text},                            -- where messages go, in small letters; null when none shall
  phone {text},                           -- her telephone number
  ended_at bigint                         -- when she was taken out of the lists; null while she is in them
);
create index people_by_mail on people (mail);

-- A principal (huvudman): the body that answers for units.
create table principals (
  principal {text} not null primary key,  -- the principal's id, a UUID
  code {text} not null unique,            -- its key in principals.csv
  name {text} not null,                   -- its name
  kind {text} not null,                   -- 'kommun', 'region', 'school' or 'other': the first two have the legal duty
  ended_at bigint                         -- when it ceased; null while it exists
);

-- A unit: a board's office, a school, a clinic.
create table units (
  unit {text} not null primary key,       -- the unit's id, a UUID
  code {text} not null unique,            -- its key in units.csv
  principal {text} not null references principals (principal), -- the principal that answers for it
  name {text} not null,                   -- its name
  board {text},                           -- the board (nämnd) it belongs to: each board is an authority of its own
  function_mail {text} not null,          -- a shared mailbox that somebody always reads
  phone {text},                           -- its telephone number
  hsa_id {text} unique,                   -- its HsaId
  kind {text} not null,                   -- what it is, a fixed word such as 'school' or 'child_psychiatry'
  ended_at bigint                         -- when it ceased; null while it exists
);
create index units_by_principal on units (principal, name);

-- A member of staff of one unit.
create table staff (
  staff {text} not null primary key,      -- the id of the member of staff, a UUID
  code {text} not null unique,            -- the key in staff.csv
  unit {text} not null references units (unit), -- the unit
  name {text} not null,                   -- the name
  title {text},                           -- the profession, as the family would say it
  mail {text},                            -- the work address, in small letters: sign-in links go there
  phone {text},                           -- the work telephone
  ended_at bigint                         -- when the work there ended; null while it lasts
);
create index staff_by_unit on staff (unit, name);
create index staff_by_mail on staff (mail);

-- What a member of staff is beside being a professional of the unit.
create table staff_roles (
  staff {text} not null references staff (staff), -- the member of staff
  role {text} not null,                   -- 'coordinator', 'facilitator', 'development-leader', 'administrator' or 'auditor'
  primary key (staff, role)
);
