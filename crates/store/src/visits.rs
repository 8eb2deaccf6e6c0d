//! Visit codes: a way in for families without e-identification. Made by a named worker who carries the plan on and has made
//! sure who it is; once, fourteen days, one plan, to read and to prepare. Of a code only SHA-256 is kept.

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::{Action, Deed, may};
use samsyn_domain::ids::{AccountId, PersonId, PlanId, StaffId};
use samsyn_domain::plan::{Moment, Plan};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::accounts::Holder;
use crate::error::{Result, StoreError};
use crate::look::{Asking, LookError};
use crate::sessions::hash;
use crate::sql::{Row, Statement, values};
use crate::stamps::VISITS;
use crate::writer::Unit;

/// How long a code works.
const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How a worker made sure who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// By a document with a photograph.
    Document,
    /// Known to the worker from before.
    Known,
    /// Vouched for by somebody of the family whom the worker knows.
    VouchedFor,
    /// By ringing back to the number that the directory has.
    RungBack,
}

impl Checked {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::Document, Self::Known, Self::VouchedFor, Self::RungBack];

    /// The word in the table.
    pub fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Known => "known",
            Self::VouchedFor => "vouched_for",
            Self::RungBack => "rung_back",
        }
    }

    /// The way that the word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// A code to be made.
#[derive(Debug, Clone, Copy)]
pub struct GiveVisit<'a> {
    /// Its id, and the id of the submit: the same form sent twice makes one code.
    pub id: Uuid,
    /// The code in its one form: signs alone, capital letters.
    pub code: &'a str,
    /// The plan.
    pub plan: PlanId,
    /// For whom.
    pub person: PersonId,
    /// How the worker made sure.
    pub checked: Checked,
}

/// A code as those who carry the plan on see it; the code itself is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitCode {
    /// Its id.
    pub id: Uuid,
    /// For whom.
    pub person: PersonId,
    /// Who made it.
    pub helper: StaffId,
    /// How that one made sure.
    pub checked: Checked,
    /// When.
    pub given: Timestamp,
    /// When it stops working.
    pub expires: Timestamp,
    /// When it was used.
    pub used: Option<Timestamp>,
    /// When it was withdrawn.
    pub withdrawn: Option<Timestamp>,
}

pub(crate) const ADD: &str = "insert into visit_codes (visit, code, plan, person, helper, checked, given_at, expires_at, used_at, withdrawn_at, stamp) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
pub(crate) const OF_PLAN: &str = "select visit, code, plan, person, helper, checked, given_at, expires_at, used_at, withdrawn_at, stamp \
    from visit_codes where plan = $1 order by given_at desc, visit";
pub(crate) const BY_CODE: &str = "select visit, code, plan, person, helper, checked, given_at, expires_at, used_at, withdrawn_at, stamp \
    from visit_codes where code = $1 and expires_at > $2 and used_at is null and withdrawn_at is null";
pub(crate) const BY_ID: &str = "select visit, code, plan, person, helper, checked, given_at, expires_at, used_at, withdrawn_at, stamp \
    from visit_codes where visit = $1 and plan = $2 and withdrawn_at is null";
// Only as it was read.
pub(crate) const CHANGE: &str =
    "update visit_codes set used_at = $2, withdrawn_at = $3, stamp = $4 where visit = $1 and stamp = $5";
pub(crate) const SWEEP: &str = "delete from visit_codes where expires_at <= $1";

/// The columns that change, among those of [`OF_PLAN`].
const USED: usize = 8;
const WITHDRAWN: usize = 9;

fn read(row: &Row) -> Result<VisitCode> {
    Ok(VisitCode {
        id: row.uuid(0)?,
        person: PersonId(row.uuid(3)?),
        helper: StaffId(row.uuid(4)?),
        checked: Checked::from_key(&row.text(5)?)
            .ok_or_else(|| StoreError::unreadable("visit_codes.checked", "unknown word"))?,
        given: row.time(6)?,
        expires: row.time(7)?,
        used: row.maybe_time(8)?,
        withdrawn: row.maybe_time(9)?,
    })
}

/// The members of the family who can come in on their own: those whom the directory knows, and who are not cut off.
pub(crate) fn may_come_in(plan: &Plan, person: PersonId) -> bool {
    let cut_off = |standing| standing == samsyn_domain::people::Standing::NotAsked;
    let represents = plan.current_representatives().find(|r| r.person == person);
    if represents.is_some_and(|r| cut_off(r.standing)) {
        return false;
    }
    plan.person.person == person
        || represents.is_some()
        || plan.current_supporters().any(|supporter| supporter.person == Some(person))
}

impl Store {
    /// Whether the one who asks carries this plan on, and the person is one of its family: for a code or a hand-over.
    pub(crate) async fn helps_in(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        person: Option<PersonId>,
        action: &str,
    ) -> std::result::Result<(StaffId, &'static str), LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, action, "unknown").await;
        };
        let allowed = may(asking.actor, Action::Do(Deed::Hold), &kept.plan, asking.moment.today);
        match (allowed, asking.actor.staff()) {
            (Err(why), _) => self.denied(asking, plan, action, why.key()).await,
            (Ok(because), Some(staff)) if person.is_none_or(|person| may_come_in(&kept.plan, person)) => {
                Ok((staff.staff, because.key()))
            }
            _ => self.denied(asking, plan, action, "not_their_part").await,
        }
    }

    /// Make a code. It and its log line are on disk when this returns.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when this one may not, or the person is none of the plan's family; `Conflict` within
    /// [`LookError::Store`] when this form has made its code already.
    pub async fn give_visit_code(
        &self,
        asking: &Asking<'_>,
        give: GiveVisit<'_>,
    ) -> std::result::Result<Timestamp, LookError> {
        let action = "give_visit_code";
        let (helper, because) = self.helps_in(asking, give.plan, Some(give.person), action).await?;
        let now = asking.moment.now;
        let expires = now + LASTS;
        let (plan, person, checked) = (give.plan.0, give.person.0, give.checked.key());
        let (code, never) = (hash(give.code.as_bytes()), None::<Timestamp>);
        let row = values![give.id, code, plan, person, helper.0, checked, now, expires, never, never];
        let row = self.keys.stamped(&VISITS, row, None);
        let line = asking.line((self.new_id)(), Some(give.plan), action, Outcome::Allowed, because);
        let unit = Unit { rows: vec![line.row()], statements: vec![Statement::new(ADD, row)] };
        self.writer.write(unit).await?;
        Ok(expires)
    }

    /// The codes of a plan, latest first, for those who carry it on.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn visit_codes(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
    ) -> std::result::Result<Vec<VisitCode>, LookError> {
        let (_, because) = self.helps_in(asking, plan, None, "visit_codes").await?;
        self.log(&asking.line((self.new_id)(), Some(plan), "visit_codes", Outcome::Allowed, because)).await?;
        let rows = self.pool.fetch(OF_PLAN, &values![plan.0]).await?;
        Ok(self.own(&VISITS, rows)?.iter().map(read).collect::<Result<_>>()?)
    }

    /// Withdraw a code; a session that began with it ends.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when this one may not, or there is no such code.
    pub async fn withdraw_visit_code(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        id: Uuid,
    ) -> std::result::Result<(), LookError> {
        let action = "withdraw_visit_code";
        let (_, because) = self.helps_in(asking, plan, None, action).await?;
        let line = asking.line((self.new_id)(), Some(plan), action, Outcome::Allowed, because);
        let now = asking.moment.now;
        let rows = self.pool.fetch(BY_ID, &values![id, plan.0]).await?;
        let Some(row) = self.own_or_noted(&VISITS, rows, now).await? else {
            return self.denied(asking, plan, action, "unknown").await;
        };
        let statements = vec![
            self.visit_changed(&row, WITHDRAWN, now)?,
            Statement::new(crate::sessions::END_OF_ORIGIN, values![id]),
        ];
        let done = self.writer.write(Unit { rows: vec![line.row()], statements }).await;
        self.signed.forget();
        match done {
            Err(StoreError::Conflict(_)) => self.denied(asking, plan, action, "unknown").await,
            other => Ok(other.map(drop)?),
        }
    }

    /// Use a code: the account it signs in (made if there is none), the plan, and the code's id. It never works again.
    ///
    /// # Errors
    /// `NotFound` when it was used or withdrawn, has expired, never was, the person has left the directory, or the one who wrote
    /// it out does not carry the plan on any more.
    pub async fn use_visit_code(&self, code: &str, moment: &Moment<'_>) -> Result<(AccountId, PlanId, Uuid)> {
        let now = moment.now;
        let rows = self.pool.fetch(BY_CODE, &values![hash(code.as_bytes()), now]).await?;
        let row = self.own_or_noted(&VISITS, rows, now).await?.ok_or(StoreError::NotFound)?;
        match self.writer.run(vec![self.visit_changed(&row, USED, now)?]).await {
            // Another browser was first.
            Err(StoreError::Conflict(_)) => return Err(StoreError::NotFound),
            done => drop(done?),
        }
        let (visit, plan, person) = (row.uuid(0)?, PlanId(row.uuid(2)?), PersonId(row.uuid(3)?));
        if self.person(person).await?.ended.is_some() {
            return Err(StoreError::NotFound);
        }
        if !self.still_helps(StaffId(row.uuid(4)?), plan, moment).await? {
            return Err(StoreError::NotFound);
        }
        Ok((self.account_for(Holder::Person(person), now).await?, plan, visit))
    }

    /// Whether this member of staff works here and carries the plan on today.
    async fn still_helps(&self, helper: StaffId, plan: PlanId, moment: &Moment<'_>) -> Result<bool> {
        let Some(account) = self.account_of(Holder::Staff(helper)).await? else { return Ok(false) };
        let actor = match self.actor(account.id).await {
            Err(StoreError::NotFound) => return Ok(false),
            actor => actor?,
        };
        let Some(kept) = self.load(plan).await? else { return Ok(false) };
        Ok(may(&actor, Action::Do(Deed::Hold), &kept.plan, moment.today).is_ok())
    }

    /// The statement that writes a moment into a column of a code, if it is as it was read.
    fn visit_changed(&self, row: &Row, column: usize, at: Timestamp) -> Result<Statement> {
        let mut code = VISITS.values(row, 0)?;
        let before = self.keys.stamp(&VISITS, &code);
        code[column] = at.into();
        let after = self.keys.stamp(&VISITS, &code);
        let (used, withdrawn) = (code[USED].clone(), code[WITHDRAWN].clone());
        Ok(Statement::changing(CHANGE, [code[0].clone(), used, withdrawn, after.into(), before.into()]))
    }
}
