//! Names of things, as UUIDs (version 7, RFC 9562) that callers make: the domain draws no chance.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

id! {
    /// One plan, that is one story.
    PlanId,
    /// A person in the ordinary tables: the one a plan is about, a guardian, a supporter.
    PersonId,
    /// Somebody's way in: one account belongs to one person or one member of staff.
    AccountId,
    /// A member of staff at one unit.
    StaffId,
    /// A unit of a principal: a school, a clinic, a board's office.
    UnitId,
    /// A principal (huvudman): a Kommun, a Region, or somebody outside the duty.
    PrincipalId,
    /// A scanned paper: a consent that was signed, a decision of the board.
    ScanId,
    /// A drawing or a voice note that belongs to a preparation.
    MediaId,
}

/// The number of a row within its plan, counted from 1 and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct No(pub u32);

impl std::fmt::Display for No {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for No {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(No)
    }
}
