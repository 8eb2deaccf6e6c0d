//! Percent-decoding that loses nothing, and what can be wrong with a field.

use crate::error::Error;
use crate::language::Language;
use crate::text::T;

/// What is wrong with a field. Codes: `errors.ftl` has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// Nothing was written.
    Empty,
    /// More than `max` characters, by `over`.
    TooLong {
        /// The most characters that fit.
        max: usize,
        /// How many there are too many.
        over: usize,
    },
    /// Not understood as a day.
    NotADate,
    /// Understood, but no such day is in the calendar: 31 February.
    NoSuchDay {
        /// The day number that was written.
        day: i8,
        /// The month, 1 to 12.
        month: i8,
    },
    /// A year that no plan concerns.
    YearOutOfRange,
    /// An end that lies before its start.
    EndBeforeStart,
    /// No answer was chosen.
    NotChosen,
    /// An answer that is not among those offered.
    UnknownChoice,
    /// Not understood as a whole number.
    NotANumber,
    /// A number outside the range.
    NumberOutOfRange {
        /// The smallest allowed.
        min: i64,
        /// The largest allowed.
        max: i64,
    },
    /// Not understood as a time of day.
    NotATime,
    /// Characters that could not be read: broken UTF-8 or control characters.
    BrokenText,
    /// A refusal with words of its own, already in the reader's language.
    Because(String),
}

impl FieldError {
    /// The error in words.
    pub fn say(&self, language: Language) -> String {
        let t: T = language.text();
        match self {
            FieldError::Empty => t.msg_error_empty().to_owned(),
            FieldError::TooLong { max, over } => t.msg_error_too_long(*over, *max),
            FieldError::NotADate => t.msg_error_not_a_date().to_owned(),
            FieldError::NoSuchDay { day, month } => {
                t.msg_error_no_such_day(day.to_string(), language.dates().month(*month))
            }
            FieldError::YearOutOfRange => {
                t.msg_error_year(super::when::YEARS.start().to_string(), super::when::YEARS.end().to_string())
            }
            FieldError::EndBeforeStart => t.msg_error_end_before_start().to_owned(),
            FieldError::NotChosen => t.msg_error_not_chosen().to_owned(),
            FieldError::UnknownChoice => t.msg_error_unknown_choice().to_owned(),
            FieldError::NotANumber => t.msg_error_not_a_number().to_owned(),
            FieldError::NumberOutOfRange { min, max } => t.msg_error_number_range(min.to_string(), max.to_string()),
            FieldError::NotATime => t.msg_error_not_a_time().to_owned(),
            FieldError::BrokenText => t.msg_error_broken_text().to_owned(),
            FieldError::Because(words) => words.clone(),
        }
    }
}

/// Decodes one key or value. `true` when characters had to be replaced by U+FFFD: invalid UTF-8, or control
/// characters (PostgreSQL cannot store NUL, and none of them can be seen or typed). A lone `%` stays as it is.
pub(super) fn decode(raw: &[u8]) -> (String, bool) {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match (byte, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) if let (Some(high), Some(low)) = (hex(*high), hex(*low)) => {
                bytes.push(high << 4 | low);
                rest = after;
            }
            _ => bytes.push(byte),
        }
    }
    text(bytes)
}

/// Bytes as text; `true` as for [`decode`].
pub(super) fn text(bytes: Vec<u8>) -> (String, bool) {
    let (text, mut broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    };
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(bad) {
        return (text, broken);
    }
    broken = true;
    (text.replace(bad, "\u{FFFD}"), broken)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A body that could not be read to its end: above the limit, or broken off on the way.
pub(super) fn body_error(error: &axum::Error) -> Error {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = source {
        if cause.to_string().contains("length limit exceeded") {
            return Error::TooLarge;
        }
        source = cause.source();
    }
    Error::Unreadable
}
