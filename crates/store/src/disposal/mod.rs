//! Statutory disposal (gallring): which plans are due, what the archivist decided, and the destruction itself. What is left of a plan is
//! its story as ciphertext that nobody can read, so that the seal over it still holds, its lines in the access log, and a receipt.

mod archivist;
mod authorities;
mod destroy;
mod list;

pub use archivist::{DisposalDone, DisposalSays};
pub use authorities::Authority;
pub(crate) use destroy::erase_again;
pub use destroy::{Destroyed, Receipt, Yes};
pub use list::{DisposalRow, DisposalState};

use samsyn_domain::ids::PlanId;

use crate::error::StoreError;

/// Why something about a disposal was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DisposalError {
    /// There is no such plan.
    #[error("there is no plan with that id")]
    NotFound,
    /// Its clock has not run out: the first day it may be destroyed.
    #[error("its time has not run out: it may be destroyed from {0} on, if nothing is added to it before")]
    NotDue(jiff::civil::Date),
    /// Somebody holds it.
    #[error("it is held; release it first")]
    Held,
    /// It is not held.
    #[error("it is not held")]
    NotHeld,
    /// Another principal, or the operator, holds it.
    #[error("another one holds it")]
    NotTheirs,
    /// It was approved before, and nothing was added to it since.
    #[error("it is approved already")]
    Already,
    /// Somebody else decided something about it at the same moment.
    #[error("somebody else decided about it meanwhile: look at it again")]
    Meanwhile,
    /// No reason was given, or one that is longer than 1,000 characters.
    #[error("say why, in at most 1,000 characters")]
    NoReason,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Of a plan that is disposed of, all rows of these tables go. A test holds the list to the tables there are.
pub(crate) const LET_GO: [(&str, &str); 15] = [
    ("plans", "delete from plans where plan = $1"),
    ("plan_readers", "delete from plan_readers where plan = $1"),
    ("deviations", "delete from deviations where plan = $1"),
    ("waiting", "delete from waiting where plan = $1"),
    ("plan_figures", "delete from plan_figures where plan = $1"),
    ("evaluations", "delete from evaluations where plan = $1"),
    ("jobs", "delete from jobs where plan = $1"),
    ("scans", "delete from scans where plan = $1"),
    ("media", "delete from media where plan = $1"),
    ("rooms", "delete from rooms where plan = $1"),
    ("sessions", "delete from sessions where plan = $1"),
    ("visit_codes", "delete from visit_codes where plan = $1"),
    ("log_questions", "delete from log_questions where plan = $1"),
    ("invitations", "delete from invitations where plan = $1"),
    ("disposal_yes", "delete from disposal_yes where plan = $1"),
];

/// Tables that name a plan and keep their rows: the story as ciphertext, who looked (kept at least five years, HSLF-FS 2016:40 4 kap. 9 §),
/// their seal, whose screen somebody answered on, and what became of it.
#[cfg(test)]
const KEPT: [&str; 6] = ["events", "access_log", "unsealed", "leaves", "handovers", "disposals"];

// Columns of a row of the list. The plans whose last entry is older than a time; what is known of their disposal with them.
macro_rules! listed {
    () => {
        "select p.plan, p.updated_at, d.state, d.words, d.codec, d.approved_at, d.held_by from plans p left join disposals d on d.plan = p.plan "
    };
}
pub(crate) const ALL: &str =
    concat!(listed!(), "where p.updated_at < $1 or d.state = 'held' order by p.updated_at, p.plan");
pub(crate) const ONE: &str = concat!(listed!(), "where p.plan = $1");
pub(crate) const APPROVED: &str =
    concat!(listed!(), "where d.state = 'approved' or p.plan in (select plan from disposal_yes) order by p.plan");
pub(crate) const LISTED: &str =
    "select plan, state, receipt, done_at from disposals where state = 'done' order by done_at, plan";
// The operator's yes, and the receipt before the key is destroyed; neither while somebody holds it.
pub(crate) const SAVE: &str = "insert into disposals (plan, state, codec, changed_at, approved_at, receipt) values ($1, 'approved', 0, $2, $2, $3) \
    on conflict (plan) do update set state = excluded.state, words = null, codec = 0, key_id = null, \
    changed_at = excluded.changed_at, approved_at = excluded.approved_at, receipt = excluded.receipt where disposals.state <> 'held'";
pub(crate) const HOLD: &str = "insert into disposals (plan, state, words, codec, key_id, changed_at, held_by) values ($1, 'held', $2, $3, $4, $5, $6) \
    on conflict (plan) do update set state = excluded.state, words = excluded.words, codec = excluded.codec, key_id = excluded.key_id, \
    changed_at = excluded.changed_at, held_by = excluded.held_by, approved_at = null, receipt = null \
    where disposals.state <> 'done' and (disposals.state <> 'held' or coalesce(disposals.held_by, '') = coalesce(excluded.held_by, ''))";
pub(crate) const RELEASE: &str = "update disposals set state = 'released', words = $2, codec = $3, key_id = $4, changed_at = $5, held_by = null \
    where plan = $1 and state = 'held' and (cast($6 as text) is null or held_by = $6)";
pub(crate) const SAY: &str = "insert into disposal_yes (plan, principal, account, at) \
    select p.plan, cast($2 as text), cast($3 as text), cast($4 as bigint) from plans p \
    where p.plan = $1 and p.updated_at <= $4 and not exists (select d.plan from disposals d where d.plan = $1 and d.state = 'held') \
    on conflict (plan, principal) do update set account = excluded.account, at = excluded.at";
pub(crate) const UNSAY: &str = "delete from disposal_yes where plan = $1";
pub(crate) const SAID: &str = "select principal, at from disposal_yes where plan = $1 order by principal";
pub(crate) const ARCHIVISTS: &str = "select distinct u.principal from staff s join staff_roles r on r.staff = s.staff join units u on u.unit = s.unit \
    where r.role = 'archivist' and s.ended_at is null order by u.principal";
pub(crate) const DONE: &str = "insert into disposals (plan, state, codec, changed_at, done_at) values ($1, 'done', 0, $2, $2) \
    on conflict (plan) do update set state = excluded.state, changed_at = excluded.changed_at, done_at = coalesce(disposals.done_at, excluded.done_at)";
pub(crate) const FORGET_PERSON: &str = "update people set code = person, name = '', born = null, personal_number = null, language = null, mail = null, \
    phone = null, sealed = null, codec = 2, key_id = null, ended_at = coalesce(ended_at, $2) where person = $1 and codec < 2";
pub(crate) const END_ACCOUNT: &str = "update accounts set ended_at = $2 where person = $1 and ended_at is null";
pub(crate) const END_SESSIONS: &str =
    "delete from sessions where account in (select account from accounts where person = $1)";
pub(crate) const END_LINKS: &str =
    "delete from signin_links where account in (select account from accounts where person = $1)";
// Whether somebody is in a plan that is not to be destroyed.
pub(crate) const OTHER_PLANS: &str = "select plan from plan_readers where subject_kind = 'person' and subject_id = $1 \
    union select e.plan from events e join accounts a on a.account = e.account join plans p on p.plan = e.plan where a.person = $1";
pub(crate) const UNITS: &str =
    "select distinct u.unit from units u join events e on e.unit = u.unit where e.plan = $1 order by u.unit";
pub(crate) const LEFT: &str = "select plan from plans where plan = $1 union select plan from plan_readers where plan = $1 \
    union select plan from waiting where plan = $1 union select plan from deviations where plan = $1 union select plan from jobs where plan = $1 \
    union select plan from log_questions where plan = $1 union select plan from scans where plan = $1 \
    union select plan from media where plan = $1 \
    union select plan from plan_figures where plan = $1 union select plan from evaluations where plan = $1 \
    union select plan from sessions where plan = $1 union select plan from visit_codes where plan = $1 \
    union select plan from disposal_yes where plan = $1 \
    union select plan from invitations where plan = $1";
pub(crate) const LEFT_PERSON: &str = "select person from people where person = $1 and codec < 2";
// What an older version wrote in the clear, in a backup from before the keys, of a plan that was disposed of since.
pub(crate) const EMPTY_CLEAR: &str =
    "update events set body = $2, codec = 1, act_key = null where plan = $1 and codec = 0";
pub(crate) const STORY: &str = "select seq, at, codec, body from events where plan = $1 order by seq";

/// A plan's id from the first column.
fn plan(row: &crate::sql::Row) -> crate::error::Result<PlanId> {
    Ok(PlanId(row.uuid(0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_that_names_a_plan_goes_or_is_kept_on_purpose() {
        for table in crate::migrate::tables(crate::migrate::PLANS) {
            if !table.columns.iter().any(|(name, _)| name == "plan") {
                continue;
            }
            let goes = LET_GO.iter().any(|(name, _)| *name == table.name);
            let kept = KEPT.contains(&table.name.as_str());
            assert!(
                goes != kept,
                "{}: say in disposal/mod.rs whether its rows go when a plan is disposed of, or stay (then without a personal word)",
                table.name
            );
        }
    }
}
