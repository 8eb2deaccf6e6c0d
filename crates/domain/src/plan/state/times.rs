//! Times that are asked about before a meeting has one, what each answered, and which interpreter is needed.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::meeting::Attendee;
use super::{Plan, Recipient};
use crate::ids::No;
use crate::people::{FamilyMember, Standing, Who};
use crate::rules::consent_before_sharing::covers_any;
use crate::times::TimeReason;
use crate::words::Line;

/// Whether a time fits somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fits {
    /// Can come.
    Yes,
    /// Cannot.
    No,
}

/// A time that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Row number.
    pub no: No,
    /// Swedish civil time.
    pub starts: DateTime,
    /// Why it was proposed; empty when somebody wrote it by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<TimeReason>,
}

/// What somebody answered about one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeAnswer {
    /// Which time.
    pub offer: No,
    /// Whose answer.
    pub of: Attendee,
    /// The answer.
    pub fits: Fits,
    /// Who gave or noted it.
    pub by: Who,
}

/// Times asked about together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Row number.
    pub no: No,
    /// When it was asked.
    pub at: Timestamp,
    /// The times, at most three.
    pub offers: Vec<Offer>,
    /// Length in minutes.
    pub minutes: u16,
    /// Room or link; never set for a protected person.
    pub place: Option<Line>,
    /// Last day to answer.
    pub answer_by: Date,
    /// The newest answer of each about each time.
    pub answers: Vec<TimeAnswer>,
    /// Whether answers are still taken.
    pub open: bool,
    /// The time that was booked.
    pub chosen: Option<No>,
}

impl Times {
    /// The time with this row number.
    pub fn offer(&self, no: No) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.no == no)
    }

    /// What somebody answered about a time.
    pub fn answer(&self, offer: No, of: Attendee) -> Option<&TimeAnswer> {
        self.answers.iter().find(|answer| answer.offer == offer && answer.of == of)
    }

    /// Whether somebody has answered about every time.
    pub fn answered(&self, of: Attendee) -> bool {
        self.offers.iter().all(|offer| self.answer(offer.no, of).is_some())
    }
}

/// How an interpreter takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterpreterWay {
    /// In the room.
    OnSite,
    /// By telephone.
    Phone,
    /// By video.
    Video,
}

/// Whom the family would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterpreterWish {
    /// A woman.
    Woman,
    /// A man.
    Man,
}

/// Which interpreter is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterpreterNeed {
    /// The language.
    pub language: Line,
    /// The dialect or variety.
    pub dialect: Option<Line>,
    /// Whom they would rather have.
    pub wish: Option<InterpreterWish>,
    /// How the interpreter takes part.
    pub way: Option<InterpreterWay>,
}

impl Plan {
    /// The times that are asked about now.
    pub fn open_times(&self) -> Option<&Times> {
        self.times.as_ref().filter(|times| times.open)
    }

    /// Who is asked about times on a day: the family, and those whom a consent covers. Nobody else learns of them.
    pub fn asked_about_times(&self, day: Date) -> Vec<Attendee> {
        let family = std::iter::once(FamilyMember::Person).chain(
            self.current_representatives()
                .filter(|r| r.standing != Standing::NotAsked)
                .map(|r| FamilyMember::Representative(r.no)),
        );
        let covered = |to: &Recipient| covers_any(self, to, day).is_some();
        let supporters = self
            .current_supporters()
            .filter(|s| covered(&Recipient::Supporter(s.no)))
            .map(|s| FamilyMember::Supporter(s.no));
        let parties = self.current_parties().filter(|p| covered(&Recipient::Unit(p.unit.clone())));
        family.chain(supporters).map(Attendee::Family).chain(parties.map(|p| Attendee::Party(p.no))).collect()
    }
}

impl InterpreterNeed {
    /// Which language is to be booked: "arabiska (syrisk)"; the language alone where both are too long for a line.
    pub fn said(&self) -> String {
        let both = self.dialect.as_ref().map(|dialect| format!("{} ({dialect})", self.language));
        both.filter(|said| said.chars().count() <= Line::MAX).unwrap_or_else(|| self.language.to_string())
    }
}
