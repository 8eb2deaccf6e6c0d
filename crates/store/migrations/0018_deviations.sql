-- What deviates in each plan, and in the list of which unit it stands: derived from the story, without a word of it. A member of
-- staff may also be 'manager' in staff_roles: answers for the unit, is told what is long overdue there, and reads its list.
create table deviations (
  plan {text} not null,                   -- the plan
  row_no bigint not null,                 -- its place among the plan's deviations, from 0
  unit {text} not null,                   -- in whose list it stands: the unit it is about, or the one that carries the plan on
  about {text} not null,                  -- the unit that it is about
  kind {text} not null,                   -- what deviates, a fixed word such as 'measure_late'
  item bigint,                            -- the row of the plan that it is about
  number bigint,                          -- the measure's number, what people call it by
  staff {text},                           -- the member of staff who answers or answered for it
  since {text} not null,                  -- the first day on which it deviates; before that day it is none yet
  primary key (plan, row_no)
);
create index deviations_by_unit on deviations (unit, since);
