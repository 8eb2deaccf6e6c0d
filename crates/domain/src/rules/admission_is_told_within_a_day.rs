//! Source: lag (2017:612) 2 kap. 3 §: told at the latest 24 hours after the admission.

use jiff::{SignedDuration, Timestamp};

use crate::plan::state::Stay;

/// The last moment at which the admission is to be told.
pub fn told_by(stay: &Stay) -> Timestamp {
    stay.admitted.at.saturating_add(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MAX)
}

/// Whether it was told in time; `None` while it may still be.
pub fn in_time(stay: &Stay, now: Timestamp) -> Option<bool> {
    match stay.told {
        Some(told) => Some(told.at <= told_by(stay)),
        None if now > told_by(stay) => Some(false),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::a_stay;

    #[test]
    fn twenty_four_hours_to_the_minute_also_when_clocks_are_changed() {
        for (admitted, told, kept) in [
            ("2026-11-20T14:00:00+01:00", "2026-11-21T14:00:00+01:00", true),
            ("2026-11-20T14:00:00+01:00", "2026-11-21T14:01:00+01:00", false),
            // The night that is an hour shorter, and the one that is an hour longer.
            ("2026-03-28T14:00:00+01:00", "2026-03-29T15:00:00+02:00", true),
            ("2026-03-28T14:00:00+01:00", "2026-03-29T15:01:00+02:00", false),
            ("2026-10-24T14:00:00+02:00", "2026-10-25T13:00:00+01:00", true),
            ("2026-10-24T14:00:00+02:00", "2026-10-25T13:01:00+01:00", false),
        ] {
            let stay = a_stay(admitted, Some(told), None);
            assert_eq!(in_time(&stay, told_by(&stay)), Some(kept), "{admitted} {told}");
        }
        let silent = a_stay("2026-11-20T14:00:00+01:00", None, None);
        assert_eq!(in_time(&silent, told_by(&silent)), None);
        let later = told_by(&silent).saturating_add(SignedDuration::from_secs(1)).unwrap();
        assert_eq!(in_time(&silent, later), Some(false));
    }
}
