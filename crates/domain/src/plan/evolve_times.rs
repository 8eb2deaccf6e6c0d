//! Folding of what is asked about times, of meetings that will not be, and of the interpreter.

use crate::plan::event::{Event, Fact};
use crate::plan::state::{CallAnswer, Dropped, MeetingState, Plan, Stage, TimeAnswer, Times};

impl Plan {
    pub(super) fn apply_times(&mut self, fact: &Fact) {
        match &fact.event {
            Event::TimesProposed { no, offers, minutes, place, answer_by } => {
                self.took(*no);
                for offer in offers {
                    self.took(offer.no);
                }
                self.times = Some(Times {
                    no: *no,
                    at: fact.at,
                    offers: offers.clone(),
                    minutes: *minutes,
                    place: place.clone(),
                    answer_by: *answer_by,
                    answers: Vec::new(),
                    open: true,
                    chosen: None,
                });
            }
            Event::TimeAnswered { offer, of, fits } => {
                if let Some(times) = self.times.as_mut().filter(|times| times.offer(*offer).is_some()) {
                    times.answers.retain(|answer| (answer.offer, answer.of) != (*offer, *of));
                    times.answers.push(TimeAnswer { offer: *offer, of: *of, fits: *fits, by: fact.by.clone() });
                }
            }
            Event::TimesClosed { no, chosen } => {
                if let Some(times) = self.times.as_mut().filter(|times| times.no == *no) {
                    times.open = false;
                    times.chosen = *chosen;
                }
            }
            Event::MeetingCancelled { no, .. } => {
                if let Some(meeting) = self.meetings.iter_mut().find(|meeting| meeting.no == *no) {
                    meeting.state = MeetingState::Cancelled;
                }
                self.call_again();
            }
            Event::LetterDropped { to, letter, meeting } => {
                self.letters.push(Dropped { to: *to, letter: *letter, meeting: *meeting, at: fact.at });
            }
            Event::InterpreterNeeded { need } => {
                self.interpreter.clone_from(need);
                self.interpreter_said = true;
            }
            Event::InterpreterBooked { meeting, booked } => {
                if let Some(meeting) = self.meetings.iter_mut().find(|known| known.no == *meeting) {
                    meeting.interpreter_booked = *booked;
                }
            }
            _ => {}
        }
    }

    /// The calls were to a meeting that will not be: they go out anew, to the next one.
    fn call_again(&mut self) {
        if self.stage != Stage::Called {
            return;
        }
        self.stage = Stage::Preparing;
        for party in self.parties.iter_mut().filter(|party| !party.ended) {
            if !matches!(party.answer, CallAnswer::PassedOn { .. }) {
                party.sent = None;
                party.again = None;
                party.unanswered = None;
                party.answer = CallAnswer::Waiting;
            }
        }
    }
}
