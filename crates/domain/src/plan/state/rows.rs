//! What stands in the plan: needs, goals, measures, disagreements, versions.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::meeting::Attendee;
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, StaffRef, Who};
use crate::words::{Line, Words};

/// A row of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// A need.
    Need(No),
    /// A goal.
    Goal(No),
    /// A measure.
    Measure(No),
    /// A disagreement.
    Disagreement(No),
}

/// A professional's words on a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Who.
    pub by: StaffRef,
    /// What they see.
    pub words: Words,
}

/// A need in a life area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Row number.
    pub no: No,
    /// Key of the life area.
    pub area: Line,
    /// The kind of information it is.
    pub kind: InfoKind,
    /// In the person's own words.
    pub own_words: Option<Words>,
    /// Who wrote those words down: what the family typed itself, nobody else rewrites.
    #[serde(default)]
    pub own_words_by: Option<Who>,
    /// Whose datum it is.
    pub author: Author,
    /// Apart from that, the professionals' words, one a unit.
    pub views: Vec<View>,
}

/// A goal in the person's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Row number.
    pub no: No,
    /// The need it answers.
    pub need: Option<No>,
    /// The kind of information it is.
    pub kind: InfoKind,
    /// The goal.
    pub words: Words,
    /// Who wrote it.
    pub by: Who,
}

/// The one who answers for a measure: always exactly one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A named person at a unit.
    Staff(StaffRef),
    /// The family itself.
    Family(FamilyMember),
}

/// Where a measure stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum MeasureState {
    /// Written down; the owner has not answered.
    Proposed,
    /// The owner said: I take it.
    Taken {
        /// When.
        at: Timestamp,
    },
    /// The owner said no.
    Declined {
        /// Why.
        reason: Words,
    },
    /// Begun.
    Ongoing {
        /// When the owner took it.
        taken: Timestamp,
    },
    /// Done.
    Done {
        /// When.
        at: Timestamp,
    },
    /// Not done.
    NotDone {
        /// Why.
        why: Words,
    },
}

impl MeasureState {
    /// Whether the owner has said yes.
    pub fn confirmed(&self) -> bool {
        !matches!(self, Self::Proposed | Self::Declined { .. })
    }

    /// Whether the owner said no, so that nobody does it.
    pub fn declined(&self) -> bool {
        matches!(self, Self::Declined { .. })
    }

    /// Whether something remains to be done.
    pub fn open(&self) -> bool {
        matches!(self, Self::Proposed | Self::Taken { .. } | Self::Ongoing { .. })
    }
}

/// The family's own answer: did it happen?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DidIt {
    /// Yes.
    Yes,
    /// Partly.
    Partly,
    /// No.
    No,
}

/// What the family says became of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// Who of them says it.
    pub by: FamilyMember,
    /// Whether it happened.
    pub answer: DidIt,
    /// In their words.
    pub words: Option<Words>,
    /// When they said it.
    pub at: Timestamp,
    /// The member of staff who wrote it down, if not they themselves.
    #[serde(default)]
    pub written_by: Option<StaffRef>,
}

/// Whether somebody can live with a measure for now (participation.md 2.2: 9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivesWith {
    /// Whose answer.
    pub of: Attendee,
    /// Why not; `None`: they can.
    pub words: Option<Words>,
    /// Who wrote it: they themselves, or whoever led the meeting.
    pub by: Who,
    /// When.
    pub at: Timestamp,
}

/// A measure (insats).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Row number.
    pub no: No,
    /// Its place among all measures ever written in this plan, from 1: what people call it by, the same for everybody.
    pub number: u32,
    /// The need it answers.
    pub need: Option<No>,
    /// The kind of information it is.
    pub kind: InfoKind,
    /// What is done.
    pub what: Words,
    /// Who does it.
    pub owner: Owner,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub by: Date,
    /// How the person will notice.
    pub notice: Words,
    /// What happens if it does not work.
    pub otherwise: Words,
    /// Whether it is a task of coordinating.
    pub coordinating: bool,
    /// The measure that must come first.
    pub waits_for: Option<No>,
    /// Who wrote it down.
    pub proposed_by: Who,
    /// Where it stands.
    pub state: MeasureState,
    /// When the owner said no to it, or that it was not done.
    #[serde(default)]
    pub missed: Option<Timestamp>,
    /// What the family says became of it, one answer a member.
    pub happened: Vec<Happened>,
    /// Set when the owner was heard to say yes in the room, and has not confirmed it: no yes of their own yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes_heard: Option<Timestamp>,
    /// Who can live with it for now and who cannot, one answer each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lives: Vec<LivesWith>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Whose side: a name that people in the room would use.
    pub who: Line,
    /// Their own sentence.
    pub words: Words,
}

/// What the participants do not agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Row number.
    pub no: No,
    /// The kind of information it is.
    pub kind: InfoKind,
    /// Each side's own sentence; at least two.
    pub sides: Vec<Side>,
    /// What happens next.
    pub next_step: Words,
    /// Who takes the next step.
    pub owner: Owner,
    /// When.
    pub by: Date,
    /// Who wrote it down.
    pub written_by: Who,
    /// When its owner had taken the next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stepped: Option<Timestamp>,
    /// How it was settled, if it was.
    pub settled: Option<Words>,
    /// The measure that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<No>,
}

/// An agreed version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counted from 1.
    pub version: u32,
    /// When it was agreed.
    pub at: Timestamp,
    /// The day, in Sweden.
    pub day: Date,
    /// Who pressed.
    pub by: Who,
    /// Sequence number of the fact that agreed it: folding so far gives the version's content.
    pub seq: u64,
    /// Measures whose owner had not said yes.
    pub unconfirmed: Vec<No>,
    /// When it is followed up.
    pub follow_up: DateTime,
}
