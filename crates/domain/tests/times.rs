//! Whatever the calendars hold: a proposed time never meets a busy span, lies within all hours, and there are at most three.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test helpers")]

use jiff::ToSpan;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use samsyn_domain::times::{Busy, Hours, School, Wanted, find};
use samsyn_domain::working_days::is_working_day;

fn sweden() -> TimeZone {
    TimeZone::get("Europe/Stockholm").unwrap()
}

prop_compose! {
    fn hours()(from in 6_i8..14, length in 1_i8..10) -> Hours {
        Hours { from: time(from, 0, 0, 0), until: time((from + length).min(23), 30, 0, 0) }
    }
}

prop_compose! {
    // Some thousand minutes around the window, also before and after it, also empty and the wrong way round.
    fn busy(first: Date)(from in -3_000_i64..60_000, length in -60_i64..3_000) -> Busy {
        let start = first.to_zoned(sweden()).unwrap().timestamp();
        let from = start + jiff::SignedDuration::from_mins(from);
        Busy { from, until: from + jiff::SignedDuration::from_mins(length) }
    }
}

fn school() -> impl Strategy<Value = Option<School>> {
    prop_oneof![
        Just(None),
        hours().prop_map(|h| Some(School::Within(h))),
        hours().prop_map(|h| Some(School::Outside(h)))
    ]
}

/// Windows that hold the two shifts of the clock, Christmas and Midsummer.
fn first() -> impl Strategy<Value = Date> {
    prop_oneof![
        Just(date(2026, 3, 16)),
        Just(date(2026, 10, 12)),
        Just(date(2026, 12, 14)),
        Just(date(2027, 6, 7)),
        Just(date(2026, 11, 23))
    ]
}

type Drawn = (Date, Vec<Vec<Busy>>);

fn drawn() -> impl Strategy<Value = Drawn> {
    first().prop_flat_map(|first| {
        (Just(first), proptest::collection::vec(proptest::collection::vec(busy(first), 0..12), 0..9))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_proposal_fits_everything(
        (first, calendars) in drawn(),
        days in 0_i32..40,
        minutes in 15_u16..240,
        work in hours(),
        safe in proptest::option::of(hours()),
        school in school(),
        travel in 0_u16..90,
    ) {
        let last = first.checked_add(days.days()).unwrap();
        let wanted = Wanted { first, last, minutes, work, safe, school, travel, calendars: &calendars };
        let found = find(&wanted, &sweden());
        prop_assert!(found.len() <= 3);
        prop_assert!(found.windows(2).all(|two| two[0].starts.date() < two[1].starts.date()));
        for time in &found {
            let (day, from) = (time.starts.date(), time.starts.time());
            let until: Time = from.checked_add(i64::from(minutes).minutes()).unwrap();
            prop_assert!(first <= day && day <= last && is_working_day(day));
            prop_assert!(work.from <= from && until <= work.until);
            if let Some(safe) = safe {
                prop_assert!(safe.from <= from && until <= safe.until);
            }
            match school {
                Some(School::Within(hours)) => prop_assert!(hours.from <= from && until <= hours.until),
                Some(School::Outside(hours)) => prop_assert!(until <= hours.from || hours.until <= from),
                None => {}
            }
            // The wall clock at the beginning, read back from the moment, is the same: no shift lies in between.
            let begins = time.starts.to_zoned(sweden()).unwrap();
            prop_assert_eq!(begins.datetime(), time.starts);
            let way = jiff::SignedDuration::from_mins(i64::from(travel));
            let (leaves, home) = (begins.timestamp() - way, begins.timestamp() + jiff::SignedDuration::from_mins(i64::from(minutes)) + way);
            for busy in calendars.iter().flatten().filter(|busy| busy.from < busy.until) {
                prop_assert!(home <= busy.from || busy.until <= leaves, "{busy:?} meets {time:?}");
            }
        }
    }

    /// Whoever is free all day is never the reason why nothing is found, and one more busy span never makes more times.
    #[test]
    fn a_fuller_calendar_never_gives_more((first, calendars) in drawn(), extra in 0_i64..50_000) {
        let work = Hours { from: time(8, 0, 0, 0), until: time(17, 0, 0, 0) };
        let last = first.checked_add(27.days()).unwrap();
        let wanted = |calendars: &[Vec<Busy>]| {
            find(&Wanted { first, last, minutes: 60, work, safe: None, school: None, travel: 0, calendars }, &sweden()).len()
        };
        let before = wanted(&calendars);
        let mut fuller = calendars.clone();
        fuller.push(Vec::new());
        prop_assert_eq!(wanted(&fuller), before);
        let from = first.to_zoned(sweden()).unwrap().timestamp() + jiff::SignedDuration::from_mins(extra);
        fuller.push(vec![Busy { from, until: from + jiff::SignedDuration::from_hours(24) }]);
        prop_assert!(wanted(&fuller) <= before);
    }
}
