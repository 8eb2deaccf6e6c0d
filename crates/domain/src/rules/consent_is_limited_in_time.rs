//! Source: guidance, not law: consent is specific and limited in time (UPH, SIP-process) [S]; the limit is a setting.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::information::Settings;
use crate::plan::refusal::{Refusal, Why};

/// Refuses a consent that ends before it starts, has ended already, or lasts longer than the installation allows. Where the
/// start lies so far back that every day it may hold has passed, the start is what is to be mended.
///
/// # Errors
/// [`Why::FarAway`] at the field `from`; [`Why::EndsBeforeItStarts`], [`Why::InThePast`] or [`Why::TooLongConsent`] at `to`.
pub fn check(from: Date, to: Date, today: Date, settings: &Settings) -> Result<(), Refusal> {
    let latest = from.checked_add(i32::from(settings.consent_months).months()).unwrap_or(Date::MAX);
    if latest < today {
        Err(Refusal::at("from", Why::FarAway))
    } else if to < from {
        Err(Refusal::at("to", Why::EndsBeforeItStarts))
    } else if to < today {
        Err(Refusal::at("to", Why::InThePast))
    } else if to > latest {
        Err(Refusal::at("to", Why::TooLongConsent { latest }))
    } else {
        Ok(())
    }
}

/// The day on which to tell that a consent ends: so many days before its last, or the day before its last when it is
/// shorter than that; `None` for one that is over as soon as it is given. Days are calendar days: neither a leap day nor the
/// shift to summer time moves them.
pub fn notice_day(given: Date, to: Date, settings: &Settings) -> Option<Date> {
    let early = to.checked_sub(i32::from(settings.consent_notice_days).days()).ok();
    [early, to.yesterday().ok()].into_iter().flatten().find(|day| *day > given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_consent_has_an_end_within_the_setting() {
        let settings = Settings::default();
        let today = date(2027, 2, 1);
        let why = |from, to| check(from, to, today, &settings).map_err(|refusal| refusal.why);
        assert_eq!(why(today, date(2028, 2, 1)), Ok(()));
        assert_eq!(why(today, date(2028, 2, 2)), Err(Why::TooLongConsent { latest: date(2028, 2, 1) }));
        assert_eq!(why(today, date(2027, 1, 31)), Err(Why::EndsBeforeItStarts));
        assert_eq!(why(date(2026, 3, 1), date(2026, 5, 1)), Err(Why::InThePast));
        // A consent from a leap day ends on the last day of February.
        assert_eq!(
            check(date(2028, 2, 29), date(2029, 3, 1), today, &settings).map_err(|r| r.why),
            Err(Why::TooLongConsent { latest: date(2029, 2, 28) })
        );
    }

    #[test]
    fn a_start_in_the_past_is_told_beside_the_start() {
        let (settings, today) = (Settings::default(), date(2027, 2, 1));
        let at = |from, to| check(from, to, today, &settings).map_err(|refusal| (refusal.at, refusal.why));
        assert_eq!(at(date(2025, 1, 1), date(2027, 6, 1)), Err(("from", Why::FarAway)));
        assert_eq!(at(date(2025, 1, 1), date(2025, 6, 1)), Err(("from", Why::FarAway)));
        assert_eq!(at(date(2026, 6, 1), date(2026, 7, 1)), Err(("to", Why::InThePast)));
        assert_eq!(at(date(2026, 6, 1), date(2027, 3, 1)), Ok(()), "given orally some time ago");
    }

    #[test]
    fn the_table_of_notices_over_leap_days_and_summer_time() {
        let settings = Settings { consent_notice_days: 14, ..Settings::default() };
        for (given, to, expected) in [
            (date(2027, 1, 10), date(2027, 7, 10), Some(date(2027, 6, 26))),
            // Over 29 February 2028, and over the end of February in a common year.
            (date(2027, 12, 1), date(2028, 3, 10), Some(date(2028, 2, 25))),
            (date(2027, 12, 1), date(2028, 3, 14), Some(date(2028, 2, 29))),
            (date(2027, 12, 1), date(2028, 2, 29), Some(date(2028, 2, 15))),
            (date(2026, 12, 1), date(2027, 3, 14), Some(date(2027, 2, 28))),
            // Over the nights of 28 March and 31 October 2027, when the clock is moved.
            (date(2027, 1, 1), date(2027, 4, 11), Some(date(2027, 3, 28))),
            (date(2027, 5, 1), date(2027, 10, 31), Some(date(2027, 10, 17))),
            // Too short for the whole notice: the day before; over at once: none.
            (date(2027, 3, 26), date(2027, 3, 29), Some(date(2027, 3, 28))),
            (date(2028, 2, 28), date(2028, 3, 1), Some(date(2028, 2, 29))),
            (date(2027, 3, 28), date(2027, 3, 29), None),
            (date(2027, 3, 28), date(2027, 3, 28), None),
        ] {
            assert_eq!(notice_day(given, to, &settings), expected, "{given} to {to}");
        }
    }
}
