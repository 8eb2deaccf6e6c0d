//! Consents, and what was given out on them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{No, ScanId};
use crate::information::InfoKind;
use crate::people::{FamilyMember, StaffRef, UnitRef, Who};
use crate::plan::state::{CallWay, Letter};
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
    /// The talk in which it was asked, when somebody else recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talk: Option<Talk>,
    /// The scanned paper, when it was given on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<ScanId>,
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
    /// Set when it was told that it ends soon.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ending_told: bool,
}

impl Consent {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.open() && self.from <= day && day <= self.to
    }

    /// Whether it was neither taken back nor ended, whatever the day.
    pub fn open(&self) -> bool {
        self.withdrawn.is_none() && !self.lapsed
    }
}

/// The talk in which consent was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The language that was spoken.
    pub language: Option<Line>,
    /// The interpreter, or why there was none.
    pub interpreter: Option<Line>,
}

/// What a child itself thinks of the plan, whoever decides on it (FB 6 kap. 11 §; BK art. 12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildsView {
    /// When it was written down.
    pub at: Timestamp,
    /// By whom: the child, or staff after a talk.
    pub by: Who,
    /// In the child's words.
    pub words: Words,
    /// Whether the child does not want guardians to read it here.
    pub kept_from_guardians: bool,
}

/// A decision of a board (nämnd) about a child whose guardians do not agree. It is noted, and changes nothing by itself:
/// whether FB 6 kap. 13 a § reaches a SIP is not settled (`domain.md` 1.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDecision {
    /// Row number.
    pub no: No,
    /// The day of the decision.
    pub on: Date,
    /// What was decided.
    pub words: Words,
    /// When it was noted.
    pub at: Timestamp,
    /// Who noted it.
    pub by: Who,
    /// The scanned decision.
    pub scan: Option<ScanId>,
}

/// A message between one guardian and those who carry the plan on. The other guardian never sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Row number.
    pub no: No,
    /// The guardian, by row number, also when they wrote it.
    pub with: No,
    /// Who wrote it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub words: Words,
}

/// A copy of a version that a unit took out, to keep by its own rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCopy {
    /// Which version.
    pub version: u32,
    /// Whose copy.
    pub unit: UnitRef,
    /// Who took it out.
    pub by: StaffRef,
    /// When.
    pub at: Timestamp,
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

/// A call that went out: with it its unit could read in Samsyn what these consents let it, and the letter told it who it was about and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallGiven {
    /// To whom.
    pub to: UnitRef,
    /// When.
    pub at: Timestamp,
    /// How it went once more; `None` the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<CallWay>,
    /// What its letter said, when it was dropped for a forwarder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Letter>,
    /// The kinds of information that were open to the unit that day.
    pub kinds: BTreeSet<InfoKind>,
    /// The consents that this rests on.
    pub ground: Vec<No>,
}
