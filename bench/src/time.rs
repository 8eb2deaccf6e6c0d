//! What it costs to find three times for eight calendars over four weeks, each with some five appointments a day.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use samsyn_domain::times::{Busy, Hours, PROPOSALS, Wanted, find};

use crate::Fault;
use crate::figures::{Budget, Table, median};
use crate::machine::cpu_seconds;

const CALENDARS: i64 = 8;
const TIMES: u32 = 200;
const ROUNDS: usize = 9;

/// Measure, and add the figure.
pub fn measure(table: &mut Table) -> Result<(), Fault> {
    let zone = TimeZone::get("Europe/Stockholm")?;
    let first = date(2026, 11, 23);
    let last = first.checked_add(27.days())?;
    let mut calendars = Vec::new();
    for calendar in 0..CALENDARS {
        let mut busy = Vec::new();
        for (day, number) in first.series(1.day()).take(28).zip(0_i64..) {
            let morning = day.to_zoned(zone.clone())?.timestamp();
            // Spread over the day so that the calendars together leave few holes, and most days none.
            for piece in 0..5_i64 {
                let begins = 480 + (piece * 113 + calendar * 7 + number * 31) % 540;
                let from = morning + SignedDuration::from_mins(begins);
                busy.push(Busy { from, until: from + SignedDuration::from_mins(35) });
            }
        }
        calendars.push(busy);
    }
    let work = Hours { from: time(8, 0, 0, 0), until: time(17, 0, 0, 0) };
    let wanted = Wanted { first, last, minutes: 30, work, safe: None, school: None, travel: 0, calendars: &calendars };
    let found = find(&wanted, &zone).len();
    if found != PROPOSALS {
        return Err(format!("{found} times were found, not {PROPOSALS}: the measure would be of something else").into());
    }
    let round = || {
        let before = cpu_seconds("self");
        for _ in 0..TIMES {
            std::hint::black_box(find(std::hint::black_box(&wanted), &zone).len());
        }
        (cpu_seconds("self") - before) / f64::from(TIMES) * 1e3
    };
    let figure = median((0..ROUNDS).map(|_| round()));
    table.alone("three times for 8 calendars over 4 weeks: processor time", figure, "ms", Budget::AtMost(50.0));
    Ok(())
}
