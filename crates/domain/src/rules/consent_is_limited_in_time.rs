//! Source: guidance, not law: consent is specific and limited in time (UPH, SIP-process) [S]; the limit is a setting.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::information::Settings;
use crate::plan::refusal::{Refusal, Why};

/// Refuses a consent that ends before it starts, has ended already, or lasts longer than the installation allows.
///
/// # Errors
/// [`Why::EndsBeforeItStarts`], [`Why::InThePast`] or [`Why::TooLongConsent`], at the field `to`.
pub fn check(from: Date, to: Date, today: Date, settings: &Settings) -> Result<(), Refusal> {
    let latest = from.checked_add(i32::from(settings.consent_months).months()).unwrap_or(Date::MAX);
    if to < from {
        Err(Refusal::at("to", Why::EndsBeforeItStarts))
    } else if to < today {
        Err(Refusal::at("to", Why::InThePast))
    } else if to > latest {
        Err(Refusal::at("to", Why::TooLongConsent { latest }))
    } else {
        Ok(())
    }
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
        assert_eq!(why(date(2026, 1, 1), date(2026, 5, 1)), Err(Why::InThePast));
        // A consent from a leap day ends on the last day of February.
        assert_eq!(
            check(date(2028, 2, 29), date(2029, 3, 1), today, &settings).map_err(|r| r.why),
            Err(Why::TooLongConsent { latest: date(2029, 2, 28) })
        );
    }
}
