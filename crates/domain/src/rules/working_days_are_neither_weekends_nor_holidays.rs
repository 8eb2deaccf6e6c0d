//! Source: Lag (1989:253) om allmänna helgdagar 1–2 §§; lag (1930:173) om beräkning av lagstadgad tid 2 § (Saturdays and the three eves).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Whether people work in offices on that day: no Saturday or Sunday, no public holiday, none of the three eves.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// A public holiday, or Midsummer's, Christmas or New Year's Eve, which the law counts as one.
pub fn is_holiday(day: Date) -> bool {
    let fixed = matches!((day.month(), day.day()), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24..=26 | 31));
    let easter = easter_sunday(day.year());
    let after_easter = |days: i32| easter.is_some_and(|easter| easter.checked_add(days.days()).is_ok_and(|d| d == day));
    // Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday.
    let moving = [-2, 0, 1, 39, 49].into_iter().any(after_easter);
    let midsummer = day.month() == 6
        && match day.weekday() {
            Weekday::Friday => (19..=25).contains(&day.day()),
            Weekday::Saturday => (20..=26).contains(&day.day()),
            _ => false,
        };
    // All Saints: the Saturday from 31 October to 6 November.
    let all_saints = day.weekday() == Weekday::Saturday && matches!((day.month(), day.day()), (10, 31) | (11, 1..=6));
    fixed || moving || midsummer || all_saints
}

/// Easter Sunday of a year, by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in
            [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)]
        {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn the_days_off_of_a_year() {
        for off in [
            date(2026, 1, 1),
            date(2026, 1, 6),
            date(2026, 4, 3),
            date(2026, 4, 6),
            date(2026, 5, 1),
            date(2026, 5, 14),
            date(2026, 6, 6),
            date(2026, 6, 19),
            date(2026, 6, 20),
            date(2026, 10, 31),
            date(2026, 12, 24),
            date(2026, 12, 25),
            date(2026, 12, 26),
            date(2026, 12, 31),
        ] {
            assert!(is_holiday(off) && !is_working_day(off), "{off}");
        }
        for worked in [date(2026, 4, 7), date(2026, 5, 15), date(2026, 6, 18), date(2026, 10, 30), date(2026, 12, 23)] {
            assert!(is_working_day(worked), "{worked}");
        }
        assert!(!is_working_day(date(2026, 11, 22)), "a Sunday");
        let days = date(2026, 1, 1).series(1.day()).take(365).filter(|day| is_working_day(*day)).count();
        assert_eq!(days, 251, "261 weekdays in 2026, less ten that are holidays or eves");
    }
}
