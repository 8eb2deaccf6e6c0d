//! Who does what, written before the meeting by each unseen by the others: can, cannot, asks of others (participation.md 3.2).

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, StaffRef, Who};
use crate::words::{Line, Words};

/// What a row of the table hangs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The plan as a whole.
    #[default]
    Whole,
    /// One of the person's questions, by row number.
    Question(No),
    /// A need, by row number.
    Need(No),
}

/// A side of the table: to whom an ask can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The person and those who act for them.
    Family,
    /// A unit that takes part, by row number of the party.
    Party(No),
}

/// Who speaks in a row: a unit speaks as one, each of the family for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// One of the family's side.
    Family(FamilyMember),
    /// A unit that takes part, by row number of the party.
    Party(No),
}

impl Speaker {
    /// The side that speaks.
    pub fn side(self) -> Addressee {
        match self {
            Self::Family(_) => Addressee::Family,
            Self::Party(no) => Addressee::Party(no),
        }
    }
}

/// What somebody cannot do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cannot {
    /// What.
    pub words: Words,
    /// Why not.
    pub why: Words,
    /// Who of this plan could instead.
    pub instead: Option<Addressee>,
    /// Who outside it could instead, or which part of them.
    pub whom: Option<Line>,
}

/// What one speaker can and cannot do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// Row number.
    pub no: No,
    /// Before which meeting it was written, counted from 0.
    pub round: u32,
    /// What it hangs on.
    pub about: About,
    /// Who speaks.
    pub of: Speaker,
    /// Who wrote it: another than the speaker is staff, after a talk.
    pub by: Who,
    /// What they can do.
    pub can: Option<Words>,
    /// What they cannot do.
    pub cannot: Option<Cannot>,
}

impl Expectation {
    /// The member of staff who wrote down after a talk what somebody of the family said.
    pub fn after_a_talk(&self) -> Option<&StaffRef> {
        after_a_talk(self.of, &self.by)
    }
}

/// What somebody asks of another. It has exactly one addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Row number.
    pub no: No,
    /// Before which meeting it was written, counted from 0.
    pub round: u32,
    /// What it hangs on.
    pub about: About,
    /// Who asks.
    pub from: Speaker,
    /// Of whom.
    pub to: Addressee,
    /// What.
    pub words: Words,
    /// Who wrote it.
    pub by: Who,
    /// Whether it was answered, also when the one who looks may not read how.
    pub answered: bool,
    /// The answer.
    pub answer: Option<AskAnswer>,
}

impl Ask {
    /// As [`Expectation::after_a_talk`].
    pub fn after_a_talk(&self) -> Option<&StaffRef> {
        after_a_talk(self.from, &self.by)
    }

    /// Whether it is left to talk about: nobody answered, or the answer was no.
    pub fn left(&self) -> bool {
        !self.answered || matches!(&self.answer, Some(AskAnswer { says: Says::No { .. }, .. }))
    }
}

/// What the addressee says to an ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "says")]
pub enum Says {
    /// Yes.
    Yes,
    /// Yes, if something.
    YesIf {
        /// If what.
        words: Words,
    },
    /// No.
    No {
        /// Why not.
        reason: Words,
        /// Whom to ask instead.
        instead: Words,
    },
}

/// An answer to an ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskAnswer {
    /// Who answers.
    pub of: Speaker,
    /// Who wrote it.
    pub by: Who,
    /// What they say.
    pub says: Says,
}

/// When the rows are opened to all at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The meeting they are written for.
    pub meeting: No,
    /// The moment that was told; once the rows are open: when they were.
    pub at: Timestamp,
    /// Set when it was recorded.
    pub opened: bool,
}

fn after_a_talk(of: Speaker, by: &Who) -> Option<&StaffRef> {
    match of {
        Speaker::Family(_) => by.staff(),
        Speaker::Party(_) => None,
    }
}

impl Plan {
    /// Whether rows of that round are open to all at that moment: by the clock, or because it was recorded.
    pub fn expectations_open(&self, round: u32, now: Timestamp) -> bool {
        round < self.expectation_round || self.opening.is_some_and(|opening| opening.opened || opening.at <= now)
    }

    /// The rows of the newest round.
    pub fn current_expectations(&self) -> impl Iterator<Item = &Expectation> {
        self.expectations.iter().filter(|row| row.round == self.expectation_round)
    }

    /// The asks of the newest round.
    pub fn current_asks(&self) -> impl Iterator<Item = &Ask> {
        self.asks.iter().filter(|ask| ask.round == self.expectation_round)
    }

    /// Whether a side has written anything in the newest round.
    pub fn has_written(&self, side: Addressee) -> bool {
        self.current_expectations().any(|row| row.of.side() == side)
            || self.current_asks().any(|ask| ask.from.side() == side)
    }

    /// Whose datum a speaker's words are, and of which kind; `None` for a party that never was in the plan.
    pub fn spoken_by(&self, speaker: Speaker) -> Option<(Author, InfoKind)> {
        match speaker {
            Speaker::Family(_) => Some((Author::Family, InfoKind::OwnWords)),
            Speaker::Party(no) => {
                let party = self.parties.iter().find(|party| party.no == no)?;
                Some((Author::Unit(party.unit.unit), InfoKind::of(party.unit.kind)))
            }
        }
    }
}

/// Swedish time by its rule (directive 2000/84/EC), so that no time zone database is read here. An act asks for some forty days.
static SWEDEN: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// Swedish time.
pub(crate) fn sweden() -> TimeZone {
    SWEDEN.clone()
}

/// When the rows for a meeting are opened: so many hours before it. A meeting so near that those hours have begun leaves
/// half of the time that remains to write in.
pub(crate) fn opens(starts: DateTime, hours: u16, now: Timestamp) -> Timestamp {
    let Ok(starts) = starts.to_zoned(sweden()).map(|at| at.timestamp()) else { return now };
    let before = jiff::SignedDuration::from_hours(i64::from(hours));
    match starts.checked_sub(before) {
        Ok(at) if at > now => at,
        _ => now.checked_add(starts.duration_since(now).max(jiff::SignedDuration::ZERO) / 2).unwrap_or(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_open_a_day_before_by_swedish_time_winter_and_summer() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let at = |text: &str| opens(text.parse().unwrap(), 24, now).to_string();
        assert_eq!(at("2026-11-24T10:00:00"), "2026-11-23T09:00:00Z");
        assert_eq!(at("2026-07-01T10:00:00"), "2026-06-30T08:00:00Z");
        // The night in which the clock is moved: twenty-four hours are twenty-four hours.
        assert_eq!(at("2026-03-29T14:00:00"), "2026-03-28T12:00:00Z");
    }

    #[test]
    fn a_near_meeting_leaves_half_of_the_time() {
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        assert_eq!(opens("2026-11-23T19:00:00".parse().unwrap(), 24, now).to_string(), "2026-11-23T13:00:00Z");
        assert_eq!(opens("2026-11-23T08:00:00".parse().unwrap(), 24, now), now, "begun already");
    }
}
