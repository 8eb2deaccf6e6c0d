-- The folded state, 30 kB, is not written by every act: a reader folds the few events after it (docs/decisions/0015).
-- how many events are folded in state; null in rows of older versions, whose state is that of their revision
alter table plans add column state_revision bigint;
