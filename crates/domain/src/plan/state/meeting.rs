//! Parties, calls, meetings, follow-ups.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::rows::Row;
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, StaffRef, UnitRef, Who};
use crate::words::{Line, Words};

/// Whether a party has a duty to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Summons {
    /// Kallad: a principal's duty.
    Called,
    /// Inbjuden: may decline, with a reason.
    Invited,
}

/// A party's answer to its call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum CallAnswer {
    /// Not answered yet.
    Waiting,
    /// Comes, with a named person and mandate.
    Coming {
        /// Who comes.
        who: StaffRef,
        /// What they may decide.
        mandate: Line,
    },
    /// Was the wrong unit; the right one has its own row.
    PassedOn {
        /// The right unit's row.
        to: No,
    },
    /// Will not come.
    Declined {
        /// Why.
        reason: Words,
    },
}

/// On which way a call went to its unit once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallWay {
    /// By the program: the neutral mail, or the way that the directory names for the unit.
    Told,
    /// The letter on paper, by whoever holds the plan together.
    Letter,
}

/// A call that went out once more, after the first did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentAgain {
    /// When.
    pub at: Timestamp,
    /// How.
    pub way: CallWay,
}

/// What a letter says that is dropped for a forwarder (secure digital communication, digital post).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// The call, or for the family that there is a meeting.
    Call,
    /// The meeting has another time or place.
    Moved,
    /// The meeting will not be, or is no longer theirs.
    TakenBack,
}

/// A letter that was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// To whom.
    pub to: Attendee,
    /// What it says.
    pub letter: Letter,
    /// Row number of the meeting.
    pub meeting: No,
    /// When.
    pub at: Timestamp,
}

/// A unit that takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Row number.
    pub no: No,
    /// The unit.
    pub unit: UnitRef,
    /// Called or invited.
    pub summons: Summons,
    /// What it is expected to bring.
    pub expected: Words,
    /// Which mandate its attendee needs.
    pub mandate: Option<Line>,
    /// When the call went out.
    pub sent: Option<Timestamp>,
    /// Row number of the meeting that this call was to; none before the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_to: Option<No>,
    /// When and how it went once more, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<SentAgain>,
    /// Its answer.
    pub answer: CallAnswer,
    /// Who had said to come to the meeting before, once another call went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<StaffRef>,
    /// The last day to answer that passed without an answer, once that was told.
    #[serde(default)]
    pub unanswered: Option<Date>,
    /// Set when it no longer takes part.
    pub ended: bool,
}

/// The one who holds the plan together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinator {
    /// Who.
    pub staff: StaffRef,
    /// The number the family rings.
    pub phone: Line,
}

/// How somebody takes part in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakePart {
    /// The whole meeting.
    Whole,
    /// A part of it.
    Part,
    /// By phone or video.
    Remote,
    /// Through somebody else.
    Through,
    /// Not there.
    Absent,
}

/// Who was there, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Whom it is about.
    pub who: Attendee,
    /// How they took part.
    pub how: TakePart,
}

/// Somebody whose attendance is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendee {
    /// Of the family's side.
    Family(FamilyMember),
    /// A party, by row number.
    Party(No),
}

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Has a time.
    Planned,
    /// Going on.
    Open,
    /// Over.
    Ended,
    /// Will not be.
    Cancelled,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Row number.
    pub no: No,
    /// Swedish civil time.
    pub starts: DateTime,
    /// Length in minutes.
    pub minutes: u16,
    /// Room or link; never set for a protected person.
    pub place: Option<Line>,
    /// Which language an interpreter is needed for in this meeting.
    pub interpreter: Option<Line>,
    /// Whether somebody said that an interpreter is booked for this time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub interpreter_booked: bool,
    /// Last day to answer.
    pub answer_by: Date,
    /// Where it stands.
    pub state: MeetingState,
    /// Who was there.
    pub attendance: Vec<Attendance>,
    /// The family's share of the talk, in percent: all of the family together, never one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_talk: Option<u8>,
}

impl Meeting {
    /// When it is over, in Swedish civil time, as it was planned.
    pub fn ends(&self) -> DateTime {
        self.starts.checked_add(i64::from(self.minutes).minutes()).unwrap_or(DateTime::MAX)
    }
}

/// A note taken in a meeting; it may become a row of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Row number.
    pub no: No,
    /// The meeting.
    pub meeting: No,
    /// What was said.
    pub words: Words,
    /// Who wrote it down.
    pub by: Who,
    /// The kind of information.
    pub kind: InfoKind,
    /// The row it became.
    pub became: Option<Row>,
}

/// A follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// When it began.
    pub at: Timestamp,
    /// What changed for the person, in their words.
    pub words: Option<Words>,
    /// Set when it has ended.
    pub ended: Option<Timestamp>,
}
