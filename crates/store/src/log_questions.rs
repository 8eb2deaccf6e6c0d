//! Questions about lines of the access log: whoever may read who looked can ask an auditor about a line.

use jiff::Timestamp;
use samsyn_domain::access::{Hat, Subject};
use samsyn_domain::ids::{AccountId, PlanId, PrincipalId, StaffId, UnitId};
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::words::Words;
use uuid::Uuid;

use crate::Store;
use crate::access_log::{self, Logged, Outcome};
use crate::accounts::Holder;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::{Whose, sealed_columns};
use crate::look::{Asking, LookError};
use crate::sql::{Row, Statement, values};
use crate::writer::Unit;

/// A question about a line, and its answer when there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQuestion {
    /// Its id.
    pub id: Uuid,
    /// The line's id.
    pub line: Uuid,
    /// The plan that the line concerns.
    pub plan: PlanId,
    /// The principal of the unit that looked.
    pub principal: Option<PrincipalId>,
    /// When it was asked.
    pub asked: Timestamp,
    /// Who asked.
    pub by: AccountId,
    /// What was asked.
    pub words: String,
    /// When it was answered, and what.
    pub answer: Option<(Timestamp, String)>,
}

pub(crate) const ADD: &str = "insert into log_questions (question, line, plan, principal, asked_at, asked_by, words, codec, key_id) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (question) do nothing";
pub(crate) const ANSWER: &str = "update log_questions set answered_at = $2, answered_by = $3, answer = $4 where question = $1 and answered_at is null";
pub(crate) const ONE: &str = "select question, line, plan, principal, asked_at, asked_by, codec, words, answered_at, answer from log_questions where question = $1";
pub(crate) const OF_PLAN: &str = "select question, line, plan, principal, asked_at, asked_by, codec, words, answered_at, answer from log_questions \
    where plan = $1 and asked_by = $2 order by asked_at desc, question";
pub(crate) const LIST: &str = "select question, line, plan, principal, asked_at, asked_by, codec, words, answered_at, answer from log_questions \
    order by answered_at desc, asked_at, question limit $1";
pub(crate) const AUDITORS: &str = "select s.staff, u.principal from staff s join staff_roles r on r.staff = s.staff join units u on u.unit = s.unit \
    where r.role = 'auditor' and s.ended_at is null order by s.staff";

/// The most questions listed at once.
const MOST: i64 = 500;

/// What is written about a line is encrypted with the key of the plan that the line concerns.
fn read(row: &Row, cipher: &Cipher) -> Result<LogQuestion> {
    let (id, codec) = (row.uuid(0)?, row.int(6)?);
    let text = |kind: &str, sealed: Vec<u8>| {
        let clear = cipher.reveal("log_questions", id, kind, codec, sealed)?;
        String::from_utf8(clear).map_err(|e| StoreError::unreadable("log_questions", e.utf8_error()))
    };
    let answer = row.maybe_bytes(9)?.map(|sealed| text("answer", sealed)).transpose()?;
    Ok(LogQuestion {
        id,
        line: row.uuid(1)?,
        plan: PlanId(row.uuid(2)?),
        principal: row.maybe_uuid(3)?.map(PrincipalId),
        asked: row.time(4)?,
        by: AccountId(row.uuid(5)?),
        words: text("words", row.bytes(7)?)?,
        answer: row.maybe_time(8)?.zip(answer),
    })
}

/// Which auditor answers for which principal.
pub(crate) struct Auditors(Vec<(StaffId, PrincipalId)>);

impl Auditors {
    /// The auditors of a principal; where it has none of its own, and where no unit looked: all of the installation.
    fn of(&self, principal: Option<PrincipalId>) -> Vec<StaffId> {
        let own: Vec<StaffId> =
            self.0.iter().filter(|(_, of)| Some(*of) == principal).map(|(staff, _)| *staff).collect();
        if own.is_empty() { self.0.iter().map(|(staff, _)| *staff).collect() } else { own }
    }

    /// Whether that auditor answers for what the principal's units did.
    pub fn answers(&self, asking: &Asking<'_>, principal: Option<PrincipalId>) -> bool {
        asking.actor.staff().is_some_and(|staff| self.of(principal).contains(&staff.staff))
    }
}

impl Store {
    pub(crate) async fn auditors(&self) -> Result<Auditors> {
        let rows = self.pool.fetch(AUDITORS, &[]).await?;
        rows.iter()
            .map(|row| Ok((StaffId(row.uuid(0)?), PrincipalId(row.uuid(1)?))))
            .collect::<Result<_>>()
            .map(Auditors)
    }

    /// One line of the log of a plan, for somebody who may read that log.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when it is not a line of that plan, or not for them.
    pub async fn log_line(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        line: Uuid,
    ) -> std::result::Result<Logged, LookError> {
        self.may_read_log(asking, plan, "log").await?;
        let row = self.pool.first(access_log::ONE, &values![line]).await?;
        let logged = row.as_ref().map(access_log::read).transpose()?.filter(|logged| logged.plan == Some(plan));
        logged.ok_or(LookError::NotFound)
    }

    /// Ask about a line of a plan's log. `id` is the question's, made with the form, so that a repeated press asks once. The
    /// question, its line in the log and the auditors' notices are one transaction.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when it is not a line of that plan, or not for them.
    pub async fn ask_about_line(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        line: Uuid,
        (id, words): (Uuid, &Words),
    ) -> std::result::Result<(), LookError> {
        let logged = self.log_line(asking, plan, line).await?;
        let principal = match logged.unit {
            Some(unit) => self.unit_ref(UnitId(unit)).await.ok().map(|unit| unit.principal),
            None => None,
        };
        let now = asking.moment.now;
        let cipher = self.keys.of_plan(plan).await?;
        let (codec, key) = sealed_columns(&cipher);
        let asked = asking.line((self.new_id)(), Some(plan), "log_question", Outcome::Allowed, "");
        let mut unit = Unit { rows: vec![asked.row()], statements: Vec::new() };
        unit.statements.push(Statement::new(
            ADD,
            values![
                id,
                line,
                plan.0,
                principal.map(|principal| principal.0),
                now,
                asking.actor.account.0,
                cipher.hide("log_questions", id, "words", words.as_str().as_bytes())?,
                codec,
                key
            ],
        ));
        for staff in self.auditors().await?.of(principal) {
            let job = Job::Tell { to: Subject::Staff(staff) };
            unit.rows.push(crate::jobs::of(&job, (self.new_id)(), None, &format!("log_question:{id}:{staff}"), now)?);
        }
        self.writer.write(unit).await?;
        Ok(())
    }

    /// One's own questions about the log of a plan, newest first: also their answers. Nobody else of the family sees them.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for somebody who may not read that log.
    pub async fn my_log_questions(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
    ) -> std::result::Result<Vec<LogQuestion>, LookError> {
        // Called beside `log_of`, which has judged and logged.
        let rows = self.pool.fetch(OF_PLAN, &values![plan.0, asking.actor.account.0]).await?;
        Ok(self.read_questions(&rows).await?)
    }

    /// Those that can be read: with a plan's key, what was asked about its log is destroyed too.
    async fn read_questions(&self, rows: &[Row]) -> Result<Vec<LogQuestion>> {
        let plans = rows.iter().map(|row| row.uuid(2)).collect::<Result<Vec<_>>>()?;
        let ciphers = self.keys.of(Whose::Plan, &plans).await?;
        let readable = rows.iter().zip(&plans).filter_map(|(row, plan)| Some((row, ciphers.get(plan)?)));
        readable.map(|(row, cipher)| read(row, cipher)).collect()
    }

    /// The questions that an auditor answers for, those without an answer first: for auditors alone.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn log_questions(&self, asking: &Asking<'_>) -> std::result::Result<Vec<LogQuestion>, LookError> {
        self.on_duty(asking, Hat::Auditor, "log_questions", None).await?;
        let auditors = self.auditors().await?;
        let rows = self.pool.fetch(LIST, &values![MOST]).await?;
        let mut questions = self.read_questions(&rows).await?;
        questions.retain(|question| auditors.answers(asking, question.principal));
        // Null sorts first on one database and last on the other.
        questions.sort_by_key(|question| question.answer.is_some());
        Ok(questions)
    }

    /// A question with its line, for an auditor who answers for it.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is none for them.
    pub async fn log_question(
        &self,
        asking: &Asking<'_>,
        id: Uuid,
    ) -> std::result::Result<(LogQuestion, Logged), LookError> {
        self.on_duty(asking, Hat::Auditor, "log_questions", None).await?;
        let rows = self.pool.fetch(ONE, &values![id]).await?;
        let question = self.read_questions(&rows).await?.pop().ok_or(LookError::NotFound)?;
        if !self.auditors().await?.answers(asking, question.principal) {
            return Err(LookError::NotFound);
        }
        let line = self.pool.first(access_log::ONE, &values![question.line]).await?.ok_or(LookError::NotFound)?;
        let line = access_log::read(&line)?;
        Ok((question, line))
    }

    /// Answer a question. Whoever asked is told, in a neutral notice, that something waits.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is none for them; `Conflict` when it was answered already.
    pub async fn answer_log_question(
        &self,
        asking: &Asking<'_>,
        id: Uuid,
        words: &Words,
    ) -> std::result::Result<(), LookError> {
        let (question, _) = self.log_question(asking, id).await?;
        let now = asking.moment.now;
        let line = asking.line((self.new_id)(), Some(question.plan), "log_answer", Outcome::Allowed, "duty");
        let mut unit = Unit { rows: vec![line.row()], statements: Vec::new() };
        let cipher = self.keys.of_plan(question.plan).await?;
        let hidden = cipher.hide("log_questions", id, "answer", words.as_str().as_bytes())?;
        let answer = values![id, now, asking.actor.account.0, hidden];
        unit.statements.push(Statement::changing(ANSWER, answer));
        let to = match self.account(question.by).await?.holder {
            Holder::Person(person) => Subject::Person(person),
            Holder::Staff(staff) => Subject::Staff(staff),
        };
        let dedupe = format!("log_answer:{id}");
        unit.rows.push(crate::jobs::of(&Job::Tell { to }, (self.new_id)(), None, &dedupe, now)?);
        self.writer.write(unit).await?;
        Ok(())
    }
}
