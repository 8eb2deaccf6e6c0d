//! What one may not see is not there, for what is asked of it either: a command that names a row which the one who asks does not
//! see is judged in the plan without that row, and so answered as if there were none. Else they could write over it, and would
//! learn from the answer that it is there.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::actor::Actor;
use crate::access::view::narrow;
use crate::ids::No;
use crate::people::Who;
use crate::plan::Moment;
use crate::plan::command::Command;
use crate::plan::decide::Decision;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{About, Handed, Plan, Row};

/// The plan in which a command is judged.
#[derive(Debug)]
pub struct Named<'p> {
    plan: Cow<'p, Plan>,
    unseen: Vec<No>,
}

impl Named<'_> {
    /// The plan, without the rows that the command names and the one who asks does not see.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether there is such a row: then the command is refused, and the try is a denial in the log.
    pub fn hides(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Judges the command, which is the one that this was made for.
    ///
    /// # Errors
    /// All that stands in the way, and always something where a row is not seen: nothing of such a command is stored.
    pub fn decide(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match (self.plan.decide(by, command, moment), self.unseen.first()) {
            (Ok(_), Some(no)) => Err(vec![Refusal::of(Why::NoSuchRow { no: *no })]),
            (decision, _) => decision,
        }
    }
}

/// The plan in which a command by this actor is judged on that day.
pub fn named<'p>(actor: &Actor, plan: &'p Plan, command: &Command, (day, now): (Date, Timestamp)) -> Named<'p> {
    let whole = |unseen| Named { plan: Cow::Borrowed(plan), unseen };
    let mut rows = rows(command, plan);
    rows.retain(|no| is_there(plan, *no));
    if rows.is_empty() {
        return whole(Vec::new());
    }
    // Whoever may not know of the plan is denied as such.
    let Ok(view) = narrow(plan, actor, day, now) else { return whole(Vec::new()) };
    rows.retain(|no| !is_there(&view, *no));
    if rows.is_empty() {
        return whole(rows);
    }
    Named { plan: Cow::Owned(without(plan.clone(), &rows)), unseen: rows }
}

/// The numbers of the rows of the plan that a command names. Who takes part stands in the frame, which all of them see.
fn rows(command: &Command, plan: &Plan) -> Vec<No> {
    use Command as C;
    match command {
        C::RewordQuestion { no, .. }
        | C::DropQuestion { no }
        | C::AnswerQuestion { no, .. }
        | C::TranslateQuestion { no, .. }
        | C::DropAvoid { no }
        | C::DropAsk { no }
        | C::AnswerAsk { no, .. }
        | C::SayNeed { no, .. }
        | C::ViewNeed { no, .. }
        | C::DropNeed { no }
        | C::RewordGoal { no, .. }
        | C::DropGoal { no }
        | C::DropMeasure { no }
        | C::TakeMeasure { no }
        | C::DeclineMeasure { no, .. }
        | C::HearYes { no }
        | C::LiveWith { no, .. }
        | C::StartMeasure { no }
        | C::FinishMeasure { no }
        | C::UnfinishMeasure { no }
        | C::MissMeasure { no, .. }
        | C::JudgeMeasure { no, .. }
        | C::TakeNextStep { no }
        | C::SettleDisagreement { no, .. }
        | C::AcceptHandover { no, .. }
        | C::DeclineHandover { no, .. }
        | C::WithdrawHandover { no }
        | C::OfferHandover { what: Handed::Measure(no), .. } => vec![*no],
        C::WriteExpectation { about, .. } | C::WriteAsk { about, .. } => match about {
            About::Whole => Vec::new(),
            About::Question(no) | About::Need(no) => vec![*no],
        },
        C::UseNote { no, became: Row::Need(row) | Row::Goal(row) | Row::Measure(row) | Row::Disagreement(row) } => {
            vec![*no, *row]
        }
        C::AddGoal { need, .. } => need.iter().copied().collect(),
        C::ProposeMeasure { need, draft, note, .. } => {
            need.iter().chain(&draft.waits_for).chain(note).copied().collect()
        }
        C::ChangeMeasure { no, draft } => {
            // What it waited for before stays, whether whoever changes the rest sees that or not.
            let before = plan.measure(*no).and_then(|measure| measure.waits_for);
            std::iter::once(*no).chain(draft.waits_for.filter(|waits| Some(*waits) != before)).collect()
        }
        C::WriteDisagreement { note, about, .. } => note.iter().chain(about).copied().collect(),
        C::Assess { .. }
        | C::Refuse { .. }
        | C::Reopen { .. }
        | C::NameRepresentative { .. }
        | C::EndRepresentative { .. }
        | C::NameSupporter { .. }
        | C::EndSupporter { .. }
        | C::NameFacilitator { .. }
        | C::NameCoordinator { .. }
        | C::NameLead { .. }
        | C::GiveConsent { .. }
        | C::RefuseConsent { .. }
        | C::NoteStanding { .. }
        | C::AssessMaturity { .. }
        | C::WithdrawConsent { .. }
        | C::AttachScan { .. }
        | C::NoteChildsView { .. }
        | C::NoteBoardDecision { .. }
        | C::WriteMessage { .. }
        | C::WeighConsents
        | C::AskQuestion { .. }
        | C::Avoid { .. }
        | C::Prepare { .. }
        | C::PrepareMore { .. }
        | C::LayMedia { .. }
        | C::ShowMedia { .. }
        | C::DescribeMedia { .. }
        | C::RemoveMedia { .. }
        | C::WaivePreparation { .. }
        | C::OpenExpectations
        | C::AddParty { .. }
        | C::AddParties { .. }
        | C::RemoveParty { .. }
        | C::PlanMeeting { .. }
        | C::ProposeTimes { .. }
        | C::AnswerTime { .. }
        | C::CloseTimes
        | C::BookTime { .. }
        | C::CancelMeeting { .. }
        | C::NeedInterpreter { .. }
        | C::BookInterpreter { .. }
        | C::NoteSilence
        | C::SendCalls
        | C::SendCallAgain { .. }
        | C::DropLetter { .. }
        | C::AnswerCall { .. }
        | C::NoteStay { .. }
        | C::OpenMeeting
        | C::NoteAttendance { .. }
        | C::TakeNote { .. }
        | C::EndMeeting { .. }
        | C::AddNeed { .. }
        | C::SayOthers { .. }
        | C::OfferHandover { what: Handed::Holding, .. }
        | C::NoteOwnerLeft { .. }
        | C::Agree { .. }
        | C::HandOut
        | C::TakeCopy { .. }
        | C::BeginFollowUp
        | C::EndFollowUp { .. }
        | C::Evaluate { .. }
        | C::Revise { .. }
        | C::Close { .. }
        | C::TurnOfAge
        | C::Protect { .. }
        | C::Unprotect { .. }
        | C::LetIn { .. }
        | C::LetOut { .. }
        | C::KeepRecipient { .. }
        | C::MoveAway { .. } => Vec::new(),
    }
}

fn is_there(plan: &Plan, no: No) -> bool {
    plan.row_numbers().contains(&no)
        || plan.questions.iter().any(|row| row.no == no)
        || plan.avoid.iter().any(|row| row.no == no)
        || plan.notes.iter().any(|row| row.no == no)
        || plan.asks.iter().any(|row| row.no == no)
        || plan.handings.iter().any(|row| row.no == no)
}

fn without(mut plan: Plan, gone: &[No]) -> Plan {
    let stays = |no: No| !gone.contains(&no);
    plan.needs.retain(|row| stays(row.no));
    plan.goals.retain(|row| stays(row.no));
    plan.measures.retain(|row| stays(row.no));
    plan.disagreements.retain(|row| stays(row.no));
    plan.questions.retain(|row| stays(row.no));
    plan.avoid.retain(|row| stays(row.no));
    plan.notes.retain(|row| stays(row.no));
    plan.asks.retain(|row| stays(row.no));
    plan.handings.retain(|row| stays(row.no));
    plan
}
