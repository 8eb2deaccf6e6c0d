//! What lists read: who may know of a plan, what waits for whom, and what deviates. Pure functions of the folded plan, so that they can be
//! computed again at any time; after an act only what changed is written.

use std::collections::BTreeMap;

use jiff::civil::Date;
use samsyn_domain::access::{Reader, Role, Subject, readers};
use samsyn_domain::ids::{PersonId, PlanId, StaffId, UnitId};
use samsyn_domain::information::Clocks;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::waiting::{Task, Waiting, waiting};
use uuid::Uuid;

use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::sealed_columns;
use crate::plans::CLEAR;
use crate::sql::{Statement, Value, values};
use crate::writer::Unit;

/// Stands for "always did".
const ALWAYS: &str = "0000-01-01";
/// Stands for "no end" and "no last day", so that it sorts last.
pub(crate) const NEVER: &str = "9999-12-31";

pub(crate) const DROP_READER: &str = "delete from plan_readers where plan = $1 and subject_kind = $2 and subject_id = $3 and role = $4 and from_day = $5";
pub(crate) const DROP_WAITING: &str = "delete from waiting where plan = $1 and row_no >= $2";

/// A subject as two columns.
pub(crate) fn subject(of: Subject) -> (&'static str, Uuid) {
    match of {
        Subject::Person(person) => ("person", person.0),
        Subject::Staff(staff) => ("staff", staff.0),
        Subject::Unit(unit) => ("unit", unit.0),
    }
}

/// The other way: a subject as it stands in `waiting`.
pub(crate) fn read_subject(kind: &str, id: Uuid) -> Result<Subject> {
    match kind {
        "person" => Ok(Subject::Person(PersonId(id))),
        "staff" => Ok(Subject::Staff(StaffId(id))),
        "unit" => Ok(Subject::Unit(UnitId(id))),
        _ => Err(StoreError::unreadable("waiting.subject_kind", "unknown word")),
    }
}

fn role(of: Role) -> &'static str {
    match of {
        Role::Holder => "holder",
        Role::Party => "party",
        Role::Family => "family",
        Role::Protected => "protected",
    }
}

/// Who reads, in which role, from which day; and until which day, the later one where there are two.
type Readers = BTreeMap<(Subject, Role, Option<Date>), Option<Date>>;

fn readers_of(plan: &Plan) -> Readers {
    let mut all = Readers::new();
    for Reader { subject, role, from, to } in readers(plan) {
        let until = all.entry((subject, role, from)).or_insert(to);
        *until = if until.is_none() || to.is_none() { None } else { (*until).max(to) };
    }
    all
}

/// A reader as the row that stores it.
fn reader_row(plan: PlanId, (of, as_, from): &(Subject, Role, Option<Date>), to: Option<Date>) -> Vec<Value> {
    let (kind, id) = subject(*of);
    let from = from.map_or_else(|| ALWAYS.to_owned(), |day| day.to_string());
    values![plan.0, kind, id, role(*as_), from, to.map_or_else(|| NEVER.to_owned(), |day| day.to_string())].into()
}

/// A waiting row as the row that stores it, its words still in the clear: so rows can be compared. [`hide`] comes after.
pub(crate) fn waiting_row(plan: &Plan, no: usize, row: &Waiting) -> Vec<Value> {
    let (kind, id) = subject(row.subject);
    // The owner of a measure always sees it (`access::view`); other tasks need no words.
    let measure = matches!(row.task, Task::AnswerMeasure | Task::DoMeasure | Task::FinishMeasure)
        .then_some(row.row)
        .flatten()
        .and_then(|no| plan.measure(no));
    values![
        plan.id.0,
        i64::try_from(no).unwrap_or(i64::MAX),
        kind,
        id,
        row.task.key(),
        row.row.map(|no| i64::from(no.0)),
        row.due.map_or_else(|| NEVER.to_owned(), |day| day.to_string()),
        measure.map(|measure| measure.what.as_str().as_bytes().to_vec()),
        CLEAR,
        None::<String>,
    ]
    .into()
}

/// All rows of `plan_readers` that a plan amounts to.
pub(crate) fn reader_rows(plan: &Plan) -> Vec<Vec<Value>> {
    readers_of(plan).iter().map(|(key, to)| reader_row(plan.id, key, *to)).collect()
}

/// All rows of `waiting` that a plan amounts to.
pub(crate) fn waiting_rows(plan: &Plan, clocks: Clocks) -> Vec<Vec<Value>> {
    waiting(plan, clocks).iter().enumerate().map(|(no, row)| waiting_row(plan, no, row)).collect()
}

/// Encrypt the words of a waiting row, which is about to be written.
pub(crate) fn hide(mut row: Vec<Value>, cipher: &Cipher) -> Result<Vec<Value>> {
    if let (Value::Int(Some(no)), Value::Text(Some(task)), Value::Bytes(Some(words))) = (&row[1], &row[4], &row[7]) {
        let words = cipher.hide("waiting", no, task, words)?;
        let (codec, key) = sealed_columns(cipher);
        row[7] = words.into();
        row[8] = codec.into();
        row[9] = key.into();
    }
    Ok(row)
}

/// The words of a waiting row as stored.
pub(crate) fn reveal(cipher: &Cipher, no: i64, task: &str, codec: i64, words: Vec<u8>) -> Result<Vec<u8>> {
    cipher.reveal("waiting", no, task, codec, words)
}

/// Add to `unit` what changes in the lists when `before` becomes `after`.
pub(crate) fn project(
    unit: &mut Unit,
    before: Option<&Plan>,
    after: &Plan,
    clocks: Clocks,
    cipher: &Cipher,
) -> Result<()> {
    let now = readers_of(after);
    let was = before.map(readers_of).unwrap_or_default();
    for (key, to) in was.iter().filter(|(key, _)| !now.contains_key(key)) {
        let mut row = reader_row(after.id, key, *to);
        row.truncate(5);
        unit.statements.push(Statement::new(DROP_READER, row));
    }
    let changed = now.iter().filter(|(key, to)| was.get(key) != Some(to));
    unit.rows.extend(changed.map(|(key, to)| (Table::Readers, reader_row(after.id, key, *to))));

    let was = before.map(|plan| waiting_rows(plan, clocks)).unwrap_or_default();
    let now = waiting_rows(after, clocks);
    if now.len() < was.len() {
        let from = i64::try_from(now.len()).unwrap_or(i64::MAX);
        unit.statements.push(Statement::new(DROP_WAITING, values![after.id.0, from]));
    }
    let changed = now.into_iter().enumerate().filter(|(no, row)| was.get(*no) != Some(row));
    for (_, row) in changed {
        unit.rows.push((Table::Waiting, hide(row, cipher)?));
    }
    crate::deviations::project(unit, before, after);
    crate::figures::project(unit, before.map(crate::figures::before).as_ref(), after)
}
