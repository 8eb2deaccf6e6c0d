//! Judging a command: either the events that come of it, or all that stands in its way. Synchronous and pure; what a
//! decision needs to know stands in the command or in the [`Moment`]. Whether the actor may ask at all is judged
//! before, by [`crate::access::may`].

mod agree;
mod cap;
mod consent;
mod consent_notes;
mod evaluation;
mod expectations;
mod handing;
mod letters;
mod measures;
mod meeting;
mod people;
mod preparing;
mod protection;
mod rows;
mod stay;
mod times;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::information::Settings;
use crate::people::Who;
use crate::plan::command::{Command, Propose};
use crate::plan::event::{Event, Fact};
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{Plan, Stage};
use crate::rules::two_guardians_decide_together::{Outcome, outcome};
use crate::words::Words;

/// When and where a command is judged.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Now.
    pub now: Timestamp,
    /// Today, in Sweden.
    pub today: Date,
    /// What the installation decides.
    pub settings: &'a Settings,
}

/// The events that come of a command, or all that stands in its way.
pub type Decision = Result<Vec<Event>, Refusals>;

/// Begins a story: the first facts, or what stands in the way.
///
/// # Errors
/// The faults of the form, and [`Why::LeadWithoutDuty`] at `to` when the unit that is to assess has no duty to.
pub fn propose(by: &Who, propose: Propose, moment: &Moment<'_>) -> Decision {
    let mut faults = Vec::new();
    let reason = keep(&mut faults, Words::parse(&propose.reason, "reason"));
    let told_how = keep(&mut faults, Words::optional(&propose.told_how, "told_how"));
    let question = keep(&mut faults, Words::optional(&propose.question, "question"));
    if !propose.to.kind.has_the_duty() {
        faults.push(Refusal::at("to", Why::LeadWithoutDuty));
    }
    let (Some(reason), Some(told_how), Some(question), true) = (reason, told_how, question, faults.is_empty()) else {
        return Err(faults);
    };
    let _ = by;
    let of_age = propose.person.born.is_none_or(|born| of_age(born, moment.today));
    let mut events = vec![Event::PlanProposed {
        person: propose.person,
        of_age,
        to: propose.to,
        reason,
        wanted: propose.wanted,
        told_how,
    }];
    events.extend(question.map(|words| Event::QuestionAsked { no: crate::ids::No(1), words }));
    Ok(events)
}

/// Whether somebody born then is 18 on that day (FB 9 kap. 1 §). Born on 29 February: on 1 March in a common year.
pub fn of_age(born: Date, day: Date) -> bool {
    let years = i32::from(day.year()) - i32::from(born.year());
    years > 18 || years == 18 && (day.month(), day.day()) >= (born.month(), born.day())
}

impl Plan {
    /// Judges a command by somebody at a moment.
    ///
    /// # Errors
    /// All that stands in the way; never an empty list.
    pub fn decide(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        self.judge(by, command, moment).and_then(|events| self.within_the_cap(events, moment))
    }

    fn judge(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        use Command as C;
        match command {
            C::Assess { .. } | C::Refuse { .. } | C::Reopen { .. } => self.decide_proposal(by, command, moment),
            C::NameRepresentative { .. }
            | C::EndRepresentative { .. }
            | C::NameSupporter { .. }
            | C::EndSupporter { .. }
            | C::NameFacilitator { .. }
            | C::NameCoordinator { .. }
            | C::NameLead { .. }
            | C::TurnOfAge
            | C::Protect { .. }
            | C::Unprotect { .. }
            | C::LetIn { .. }
            | C::LetOut { .. }
            | C::KeepRecipient { .. }
            | C::MoveAway { .. } => self.decide_people(command, moment),
            C::GiveConsent { .. }
            | C::RefuseConsent { .. }
            | C::NoteStanding { .. }
            | C::AssessMaturity { .. }
            | C::WithdrawConsent { .. } => self.decide_consent(by, command, moment),
            C::AttachScan { .. }
            | C::NoteChildsView { .. }
            | C::NoteBoardDecision { .. }
            | C::WriteMessage { .. }
            | C::WeighConsents => self.decide_consent_note(by, command, moment),
            C::AskQuestion { .. }
            | C::RewordQuestion { .. }
            | C::DropQuestion { .. }
            | C::AnswerQuestion { .. }
            | C::TranslateQuestion { .. }
            | C::Avoid { .. }
            | C::DropAvoid { .. }
            | C::Prepare { .. }
            | C::PrepareMore { .. }
            | C::LayMedia { .. }
            | C::ShowMedia { .. }
            | C::DescribeMedia { .. }
            | C::RemoveMedia { .. }
            | C::WaivePreparation { .. } => self.decide_preparing(by, command, moment),
            C::Evaluate { draft } => self.evaluate(by, &draft, moment),
            C::NoteStay { stay } => self.note_stay(*stay, moment),
            C::WriteExpectation { .. }
            | C::WriteAsk { .. }
            | C::DropAsk { .. }
            | C::OpenExpectations
            | C::AnswerAsk { .. } => self.decide_expectation(by, command, moment),
            C::AddParty { .. }
            | C::AddParties { .. }
            | C::RemoveParty { .. }
            | C::PlanMeeting { .. }
            | C::SendCalls
            | C::SendCallAgain { .. }
            | C::AnswerCall { .. }
            | C::OpenMeeting
            | C::NoteAttendance { .. }
            | C::TakeNote { .. }
            | C::UseNote { .. }
            | C::EndMeeting { .. } => self.decide_meeting(command, moment),
            C::ProposeTimes { .. }
            | C::AnswerTime { .. }
            | C::CloseTimes
            | C::BookTime { .. }
            | C::CancelMeeting { .. }
            | C::NeedInterpreter { .. }
            | C::BookInterpreter { .. }
            | C::NoteSilence => self.decide_times(command, moment),
            C::DropLetter { to, letter, meeting } => self.drop_letter(by, (to, letter, meeting), moment),
            C::OfferHandover { .. }
            | C::AcceptHandover { .. }
            | C::DeclineHandover { .. }
            | C::WithdrawHandover { .. }
            | C::NoteOwnerLeft { .. } => self.decide_handing(by, command, moment),
            C::Agree { .. }
            | C::HandOut
            | C::TakeCopy { .. }
            | C::BeginFollowUp
            | C::EndFollowUp { .. }
            | C::Revise { .. }
            | C::Close { .. } => self.decide_agreement(by, command, moment),
            row => self.decide_row(by, row, moment),
        }
    }

    fn decide_proposal(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        let staff = || by.staff().cloned().ok_or_else(|| vec![Refusal::of(Why::NotYours)]);
        match command {
            Command::Assess { reason } => {
                self.at(&[Stage::Proposed])?;
                Ok(vec![Event::NeedAssessed { by: staff()?, reason: one(Words::parse(&reason, "reason"))? }])
            }
            Command::Refuse { reason } => {
                self.at(&[Stage::Proposed])?;
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                Ok(vec![Event::ProposalRefused { by: staff()?, reason }])
            }
            Command::Reopen { reason } => {
                self.at(&[Stage::Refused, Stage::Declined, Stage::Closed])?;
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                let reopened = vec![Event::PlanReopened { reason }];
                let after = self.with(by, moment.now, &reopened);
                // Consent that still holds is not asked for again.
                let consented = after.stage == Stage::Assessed && outcome(&after, moment.today) == Outcome::Yes;
                Ok(reopened.into_iter().chain(consented.then_some(Event::ConsentCompleted)).collect())
            }
            _ => Err(self.not_now()),
        }
    }

    /// Refuses a step that does not fit where the plan stands.
    pub(super) fn at(&self, stages: &[Stage]) -> Result<(), Refusals> {
        if stages.contains(&self.stage) { Ok(()) } else { Err(self.not_now()) }
    }

    /// Refuses any step on an ended story.
    pub(super) fn going_on(&self) -> Result<(), Refusals> {
        if self.stage.ended() { Err(self.not_now()) } else { Ok(()) }
    }

    pub(super) fn not_now(&self) -> Refusals {
        vec![Refusal::of(Why::NotNow { stage: self.stage })]
    }

    /// The plan after these events, to ask what they would amount to before they are facts.
    pub(super) fn with(&self, by: &Who, now: Timestamp, events: &[Event]) -> Self {
        let fact = |event: &Event| Fact { at: now, by: by.clone(), event: event.clone() };
        events.iter().fold(self.clone(), |plan, event| plan.evolve(&fact(event)))
    }
}

/// An empty reason is told as a missing reason.
pub(super) fn reason_missing(refusal: Refusal) -> Refusal {
    if refusal.why == Why::Empty { Refusal::at(refusal.at, Why::ReasonMissing) } else { refusal }
}

/// A single fault as the list of faults.
pub(super) fn one<T>(result: Result<T, Refusal>) -> Result<T, Refusals> {
    result.map_err(|refusal| vec![refusal])
}

/// Collects a fault and goes on, so that a form hears all its faults at once.
pub(super) fn keep<T>(faults: &mut Refusals, result: Result<T, Refusal>) -> Option<T> {
    result.map_err(|refusal| faults.push(refusal)).ok()
}
