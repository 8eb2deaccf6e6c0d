//! What a person sent, kept exactly as typed, read with typed getters that collect what is wrong.
//!
//! ```ignore
//! let (Ok(what), Ok(by)) = (form.text("what", 500), form.date("by", today)) else {
//!     return refused(&AddAction { page, t, form });   // 422: same page, same text, errors beside the fields
//! };
//! ```
//! A getter never panics and never drops text: broken UTF-8, a 31 February or 100 kB in a name field all come
//! back to the page with an error beside them. A body above [`MAX_BODY`] is answered by the 413 page.

mod read;
pub mod when;

use std::str::FromStr;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use jiff::civil::{Date, Time};

pub use read::FieldError;

use crate::error::Error;
use crate::language::Language;
use crate::text::T;

/// The largest form body that is read, in bytes: 512 KiB. 100 kB of any letters fits in it, so that it comes back to the
/// page with an error beside it: a letter such as å is six bytes in a form.
pub const MAX_BODY: usize = 512 * 1024;
/// The most fields a form may have.
const MAX_FIELDS: usize = 2000;

/// The getter has put an error on the form; answer with [`crate::refused`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invalid;

/// A form: raw fields in the order sent, and the errors found so far.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub(crate) language: Language,
    fields: Vec<Field>,
    errors: Vec<(String, FieldError)>,
    again: bool,
}

#[derive(Debug, Clone)]
struct Field {
    key: String,
    value: String,
    broken: bool,
}

impl Form {
    /// An empty form, for the first showing of a page.
    pub fn new(language: Language) -> Self {
        Form { language, ..Form::default() }
    }

    /// A form filled in with what is stored, for changing it: `Form::filled(lang, [("what", &action.what)])`.
    pub fn filled<'a>(language: Language, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let fields = values.into_iter().map(|(key, value)| Field {
            key: key.to_owned(),
            value: value.to_owned(),
            broken: false,
        });
        Form { language, fields: fields.collect(), ..Form::default() }
    }

    /// Reads an urlencoded body (`application/x-www-form-urlencoded`).
    ///
    /// # Errors
    /// [`Error::TooLarge`] above 2,000 fields. Nothing else: what cannot be read becomes a field's error.
    pub fn parse(language: Language, body: &[u8]) -> Result<Self, Error> {
        let mut fields = Vec::new();
        for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            if fields.len() == MAX_FIELDS {
                return Err(Error::TooLarge);
            }
            let cut = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let (key, _) = read::decode(&pair[..cut]);
            let (value, broken) = read::decode(pair.get(cut + 1..).unwrap_or_default());
            fields.push(Field { key, value, broken });
        }
        Ok(Form { language, fields, ..Form::default() })
    }

    /// Adds a field that came by itself, as bytes: one part of a form with a file.
    pub(crate) fn add(&mut self, key: &str, bytes: &[u8]) {
        if self.fields.len() < MAX_FIELDS {
            let (value, broken) = read::text(bytes.to_vec());
            self.fields.push(Field { key: key.to_owned(), value, broken });
        }
    }

    /// The language its errors are told in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The texts of the form's language.
    pub fn t(&self) -> T {
        self.language.text()
    }

    /// What stands in a field now, exactly as typed; empty when it was not sent.
    pub fn value(&self, key: &str) -> &str {
        self.field(key).map_or("", |field| field.value.as_str())
    }

    /// Whether a checkbox or radio button with this value was chosen.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.fields.iter().any(|field| field.key == key && field.value == value)
    }

    /// The name of the button pressed is an ordinary field: `form.pressed("again")`.
    pub fn pressed(&self, key: &str) -> bool {
        self.field(key).is_some()
    }

    /// The names of all fields sent, in order, also those that the page does not have.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.key.as_str())
    }

    fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Puts a value in place of what was sent, for instance when a draft is taken up again.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.fields.retain(|field| field.key != key);
        self.fields.push(Field { key: key.to_owned(), value: value.into(), broken: false });
    }

    /// Notes an error beside a field, also one that the domain found: `form.fail("by", FieldError::EndBeforeStart)`.
    pub fn fail(&mut self, key: &str, error: FieldError) -> Invalid {
        if self.error(key).is_none() {
            self.errors.push((key.to_owned(), error));
        }
        Invalid
    }

    /// Says on the page that what was typed before is shown again: nothing is wrong with it.
    pub(crate) fn shown_again(&mut self, words: String) {
        self.again = true;
        self.fail("", FieldError::Because(words));
    }

    /// Whether it is shown again because it was typed before, and nothing else is to be said of it.
    pub(crate) fn is_shown_again(&self) -> bool {
        self.again && self.errors.len() == 1
    }

    /// The first error of a field.
    pub fn error(&self, key: &str) -> Option<&FieldError> {
        self.errors.iter().find(|(failed, _)| failed == key).map(|(_, error)| error)
    }

    /// The first error of a field, in words.
    pub fn said(&self, key: &str) -> Option<String> {
        self.error(key).map(|error| error.say(self.language))
    }

    /// Every error with its field, in the order found.
    pub fn errors(&self) -> &[(String, FieldError)] {
        &self.errors
    }

    /// Whether any getter has failed.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// A text that must be there: trimmed, at most `max` characters, line breaks as `\n`.
    ///
    /// # Errors
    /// [`FieldError::Empty`], [`FieldError::TooLong`] or [`FieldError::BrokenText`] is noted on the form.
    pub fn text(&mut self, key: &str, max: usize) -> Result<String, Invalid> {
        match self.text_or_empty(key, max)? {
            text if text.is_empty() => Err(self.fail(key, FieldError::Empty)),
            text => Ok(text),
        }
    }

    /// A text that may be left out; empty then.
    ///
    /// # Errors
    /// [`FieldError::TooLong`] or [`FieldError::BrokenText`] is noted on the form.
    pub fn text_or_empty(&mut self, key: &str, max: usize) -> Result<String, Invalid> {
        let Some(field) = self.field(key) else {
            return Ok(String::new());
        };
        if field.broken {
            return Err(self.fail(key, FieldError::BrokenText));
        }
        let text = field.value.trim().replace("\r\n", "\n").replace('\r', "\n");
        match text.chars().count() {
            count if count > max => Err(self.fail(key, FieldError::TooLong { max, over: count - max })),
            _ => Ok(text),
        }
    }

    /// A day: "3/3", "3 mars", "2027-03-03", "3 mars 2027". Without a year, the one that lies nearest `today`.
    ///
    /// # Errors
    /// [`FieldError::Empty`], `NotADate`, `NoSuchDay`, `YearOutOfRange` or `BrokenText` is noted on the form.
    pub fn date(&mut self, key: &str, today: Date) -> Result<Date, Invalid> {
        match self.date_or_none(key, today)? {
            Some(date) => Ok(date),
            None => Err(self.fail(key, FieldError::Empty)),
        }
    }

    /// A day that may be left out.
    ///
    /// # Errors
    /// As [`Form::date`], `Empty` excepted.
    pub fn date_or_none(&mut self, key: &str, today: Date) -> Result<Option<Date>, Invalid> {
        let text = self.text_or_empty(key, usize::MAX)?;
        if text.is_empty() {
            return Ok(None);
        }
        when::date(&text, today).map(Some).map_err(|error| self.fail(key, error))
    }

    /// A time of day: "14", "14.30", "14:30", "kl 14".
    ///
    /// # Errors
    /// [`FieldError::Empty`], `NotATime` or `BrokenText` is noted on the form.
    pub fn time(&mut self, key: &str) -> Result<Time, Invalid> {
        let text = self.text(key, usize::MAX)?;
        when::time(&text).ok_or_else(|| self.fail(key, FieldError::NotATime))
    }

    /// A whole number within a range.
    ///
    /// # Errors
    /// [`FieldError::Empty`], `NotANumber`, `NumberOutOfRange` or `BrokenText` is noted on the form.
    pub fn number(&mut self, key: &str, range: std::ops::RangeInclusive<i64>) -> Result<i64, Invalid> {
        let text = self.text(key, usize::MAX)?;
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match digits.parse::<i64>() {
            Ok(number) if range.contains(&number) => Ok(number),
            Ok(_) => Err(self.fail(key, FieldError::NumberOutOfRange { min: *range.start(), max: *range.end() })),
            Err(_) => Err(self.fail(key, FieldError::NotANumber)),
        }
    }

    /// The one value chosen among radio buttons or in a list, read by `T`'s `FromStr`.
    ///
    /// # Errors
    /// [`FieldError::NotChosen`] when none was, `UnknownChoice` when `T` does not know it.
    pub fn choice<C: FromStr>(&mut self, key: &str) -> Result<C, Invalid> {
        match self.value(key) {
            "" => Err(self.fail(key, FieldError::NotChosen)),
            value => value.parse().map_err(|_| self.fail(key, FieldError::UnknownChoice)),
        }
    }

    /// Every value ticked under a name, read by `T`'s `FromStr`; may be none.
    ///
    /// # Errors
    /// [`FieldError::UnknownChoice`] when `T` does not know one of them.
    pub fn choices<C: FromStr>(&mut self, key: &str) -> Result<Vec<C>, Invalid> {
        let read: Result<Vec<C>, _> = self.list(key).into_iter().map(str::parse).collect();
        read.map_err(|_| self.fail(key, FieldError::UnknownChoice))
    }

    /// Every field as it was sent, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|field| (field.key.as_str(), field.value.as_str()))
    }

    /// Every value sent under a name, raw, in order.
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.fields.iter().filter(|field| field.key == key).map(|field| field.value.as_str()).collect()
    }

    /// Notes [`FieldError::EndBeforeStart`] on the end's field when it lies before the start.
    ///
    /// # Errors
    /// That error.
    pub fn in_order(&mut self, end_key: &str, start: Date, end: Date) -> Result<(), Invalid> {
        if end < start { Err(self.fail(end_key, FieldError::EndBeforeStart)) } else { Ok(()) }
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let language = Language::of(request.headers());
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
            return Err(Error::Unreadable);
        }
        let body = to_bytes(request.into_body(), MAX_BODY).await.map_err(|error| read::body_error(&error))?;
        Form::parse(language, &body)
    }
}

#[cfg(test)]
mod tests;
