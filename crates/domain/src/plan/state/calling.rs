//! A call belongs to the meeting it was sent for, and so does its answer (decision 0031).

use jiff::Timestamp;

use super::{CallAnswer, MeetingState, Party, Plan, Stage};
use crate::ids::No;

impl Party {
    /// Its call goes out, to that meeting. What it answered to another one is kept in the story alone, but for who came.
    pub(in crate::plan) fn is_called(&mut self, at: Timestamp, to: Option<No>) {
        (self.sent, self.called_to, self.again, self.unanswered) = (Some(at), to, None, None);
        match std::mem::replace(&mut self.answer, CallAnswer::Waiting) {
            passed_on @ CallAnswer::PassedOn { .. } => self.answer = passed_on,
            CallAnswer::Coming { who, .. } => self.came = Some(who),
            CallAnswer::Waiting | CallAnswer::Declined { .. } => {}
        }
    }

    /// Who comes for it, or came to the meeting before while it has not answered the call to the next one.
    pub fn sends(&self) -> Option<&crate::people::StaffRef> {
        match &self.answer {
            CallAnswer::Coming { who, .. } => Some(who),
            CallAnswer::Waiting => self.came.as_ref(),
            CallAnswer::PassedOn { .. } | CallAnswer::Declined { .. } => None,
        }
    }
}

impl Plan {
    /// Whether a party's call went out: to the coming meeting, or, where none is coming, to the last one.
    pub fn called(&self, party: &Party) -> bool {
        let cancelled = |no| self.meetings.iter().any(|m| Some(m.no) == no && m.state == MeetingState::Cancelled);
        party.sent.is_some()
            && match self.next_meeting() {
                Some(meeting) => party.called_to == Some(meeting.no),
                None => !cancelled(party.called_to),
            }
    }

    /// What a party has answered to that call: nothing, while it went out to another meeting.
    pub fn reply<'a>(&self, party: &'a Party) -> &'a CallAnswer {
        let passed_on = matches!(party.answer, CallAnswer::PassedOn { .. });
        if passed_on || self.called(party) { &party.answer } else { &CallAnswer::Waiting }
    }

    /// Whether calls may go out where the plan stands: before the first meeting, and to each one after it.
    pub fn calls(&self) -> bool {
        let first = matches!(self.stage, Stage::Consented | Stage::Preparing | Stage::Called);
        first || self.meets_again()
    }

    /// Whether a meeting after the first one is planned.
    pub fn meets_again(&self) -> bool {
        matches!(self.stage, Stage::Active | Stage::FollowUp | Stage::Revision)
            && self.next_meeting().is_some_and(|meeting| meeting.state == MeetingState::Planned)
    }

    /// The parties whose call to the coming meeting is yet to go out.
    pub fn uncalled(&self) -> impl Iterator<Item = &Party> {
        self.current_parties().filter(|party| !self.called(party))
    }

    /// The parties whose call went out and that have not answered.
    pub fn silent(&self) -> impl Iterator<Item = &Party> {
        self.current_parties().filter(|party| self.called(party) && party.answer == CallAnswer::Waiting)
    }
}
