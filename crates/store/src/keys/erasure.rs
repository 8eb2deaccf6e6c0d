//! The erasure list: whose keys were destroyed. It lies in the key store and as a file beside it, outside the plans' database, and is
//! applied whenever the store is opened, so that no backup, of the plans or of the keys, brings back what was disposed of.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use jiff::Timestamp;
use uuid::Uuid;

use super::rows::{self, DESTROY, ERASE, LOG, RAISE};
use super::{Keys, Subject, Whose, held};
use crate::error::{Result, StoreError};
use crate::sql::values;

/// The first line of the file.
const HEAD: &str = "# Whose keys were destroyed by statutory disposal. Keep this with the backups: it is applied after every restore.\n";

fn failed(path: &Path) -> impl Fn(std::io::Error) -> StoreError + '_ {
    |source| StoreError::File { path: path.display().to_string(), source }
}

/// Whom the file names.
fn read(path: &Path) -> Result<HashSet<Subject>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashSet::new()),
        Err(error) => return Err(failed(path)(error)),
    };
    let subject = |line: &str| {
        let mut words = line.split_whitespace();
        Some((Whose::from_key(words.next()?)?, words.next()?.parse::<Uuid>().ok()?))
    };
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let wrong = || StoreError::Keys(format!("the erasure list {} has a line that cannot be read", path.display()));
    lines.map(|line| subject(line).ok_or_else(wrong)).collect()
}

/// Add to the file: whole or not at all, and flushed to the disk.
pub(super) fn add(path: &Path, subjects: &[Subject], now: Timestamp) -> Result<()> {
    let mut text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(failed(path)(error)),
    };
    for (whose, id) in subjects {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{} {id} {now}", whose.key());
    }
    let mut next = path.as_os_str().to_owned();
    next.push(".next");
    let next = Path::new(&next);
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(next).map_err(failed(next))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed(next))?;
    std::fs::rename(next, path).and_then(|()| super::master::settle(path)).map_err(failed(path))
}

impl Keys {
    /// Everybody on the erasure list, after file and key store were made alike and keys that a restore brought back are destroyed
    /// again.
    pub async fn apply_erased(&self, now: Timestamp) -> Result<HashSet<Subject>> {
        let listed = read(&self.at.erased)?;
        let stored = self.known().erased.clone();
        let only_stored: Vec<Subject> = stored.difference(&listed).copied().collect();
        if !only_stored.is_empty() {
            add(&self.at.erased, &only_stored, now)?;
        }
        let only_listed: Vec<Subject> = listed.difference(&stored).copied().collect();
        if !only_listed.is_empty() {
            let version = self.known().state.version;
            let mut change = self.db.begin().await?;
            let mut destroyed = 0;
            for (whose, id) in &only_listed {
                change.conn().execute(ERASE, &values![whose.key(), *id, now]).await?;
                destroyed += change.conn().execute(DESTROY, &values![whose.key(), *id]).await?;
            }
            change.conn().execute(RAISE, &[]).await?;
            let count = i64::try_from(destroyed).unwrap_or(i64::MAX);
            let line = values![(self.new_id)(), now, "destroyed", i64::from(version), count];
            change.conn().execute(LOG, &line).await?;
            change.commit().await?;
            if destroyed > 0 {
                tracing::warn!(
                    destroyed,
                    "keys that a restore brought back were destroyed again; run: samsyn keys rotate"
                );
            }
            self.refresh_erased().await?;
        }
        held(&self.cache).retain(|subject, _| !listed.contains(subject));
        rows::erased(&self.db).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_added_to_and_read_again() {
        let path = std::env::temp_dir().join(format!("samsyn-erased-{}.txt", std::process::id()));
        let _ = std::fs::remove_file(&path);
        assert_eq!(read(&path).unwrap(), HashSet::new());
        let now: Timestamp = "2036-11-23T09:00:00Z".parse().unwrap();
        let (one, two) = ((Whose::Plan, Uuid::from_u128(1)), (Whose::Person, Uuid::from_u128(2)));
        add(&path, &[one], now).unwrap();
        add(&path, &[two], now).unwrap();
        assert_eq!(read(&path).unwrap(), HashSet::from([one, two]));
        std::fs::write(&path, "plan not-an-id").unwrap();
        assert!(matches!(read(&path), Err(StoreError::Keys(_))));
        std::fs::remove_file(&path).unwrap();
    }
}
