//! What waits for me, what waits for others in plans that I carry on, and coming meetings: SQL over the lists alone, so that
//! it costs the same among a thousand plans and among a hundred thousand. Logged as one look.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::{Date, DateTime};
use samsyn_domain::access::{Identity, Subject};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::state::Stage;
use samsyn_domain::plan::waiting::Task;
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::error::{Result, StoreError};
use crate::keys::Whose;
use crate::keys::cipher::Cipher;
use crate::look::Asking;
use crate::people::name_in;
use crate::plans::read_label;
use crate::projections::{NEVER, reveal};
use crate::sql::{Row, Value, values};

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// In which plan.
    pub plan: PlanId,
    /// The name that the plan goes by.
    pub label: String,
    /// Where the plan stands.
    pub stage: Stage,
    /// What is to be done.
    pub task: Task,
    /// The row of the plan that it is about.
    pub row: Option<No>,
    /// The last day.
    pub due: Option<Date>,
    /// Whose turn it is.
    pub subject: Subject,
    /// That one's name by the directory.
    pub subject_name: Option<String>,
    /// What the measure says, in a row of one's own measure.
    pub words: Option<String>,
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The plan.
    pub plan: PlanId,
    /// The name that it goes by.
    pub label: String,
    /// Where it stands.
    pub stage: Stage,
    /// When the coming meeting begins, Swedish civil time.
    pub next_meeting: Option<DateTime>,
    /// When it last changed.
    pub updated: jiff::Timestamp,
}

/// A worklist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worklist {
    /// Waits for the one who looks, or for her unit; by last day.
    pub mine: Vec<WaitingRow>,
    /// Waits for others in plans that she carries on; by last day.
    pub others: Vec<WaitingRow>,
    /// Plans with a coming meeting, the next one first.
    pub meetings: Vec<PlanRow>,
}

// $1 $2 and $3 $4 are the two subjects somebody is: herself, and her unit. $5 is today.
macro_rules! readable {
    ($more:literal) => {
        concat!(
            "select r.plan from plan_readers r where ((r.subject_kind = $1 and r.subject_id = $2) or (r.subject_kind = $3 and r.subject_id = $4)) \
             and r.from_day <= $5 and r.to_day >= $5",
            $more
        )
    };
}
pub(crate) use readable;
macro_rules! waiting_rows {
    ($from:expr) => {
        concat!(
            "select w.plan, p.codec, p.label, p.stage, w.task, w.item, w.due, w.subject_kind, w.subject_id, coalesce(u.name, s.name), w.codec, w.words, w.row_no, h.name, h.codec, h.sealed \
             from waiting w join plans p on p.plan = w.plan \
             left join units u on w.subject_kind = 'unit' and u.unit = w.subject_id \
             left join staff s on w.subject_kind = 'staff' and s.staff = w.subject_id \
             left join people h on w.subject_kind = 'person' and h.person = w.subject_id where ",
            $from,
            " order by w.due, w.plan, w.row_no"
        )
    };
}
macro_rules! mine {
    () => {
        "((w.subject_kind = $1 and w.subject_id = $2) or (w.subject_kind = $3 and w.subject_id = $4))"
    };
}
// Whether somebody has answered after a meeting is for that one alone, and asked no longer than its last day.
macro_rules! asked_still {
    () => {
        " and (w.task <> 'evaluate' or w.due >= $5)"
    };
}

pub(crate) const MINE: &str = waiting_rows!(concat!(mine!(), asked_still!(), " and w.plan in (", readable!(""), ")"));
pub(crate) const OTHERS: &str = waiting_rows!(concat!(
    "w.plan in (",
    readable!(" and r.role = 'holder'"),
    ") and w.task <> 'evaluate' and not ",
    mine!()
));
pub(crate) const MEETINGS: &str = concat!(
    "select p.plan, p.codec, p.label, p.stage, p.next_meeting, p.updated_at from plans p where p.next_meeting >= $5 and p.plan in (",
    readable!(""),
    ") order by p.next_meeting, p.plan"
);
pub(crate) const PLANS: &str = concat!(
    "select p.plan, p.codec, p.label, p.stage, p.next_meeting, p.updated_at from plans p where p.plan in (",
    readable!(""),
    ") order by p.updated_at desc, p.plan"
);
pub(crate) const STAGES: &str = "select stage, count(*) from plans group by stage order by stage";

/// The two subjects that an actor is, and the day, as values; `None` for a clock, which has no lists.
pub(crate) fn subjects(asking: &Asking<'_>) -> Option<[Value; 5]> {
    let today = asking.moment.today;
    match &asking.actor.identity {
        Identity::Person(person) => Some(values!["person", person.0, "person", person.0, today]),
        Identity::Staff(staff) => Some(values!["staff", staff.staff.0, "unit", staff.unit.unit.0, today]),
        Identity::Clock => None,
    }
}

pub(crate) fn stage(key: &str) -> Result<Stage> {
    Stage::ALL
        .into_iter()
        .find(|stage| stage.key() == key)
        .ok_or_else(|| StoreError::unreadable("plans.stage", "unknown word"))
}

fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|e| StoreError::unreadable("a text column", e.utf8_error()))
}

fn read_waiting(row: &Row, names: &Names) -> Result<WaitingRow> {
    let (plan, task) = (PlanId(row.uuid(0)?), row.text(4)?);
    let cipher = names.of_plan(plan)?;
    let id = row.uuid(8)?;
    let subject = crate::projections::read_subject(&row.text(7)?, id)?;
    let due = row.text(6)?;
    let words = row.maybe_bytes(11)?;
    let words = words.map(|words| reveal(cipher, row.int(12)?, &task, row.int(10)?, words)).transpose()?;
    Ok(WaitingRow {
        plan,
        label: read_label(cipher, row.int(1)?, row.bytes(2)?)?,
        stage: stage(&row.text(3)?)?,
        task: Task::from_key(&task).ok_or_else(|| StoreError::unreadable("waiting.task", "unknown word"))?,
        row: row.maybe_int(5)?.map(|no| No(u32::try_from(no).unwrap_or(0))),
        due: if due == NEVER { None } else { Some(due.parse().map_err(|e| StoreError::unreadable("waiting.due", e))?) },
        subject,
        subject_name: match subject {
            Subject::Person(person) => name_in(row, 13, names.people.get(&person.0))?,
            Subject::Staff(_) | Subject::Unit(_) => row.maybe_text(9)?,
        },
        words: words.map(text).transpose()?,
    })
}

fn read_plan(row: &Row, names: &Names) -> Result<PlanRow> {
    let plan = PlanId(row.uuid(0)?);
    let meeting = row.maybe_text(4)?;
    Ok(PlanRow {
        plan,
        label: read_label(names.of_plan(plan)?, row.int(1)?, row.bytes(2)?)?,
        stage: stage(&row.text(3)?)?,
        next_meeting: meeting
            .map(|at| at.parse().map_err(|e| StoreError::unreadable("plans.next_meeting", e)))
            .transpose()?,
        updated: row.time(5)?,
    })
}

/// What lists decrypt with: the keys of their plans, and of the people whose turn it is.
struct Names {
    ciphers: HashMap<Uuid, Cipher>,
    people: HashMap<Uuid, Cipher>,
}

impl Names {
    fn of_plan(&self, plan: PlanId) -> Result<&Cipher> {
        let cipher = self.ciphers.get(&plan.0);
        cipher.ok_or_else(|| StoreError::unreadable(format!("plan {plan}"), "its key is not there"))
    }
}

impl Store {
    /// What the rows are decrypted with: those of `waiting` name a subject in columns 7 and 8, all of them their plan in column 0.
    async fn names_in(&self, waiting: &[&Vec<Row>], all: &[&Vec<Row>]) -> Result<Names> {
        let plans = all.iter().copied().flatten().map(|row| row.uuid(0)).collect::<Result<BTreeSet<_>>>()?;
        let mut people = BTreeSet::new();
        for row in waiting.iter().copied().flatten() {
            if row.text(7)? == "person" {
                people.insert(row.uuid(8)?);
            }
        }
        let (plans, people): (Vec<_>, Vec<_>) = (plans.into_iter().collect(), people.into_iter().collect());
        let (ciphers, people) =
            tokio::try_join!(self.keys.of(Whose::Plan, &plans), self.keys.of(Whose::Person, &people))?;
        Ok(Names { ciphers, people })
    }

    /// The worklist of the one who asks.
    pub async fn worklist(&self, asking: &Asking<'_>) -> Result<Worklist> {
        let Some(who) = subjects(asking) else {
            return Ok(Worklist::default());
        };
        let line = asking.line((self.new_id)(), None, "worklist", Outcome::Allowed, "");
        let (mine, others, meetings, ()) = tokio::try_join!(
            self.pool.fetch(MINE, &who),
            self.pool.fetch(OTHERS, &who),
            self.pool.fetch(MEETINGS, &who),
            self.log(&line),
        )?;
        let names = self.names_in(&[&mine, &others], &[&mine, &others, &meetings]).await?;
        let mine = mine.iter().map(|row| read_waiting(row, &names)).collect::<Result<_>>()?;
        // Another's measure is not told in a list; its words are for the plan's page, which narrows.
        let others = others
            .iter()
            .map(|row| Ok(WaitingRow { words: None, ..read_waiting(row, &names)? }))
            .collect::<Result<_>>()?;
        let meetings = meetings.iter().map(|row| read_plan(row, &names)).collect::<Result<_>>()?;
        let mut list = Worklist { mine, others, meetings };
        if let Some(only) = asking.actor.reach.plan() {
            list.mine.retain(|row| row.plan == only);
            list.others.retain(|row| row.plan == only);
            list.meetings.retain(|row| row.plan == only);
        }
        Ok(list)
    }

    /// All plans that the one who asks may know of today, latest change first.
    pub async fn plans(&self, asking: &Asking<'_>) -> Result<Vec<PlanRow>> {
        let Some(who) = subjects(asking) else {
            return Ok(Vec::new());
        };
        let line = asking.line((self.new_id)(), None, "plans", Outcome::Allowed, "");
        let (rows, ()) = tokio::try_join!(self.pool.fetch(PLANS, &who), self.log(&line))?;
        let names = self.names_in(&[], &[&rows]).await?;
        let only = asking.actor.reach.plan();
        let reached = |row: &Result<PlanRow>| only.is_none_or(|only| row.as_ref().is_ok_and(|row| row.plan == only));
        rows.iter().map(|row| read_plan(row, &names)).filter(reached).collect()
    }

    /// How many plans stand where: figures without persons.
    pub async fn stages(&self) -> Result<Vec<(Stage, u64)>> {
        let rows = self.pool.fetch(STAGES, &[]).await?;
        rows.iter().map(|row| Ok((stage(&row.text(0)?)?, row.int(1)?.unsigned_abs()))).collect()
    }
}
