//! Spot checks of the access log: a drawing at even intervals, and what an auditor found for each line drawn.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::Hat;
use samsyn_domain::information::LogSettings;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::words::Words;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::access_log::{self, Logged, Outcome};
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::{Whose, sealed_columns};
use crate::look::{Asking, LookError};
use crate::plans::CLEAR;
use crate::sql::{Row, Statement, Value, values};
use crate::writer::Unit;

/// What an auditor found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckOutcome {
    /// The look was part of the work.
    InOrder,
    /// The unit or the one who looked was asked.
    Asked,
    /// It was not in order; what was done about it stands in the words.
    NotInOrder,
}

impl CheckOutcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::InOrder, Self::Asked, Self::NotInOrder];

    /// The word in the table and in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::InOrder => "in_order",
            Self::Asked => "asked",
            Self::NotInOrder => "not_in_order",
        }
    }

    /// The outcome that the word stands for.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// A line drawn for a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Which drawing.
    pub round: Uuid,
    /// The line.
    pub line: Logged,
    /// When it was drawn.
    pub drawn: Timestamp,
    /// The last day for the check.
    pub due: Date,
    /// What was found; `None` while nobody has said.
    pub outcome: Option<CheckOutcome>,
    /// When that was last said.
    pub checked: Option<Timestamp>,
    /// What the auditor notes.
    pub words: Option<String>,
}

pub(crate) const LINES: &str = "select id, unit from access_log where at >= $1 and at < $2 and unit is not null and action <> 'still' \
    and (plan is not null or action = 'search' or about is not null) order by at, id";
pub(crate) const DRAWN: &str = "select count(*) from log_checks where round = $1";
pub(crate) const LAST: &str = "select max(drawn_at) from log_checks";
pub(crate) const ADD: &str =
    "insert into log_checks (round, line, unit, drawn_at, due, codec, key_id) values ($1, $2, $3, $4, $5, $6, $7)";
pub(crate) const SET: &str = "update log_checks set outcome = $3, checked_at = $4, checked_by = $5, words = $6, codec = $7, key_id = $8 \
    where round = $1 and line = $2";
pub(crate) const LIST: &str = "select l.at, l.plan, l.account, l.actor_kind, l.actor_id, l.unit, l.action, l.surface, l.outcome, l.reason, l.id, l.about, \
    c.round, c.drawn_at, c.due, c.outcome, c.checked_at, c.codec, c.words, u.principal from log_checks c join access_log l on l.id = c.line \
    left join units u on u.unit = c.unit where c.outcome is null or c.drawn_at >= $1 order by c.due, c.round, c.line";
pub(crate) const OVERDUE: &str =
    "select u.principal from log_checks c left join units u on u.unit = c.unit where c.outcome is null and c.due < $1";

/// How long a check that was made stays on the page; it is kept for good.
const SHOWN: SignedDuration = SignedDuration::from_hours(400 * 24);

/// What an auditor notes is encrypted with the key of the plan that the line concerns; about a line outside the plans it
/// stands in the clear, for it is about nobody's plan. With a plan's key the note is destroyed, the outcome stays.
fn read(row: &Row, ciphers: &HashMap<Uuid, Cipher>) -> Result<Check> {
    let (line, round, codec) = (access_log::read(row)?, row.uuid(12)?, row.int(17)?);
    let cipher = line.plan.and_then(|plan| ciphers.get(&plan.0));
    let outcome = row.maybe_text(15)?;
    let words = match (row.maybe_bytes(18)?, codec, cipher) {
        (Some(clear), CLEAR, _) => Some(clear),
        (Some(sealed), codec, Some(cipher)) => Some(cipher.reveal("log_checks", line.id, "words", codec, sealed)?),
        _ => None,
    };
    let words = words.map(String::from_utf8).transpose();
    Ok(Check {
        line,
        round,
        drawn: row.time(13)?,
        due: row.text(14)?.parse().map_err(|e| StoreError::unreadable("log_checks.due", e))?,
        outcome: outcome
            .map(|key| {
                CheckOutcome::from_key(&key).ok_or_else(|| StoreError::unreadable("log_checks.outcome", "unknown word"))
            })
            .transpose()?,
        checked: row.maybe_time(16)?,
        words: words.map_err(|e| StoreError::unreadable("log_checks.words", e.utf8_error()))?,
    })
}

/// Of each unit, the lines with the smallest hash of seed and id: every line is as likely as any other, nobody can tell
/// which before the seed is drawn, and the same seed draws the same.
#[derive(Default)]
struct Drawing(BTreeMap<Uuid, BTreeSet<([u8; 32], Uuid)>>);

impl Drawing {
    fn offer(&mut self, seed: &[u8; 32], most: usize, (line, unit): (Uuid, Uuid)) {
        let hash = Sha256::new().chain_update(seed).chain_update(line.as_bytes()).finalize();
        let drawn = self.0.entry(unit).or_default();
        drawn.insert((hash.into(), line));
        if drawn.len() > most {
            drawn.pop_last();
        }
    }
}

impl Store {
    /// See to it that a drawing is done in this interval: the worker calls it when it starts and after each drawing.
    /// Intervals are counted from 1970, so that a restart neither forgets one nor does it twice.
    pub async fn schedule_spot_check(&self, now: Timestamp, settings: &LogSettings, next: bool) -> Result<()> {
        let (number, begins) = interval(now, settings, next)?;
        let body = serde_json::to_string(&Job::SpotCheck).map_err(|e| StoreError::unreadable("a job", e))?;
        let dedupe = format!("spot_check:{}:{number}", settings.check_days);
        let row = crate::jobs::row((self.new_id)(), None, "spot_check", &body, &dedupe, begins);
        self.writer.write(Unit { rows: vec![row], statements: Vec::new() }).await.map(drop)
    }

    /// Draw lines for a spot check: of each unit at most `settings.check_lines` of what it did since the last drawing.
    /// `round` is the job's id: drawn once, however often the job is begun. `seed` is fresh chance. Says how many were drawn.
    pub async fn draw_checks(
        &self,
        round: Uuid,
        seed: [u8; 32],
        (now, today): (Timestamp, Date),
        settings: &LogSettings,
    ) -> Result<usize> {
        let (_, begins) = interval(now, settings, false)?;
        let last = self.pool.first(LAST, &[]).await?.map(|row| row.maybe_time(0)).transpose()?.flatten();
        let drawn = self.pool.first(DRAWN, &values![round]).await?.map(|row| row.int(0)).transpose()?;
        if last.is_some_and(|last| last >= begins) || drawn.is_some_and(|drawn| drawn > 0) {
            return Ok(0);
        }
        let day = SignedDuration::from_hours(24);
        let mut from = last.unwrap_or(now - day * i32::from(settings.check_days));
        let mut drawing = Drawing::default();
        // A day at a time, so that a busy installation needs no memory for it.
        while from < now {
            let to = (from + day).min(now);
            for row in self.pool.fetch(LINES, &values![from, to]).await? {
                drawing.offer(&seed, usize::from(settings.check_lines), (row.uuid(0)?, row.uuid(1)?));
            }
            from = to;
        }
        let due = today.checked_add(jiff::ToSpan::days(i32::from(settings.check_within_days))).unwrap_or(today);
        let add =
            |unit: Uuid, line: Uuid| Statement::new(ADD, values![round, line, unit, now, due, CLEAR, None::<String>]);
        let statements: Vec<Statement> =
            drawing.0.iter().flat_map(|(unit, lines)| lines.iter().map(|(_, line)| add(*unit, *line))).collect();
        let count = statements.len();
        let line = access_log::clock((self.new_id)(), now, "draw_checks");
        self.writer.write(Unit { rows: vec![line.row()], statements }).await?;
        Ok(count)
    }

    /// The checks an auditor answers for: all that are open, and those made in the last 400 days. For auditors alone.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn log_checks(&self, asking: &Asking<'_>) -> std::result::Result<Vec<Check>, LookError> {
        self.on_duty(asking, Hat::Auditor, "log_checks", None).await?;
        Ok(self.checks_of(asking).await?)
    }

    async fn checks_of(&self, asking: &Asking<'_>) -> Result<Vec<Check>> {
        let auditors = self.auditors().await?;
        let rows = self.pool.fetch(LIST, &values![asking.moment.now - SHOWN]).await?;
        let plans = rows.iter().map(|row| row.maybe_uuid(1)).collect::<Result<Vec<_>>>()?;
        let plans: Vec<Uuid> = plans.into_iter().flatten().collect();
        let ciphers = self.keys.of(Whose::Plan, &plans).await?;
        let mut checks = Vec::new();
        for row in &rows {
            let principal = row.maybe_uuid(19)?.map(samsyn_domain::ids::PrincipalId);
            if auditors.answers(asking, principal) {
                checks.push(read(row, &ciphers)?);
            }
        }
        Ok(checks)
    }

    /// How many checks that this auditor answers for should have been made before today.
    pub async fn overdue_checks(&self, asking: &Asking<'_>) -> Result<usize> {
        let auditors = self.auditors().await?;
        let mut count = 0;
        for row in self.pool.fetch(OVERDUE, &values![asking.moment.today]).await? {
            let principal = row.maybe_uuid(0)?.map(samsyn_domain::ids::PrincipalId);
            count += usize::from(auditors.answers(asking, principal));
        }
        Ok(count)
    }

    /// Say what a check found. The outcome and its line in the log, in the plan it concerns, are one transaction.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such check for this auditor.
    pub async fn set_check(
        &self,
        asking: &Asking<'_>,
        (round, line): (Uuid, Uuid),
        outcome: CheckOutcome,
        words: Option<&Words>,
    ) -> std::result::Result<(), LookError> {
        self.on_duty(asking, Hat::Auditor, "log_checks", None).await?;
        let checks = self.checks_of(asking).await?;
        let check = checks.iter().find(|check| check.round == round && check.line.id == line);
        let check = check.ok_or(LookError::NotFound)?;
        let logged = asking.line((self.new_id)(), check.line.plan, "log_check", Outcome::Allowed, "duty");
        let row: (Table, Vec<Value>) = logged.row();
        let cipher = match check.line.plan {
            Some(plan) => self.keys.of(Whose::Plan, &[plan.0]).await?.remove(&plan.0),
            None => None,
        };
        let words = words.map(|words| words.as_str().as_bytes());
        let (words, codec, key) = match (words, &cipher) {
            (Some(words), Some(cipher)) => {
                let (codec, key) = sealed_columns(cipher);
                (Some(cipher.hide("log_checks", line, "words", words)?), codec, Some(key))
            }
            (words, _) => (words.map(<[u8]>::to_vec), CLEAR, None),
        };
        let set = values![round, line, outcome.key(), asking.moment.now, asking.actor.account.0, words, codec, key];
        self.writer.write(Unit { rows: vec![row], statements: vec![Statement::changing(SET, set)] }).await?;
        Ok(())
    }
}

/// The number of the interval that `now` lies in, or of the next, and when it begins.
fn interval(now: Timestamp, settings: &LogSettings, next: bool) -> Result<(i64, Timestamp)> {
    let length = i64::from(settings.check_days.max(1)) * 24 * 3600;
    let number = now.as_second().div_euclid(length) + i64::from(next);
    let begins = Timestamp::from_second(number * length).map_err(|e| StoreError::unreadable("an interval", e))?;
    Ok((number, begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_takes_so_many_of_each_unit_and_the_same_seed_the_same() {
        let draw = |seed: [u8; 32]| {
            let mut drawing = Drawing::default();
            for n in 0..900_u128 {
                drawing.offer(&seed, 3, (Uuid::from_u128(n + 1), Uuid::from_u128(n % 3)));
            }
            drawing.0.values().map(|lines| lines.iter().map(|(_, line)| *line).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let one = draw([1; 32]);
        assert_eq!(one.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 3]);
        assert_eq!(one, draw([1; 32]));
        assert_ne!(one, draw([2; 32]));
    }

    #[test]
    fn an_interval_begins_once() {
        let settings = LogSettings { check_days: 30, ..LogSettings::default() };
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let (number, begins) = interval(now, &settings, false).unwrap();
        assert!(begins <= now);
        let (next, later) = interval(now, &settings, true).unwrap();
        assert_eq!((next, later.as_second() - begins.as_second()), (number + 1, 30 * 24 * 3600));
    }
}
