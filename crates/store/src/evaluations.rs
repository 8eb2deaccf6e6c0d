//! What was answered after meetings: apart from the story, without a name, encrypted with the plan's key. Its counts go to the
//! figures in the same transaction. Nobody reads an answer but the one who gave it; a child may show its own to its guardians, and
//! whoever likes to releases the words, without a name, to development leaders.

use std::collections::BTreeSet;

use samsyn_domain::access::{Action, Datum, Deed, Hat, Item, PlanView, may};
use samsyn_domain::evaluation::{Answers, Round, answers, offered};
use samsyn_domain::figures::{Quarter, counts_of};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::command::EvaluationDraft;
use samsyn_domain::plan::state::{Plan, SeenBy};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::{Whose, sealed_columns};
use crate::look::{Asking, LookError};
use crate::sql::{Row, Statement, values};
use crate::writer::Unit;

pub(crate) const ADD: &str = "insert into evaluations (plan, answer, asked, quarter, released, shown, body, codec, key_id) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
pub(crate) const ONE: &str =
    "select asked, codec, body, released, shown from evaluations where plan = $1 and answer = $2";
pub(crate) const TAKE_BACK: &str = "update evaluations set released = 0, shown = 0 where plan = $1 and answer = $2";
pub(crate) const RELEASED: &str =
    "select plan, answer, asked, codec, body from evaluations where released = 1 and quarter >= $1 and quarter <= $2";
pub(crate) const OF_PLAN: &str = "select asked, codec, body, answer, quarter from evaluations where plan = $1";

/// What somebody answered, and who else may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The answers.
    pub answers: Answers,
    /// Whether development leaders may read the words.
    pub released: bool,
    /// Whether a child lets its guardians see the answers.
    pub shown: bool,
}

/// What the one who looks may see of the answers about the last meeting or follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluations {
    /// Their own.
    pub mine: Option<Evaluation>,
    /// The child's, for its guardians, where it shows them.
    pub childs: Option<Evaluation>,
}

/// Who answered about what, as the row has it: nobody can tell from it without the plan's key.
fn answer_id(cipher: &Cipher, who: &Who, round: Round) -> String {
    let who = match who {
        Who::Family(FamilyMember::Person) => "person".to_owned(),
        Who::Family(FamilyMember::Representative(no)) => format!("representative {no}"),
        Who::Family(FamilyMember::Supporter(no)) => format!("supporter {no}"),
        Who::Staff(staff) => format!("staff {}", staff.staff),
        Who::Clock => "clock".to_owned(),
    };
    let round = match round {
        Round::Meeting(no) => format!("meeting {no}"),
        Round::FollowUp(no) => format!("follow-up {no}"),
    };
    cipher.hash("evaluations", &format!("{who}, {round}"))
}

/// Adds to the unit of an act what was answered by it.
pub(crate) fn beside(
    unit: &mut Unit,
    (plan, who): (&Plan, &Who),
    draft: &EvaluationDraft,
    asking: &Asking<'_>,
    cipher: &Cipher,
) -> Result<()> {
    let Some(offer) = offered(plan, who) else { return Ok(()) };
    // The plan has judged the same draft before.
    let Ok(answers) = answers(offer.asked, draft) else { return Ok(()) };
    let answer = answer_id(cipher, who, offer.round);
    let json = serde_json::to_vec(&answers).map_err(|e| StoreError::unreadable("evaluations", e))?;
    let body = cipher.hide("evaluations", &answer, offer.asked.key(), &json)?;
    let (codec, key) = sealed_columns(cipher);
    let child = *who == Who::Family(FamilyMember::Person) && !plan.of_age;
    let today = asking.moment.today;
    let row = values![
        plan.id.0,
        answer,
        offer.asked.key(),
        Quarter::of(today).to_string(),
        i64::from(draft.release && answers.words.is_some()),
        i64::from(draft.show && child),
        body,
        codec,
        key,
    ];
    unit.statements.push(Statement::new(ADD, row));
    crate::figures::add(unit, crate::figures::keyed(&counts_of(&answers, today), ""));
    Ok(())
}

/// The answers in a row that begins with what was asked, the codec and the body.
pub(crate) fn read(row: &Row, answer: &str, cipher: &Cipher) -> Result<Answers> {
    let json = cipher.reveal("evaluations", answer, &row.text(0)?, row.int(1)?, row.bytes(2)?)?;
    serde_json::from_slice(&json).map_err(|e| StoreError::unreadable("evaluations.body", e))
}

fn sees(asking: &Asking<'_>, plan: &Plan, of: &Who, seen_by: SeenBy) -> bool {
    let datum = Datum { private: Some((of, seen_by)), ..Datum::plain(Item::Evaluation) };
    may(asking.actor, Action::See(datum), plan, asking.moment.today).is_ok()
}

impl Store {
    /// The plan as this actor may see it, with the answers about the last meeting or follow-up that are theirs to see. It is a look, and
    /// logged as one.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such plan for the one who asks, or nothing is ever asked of them.
    pub async fn evaluations(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
    ) -> std::result::Result<(PlanView, Evaluations), LookError> {
        let (kept, view) = self.look_as(asking, plan, "see").await?;
        if let Err(why) = may(asking.actor, Action::Do(Deed::Evaluate), &kept.plan, asking.moment.today) {
            return self.denied(asking, plan, "see", why.key()).await;
        }
        let mut found = Evaluations::default();
        if let Some(me) = view.me().filter(|me| sees(asking, &kept.plan, me, SeenBy::OnlyMe)) {
            found.mine = self.evaluation(&kept.plan, me).await?;
        }
        let child = Who::Family(FamilyMember::Person);
        if view.me() != Some(&child) && sees(asking, &kept.plan, &child, SeenBy::Everybody) {
            found.childs = self.evaluation(&kept.plan, &child).await?.filter(|answered| answered.shown);
        }
        Ok((view, found))
    }

    async fn evaluation(&self, plan: &Plan, who: &Who) -> Result<Option<Evaluation>> {
        let Some(offer) = offered(plan, who).filter(|offer| offer.answered) else { return Ok(None) };
        let cipher = self.keys.of_plan(plan.id).await?;
        let answer = answer_id(&cipher, who, offer.round);
        let Some(row) = self.pool.first(ONE, &values![plan.id.0, answer.as_str()]).await? else { return Ok(None) };
        let answers = read(&row, &answer, &cipher)?;
        Ok(Some(Evaluation { answers, released: row.int(3)? == 1, shown: row.int(4)? == 1 }))
    }

    /// Takes back that others may see one's own answers or words. It is logged; the answers stay, and count.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing of theirs there, or this session does not reach so far.
    pub async fn take_back_answers(&self, asking: &Asking<'_>, plan: PlanId) -> std::result::Result<(), LookError> {
        let (kept, view) = self.look_as(asking, plan, "see").await?;
        let mine = view.me().filter(|me| sees(asking, &kept.plan, me, SeenBy::OnlyMe));
        let Some((me, offer)) = mine.and_then(|me| Some((me, offered(&kept.plan, me)?))) else {
            return self.denied(asking, plan, "take_back_answers", "not_their_part").await;
        };
        let answer = answer_id(&self.keys.of_plan(plan).await?, me, offer.round);
        let line = asking.line((self.new_id)(), Some(plan), "take_back_answers", Outcome::Allowed, "own_words");
        let mut unit = line.unit();
        unit.statements.push(Statement::new(TAKE_BACK, values![plan.0, answer]));
        self.writer.write(unit).await?;
        Ok(())
    }

    /// The words that were released to development leaders in those quarters, in the order of the alphabet: neither plan nor time nor
    /// who goes with them. The caller has judged and logged the hat by [`Store::on_duty`].
    ///
    /// # Errors
    /// When the store does not answer, or holds what cannot be read.
    pub async fn released_words(&self, asking: &Asking<'_>, (from, to): (Quarter, Quarter)) -> Result<Vec<String>> {
        if !asking.actor.wears(Hat::DevelopmentLeader) {
            return Ok(Vec::new());
        }
        let rows = self.pool.fetch(RELEASED, &values![from.to_string(), to.to_string()]).await?;
        let plans: BTreeSet<Uuid> = rows.iter().map(|row| row.uuid(0)).collect::<Result<_>>()?;
        let ciphers = self.keys.of(Whose::Plan, &plans.into_iter().collect::<Vec<_>>()).await?;
        let mut words = Vec::new();
        for row in rows {
            // Of a plan that is being disposed of nothing is read.
            let Some(cipher) = ciphers.get(&row.uuid(0)?) else { continue };
            let answer = row.text(1)?;
            let json = cipher.reveal("evaluations", &answer, &row.text(2)?, row.int(3)?, row.bytes(4)?)?;
            let answers: Answers =
                serde_json::from_slice(&json).map_err(|e| StoreError::unreadable("evaluations.body", e))?;
            words.extend(answers.words.map(|words| words.to_string()));
        }
        words.sort();
        Ok(words)
    }
}
