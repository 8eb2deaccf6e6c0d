//! The five files: reading them, and cutting them into fields.

use std::path::Path;

use super::fault::{Expected, Fault};
use crate::error::{Result, StoreError};

/// The bytes of the five files; a file that is left out is `None`.
#[derive(Debug, Clone, Default)]
pub struct DirectoryFiles {
    /// `principals.csv`.
    pub principals: Option<Vec<u8>>,
    /// `units.csv`.
    pub units: Option<Vec<u8>>,
    /// `staff.csv`.
    pub staff: Option<Vec<u8>>,
    /// `people.csv`.
    pub people: Option<Vec<u8>>,
    /// `remits.csv`.
    pub remits: Option<Vec<u8>>,
}

impl DirectoryFiles {
    /// The files of a folder.
    ///
    /// # Errors
    /// `File` when one is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = |name: &str| {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(source) => Err(StoreError::File { path: path.display().to_string(), source }),
            }
        };
        Ok(Self {
            principals: file("principals.csv")?,
            units: file("units.csv")?,
            staff: file("staff.csv")?,
            people: file("people.csv")?,
            remits: file("remits.csv")?,
        })
    }
}

/// One line of a file: its number and its fields, trimmed, as many as the header has.
pub(super) struct Line {
    pub number: u64,
    pub fields: Vec<String>,
}

/// A file as lines, or its faults of form.
pub(super) fn lines(
    file: &'static str,
    header: &'static str,
    bytes: Option<&[u8]>,
    faults: &mut Vec<Fault>,
) -> Vec<Line> {
    let Some(bytes) = bytes else { return Vec::new() };
    let fault = |line, expected| Fault { file, line, column: "", expected };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).matches('\n').count() as u64 + 1;
        faults.push(fault(line, Expected::Utf8));
        return Vec::new();
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let mut records = reader.records();
    let first = records.next().and_then(std::result::Result::ok).unwrap_or_default();
    if !first.iter().eq(header.split(',')) {
        faults.push(fault(1, Expected::Header(header)));
        return Vec::new();
    }
    let mut lines = Vec::new();
    for record in records.map_while(std::result::Result::ok) {
        let number = record.position().map_or(0, csv::Position::line);
        if record.len() == first.len() {
            lines.push(Line { number, fields: record.iter().map(str::to_owned).collect() });
        } else {
            faults.push(fault(number, Expected::Fields { expected: first.len(), found: record.len() }));
        }
    }
    lines
}
