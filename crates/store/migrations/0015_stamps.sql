-- Rows outside the seal that say who somebody is, or let somebody in, carry a stamp: HMAC-SHA256 in hexadecimal over the table's
-- name and the row's columns, its key in the key store (docs/decisions/0020). A row without its stamp is treated as not there. Rows of
-- before this migration get theirs once, when the service first opens the database; that it was done stands in the key store.

-- over all columns of the row, in the order of src/stamps.rs
alter table sessions add column stamp {text};
alter table signin_links add column stamp {text};
alter table sign_ins add column stamp {text};
alter table visit_codes add column stamp {text};
alter table accounts add column stamp {text};
-- over all columns of the row and its roles in staff_roles
alter table staff add column stamp {text};
alter table units add column stamp {text};
alter table principals add column stamp {text};
alter table people add column stamp {text};
alter table scans add column stamp {text};
alter table media add column stamp {text};
