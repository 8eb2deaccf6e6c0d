//! Source: lag (2017:612) 5 kap. 3-5 §§: the municipality pays from three days after the notice, four when it came after 12.00, unless otherwise agreed (4 kap. 5 §); never before a call.

use jiff::ToSpan;
use jiff::civil::{Date, Time, time};

use crate::information::DischargeSettings;
use crate::plan::state::{Plan, Stay};
use crate::rules::summons_after_discharge_notice::called;

const NOON: Time = time(12, 0, 0, 0);

/// From when the municipality pays for a person who is ready to go home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// There is no notice, or the person has gone home.
    NoNotice,
    /// Nobody has been called, so nothing is to be paid. It would have been from that day.
    NotCalled(Date),
    /// From that day.
    From(Date),
}

/// Whether a notice came after noon: at 12.00 exactly it did not.
pub fn after_noon(stay: &Stay) -> bool {
    stay.ready.is_some_and(|ready| ready.local.time() > NOON)
}

/// From when the municipality pays.
pub fn payment(plan: &Plan, stay: &Stay, settings: &DischargeSettings) -> Payment {
    let Some(ready) = stay.ready.filter(|_| stay.home.is_none()) else { return Payment::NoNotice };
    let days = if after_noon(stay) { settings.payment_days_after_noon } else { settings.payment_days };
    let from = ready.local.date().checked_add(i64::from(days).days()).unwrap_or(Date::MAX);
    if called(plan) { Payment::From(from) } else { Payment::NotCalled(from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Family, Milestone, a_stay, story};

    #[test]
    fn the_noon_rule_to_the_minute() {
        let plan = |upto| {
            let (id, facts) = story(Family::Greta, upto, "2026-11-22T12:00:00Z".parse().unwrap()).unwrap();
            Plan::fold(id, &facts).unwrap()
        };
        let (before, after) = (plan(Milestone::Assessed), plan(Milestone::Called));
        let settings = DischargeSettings::default();
        for (ready, from) in [
            ("2026-11-18T11:59:00+01:00", "2026-11-21"),
            ("2026-11-18T12:00:00+01:00", "2026-11-21"),
            ("2026-11-18T12:01:00+01:00", "2026-11-22"),
            ("2026-11-18T13:10:00+01:00", "2026-11-22"), // Greta's own
            ("2026-06-18T12:00:59+02:00", "2026-06-22"), // summer time; a second after noon is after noon
            ("2026-12-30T23:59:00+01:00", "2027-01-03"),
        ] {
            let stay = a_stay("2026-06-01T08:00:00+02:00", None, Some(ready));
            let from: Date = from.parse().unwrap();
            assert_eq!(payment(&after, &stay, &settings), Payment::From(from), "{ready}");
            assert_eq!(payment(&before, &stay, &settings), Payment::NotCalled(from), "{ready}");
            let home = Stay { home: Some(from), ..stay };
            assert_eq!(payment(&after, &home, &settings), Payment::NoNotice);
        }
        let agreed = DischargeSettings { payment_days: 5, payment_days_after_noon: 5 };
        let stay = a_stay("2026-11-18T08:00:00+01:00", None, Some("2026-11-18T12:01:00+01:00"));
        assert_eq!(payment(&after, &stay, &agreed), Payment::From("2026-11-23".parse().unwrap()));
    }
}
