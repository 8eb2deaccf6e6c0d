//! The search: each working day of the window in steps of a quarter of an hour; what remains is spread over days and parts of the day.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Busy, Found, PROPOSALS, School, TimeReason, Wanted};
use crate::working_days::is_working_day;

/// Between two starts that are tried, in minutes.
const STEP: i64 = 15;
/// The most days that are searched.
const DAYS: usize = 366;
/// When people eat, in minutes of the day: not taken while anything else is free.
const LUNCH: (i32, i32) = (11 * 60 + 30, 13 * 60);

/// A start that fits, and how well: less is better.
#[derive(Clone, Copy)]
struct Fit {
    starts: DateTime,
    cost: i32,
}

/// At most three times that fit all that is wanted, spread over days and parts of the day, earliest first. `zone` is where
/// people live; its shifts between summer and winter time are heeded: hours are those on the wall.
pub fn find(wanted: &Wanted<'_>, zone: &TimeZone) -> Vec<Found> {
    let busy = merged(wanted.calendars);
    let mut fits = Vec::new();
    for (age, day) in wanted.first.series(1.day()).take_while(|day| *day <= wanted.last).take(DAYS).enumerate() {
        if is_working_day(day) {
            of_day(wanted, &busy, day, i32::try_from(age).unwrap_or(i32::MAX), zone, &mut fits);
        }
    }
    let mut chosen = spread(&fits);
    chosen.sort_unstable();
    chosen.into_iter().map(|starts| Found { starts, reasons: reasons(wanted, starts) }).collect()
}

/// All busy spans as few that do not touch, in order.
fn merged(calendars: &[Vec<Busy>]) -> Vec<Busy> {
    let mut all: Vec<Busy> = calendars.iter().flatten().copied().filter(|busy| busy.from < busy.until).collect();
    all.sort_unstable();
    let mut merged: Vec<Busy> = Vec::with_capacity(all.len());
    for busy in all {
        match merged.last_mut() {
            Some(last) if busy.from <= last.until => last.until = last.until.max(busy.until),
            _ => merged.push(busy),
        }
    }
    merged
}

fn of_day(wanted: &Wanted<'_>, busy: &[Busy], day: Date, age: i32, zone: &TimeZone, fits: &mut Vec<Fit>) {
    let length = SignedDuration::from_mins(i64::from(wanted.minutes));
    let travel = SignedDuration::from_mins(i64::from(wanted.travel));
    let mut starts = wanted.work.from;
    loop {
        let (at, end) = (day.to_datetime(starts), ends(starts, wanted.minutes));
        let Some(end) = end.filter(|end| *end <= wanted.work.until) else { return };
        if fits_hours(wanted, starts, end)
            && let Some(from) = moment(at, zone)
            && !meets(busy, from - travel, from + length + travel)
        {
            fits.push(Fit { starts: at, cost: age * 2 + taste(starts, end) });
        }
        match ends(starts, u16::try_from(STEP).unwrap_or(u16::MAX)) {
            Some(next) => starts = next,
            None => return,
        }
    }
}

/// The time so many minutes later on the same day.
fn ends(starts: Time, minutes: u16) -> Option<Time> {
    starts.checked_add(i64::from(minutes).minutes()).ok()
}

/// The moment of a civil time that there is once; in the hour that a shift leaves out or repeats nobody meets.
fn moment(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let found = zone.to_ambiguous_timestamp(at);
    matches!(found.offset(), AmbiguousOffset::Unambiguous { .. }).then(|| found.compatible().ok()).flatten()
}

fn fits_hours(wanted: &Wanted<'_>, starts: Time, end: Time) -> bool {
    wanted.safe.is_none_or(|safe| safe.hold(starts, end))
        && match wanted.school {
            None => true,
            Some(School::Within(hours)) => hours.hold(starts, end),
            Some(School::Outside(hours)) => !hours.touch(starts, end),
        }
}

/// Whether any busy span has a moment in common with this one. `busy` is in order and does not touch itself.
fn meets(busy: &[Busy], from: Timestamp, until: Timestamp) -> bool {
    let next = busy.partition_point(|busy| busy.until <= from);
    busy.get(next).is_some_and(|busy| busy.from < until)
}

/// What people would rather not: lunch, very early, late.
fn taste(starts: Time, ends: Time) -> i32 {
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let (starts, ends) = (minutes(starts), minutes(ends));
    let lunch = if starts < LUNCH.1 && LUNCH.0 < ends { 30 } else { 0 };
    let early = (9 * 60 - starts).max(0) / 15;
    let late = (ends - 16 * 60).max(0) / 15;
    let odd = if starts % 60 == 0 { 0 } else { 2 };
    lunch + early + late + odd
}

/// Picks the best, then those that lie best to what is picked: always another day, rather another week, weekday and part of the day.
fn spread(fits: &[Fit]) -> Vec<DateTime> {
    let mut chosen: Vec<DateTime> = Vec::with_capacity(PROPOSALS);
    while chosen.len() < PROPOSALS {
        let free = fits.iter().filter(|fit| chosen.iter().all(|taken| taken.date() != fit.starts.date()));
        let cost = |fit: &Fit| fit.cost + chosen.iter().map(|taken| alike(*taken, fit.starts)).sum::<i32>();
        let Some(best) = free.min_by_key(|fit| (cost(fit), fit.starts)) else { break };
        chosen.push(best.starts);
    }
    chosen
}

/// How alike two times are for somebody who cannot come to the one.
fn alike(one: DateTime, other: DateTime) -> i32 {
    let morning = |at: DateTime| at.hour() < 12;
    let weekday = if one.weekday() == other.weekday() { 12 } else { 0 };
    let part = if morning(one) == morning(other) { 10 } else { 0 };
    let apart = one.date().until(other.date()).map_or(0, |span| span.get_days().abs());
    let next = if apart < 2 { 6 } else { 0 };
    weekday + part + next
}

fn reasons(wanted: &Wanted<'_>, starts: DateTime) -> Vec<TimeReason> {
    let shared = u8::try_from(wanted.calendars.len()).unwrap_or(u8::MAX);
    let part = if starts.hour() < 12 { TimeReason::Morning } else { TimeReason::Afternoon };
    let school = wanted.school.map(|school| match school {
        School::Within(_) => TimeReason::InSchool,
        School::Outside(_) => TimeReason::OutsideSchool,
    });
    let mut reasons = Vec::with_capacity(5);
    reasons.extend((shared > 0).then_some(TimeReason::AllFree(shared)));
    reasons.push(part);
    reasons.extend(school);
    reasons.extend(wanted.safe.map(|_| TimeReason::SafeHours));
    reasons.extend((wanted.travel > 0).then_some(TimeReason::Travel(wanted.travel)));
    reasons
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::times::{Hours, with_interpreter};

    fn sweden() -> TimeZone {
        TimeZone::get("Europe/Stockholm").unwrap()
    }

    fn wanted(calendars: &[Vec<Busy>]) -> Wanted<'_> {
        Wanted {
            first: date(2026, 11, 23),
            last: date(2026, 12, 18),
            minutes: 60,
            work: Hours { from: time(8, 0, 0, 0), until: time(17, 0, 0, 0) },
            safe: None,
            school: None,
            travel: 0,
            calendars,
        }
    }

    fn busy(from: &str, until: &str) -> Busy {
        let at = |text: &str| text.parse::<DateTime>().unwrap().to_zoned(sweden()).unwrap().timestamp();
        Busy { from: at(from), until: at(until) }
    }

    #[test]
    fn three_times_on_three_days_and_not_all_in_the_morning() {
        let found = find(&wanted(&[]), &sweden());
        assert_eq!(found.len(), 3);
        let days: std::collections::BTreeSet<_> = found.iter().map(|f| f.starts.date()).collect();
        let weekdays: std::collections::BTreeSet<_> =
            found.iter().map(|f| f.starts.weekday().to_monday_zero_offset()).collect();
        assert_eq!((days.len(), weekdays.len()), (3, 3));
        let mornings = found.iter().filter(|f| f.reasons.contains(&TimeReason::Morning)).count();
        assert!((1..=2).contains(&mornings), "{found:?}");
        assert!(found.iter().all(|f| f.starts.hour() != 12), "nobody meets over lunch: {found:?}");
    }

    #[test]
    fn hours_school_and_the_way_there_are_heeded() {
        let calendars = [vec![busy("2026-11-24T08:00", "2026-11-24T14:00")]];
        let school = Hours { from: time(8, 0, 0, 0), until: time(14, 0, 0, 0) };
        let narrow = Wanted {
            first: date(2026, 11, 24),
            last: date(2026, 11, 24),
            safe: Some(Hours { from: time(13, 0, 0, 0), until: time(16, 0, 0, 0) }),
            school: Some(School::Outside(school)),
            travel: 30,
            ..wanted(&calendars)
        };
        let found = find(&narrow, &sweden());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].starts.time(), time(15, 0, 0, 0), "half an hour after the calendar is free, on the hour");
        let inside = Wanted { school: Some(School::Within(school)), ..narrow };
        assert!(find(&inside, &sweden()).is_empty());
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        let all = [vec![busy("2026-11-01T00:00", "2027-01-01T00:00")]];
        assert!(find(&wanted(&all), &sweden()).is_empty());
        let weekend = Wanted { first: date(2026, 11, 28), last: date(2026, 11, 29), ..wanted(&[]) };
        assert!(find(&weekend, &sweden()).is_empty());
        let backwards = Wanted { first: date(2026, 11, 28), last: date(2026, 11, 1), ..wanted(&[]) };
        assert!(find(&backwards, &sweden()).is_empty());
    }

    #[test]
    fn hours_are_those_on_the_wall_before_and_after_a_shift() {
        // In the night to 29 March 2026 the clock goes forward: nine on the Friday is 8 UTC, on the Monday 7 UTC.
        let hour = Hours { from: time(9, 0, 0, 0), until: time(10, 0, 0, 0) };
        let days = Wanted { first: date(2026, 3, 27), last: date(2026, 3, 30), work: hour, ..wanted(&[]) };
        let found: Vec<_> = find(&days, &sweden()).iter().map(|f| f.starts).collect();
        assert_eq!(found, [date(2026, 3, 27).at(9, 0, 0, 0), date(2026, 3, 30).at(9, 0, 0, 0)]);
        let utc = |from: &str, until: &str| Busy { from: from.parse().unwrap(), until: until.parse().unwrap() };
        let eight = [vec![utc("2026-03-27T08:00:00Z", "2026-03-27T09:00:00Z")]];
        assert_eq!(find(&Wanted { calendars: &eight, ..days.clone() }, &sweden()).len(), 1);
        let seven = [vec![utc("2026-03-30T07:00:00Z", "2026-03-30T08:00:00Z")]];
        assert_eq!(find(&Wanted { calendars: &seven, ..days }, &sweden())[0].starts.date(), date(2026, 3, 27));
    }

    #[test]
    fn an_interpreter_takes_half_as_long_again() {
        assert_eq!([60, 45, 30, 50, 480].map(with_interpreter), [90, 70, 45, 75, 480]);
    }
}
