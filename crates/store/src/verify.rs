//! Everything but the events can be computed again from them: comparing it, and writing it anew.

use std::collections::BTreeSet;

use jiff::Timestamp;
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Clocks;
use samsyn_domain::plan::{Fact, Plan};

use crate::Store;
use crate::bulk::Table;
use crate::db::{self, Address};
use crate::deviations::{DROP_DEVIATIONS, OF_PLAN as DEVIATIONS, deviation_rows};
use crate::error::{Result, StoreError};
use crate::figures::stored;
use crate::ids::NewId;
use crate::keys::cipher::Cipher;
use crate::keys::hiding::marker;
use crate::keys::{Found, KeysAt};
use crate::plans::{CLEAR, next_meeting, read_label, read_state, revision};
use crate::projections::{DROP_READER, DROP_WAITING, hide, reader_rows, reveal, waiting_rows};
use crate::recount::Sums;
use crate::sql::{Statement, Value, values};
use crate::stamps::WrongRow;
use crate::writer::Unit;

pub(crate) const IDS: &str = "select plan from plans union select plan from events \
    union select plan from plan_readers union select plan from waiting union select plan from deviations \
    union select plan from plan_figures union select plan from evaluations order by plan";
pub(crate) const PLAN: &str = "select plan, revision, stage, next_meeting, label, codec, key_id, created_at, updated_at, state, coalesce(state_revision, revision) from plans where plan = $1";
pub(crate) const READERS: &str = "select plan, subject_kind, subject_id, role, from_day, to_day from plan_readers where plan = $1 order by subject_kind, subject_id, role, from_day";
pub(crate) const WAITING: &str = "select plan, row_no, subject_kind, subject_id, task, item, due, words, codec, key_id from waiting where plan = $1 order by row_no";

pub(crate) const SCANS: &str = "select scan, kind, codec, bytes from scans where plan = $1 order by scan";
pub(crate) const MEDIA: &str = "select media, kind, codec, bytes from media where plan = $1 order by media";

/// The setting that says under which rules what is derived was written last.
const DERIVED: &str = "derived_by";
/// Raised when the rules derive something else from the same stories: readers, waiting rows, deviations, folded state.
const DERIVED_NOW: u32 = 7;

/// Something stored that is not what the events amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The plan.
    pub plan: PlanId,
    /// What differs, by table and column, without personal words.
    pub what: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many stories were folded.
    pub plans: u64,
    /// How many events they have.
    pub events: u64,
    /// How many of them were disposed of: nothing is left of those but ciphertext that nobody can read.
    pub disposed: u64,
    /// All that differs.
    pub differences: Vec<Difference>,
    /// How many rows outside the seal carry their stamp.
    pub stamped: u64,
    /// Those that do not, and those that are missing.
    pub wrong_rows: Vec<WrongRow>,
}

/// Fold every story of the database at `url` again and compare with its row and the lists, beside a service that may be running.
/// `clocks` is the installation's setting.
///
/// # Errors
/// `Address`, `Database` or `Migration` when the database cannot be read, `Keys` when its keys cannot. A difference is no error.
pub async fn verify(url: &str, keys: &KeysAt, new_id: &NewId, clocks: Clocks, now: Timestamp) -> Result<Verified> {
    let address: Address = url.parse()?;
    let keys = Found::look(keys, url, now).await?;
    let pool = db::open_to_read(&address).await?;
    let mut found = Verified::default();
    let mut snapshot = pool.snapshot().await?;
    let Some(marker) = marker(&mut snapshot.conn()).await? else {
        return if snapshot.conn().fetch(IDS, &[]).await?.is_empty() {
            Ok(found)
        } else {
            Err(StoreError::Migration("the database was written by an older version; start the service once".into()))
        };
    };
    let keys = keys.settle(Some(marker.house), NewId::clone(new_id), now).await?;
    let ids = snapshot.conn().fetch(IDS, &[]).await?;
    let mut sums = Sums::default();
    for id in ids {
        let Ok(plan) = id.uuid(0).map(PlanId) else {
            // Whatever was behind it is missed where it was, too.
            let what =
                "plans, events, plan_readers, waiting or deviations: rows of a plan whose id cannot be read".to_owned();
            found.differences.push(Difference { plan: PlanId(uuid::Uuid::nil()), what });
            continue;
        };
        if keys.is_disposed(plan) {
            found.disposed += 1;
            found.plans += 1;
            found.events += verify_disposed(&mut snapshot.conn(), plan, &mut found.differences).await?;
            continue;
        }
        let cipher = match keys.of_plan(plan).await {
            Ok(cipher) => cipher,
            Err(error @ StoreError::Unreadable { .. }) => {
                found.differences.push(Difference { plan, what: error.to_string() });
                sums.believe(&mut snapshot.conn(), plan).await?;
                continue;
            }
            Err(error) => return Err(error),
        };
        let folded = sums.folded;
        let differences =
            verify_one(&mut snapshot.conn(), plan, &cipher, (clocks, &mut sums), &mut found.events).await?;
        if sums.folded == folded {
            sums.believe(&mut snapshot.conn(), plan).await?;
        }
        found.differences.extend(differences.into_iter().map(|what| Difference { plan, what }));
        found.plans += 1;
    }
    let stored = stored(&snapshot.conn().fetch(crate::figures::ALL, &[]).await?)?;
    let wrong = sums.wrong(&stored, found.disposed).into_iter();
    found.differences.extend(wrong.map(|what| Difference { plan: PlanId(uuid::Uuid::nil()), what }));
    (found.stamped, found.wrong_rows) = crate::stamps::judge(&mut snapshot.conn(), &keys).await?;
    drop(snapshot);
    pool.close().await;
    keys.close().await;
    Ok(found)
}

/// Of a plan that was disposed of nothing may be left but the ciphertext of its story; how many events that is.
async fn verify_disposed(
    conn: &mut crate::sql::Conn<'_>,
    plan: PlanId,
    differences: &mut Vec<Difference>,
) -> Result<u64> {
    let key = values![plan.0];
    for (table, sql) in [
        ("plans", PLAN),
        ("plan_readers", READERS),
        ("waiting", WAITING),
        ("deviations", DEVIATIONS),
        ("plan_figures", crate::figures::OF_PLAN),
        ("evaluations", crate::evaluations::OF_PLAN),
    ] {
        if !conn.fetch(sql, &key).await?.is_empty() {
            let what = format!("{table}: the plan was disposed of, and there is a row; start the service once");
            differences.push(Difference { plan, what });
        }
    }
    Ok(conn.fetch(crate::events::STORY, &key).await?.len() as u64)
}

async fn verify_one(
    conn: &mut crate::sql::Conn<'_>,
    plan: PlanId,
    cipher: &Cipher,
    (clocks, sums): (Clocks, &mut Sums),
    events: &mut u64,
) -> Result<Vec<String>> {
    let key = values![plan.0];
    let mut differences = Vec::new();
    let mut facts: Vec<Fact> = Vec::new();
    for row in conn.fetch(crate::events::STORY, &key).await? {
        *events += 1;
        match crate::events::read(&row, plan, cipher) {
            Ok((seq, fact)) if seq == facts.len() as u64 + 1 => facts.push(fact),
            Ok((seq, _)) => return Ok(vec![format!("events: a gap before {seq}")]),
            Err(error) => return Ok(vec![format!("events: {error}")]),
        }
    }
    let Some(folded) = Plan::fold(plan, &facts) else {
        return Ok(vec!["events: the story does not begin with a proposal".into()]);
    };
    let Some(row) = conn.fetch(PLAN, &key).await?.into_iter().next() else {
        return Ok(vec!["plans: no row".into()]);
    };
    let at = facts.last().map_or(folded.proposal.at, |fact| fact.at);
    let mut told = |name: &str, same: bool| {
        if !same {
            differences.push(format!("plans.{name}"));
        }
    };
    told("revision", row.int(1).is_ok_and(|stored| stored == revision(folded.revision)));
    told("stage", row.text(2).is_ok_and(|stored| stored == folded.stage.key()));
    told("next_meeting", row.maybe_text(3).is_ok_and(|stored| stored == next_meeting(&folded)));
    told("created_at", row.time(7).is_ok_and(|stored| stored.as_microsecond() == folded.proposal.at.as_microsecond()));
    told("updated_at", row.time(8).is_ok_and(|stored| stored.as_microsecond() == at.as_microsecond()));
    let key_id = row.int(5).is_ok_and(|codec| codec != CLEAR).then(|| cipher.id().to_string());
    told("key_id", row.maybe_text(6).is_ok_and(|stored| stored == key_id));
    match row.int(5).and_then(|codec| read_label(cipher, codec, row.bytes(4)?)) {
        Ok(label) => told("label", label == folded.person.name.as_str()),
        Err(error) => differences.push(format!("plans.label: {error}")),
    }
    let told_at = row.int(10).unwrap_or(-1);
    match row.int(5).and_then(|codec| read_state(cipher, told_at, codec, row.bytes(9)?)) {
        Ok(state) if told_at == revision(folded.revision) && state == folded => {}
        Ok(state)
            if told_at < revision(folded.revision) && folded_to(plan, &facts, told_at).as_ref() == Some(&state) => {}
        Ok(_) => differences.push("plans.state".into()),
        Err(error) => differences.push(format!("plans.state: {error}")),
    }
    let adds = crate::figures::before(&folded);
    let row = conn.fetch(crate::figures::OF_PLAN, &key).await?;
    let row = row.first().map(crate::figures::read).transpose().unwrap_or_default().unwrap_or_default();
    if row != adds {
        differences.push("plan_figures".into());
    }
    sums.folded += 1;
    sums.add(adds);
    for row in conn.fetch(crate::evaluations::OF_PLAN, &key).await? {
        match crate::evaluations::read(&row, &row.text(3)?, cipher) {
            Ok(answers) => sums.answered(&answers, &row.text(4)?),
            Err(error) => differences.push(format!("evaluations: {error}")),
        }
    }
    let (named, drawn) = (scans_of(&folded), media_of(&folded));
    for (table, sql, named) in [("scans", SCANS, named), ("media", MEDIA, drawn)] {
        differences.extend(verify_pictures(conn, plan, cipher, (table, sql), named).await?);
    }
    let kinds = |like: &[Vec<Value>]| like.first().cloned().unwrap_or_default();
    for (table, sql, expected) in [
        ("plan_readers", READERS, reader_rows(&folded)),
        ("waiting", WAITING, waiting_rows(&folded, clocks)),
        ("deviations", DEVIATIONS, deviation_rows(&folded)),
    ] {
        let stored = conn.fetch(sql, &key).await?;
        let like = kinds(&expected);
        let stored = stored.iter().map(|row| like_row(row, &like, table, cipher)).collect::<BTreeSet<_>>();
        let expected: BTreeSet<_> = expected.iter().map(|row| format!("{row:?}")).collect();
        let (missing, extra) = (expected.difference(&stored).count(), stored.difference(&expected).count());
        if missing + extra > 0 {
            differences.push(format!("{table}: {missing} rows missing or changed, {extra} too many or changed"));
        }
    }
    Ok(differences)
}

/// Every picture and voice note of a plan is what was encrypted there, and each that the story names is there.
async fn verify_pictures(
    conn: &mut crate::sql::Conn<'_>,
    plan: PlanId,
    cipher: &Cipher,
    (table, sql): (&'static str, &'static str),
    mut named: BTreeSet<uuid::Uuid>,
) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for row in conn.fetch(sql, &values![plan.0]).await? {
        let id = row.text(0).unwrap_or_default();
        let read =
            row.uuid(0).and_then(|id| cipher.reveal(table, id, &row.text(1)?, row.int(2)?, row.bytes(3)?).map(|_| id));
        match read {
            // One that nothing names came with an act that was undone since: it is seen by nobody.
            Ok(id) => drop(named.remove(&id)),
            Err(_) => told.push(format!("{table}, {}: not what was encrypted there", id.escape_debug())),
        }
    }
    told.extend(named.iter().map(|id| format!("{table}, {id}: not there, and the story names it")));
    Ok(told)
}

fn scans_of(plan: &Plan) -> BTreeSet<uuid::Uuid> {
    let consents = plan.consents.iter().filter_map(|consent| consent.scan);
    consents.chain(plan.decisions.iter().filter_map(|decision| decision.scan)).map(|scan| scan.0).collect()
}

fn media_of(plan: &Plan) -> BTreeSet<uuid::Uuid> {
    plan.preparations.iter().flat_map(|preparation| &preparation.media).map(|media| media.media.0).collect()
}

/// The plan after so many of its events, as its row may hold it; none when there are not so many.
fn folded_to(plan: PlanId, facts: &[Fact], revision: i64) -> Option<Plan> {
    Plan::fold(plan, facts.get(..usize::try_from(revision).ok()?)?)
}

/// A stored row in the form of an expected one, its words in the clear. Without an expected row any stored one is too many, and
/// so is one with a value that cannot be read.
fn like_row(row: &crate::sql::Row, like: &[Value], table: &str, cipher: &Cipher) -> String {
    let value = |(at, value): (usize, &Value)| {
        Ok(match value {
            Value::Int(_) => Value::Int(row.maybe_int(at)?),
            Value::Text(_) => Value::Text(row.maybe_text(at)?),
            Value::Bytes(_) => Value::Bytes(row.maybe_bytes(at)?),
        })
    };
    let mut stored = match like.iter().enumerate().map(value).collect::<Result<Vec<_>>>() {
        Ok(stored) => stored,
        Err(error) => return error.to_string(),
    };
    if table == "waiting"
        && let [_, Value::Int(Some(no)), _, _, Value::Text(Some(task)), _, _, words, codec, key] = &mut stored[..]
        && let (Value::Bytes(Some(hidden)), Value::Int(Some(how))) = (&*words, &*codec)
    {
        // Words that cannot be read are other words than the expected ones.
        let own = *how == CLEAR || *key == Value::from(cipher.id().to_string());
        if let (true, Ok(clear)) = (own, reveal(cipher, *no, task, *how, hidden.clone())) {
            (*words, *codec, *key) = (clear.into(), CLEAR.into(), Value::Text(None));
        }
    }
    format!("{stored:?}")
}

impl Store {
    /// Fold every story again and write its row and lists anew, if that was not done since the rules last changed what they
    /// derive, or a clock was set differently: call it when a house opens. Returns how many plans were written.
    ///
    /// # Errors
    /// As [`Store::rebuild`].
    pub async fn renew_lists(&self, clocks: Clocks, now: Timestamp) -> Result<u64> {
        if self.setting::<(u32, Clocks)>(DERIVED).await? == Some((DERIVED_NOW, clocks)) {
            return Ok(0);
        }
        let written = self.rebuild(clocks).await?;
        self.set_setting(DERIVED, &(DERIVED_NOW, clocks), None, now).await?;
        Ok(written)
    }

    /// Fold every story again and write its row and lists anew: after a change of the rules or of the settings they rest on.
    /// Returns how many plans were written. Events are not touched.
    /// Nobody else may act meanwhile: on PostgreSQL, stop other processes first.
    ///
    /// # Errors
    /// `Unreadable` when a story cannot be folded; those before it are written.
    pub async fn rebuild(&self, clocks: Clocks) -> Result<u64> {
        let mut written = 0;
        for id in self.pool.fetch(IDS, &[]).await? {
            let id = PlanId(id.uuid(0)?);
            if self.keys.is_disposed(id) {
                continue;
            }
            let _turn = self.turn(id.0).await;
            let facts = self.facts(id, u64::MAX).await?;
            let plan = Plan::fold(id, &facts)
                .ok_or_else(|| StoreError::unreadable(format!("plan {id}"), "cannot be folded"))?;
            let at = facts.last().map_or(plan.proposal.at, |fact| fact.at);
            let cipher = self.keys.of_plan(id).await?;
            let mut unit = Unit { rows: vec![crate::plans::row(&plan, at, &cipher, true)?], statements: Vec::new() };
            let (readers, waiting) = (reader_rows(&plan), waiting_rows(&plan, clocks));
            for row in self.pool.fetch(READERS, &values![id.0]).await? {
                let key = (0..5).map(|at| Ok(Value::Text(row.maybe_text(at)?))).collect::<Result<Vec<_>>>()?;
                if !readers.iter().any(|reader| reader[..5] == key[..]) {
                    unit.statements.push(Statement::new(DROP_READER, key));
                }
            }
            let from = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
            unit.statements.push(Statement::new(DROP_WAITING, values![id.0, from]));
            let added = self.pool.first(crate::figures::OF_PLAN, &values![id.0]).await?;
            let added = added.as_ref().map(crate::figures::read).transpose()?;
            crate::figures::project(&mut unit, added.as_ref(), &plan)?;
            unit.rows.extend(readers.into_iter().map(|row| (Table::Readers, row)));
            for row in waiting {
                unit.rows.push((Table::Waiting, hide(row, &cipher)?));
            }
            let deviations = deviation_rows(&plan);
            let from = i64::try_from(deviations.len()).unwrap_or(i64::MAX);
            unit.statements.push(Statement::new(DROP_DEVIATIONS, values![id.0, from]));
            unit.rows.extend(deviations.into_iter().map(|row| (Table::Deviations, row)));
            self.writer.write(unit).await?;
            self.cache.forget(id.0);
            written += 1;
        }
        self.settle_figures().await?;
        Ok(written)
    }
}
