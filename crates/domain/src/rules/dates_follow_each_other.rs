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

/// Refuses a last day to answer that is not before the meeting; to a meeting today one answers today.
///
/// # Errors
/// [`Why::AnswerAfterMeeting`] at the field.
pub fn answered_before(answer_by: Date, meeting: Date, today: Date, at: &'static str) -> Result<(), Refusal> {
    let in_time = answer_by < meeting || answer_by == meeting && meeting == today;
    if in_time { Ok(()) } else { Err(Refusal::at(at, Why::AnswerAfterMeeting)) }
}

/// The wanted last day to answer, or the latest one before it that is in time for a meeting.
pub fn last_answer(wanted: Date, meeting: Date, today: Date) -> Date {
    wanted.min(meeting.yesterday().unwrap_or(meeting)).max(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_call_is_answered_before_its_meeting() {
        let today = date(2027, 3, 3);
        let table = [
            (date(2027, 3, 9), date(2027, 3, 10), true),
            (date(2027, 3, 10), date(2027, 3, 10), false),
            (date(2027, 3, 11), date(2027, 3, 10), false),
            (today, today, true),
            (date(2027, 3, 4), today, false),
        ];
        for (answer_by, meeting, in_time) in table {
            let judged = answered_before(answer_by, meeting, today, "answer_by").map_err(|refusal| refusal.why);
            assert_eq!(judged, if in_time { Ok(()) } else { Err(Why::AnswerAfterMeeting) }, "{answer_by}");
            let last = last_answer(answer_by, meeting, today);
            assert!(last >= today && answered_before(last, meeting, today, "answer_by").is_ok(), "{last}");
        }
    }

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
