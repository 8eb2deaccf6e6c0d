//! What is ready before a meeting and what is missing, for whoever leads it (participation.md 10, "Inför mötet").
//!
//! Judged on what somebody sees of a plan. What is kept from them is neither ready nor missing to them, but kept.

mod judge;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::ids::{No, UnitId};
use crate::people::StaffRef;
use crate::plan::state::{Addressee, Recipient, TakePart};

pub use judge::readiness;

/// What the one who looks may know of beside what their plan shows.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Whether they see the person's questions.
    pub questions: bool,
    /// Whether they may know how the person prepared.
    pub preparation: bool,
    /// Whether their plan shows all asks.
    pub asks: bool,
    /// The sides that have written what they can, cannot or ask.
    pub written: Vec<Addressee>,
    /// The units that may know of the plan: those that something could be handed over to.
    pub units: Vec<UnitId>,
    /// The questions that have an answer, also where they may not see what it says.
    pub answered: Vec<No>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// When the meeting is.
    Time(Option<DateTime>),
    /// Whether the person has been asked, and how.
    Asked(Asked),
    /// How many questions the person has; `None`: kept.
    Question(Option<usize>),
    /// The calls to the meeting.
    Calls(Calls),
    /// The asks of the parties.
    Asks(Asks),
    /// Whom the person has beside them, by row number.
    Supporter(Vec<No>),
    /// The interpreter.
    Interpreter(Interpreter),
    /// How the person takes part.
    TakesPart(TakesPart),
    /// How many come, where the person wished for at most so many in the room.
    People(People),
    /// Whether consent covers one who comes.
    Consent(Recipient, Covered),
    /// A measure whose owner no consent lets see it: its row number, and what people call it by.
    Unreached(No, u32),
    /// A measure whose owner said no: its row number, and what people call it by.
    Declined(No, u32),
}

/// The calls to the meeting, by the row numbers of the parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// Their call has not gone out.
    pub unsent: Vec<No>,
    /// They have not answered.
    pub silent: Vec<No>,
    /// So many have.
    pub answered: usize,
    /// Set when the last day to answer has passed.
    pub late: bool,
}

/// Whether the person has been asked, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// They prepared by themselves.
    Typed,
    /// A member of staff wrote it down after a talk.
    Told(StaffRef),
    /// They were asked, and did not want to.
    Waived,
    /// Not yet.
    No,
    /// The one who looks may not know.
    Kept,
}

/// How far the asks have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The meeting has no time, so nothing is opened.
    NotYet,
    /// So many sides have written nothing.
    Unwritten(usize),
    /// All have written; they are opened then.
    Opens(Timestamp),
    /// So many have no answer.
    Left(usize),
    /// All of so many have an answer.
    Answered(usize),
    /// Of those that the one who looks may see none is left, but there are others.
    Kept,
}

/// Whether an interpreter is needed, and booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpreter {
    /// Nobody has said whether one is needed.
    Unsaid,
    /// Somebody has said that none is needed.
    NotNeeded,
    /// Needed, not booked.
    Missing,
    /// Booked.
    Booked,
}

/// How the person takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakesPart {
    /// As they wish.
    How(TakePart),
    /// Nobody knows; and whether they prepare by themselves, so that nobody else writes it down.
    Unknown {
        /// Set when they prepared by themselves.
        typed: bool,
    },
    /// The one who looks may not know.
    Kept,
}

/// How many are in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// At most so many, by the person's wish.
    pub most: usize,
    /// So many have said that they come, with the family.
    pub come: usize,
    /// So many parties have not answered.
    pub unanswered: usize,
}

/// Whether a consent covers one who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// On the day of the meeting.
    Yes,
    /// Today, and not on the day of the meeting.
    EndsBefore,
    /// Not at all.
    No,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is left to do.
    Ready,
    /// Others are to do something, or the clock is.
    Waits,
    /// Something is missing.
    Missing,
    /// The one who looks may not know.
    Kept,
}

impl Line {
    /// How it stands.
    pub fn state(&self) -> State {
        match self {
            Self::Time(None)
            | Self::Asked(Asked::No)
            | Self::Question(Some(0))
            | Self::Asks(Asks::Unwritten(_) | Asks::Left(_))
            | Self::Interpreter(Interpreter::Missing | Interpreter::Unsaid)
            | Self::Unreached(..)
            | Self::Declined(..)
            | Self::TakesPart(TakesPart::Unknown { .. })
            | Self::Consent(_, Covered::No | Covered::EndsBefore) => State::Missing,
            Self::Supporter(who) if who.is_empty() => State::Missing,
            Self::People(people) if people.come > people.most => State::Missing,
            Self::People(people) if people.come + people.unanswered > people.most => State::Waits,
            Self::Calls(calls) if !calls.unsent.is_empty() || calls.silent.is_empty() && calls.answered == 0 => {
                State::Missing
            }
            Self::Calls(calls) if !calls.silent.is_empty() => {
                if calls.late {
                    State::Missing
                } else {
                    State::Waits
                }
            }
            Self::Asks(Asks::NotYet | Asks::Opens(_)) => State::Waits,
            Self::Asked(Asked::Kept)
            | Self::Question(None)
            | Self::Asks(Asks::Kept)
            | Self::TakesPart(TakesPart::Kept) => State::Kept,
            Self::Time(_)
            | Self::Asked(_)
            | Self::Question(_)
            | Self::Calls(_)
            | Self::Asks(_)
            | Self::Supporter(_)
            | Self::Interpreter(_)
            | Self::TakesPart(_)
            | Self::People(_)
            | Self::Consent(..) => State::Ready,
        }
    }
}

#[cfg(test)]
mod tests;
