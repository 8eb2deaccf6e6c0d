//! Days and times as people write them.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Time};

use super::FieldError;

/// The years a plan can speak of: from the birth of the oldest to the follow-up of the youngest.
pub const YEARS: RangeInclusive<i16> = 1900..=2100;

/// The first three letters of the months in Swedish and English: no language of ours has two alike.
const MONTHS: [(&str, i8); 14] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("maj", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// A day from "3/3", "3/3 2027", "3.3.27", "2027-03-03", "20270303", "3 mars", "onsdag den 3 mars 2027".
/// Without a year it is the one nearest `today`, back or forth.
///
/// # Errors
/// [`FieldError::NotADate`], [`FieldError::NoSuchDay`] or [`FieldError::YearOutOfRange`].
pub fn date(text: &str, today: Date) -> Result<Date, FieldError> {
    let text = text.trim().to_lowercase();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return calendar(number(&text[..4])?, number(&text[4..6])?, Some(number(&text[6..])?), today);
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || "/.,-–:".contains(c)).filter(|word| !word.is_empty()).collect();
    let named = words.iter().enumerate().find_map(|(place, word)| Some((place, month(word)?)));
    if let Some((place, month)) = named {
        return with_month_name(&words, place, month, today);
    }
    match words.as_slice() {
        [year, month, day] if year.len() >= 4 => calendar(number(year)?, number(month)?, Some(number(day)?), today),
        [day, month, year] => calendar(century(year)?, number(month)?, Some(number(day)?), today),
        [day, month] => nearest(number(day)?, number(month)?, today),
        _ => Err(FieldError::NotADate),
    }
}

/// "3 mars 2027", "den 3 mars", "March 3, 2027": the number before the name is the day, else the one after.
fn with_month_name(words: &[&str], place: usize, month: i8, today: Date) -> Result<Date, FieldError> {
    let numbers: Vec<&str> =
        words.iter().copied().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).collect();
    let others = words.len() - numbers.len() - 1;
    let day_first = place > 0 && words[place - 1].starts_with(|c: char| c.is_ascii_digit());
    match (numbers.as_slice(), others) {
        (_, 3..) => Err(FieldError::NotADate),
        ([day], _) => nearest(ordinal(day)?, month, today),
        ([year, day], _) if year.len() >= 4 => calendar(number(year)?, month, Some(ordinal(day)?), today),
        ([day, year], _) if day_first || place == 0 => calendar(century(year)?, month, Some(ordinal(day)?), today),
        _ => Err(FieldError::NotADate),
    }
}

fn month(word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    let known = word.chars().all(char::is_alphabetic) && word.chars().count() <= 9;
    MONTHS.iter().find(|(name, _)| known && *name == start).map(|(_, month)| *month)
}

/// "3", "3:e" (cut by the colon already), "3rd", "3e".
fn ordinal(word: &str) -> Result<i8, FieldError> {
    number(word.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
}

fn number<N: std::str::FromStr>(digits: &str) -> Result<N, FieldError> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.is_empty() {
        return Err(FieldError::NotADate);
    }
    let too_large = if digits.len() > 3 { FieldError::YearOutOfRange } else { FieldError::NotADate };
    digits.parse().map_err(|_| too_large)
}

/// A year of four digits, or of two in this century.
fn century(word: &str) -> Result<i16, FieldError> {
    let year: i16 = number(word)?;
    Ok(if word.len() == 2 { 2000 + year } else { year })
}

fn calendar(year: i16, month: i8, day: Option<i8>, today: Date) -> Result<Date, FieldError> {
    if !YEARS.contains(&year) {
        return Err(FieldError::YearOutOfRange);
    }
    if !(1..=12).contains(&month) {
        return Err(FieldError::NotADate);
    }
    let day = day.unwrap_or_else(|| today.day());
    if !(1..=31).contains(&day) {
        return Err(FieldError::NotADate);
    }
    Date::new(year, month, day).map_err(|_| FieldError::NoSuchDay { day, month })
}

/// The day and month in the year that brings it nearest today. 29 February waits for a leap year among the three.
fn nearest(day: i8, month: i8, today: Date) -> Result<Date, FieldError> {
    let tries = [today.year(), today.year() + 1, today.year() - 1].map(|year| calendar(year, month, Some(day), today));
    let distance = |date: &Date| crate::dates::days_between(today, *date).abs();
    let [this, ..] = &tries;
    let refusal = this.clone();
    tries.into_iter().flatten().min_by_key(distance).map_or(refusal, Ok)
}

/// A time of day from "14", "14.30", "14:30", "1430", "kl 14", "klockan 9".
pub fn time(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || c == '.');
    let (hour, minute) = match digits.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let plain =
        |digits: &str| !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(hour) || !plain(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as day, time as clock};

    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = day(2026, 11, 22);
        let third = day(2027, 3, 3);
        let all = [
            "3/3",
            "3/3 2027",
            "3/3-27",
            "3.3.2027",
            "03/03/2027",
            "2027-03-03",
            "20270303",
            "3 mars 2027",
            "3 mars",
            "den 3 mars",
            "onsdag den 3 mars 2027",
            " 3  MARS 2027 ",
            "3rd March 2027",
            "March 3, 2027",
            "2027 mars 3",
            "3:e mars",
            "2027/3/3",
            "3 mar -27",
        ];
        for text in all {
            assert_eq!(date(text, today), Ok(third), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let today = day(2026, 11, 22);
        assert_eq!(date("20/11", today), Ok(day(2026, 11, 20)));
        assert_eq!(date("1/1", today), Ok(day(2027, 1, 1)));
        assert_eq!(date("22/11", today), Ok(today));
        assert_eq!(date("28/12", day(2027, 1, 4)), Ok(day(2026, 12, 28)));
        assert_eq!(date("29/2", day(2027, 12, 1)), Ok(day(2028, 2, 29)));
    }

    #[test]
    fn impossible_days_say_why() {
        let today = day(2026, 11, 22);
        let cases = [
            ("31/2", FieldError::NoSuchDay { day: 31, month: 2 }),
            ("31 februari 2027", FieldError::NoSuchDay { day: 31, month: 2 }),
            ("29 feb 2027", FieldError::NoSuchDay { day: 29, month: 2 }),
            ("2027-04-31", FieldError::NoSuchDay { day: 31, month: 4 }),
            ("3 mars 20226", FieldError::YearOutOfRange),
            ("20226-03-03", FieldError::YearOutOfRange),
            ("3/3 99999999999", FieldError::YearOutOfRange),
            ("3 mars 1027", FieldError::YearOutOfRange),
            ("1/13", FieldError::NotADate),
            ("32/1", FieldError::NotADate),
            ("0/1", FieldError::NotADate),
            ("snart", FieldError::NotADate),
            ("mars", FieldError::NotADate),
            ("i mars eller 3 april kanske sen", FieldError::NotADate),
            ("3", FieldError::NotADate),
            ("-", FieldError::NotADate),
            ("٣/٣", FieldError::NotADate),
            ("3/3/", FieldError::NotADate),
        ];
        for (text, want) in cases {
            if text == "3/3/" {
                assert!(date(text, today).is_ok(), "a slip of the pen is forgiven");
            } else {
                assert_eq!(date(text, today), Err(want), "{text}");
            }
        }
        assert_eq!(date("29 feb 2028", today), Ok(day(2028, 2, 29)));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let today = day(2026, 11, 22);
        for seed in [
            "",
            "å",
            "ååå",
            "é3",
            "🙂🙂",
            "9999999999999999999",
            "1-1-1-1",
            "mar\u{300}s 3",
            "ma\u{30a}r",
            "%",
            "2027å03å",
        ] {
            for repeat in 1..4 {
                let text = seed.repeat(repeat);
                assert!(
                    date(&text, today).is_err_and(|error| error != FieldError::Empty) || text.starts_with("mar"),
                    "{text}"
                );
                // Letters before the digits are taken for "kl": only the panic counts here.
                let _ = time(&text);
            }
        }
        assert!(date(&"3 mars ".repeat(15_000), today).is_err());
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, want) in [
            ("14", clock(14, 0, 0, 0)),
            ("14.30", clock(14, 30, 0, 0)),
            ("14:30", clock(14, 30, 0, 0)),
            ("1430", clock(14, 30, 0, 0)),
            ("kl 9", clock(9, 0, 0, 0)),
            ("kl. 9.05", clock(9, 5, 0, 0)),
            ("klockan 14", clock(14, 0, 0, 0)),
            ("0.00", clock(0, 0, 0, 0)),
        ] {
            assert_eq!(time(text), Some(want), "{text}");
        }
        for text in ["", "25", "14.60", "14.3", "två", "14.30.00", "-1", "14 30 eller så", "1e1"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
