//! When a plan took its steps: no words and no names, only times and row numbers. What figures are counted from
//! ([`crate::figures`]); no view of a plan holds it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DidIt, Measure, MeasureState, Plan, Stage, sweden};
use crate::ids::No;
use crate::people::{FamilyMember, Who};
use crate::plan::event::{Event, Fact};

/// A step that was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Which.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
}

/// A meeting that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The meeting's row number.
    pub no: No,
    /// When it began.
    pub opened: Timestamp,
    /// How many asks there were when it began.
    pub asks: u32,
    /// How many of them had their answer by then.
    pub answered: u32,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Whether the child had been asked when it ended; `None` for somebody of age.
    pub child_asked: Option<bool>,
}

/// What was promised: a measure from when it was written until it was changed, taken away, or nothing more is to be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The measure's row number.
    pub no: No,
    /// When it was written, or changed so that its owner must say yes anew.
    pub written: Timestamp,
    /// Its last day.
    pub by: Date,
    /// When its owner said yes.
    pub taken: Option<Timestamp>,
    /// When it was done.
    pub done: Option<Timestamp>,
    /// When it was changed or taken away.
    pub left: Option<Timestamp>,
    /// The family's answers to "did it happen", by their moment; the last in each quarter counts.
    pub judged: Vec<(Timestamp, DidIt)>,
}

/// When a plan took its steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The steps in order.
    pub steps: Vec<Entered>,
    /// The meetings that were opened, in order.
    pub meetings: Vec<Held>,
    /// What was promised.
    pub promises: Vec<Promise>,
}

impl Course {
    /// The meeting that ended last, and when.
    pub fn ended(&self) -> Option<(No, Timestamp)> {
        self.meetings.iter().rev().find_map(|meeting| Some((meeting.no, meeting.ended?)))
    }
}

/// A day in Sweden.
pub(crate) fn swedish_day(at: Timestamp) -> Date {
    at.to_zoned(sweden()).date()
}

impl Plan {
    /// What a fact adds that the plan before it must tell: called before the fact is applied.
    pub(in crate::plan) fn note_meeting(&mut self, fact: &Fact) {
        match &fact.event {
            Event::MeetingOpened { no } => {
                let count = |asks: usize| u32::try_from(asks).unwrap_or(u32::MAX);
                let (asks, answered) =
                    (self.current_asks().count(), self.current_asks().filter(|a| a.answered).count());
                self.course.meetings.push(Held {
                    no: *no,
                    opened: fact.at,
                    asks: count(asks),
                    answered: count(answered),
                    ended: None,
                    child_asked: None,
                });
            }
            Event::MeetingEnded { no } => {
                let asked = (!self.of_age).then(|| self.child_was_asked());
                if let Some(held) = self.course.meetings.iter_mut().rev().find(|held| held.no == *no) {
                    held.ended = Some(fact.at);
                    held.child_asked = asked;
                }
            }
            _ => {}
        }
    }

    /// Whether the child has been asked: it prepared or chose not to, its own view is noted, or a question is its own.
    fn child_was_asked(&self) -> bool {
        let child = Who::Family(FamilyMember::Person);
        self.preparations.iter().any(|p| p.of == child && (p.waived || !p.answers.is_empty() || !p.media.is_empty()))
            || !self.childs_views.is_empty()
            || self.questions.iter().any(|question| question.by == child)
    }

    /// What a fact adds that the plan after it tells.
    pub(in crate::plan) fn note_course(&mut self, fact: &Fact) {
        if self.course.steps.last().map(|step| step.stage) != Some(self.stage) {
            self.course.steps.push(Entered { stage: self.stage, at: fact.at });
        }
        let Self { measures, course, .. } = self;
        for promise in course.promises.iter_mut().filter(|promise| promise.left.is_none()) {
            match measures.iter().find(|measure| measure.no == promise.no) {
                Some(measure) if !anew(promise, measure, fact) => promise.hears(measure, fact),
                _ => promise.left = Some(fact.at),
            }
        }
        for measure in measures.iter() {
            if !course.promises.iter().any(|promise| promise.no == measure.no && promise.left.is_none()) {
                let mut promise = Promise {
                    no: measure.no,
                    written: fact.at,
                    by: measure.by,
                    taken: None,
                    done: None,
                    left: None,
                    judged: Vec::new(),
                };
                promise.hears(measure, fact);
                course.promises.push(promise);
            }
        }
    }
}

/// Whether a measure asks its owner for another yes, or has another last day.
fn anew(promise: &Promise, measure: &Measure, fact: &Fact) -> bool {
    matches!(&fact.event, Event::MeasureChanged { no, .. } if *no == promise.no)
        || promise.by != measure.by
        || promise.taken.is_some() && measure.state == MeasureState::Proposed
}

impl Promise {
    fn hears(&mut self, measure: &Measure, fact: &Fact) {
        if measure.state.confirmed() && self.taken.is_none() {
            self.taken = Some(fact.at);
        }
        if matches!(measure.state, MeasureState::Done { .. }) && self.done.is_none() {
            self.done = Some(fact.at);
        }
        if matches!(&fact.event, Event::MeasureDoneTakenBack { no } if *no == self.no) {
            self.done = None;
        }
        if let Event::MeasureJudged { no, answer, .. } = &fact.event
            && *no == self.no
        {
            self.judged.push((fact.at, *answer));
        }
    }
}
