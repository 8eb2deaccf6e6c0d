//! Finding a time for a meeting: from when people are busy to at most three proposals, each with a reason that a person
//! reads. Pure: calendars are fetched elsewhere, and of them only busy intervals come here, never what they are about.

mod find;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

pub use find::find;

/// The most times that are proposed: more is a questionnaire.
pub const PROPOSALS: usize = 3;
/// How long a meeting may be, in minutes.
pub const MINUTES: std::ops::RangeInclusive<u16> = 15..=480;
/// Minutes of a meeting when nobody says anything else.
pub const USUAL: u16 = 60;

/// The length with an interpreter, who says everything once more: half as long again, to whole five minutes.
pub fn with_interpreter(minutes: u16) -> u16 {
    let longer = minutes.saturating_add(minutes / 2);
    longer.next_multiple_of(5).min(*MINUTES.end())
}

/// A span in which somebody is busy: from, until (not included).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Busy {
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub until: Timestamp,
}

/// Hours of a day where people live: from, until.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first moment.
    pub from: Time,
    /// The moment it is over.
    pub until: Time,
}

impl Hours {
    /// Whether a meeting that begins and ends at these times of one day lies within them.
    fn hold(self, starts: Time, ends: Time) -> bool {
        self.from <= starts && ends <= self.until
    }

    /// Whether a meeting at these times and the hours have a moment in common.
    fn touch(self, starts: Time, ends: Time) -> bool {
        starts < self.until && self.from < ends
    }
}

/// How the child's school day and the meeting are to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum School {
    /// In the hours of school: at school, with those who work there.
    Within(Hours),
    /// Outside them: nothing of a lesson is missed.
    Outside(Hours),
}

/// What a time is to fit.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The first day that may be proposed.
    pub first: Date,
    /// The last day that may be proposed.
    pub last: Date,
    /// How long the meeting is.
    pub minutes: u16,
    /// When people work.
    pub work: Hours,
    /// When the family can come and is safe; all day when nobody said anything.
    pub safe: Option<Hours>,
    /// The school day.
    pub school: Option<School>,
    /// Minutes on the way there, and back, in which nobody may be busy either.
    pub travel: u16,
    /// When each is busy, one list for each calendar, in any order.
    pub calendars: &'a [Vec<Busy>],
}

/// Why a time was proposed; words for each stand in `web/text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeReason {
    /// All who share their calendar are free; how many that is.
    AllFree(u8),
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
    /// In the hours of school.
    InSchool,
    /// Outside the hours of school.
    OutsideSchool,
    /// In the hours that the family asked for.
    SafeHours,
    /// With time on the way there and back; minutes.
    Travel(u16),
}

/// A time that fits all that was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Swedish civil time.
    pub starts: DateTime,
    /// Why.
    pub reasons: Vec<TimeReason>,
}
