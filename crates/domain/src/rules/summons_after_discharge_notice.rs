//! Source: lag (2017:612) 4 kap. 3 §: the permanent care contact calls at the latest three days after the notice that the person is ready to go home.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::plan::state::{Plan, Stay};

/// The stay that goes on, if there is one.
pub fn open_stay(plan: &Plan) -> Option<&Stay> {
    plan.stays.iter().rev().find(|stay| stay.home.is_none())
}

/// The last day of the call: three calendar days after the notice. `None` before there is a notice.
pub fn call_by(stay: &Stay) -> Option<Date> {
    stay.ready.and_then(|ready| ready.local.date().checked_add(3.days()).ok())
}

/// Whether a call has gone out since the notice, or before it.
pub fn called(plan: &Plan) -> bool {
    plan.current_parties().any(|party| plan.called(party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::a_stay;

    #[test]
    fn three_calendar_days_over_weekends_too() {
        for (ready, last) in [
            ("2026-11-20T13:10:00+01:00", "2026-11-23"), // Friday to Monday
            ("2026-11-20T00:00:00+01:00", "2026-11-23"),
            ("2026-12-30T23:59:00+01:00", "2027-01-02"),
            ("2028-02-27T08:00:00+01:00", "2028-03-01"), // over a leap day
        ] {
            let stay = a_stay("2026-11-18T08:00:00+01:00", None, Some(ready));
            assert_eq!(call_by(&stay).map(|day| day.to_string()).as_deref(), Some(last), "{ready}");
        }
        assert_eq!(call_by(&a_stay("2026-11-18T08:00:00+01:00", None, None)), None);
    }
}
