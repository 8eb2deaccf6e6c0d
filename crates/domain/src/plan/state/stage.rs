//! Where a plan stands: its life cycle, its proposal, its end.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::people::{StaffRef, UnitRef, Who};
use crate::words::Words;

/// Where a plan stands (`domain.md` 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody noticed a need; a Kommun or Region is to assess it.
    Proposed,
    /// Assessed as not needed, with a reason.
    Refused,
    /// Assessed as needed; consent is to be asked.
    Assessed,
    /// The person, or all who decide for them, said no. May be taken up again.
    Declined,
    /// The guardians do not agree.
    InConflict,
    /// Consent is given; preparing can begin.
    Consented,
    /// The question is being found, people prepare.
    Preparing,
    /// Principals are called, others invited.
    Called,
    /// The meeting is going on.
    Meeting,
    /// The meeting has ended; the plan is being written.
    Draft,
    /// Agreed as a version, not yet handed out.
    Agreed,
    /// Handed out; the measures are being done.
    Active,
    /// A follow-up is going on.
    FollowUp,
    /// A new version is being written.
    Revision,
    /// Closed, with a reason.
    Closed,
}

impl Stage {
    /// All stages in their order.
    pub const ALL: [Self; 15] = [
        Self::Proposed,
        Self::Refused,
        Self::Assessed,
        Self::Declined,
        Self::InConflict,
        Self::Consented,
        Self::Preparing,
        Self::Called,
        Self::Meeting,
        Self::Draft,
        Self::Agreed,
        Self::Active,
        Self::FollowUp,
        Self::Revision,
        Self::Closed,
    ];

    /// Stable key, as in stored events.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Refused => "refused",
            Self::Assessed => "assessed",
            Self::Declined => "declined",
            Self::InConflict => "in_conflict",
            Self::Consented => "consented",
            Self::Preparing => "preparing",
            Self::Called => "called",
            Self::Meeting => "meeting",
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Active => "active",
            Self::FollowUp => "follow_up",
            Self::Revision => "revision",
            Self::Closed => "closed",
        }
    }

    /// Whether work on the plan has ended (it may be reopened).
    pub fn ended(self) -> bool {
        matches!(self, Self::Refused | Self::Declined | Self::Closed)
    }
}

/// Somebody's proposal that a plan is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// When it was made.
    pub at: Timestamp,
    /// Who made it.
    pub by: Who,
    /// The unit of a Kommun or Region that is to assess it.
    pub to: UnitRef,
    /// Why a plan is needed. Always there in a whole plan; a narrowed one may lack it.
    pub reason: Option<Words>,
    /// Whether the person wants it.
    pub wanted: bool,
    /// Who talked with the person about it, and how.
    pub told_how: Option<Words>,
}

/// One principal's assessment, which binds both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// When.
    pub at: Timestamp,
    /// Who assessed.
    pub by: StaffRef,
    /// Whether a plan is needed.
    pub needed: bool,
    /// Why. Always there in a whole plan; a narrowed one may lack it.
    pub reason: Option<Words>,
}

/// Why a plan is closed (`domain.md` 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingReason {
    /// The goals are reached.
    GoalReached,
    /// The needs are no longer joint.
    NoLongerJoint,
    /// The person wishes it.
    PersonsWish,
    /// The person has moved.
    Moved,
    /// The person has died.
    Deceased,
    /// Another plan replaces it.
    Replaced,
}

/// How a plan was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: ClosingReason,
    /// In words. Always there in a whole plan; a narrowed one may lack them.
    pub words: Option<Words>,
}
