//! Swedish working days: neither Saturday, Sunday, a public holiday (lag 1989:253 om allmänna helgdagar) nor one of the
//! three eves on which offices are closed as on Sundays (semesterlagen 1977:480, 3 a §). Own code, and not a crate: the
//! one for Sweden brings another calendar library along, and says of its own Easter that nobody knows how it works.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Easter Sunday of a year of the Gregorian calendar, by the rule of Oudin (1940) as the Astronomical Almanac prints it.
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let century = y / 100;
    let golden = y % 19;
    let shift = (century - 17) / 25;
    let age = (century - century / 4 - (century - shift) / 3 + 19 * golden + 15) % 30;
    let age = age - (age / 28) * (1 - (29 / (age + 1)) * ((21 - golden) / 11));
    let weekday = (y + y / 4 + age + 2 - century + century / 4) % 7;
    let full_moon = age - weekday;
    let month = 3 + (full_moon + 40) / 44;
    let day = full_moon + 28 - 31 * (month / 4);
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(month), Ok(day)) => date(year, month, day),
        _ => Date::MAX,
    }
}

/// The first day from `from` on that is this day of the week.
fn first(weekday: Weekday, from: Date) -> Date {
    let days = from.weekday().until(weekday);
    from.checked_add(i64::from(days).days()).unwrap_or(from)
}

/// Whether a day is a public holiday, or an eve on which offices are closed as on Sundays.
pub fn is_holiday(day: Date) -> bool {
    let year = day.year();
    let from_easter = day.since(easter(year)).map_or(i32::MAX, |span| span.get_days());
    let midsummer_eve = first(Weekday::Friday, date(year, 6, 19));
    let all_saints = first(Weekday::Saturday, date(year, 10, 31));
    // Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday.
    matches!(from_easter, -2 | 0 | 1 | 39 | 49)
        || matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24 | 25 | 26 | 31))
        || day == midsummer_eve
        || midsummer_eve.tomorrow().is_ok_and(|midsummer| day == midsummer)
        || day == all_saints
}

/// Whether people are at work on a day.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The day that is `days` working days after `day`; the day itself is not counted. The last day of the calendar where
/// there is no such day.
pub fn working_days_after(day: Date, days: u16) -> Date {
    let mut left = days;
    let mut at = day;
    while left > 0 {
        let Ok(next) = at.tomorrow() else { return Date::MAX };
        at = next;
        left -= u16::from(is_working_day(at));
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_as_the_almanac_says() {
        let known = [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
        ];
        for (year, month, day) in known {
            assert_eq!(easter(year), date(year, month, day));
        }
        for year in 1800..2500 {
            let easter = easter(year);
            assert_eq!(easter.weekday(), Weekday::Sunday, "{year}");
            assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25), "{year}");
        }
    }

    #[test]
    fn the_red_days_of_2026_and_2027() {
        let red: Vec<Date> = date(2026, 1, 1).series(1.day()).take(730).filter(|day| is_holiday(*day)).collect();
        let told = [
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-05",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-05-24",
            "2026-06-06",
            "2026-06-19",
            "2026-06-20",
            "2026-10-31",
            "2026-12-24",
            "2026-12-25",
            "2026-12-26",
            "2026-12-31",
            "2027-01-01",
            "2027-01-06",
            "2027-03-26",
            "2027-03-28",
            "2027-03-29",
            "2027-05-01",
            "2027-05-06",
            "2027-05-16",
            "2027-06-06",
            "2027-06-25",
            "2027-06-26",
            "2027-11-06",
            "2027-12-24",
            "2027-12-25",
            "2027-12-26",
            "2027-12-31",
        ];
        assert_eq!(red.iter().map(ToString::to_string).collect::<Vec<_>>(), told);
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        for (from, days, to) in [
            (date(2026, 11, 20), 3, date(2026, 11, 25)), // Friday to Wednesday
            (date(2026, 12, 22), 3, date(2026, 12, 29)), // over Christmas
            (date(2026, 4, 2), 1, date(2026, 4, 7)),     // Maundy Thursday to Tuesday
            (date(2026, 6, 17), 2, date(2026, 6, 22)),   // over Midsummer
            (date(2026, 11, 21), 1, date(2026, 11, 23)), // a Saturday
            (date(2026, 11, 23), 0, date(2026, 11, 23)),
        ] {
            assert_eq!(working_days_after(from, days), to, "{days} after {from}");
        }
    }
}
