//! Changing the directory on somebody's behalf: the change and its line in the access log are one transaction.

use jiff::Timestamp;
use samsyn_domain::access::Hat;
use samsyn_domain::ids::{AccountId, PlanId};
use samsyn_domain::remit::Remit;
use uuid::Uuid;

use crate::access_log::Outcome;
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::look::Asking;
use crate::sql::{Statement, Value, values};
use crate::writer::Unit as Written;
use crate::{Account, Person, Principal, Staff, Store, Unit};

/// A change of the directory.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// A principal is added or changed; ended when `ended` is set.
    Principal(&'a Principal),
    /// A unit is added or changed.
    Unit(&'a Unit),
    /// What a unit does and does not is written anew.
    Remit(&'a Remit),
    /// A member of staff is added or changed. When the work there has ended, every session of theirs ends.
    Staff(&'a Staff),
    /// A person is added or changed.
    Person(&'a Person),
    /// An account is opened for the first time.
    OpenAccount(&'a Account),
    /// An account is closed, and its sessions end.
    EndAccount(AccountId, Timestamp),
    /// A closed account is opened again; old sessions stay ended.
    ReopenAccount(AccountId),
}

impl Change<'_> {
    /// The word in the log.
    fn key(self) -> &'static str {
        match self {
            Self::Principal(_) => "keep_principal",
            Self::Unit(_) => "keep_unit",
            Self::Remit(_) => "keep_remit",
            Self::Staff(_) => "keep_staff",
            Self::Person(_) => "keep_person",
            Self::OpenAccount(_) => "open_account",
            Self::EndAccount(..) => "end_account",
            Self::ReopenAccount(_) => "reopen_account",
        }
    }

    fn about(self) -> Uuid {
        match self {
            Self::Principal(principal) => principal.id.0,
            Self::Unit(unit) => unit.id.0,
            Self::Remit(remit) => remit.unit.0,
            Self::Staff(staff) => staff.id.0,
            Self::Person(person) => person.id.0,
            Self::OpenAccount(account) => account.id.0,
            Self::EndAccount(account, _) | Self::ReopenAccount(account) => account.0,
        }
    }
}

/// The plans that somebody reads.
pub(crate) const READ_BY: &str = "select distinct plan from plan_readers where role <> 'protected' and subject_kind = $1 and subject_id = $2 order by plan";

impl Store {
    /// Whether somebody else changes what this person comes in with: the mail address or the number.
    async fn lets_in_otherwise(&self, asking: &Asking<'_>, person: &Person) -> Result<bool> {
        let known = match self.person(person.id).await {
            Ok(known) => known,
            Err(StoreError::NotFound) => return Ok(false),
            Err(error) => return Err(error),
        };
        let same = known.mail == person.mail && known.personal_number == person.personal_number;
        Ok(!same && asking.actor.person() != Some(person.id))
    }

    /// A line in the log of each plan that somebody reads: what they come in with was changed, and by whom. So the family
    /// sees it before anybody comes in that way.
    async fn told_in_plans(&self, asking: &Asking<'_>, kind: &str, id: Uuid) -> Result<Vec<(Table, Vec<Value>)>> {
        let plans = self.pool.fetch(READ_BY, &values![kind, id]).await?;
        let line = |plan: Uuid| {
            let line = asking.line((self.new_id)(), Some(PlanId(plan)), "change_sign_in", Outcome::Allowed, "duty");
            line.about(id).row()
        };
        plans.iter().map(|row| Ok(line(row.uuid(0)?))).collect()
    }

    /// Change the directory on behalf of the one who asks. The line in the log is on disk with the change, or neither is. A
    /// professional who writes somebody in on a plan's page is logged as that; all else is an administrator's duty, which
    /// the page has judged.
    ///
    /// # Errors
    /// `Conflict` when somebody else was first or a key exists already; `NotFound` for a person with protected identity whom
    /// the one who asks must not know of.
    pub async fn keep(&self, asking: &Asking<'_>, change: Change<'_>) -> Result<()> {
        let mut rows = Vec::new();
        let statements = match change {
            Change::Principal(principal) => vec![principal.save(&self.keys)],
            Change::Unit(unit) => vec![unit.save(&self.keys)],
            Change::Remit(remit) => crate::remits::save(remit),
            Change::Staff(staff) => {
                let mut statements = staff.save(&self.keys);
                let before = self.staff().await?.into_iter().find(|known| known.id == staff.id);
                let comes_in = |staff: &Staff| (staff.mail.clone(), staff.hsa_id.clone());
                let other_door = before.as_ref().is_some_and(|known| comes_in(known) != comes_in(staff));
                let other_reach =
                    before.as_ref().is_some_and(|known| (known.unit, &known.roles) != (staff.unit, &staff.roles));
                if staff.ended.is_some() || other_door || other_reach {
                    statements.push(Statement::new(crate::sessions::END_OF_STAFF, values![staff.id.0]));
                    statements.push(Statement::new(crate::signin_links::END_OF_STAFF, values![staff.id.0]));
                }
                if staff.ended.is_some() || other_reach {
                    // And those of the families whom they let in: a code that is not used yet asks for its helper.
                    statements.push(Statement::new(crate::sessions::END_OF_HELPER, values![staff.id.0]));
                }
                if staff.ended.is_some() {
                    statements.push(Statement::new(crate::calendars::DROP, values![staff.id.0]));
                }
                if let Some(before) = &before {
                    rows.extend(self.leaves(before, staff, asking.moment.now).await?);
                }
                if other_door {
                    rows.extend(self.told_in_plans(asking, "staff", staff.id.0).await?);
                }
                statements
            }
            Change::Person(person) => {
                let (number, lines) = self.storable(asking, person).await?;
                rows.extend(lines.iter().map(crate::access_log::Line::row));
                let mut statements = vec![self.save_one(person, number).await?];
                if self.lets_in_otherwise(asking, person).await? {
                    statements.push(Statement::new(crate::sessions::END_OF_PERSON, values![person.id.0]));
                    statements.push(Statement::new(crate::signin_links::END_OF_PERSON, values![person.id.0]));
                    rows.extend(self.told_in_plans(asking, "person", person.id.0).await?);
                }
                statements
            }
            Change::OpenAccount(account) => vec![account.add(&self.keys)],
            Change::EndAccount(account, now) => vec![
                self.ended(account, Some(now)).await?,
                Statement::new(crate::sessions::END_OF_ACCOUNT, values![account.0]),
            ],
            Change::ReopenAccount(account) => vec![self.ended(account, None).await?],
        };
        let reason = if asking.actor.wears(Hat::Administrator) { "duty" } else { "their_part" };
        let line = asking.line((self.new_id)(), None, change.key(), Outcome::Allowed, reason).about(change.about());
        rows.push(line.row());
        let done = self.writer.write(Written { rows, statements }).await;
        // Also after a failure: the answer may have been lost after the commit.
        self.signed.forget();
        done.map(drop)
    }
}
