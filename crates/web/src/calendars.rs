//! When staff are busy, read from the calendars that they share. The server reads them over the network (`crates/server/src/calendars`).

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use samsyn_domain::times::Busy;
use samsyn_store::Calendar;

/// Why a calendar could not be read; a page has a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarFault {
    /// Nobody answers there.
    Away,
    /// No answer in the time allowed.
    Slow,
    /// Larger than what is read.
    TooLarge,
    /// What came is no calendar.
    NotACalendar,
    /// It leads on to another address, and on.
    Wandering,
    /// An address of the house's own network, which the installation does not allow.
    Inside,
    /// User name or password are not right.
    Denied,
    /// More appointments than are counted.
    TooFull,
}

impl CalendarFault {
    /// Stable key, as in the store.
    pub fn key(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Slow => "slow",
            Self::TooLarge => "too_large",
            Self::NotACalendar => "not_a_calendar",
            Self::Wandering => "wandering",
            Self::Inside => "inside",
            Self::Denied => "denied",
            Self::TooFull => "too_full",
        }
    }

    /// All faults.
    pub const ALL: [Self; 8] = [
        Self::Away,
        Self::Slow,
        Self::TooLarge,
        Self::NotACalendar,
        Self::Wandering,
        Self::Inside,
        Self::Denied,
        Self::TooFull,
    ];

    /// The fault with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.key() == key)
    }
}

/// What came of reading one calendar.
pub type Read = Result<Vec<Busy>, CalendarFault>;

/// Reads calendars side by side, each within a bounded time: when each is busy from one time until another.
pub type ReadBusy =
    dyn Fn(Vec<Calendar>, (Timestamp, Timestamp)) -> Pin<Box<dyn Future<Output = Vec<Read>> + Send>> + Send + Sync;
