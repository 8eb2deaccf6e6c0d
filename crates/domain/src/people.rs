//! Who takes part in a plan, as a plan remembers them: names are kept as they were when it was written.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{No, PersonId, PrincipalId, StaffId, UnitId};
use crate::information::InfoKind;
use crate::words::{Line, Words};

/// What a principal is in the law on coordinated plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrincipalKind {
    /// A Kommun: has the duty (SoL 2025:400 10 kap. 8 and 9 §§).
    Kommun,
    /// A Region: has the duty (HSL 16 kap. 4 §).
    Region,
    /// A school's principal: no such duty in that law, but by agreement in some places.
    School,
    /// Anybody else: Arbetsförmedlingen, Försäkringskassan, an association.
    Other,
}

impl PrincipalKind {
    /// Whether the law lays the duty to make the plan on it.
    pub fn has_the_duty(self) -> bool {
        matches!(self, Self::Kommun | Self::Region)
    }
}

/// A unit as a plan remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRef {
    /// The unit.
    pub unit: UnitId,
    /// Its name at the time.
    pub name: Line,
    /// Its principal (huvudman).
    pub principal: PrincipalId,
    /// The principal's name at the time.
    pub principal_name: Line,
    /// What kind the principal is.
    pub kind: PrincipalKind,
}

/// A member of staff as a plan remembers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRef {
    /// The member of staff.
    pub staff: StaffId,
    /// Name at the time.
    pub name: Line,
    /// Profession or "helps with", at the time.
    pub title: Option<Line>,
    /// Their unit.
    pub unit: UnitRef,
}

/// The one a plan is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// The person.
    pub person: PersonId,
    /// The name they go by in the plan; an alias when their identity is protected.
    pub name: Line,
    /// Date of birth, where known.
    pub born: Option<Date>,
    /// BCP 47 tag of the language they read best.
    pub language: Option<Line>,
}

/// Why somebody may act for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mandate {
    /// Vårdnadshavare (FB 6 kap. 11 and 13 §§).
    Guardian,
    /// God man (FB 11 kap.).
    GodMan,
    /// Förvaltare (FB 11 kap.).
    Forvaltare,
}

/// Where a guardian stands when consent is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Asked or to be asked; the consents tell the answer.
    #[default]
    Asked,
    /// Said no.
    Refuses,
    /// Could not be reached, and the matter cannot wait (FB 6 kap. 13 § second paragraph).
    Unreachable,
    /// Prevented by illness or other (FB 6 kap. 13 § second paragraph).
    Prevented,
    /// Not asked, because the person needs protection from them.
    NotAsked,
}

/// Somebody who may act for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Row number in the plan.
    pub no: No,
    /// Who it is.
    pub person: PersonId,
    /// Name at the time.
    pub name: Line,
    /// By what right.
    pub mandate: Mandate,
    /// Whether the mandate covers consent (always for a guardian; for a GodMan or Forvaltare as appointed).
    pub decides: bool,
    /// The kinds of information that the mandate covers; `None`: all, as for a guardian. For a GodMan or Forvaltare as
    /// appointed (FB 11 kap.).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<BTreeSet<InfoKind>>,
    /// What the appointment says, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Words>,
    /// Where they stand.
    pub standing: Standing,
    /// Set when the mandate has ended.
    pub ended: Option<Line>,
}

impl Representative {
    /// Whether the mandate still holds.
    pub fn current(&self) -> bool {
        self.ended.is_none()
    }
}

/// Somebody the person wants beside them: from daily life, or a relative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supporter {
    /// Row number in the plan.
    pub no: No,
    /// The person, when it is somebody from private life with an account.
    pub person: Option<PersonId>,
    /// The member of staff, when the chosen one works with the person every day.
    pub staff: Option<StaffId>,
    /// Name at the time.
    pub name: Line,
    /// What they are to the person: "teacher", "grandmother".
    pub relation: Line,
    /// Set when they no longer take part.
    pub ended: bool,
}

/// A member of the family's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyMember {
    /// The one the plan is about.
    Person,
    /// A representative, by row number.
    Representative(No),
    /// A supporter, by row number.
    Supporter(No),
}

/// Who did or said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Somebody of the family's side.
    Family(FamilyMember),
    /// A member of staff.
    Staff(StaffRef),
    /// A clock of the installation, such as an eighteenth birthday.
    Clock,
}

impl Who {
    /// The side that wrote it: what decides whose datum it is.
    pub fn author(&self) -> Author {
        match self {
            Self::Family(_) | Self::Clock => Author::Family,
            Self::Staff(staff) => Author::Unit(staff.unit.unit),
        }
    }

    /// The member of staff, if it is one.
    pub fn staff(&self) -> Option<&StaffRef> {
        match self {
            Self::Staff(staff) => Some(staff),
            _ => None,
        }
    }
}

/// Whose datum something is: each datum has an author unit, or is the family's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The family's own.
    Family,
    /// A unit's.
    Unit(UnitId),
}
