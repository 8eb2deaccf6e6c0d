//! Source: our own rule: an end follows its start, and a date is near enough to have been meant.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::plan::refusal::{Refusal, Why};

/// How many years ahead a date may lie.
pub const YEARS_AHEAD: i32 = 5;

/// Refuses a date further ahead than anybody plans.
///
/// # Errors
/// [`Why::FarAway`] at the field.
pub fn near(date: Date, today: Date, at: &'static str) -> Result<(), Refusal> {
    let latest = today.checked_add(YEARS_AHEAD.years()).unwrap_or(Date::MAX);
    let earliest = today.checked_sub(YEARS_AHEAD.years()).unwrap_or(Date::MIN);
    if date > latest || date < earliest { Err(Refusal::at(at, Why::FarAway)) } else { Ok(()) }
}

/// As [`near`], and not before today.
///
/// # Errors
/// [`Why::InThePast`] or [`Why::FarAway`] at the field.
pub fn ahead(date: Date, today: Date, at: &'static str) -> Result<(), Refusal> {
    if date < today { Err(Refusal::at(at, Why::InThePast)) } else { near(date, today, at) }
}

/// Refuses an end before its start.
///
/// # Errors
/// [`Why::EndsBeforeItStarts`] at the field of the end.
pub fn in_order(from: Option<Date>, by: Date, at: &'static str) -> Result<(), Refusal> {
    match from {
        Some(from) if by < from => Err(Refusal::at(at, Why::EndsBeforeItStarts)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_of_dates() {
        let today = date(2027, 3, 3);
        let ahead = |d| ahead(d, today, "by").map_err(|r| r.why);
        assert_eq!(ahead(today), Ok(()));
        assert_eq!(ahead(date(2027, 3, 2)), Err(Why::InThePast));
        assert_eq!(ahead(date(2032, 3, 3)), Ok(()));
        assert_eq!(ahead(date(2032, 3, 4)), Err(Why::FarAway));
        assert!(near(date(2022, 3, 2), today, "by").is_err());
        assert!(in_order(Some(today), date(2027, 3, 2), "by").is_err());
        assert!(in_order(Some(today), today, "by").is_ok());
        assert!(in_order(None, today, "by").is_ok());
    }
}
