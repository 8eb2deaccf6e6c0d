//! What can go wrong when paper is made.

use std::fmt;

/// Why no paper came out. `Display` never quotes the paper, so it may be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaperError {
    /// The language does not start with a code of two or three small letters.
    Language,
    /// The date is not a day in the calendar.
    Date,
    /// The identifier or the document title is empty.
    Unnamed,
    /// The struct could not be written as data.
    Data,
    /// The template did not compile, or the file does not meet its standards: a fault in this crate.
    Typesetting(TypesettingError),
}

/// The typesetter's own words. They may quote the paper: show them to a developer, never write them to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct TypesettingError(pub(crate) Vec<String>);

impl TypesettingError {
    /// One line per fault, in English. May hold personal words.
    pub fn lines_with_personal_words(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Debug for TypesettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypesettingError({} faults)", self.0.len())
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language => f.write_str("the paper's language is not a BCP 47 code"),
            Self::Date => f.write_str("the paper's date is not a day in the calendar"),
            Self::Unnamed => f.write_str("the paper has no identifier or no document title"),
            Self::Data => f.write_str("the paper could not be written as data"),
            Self::Typesetting(faults) => write!(f, "the paper could not be typeset ({} faults)", faults.0.len()),
        }
    }
}

impl std::error::Error for PaperError {}
