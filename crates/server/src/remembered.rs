//! The last checkpoint, remembered beside the key that signs: outside the database, so that a database which was put back to an earlier
//! state is noticed at the next start, also where no witness is.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use samsyn_store::Store;

use crate::Fault;

/// The file, beside that of the key.
pub fn file(key: &Path) -> PathBuf {
    key.with_extension("last")
}

/// Remembers a checkpoint: whole or as it was before.
///
/// # Errors
/// When the file cannot be written.
pub fn remember(file: &Path, note: &str) -> std::io::Result<()> {
    let new = file.with_extension("last.new");
    let mut written = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
    written.write_all(note.as_bytes())?;
    written.sync_all()?;
    fs::rename(new, file)
}

/// Compares the database with what is remembered.
///
/// # Errors
/// When the database is behind, with what to do about it; when the file is there and cannot be read.
pub async fn compare(file: &Path, store: &Store, public: &[String]) -> Result<(), Fault> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let note = match fs::read_to_string(file) {
        Ok(note) => note,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(&error).into()),
    };
    let behind = store.behind(&note, public).await.map_err(|error| named(&error))?;
    let Some(behind) = behind else { return Ok(()) };
    let (signed, leaves, name) = (behind.signed, behind.leaves, file.display());
    let when = behind.at.map(|at| format!(" at {at}")).unwrap_or_default();
    Err(format!(
        "the database is behind what this house signed: {signed} leaves were signed{when}, it holds {leaves}, or not that checkpoint. \
         It was put back to an earlier state, or somebody took something away. Keep a copy of it and of {name}, and run samsyn verify \
         with the witness's folder. If you put it back yourself, by other means than samsyn restore: move {name} away and start again. \
         Nothing was changed"
    )
    .into())
}

/// The operator puts the database back: what was remembered is set aside, and kept.
///
/// # Errors
/// When the file is there and cannot be moved.
pub fn set_aside(file: &Path) -> Result<(), Fault> {
    match fs::rename(file, file.with_extension("given-up")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(format!("{}: {error}", file.display()).into()),
        _ => Ok(()),
    }
}
