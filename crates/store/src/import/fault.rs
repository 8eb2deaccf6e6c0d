//! What is wrong in a directory file, and where. Values are never repeated: they may be somebody's.

use std::fmt;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: &'static str,
    /// The line, counted from 1 with the header; 0 when the whole file is meant.
    pub line: u64,
    /// The column's name; empty when the whole line is meant.
    pub column: &'static str,
    /// What is expected there.
    pub expected: Expected,
}

/// What is expected where a fault is. Its `Display` is English; pages say it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// At least one of the five files.
    SomeFile,
    /// UTF-8.
    Utf8,
    /// Exactly this header.
    Header(&'static str),
    /// So many fields, as the header has.
    Fields {
        /// As many as the header has.
        expected: usize,
        /// As many as the line has.
        found: usize,
    },
    /// Something: the field may not be empty.
    Something,
    /// A key: small letters a–z, digits and hyphens, 1 to 60 characters.
    Key,
    /// A key that no other line of the file has.
    UniqueKey {
        /// The line that has it already.
        also: u64,
    },
    /// One line of at most 200 characters without control characters.
    Text,
    /// One of these words.
    OneOf(&'static str),
    /// The key of a principal or unit that is in the files or stored.
    KnownKey {
        /// The file that should hold it.
        file: &'static str,
    },
    /// A mail address.
    Mail,
    /// Digits, spaces, hyphens and a leading plus sign.
    Phone,
    /// Letters, digits and at least one hyphen, at most 31 characters.
    HsaId,
    /// A functional address of secure digital communication: printable, without spaces, at most 200 characters.
    SdkAddress,
    /// A value that no other row has.
    Unique,
    /// A date as 2017-05-14 that exists, from 1900 until today.
    Date,
    /// A Personnummer or Samordningsnummer of twelve digits with a right check digit.
    PersonalNumber,
    /// The Personnummer's date and the date of birth must be the same.
    SameDate,
    /// A BCP 47 language tag.
    Language,
    /// Nothing: only a line of another sort has something there.
    Nothing,
    /// Once for each unit.
    Once,
    /// No more lines than that for a unit.
    AtMost {
        /// So many.
        lines: usize,
    },
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SomeFile => f.write_str(
                "the folder must hold at least one of principals.csv, units.csv, staff.csv, people.csv and remits.csv",
            ),
            Self::Utf8 => f.write_str("not UTF-8: save the file as UTF-8"),
            Self::Header(header) => write!(f, "the first line must be exactly: {header}"),
            Self::Fields { expected, found } => {
                write!(f, "{expected} fields are expected, {found} found: put a field with a comma in double quotes")
            }
            Self::Something => f.write_str("may not be empty"),
            Self::Key => f.write_str("must be a key: small letters a-z, digits and hyphens, 1 to 60 characters"),
            Self::UniqueKey { also } => write!(f, "the same key stands in line {also}: give each row its own"),
            Self::Text => f.write_str("must be one line of at most 200 characters"),
            Self::OneOf(words) => write!(f, "must be one of: {words}"),
            Self::KnownKey { file } => write!(f, "no such key in {file} nor stored: add it there or mend it here"),
            Self::Mail => f.write_str("must be a mail address such as name@example.org"),
            Self::Phone => f.write_str("must be digits, spaces and hyphens, with a plus sign in front if any"),
            Self::HsaId => f.write_str("must be an HsaId: letters, digits and a hyphen, at most 31 characters"),
            Self::SdkAddress => {
                f.write_str("must be a functional address as the SDK address book writes it, without spaces")
            }
            Self::Unique => f.write_str("another row has the same value: each must have its own"),
            Self::Date => {
                f.write_str("must be a date that exists, such as 2017-05-14, not before 1900 and not after today")
            }
            Self::PersonalNumber => {
                f.write_str("must be twelve digits with a right check digit, such as Skatteverket gives")
            }
            Self::SameDate => f.write_str("is another date than the Personnummer's: mend one of them"),
            Self::Nothing => f.write_str("must be empty: only does-not has somebody instead"),
            Self::Once => f.write_str("stands here once already for this unit: keep one"),
            Self::AtMost { lines } => write!(f, "at most {lines} lines of does and does-not for one unit"),
            Self::Language => f.write_str("must be a language tag such as sv, sv-simple or en"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        write!(f, ": {}", self.expected)
    }
}
