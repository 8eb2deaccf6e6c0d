//! Consents, and what was given out on them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, UnitRef, Who};
use crate::words::{Line, Words};

/// To whom information may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A unit.
    Unit(UnitRef),
    /// A supporter, by row number.
    Supporter(No),
}

impl Recipient {
    /// Whether both are the same recipient.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unit(a), Self::Unit(b)) => a.unit == b.unit,
            (Self::Supporter(a), Self::Supporter(b)) => a == b,
            _ => false,
        }
    }
}

/// What a consent is to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// That a plan is made.
    Plan,
    /// That kinds of information go to a recipient.
    Disclosure {
        /// To whom.
        to: Recipient,
        /// Which kinds.
        kinds: BTreeSet<InfoKind>,
    },
}

/// How consent was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Said in a talk.
    Oral,
    /// Written on paper.
    Paper,
    /// Given in the page by the one who decides.
    Page,
}

/// One consent of one person to one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Row number.
    pub no: No,
    /// Who consents.
    pub by: FamilyMember,
    /// To what.
    pub scope: Scope,
    /// How it was given.
    pub form: Form,
    /// What it rests on: "talk on 3 March with Anna Ek".
    pub basis: Line,
    /// What the person does not want it to cover.
    pub excluded: Option<Words>,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Who recorded it.
    pub recorded_by: Who,
    /// When.
    pub at: Timestamp,
    /// Set when it was taken back.
    pub withdrawn: Option<Withdrawal>,
    /// Set when it ended for another reason: a guardian's mandate ended, the person turned 18.
    pub lapsed: bool,
}

impl Consent {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.withdrawn.is_none() && !self.lapsed && self.from <= day && day <= self.to
    }
}

/// A consent taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// Who said it.
    pub by: FamilyMember,
    /// What should remain, in their words.
    pub remains: Option<Words>,
}

/// A version given out to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// Which version.
    pub version: u32,
    /// To whom.
    pub to: Recipient,
    /// The kinds of information it held.
    pub kinds: BTreeSet<InfoKind>,
    /// The consents it rests on.
    pub ground: Vec<No>,
    /// When.
    pub at: Timestamp,
}
