//! Two files in a folder that another program takes from: seen whole or not at all, and the description never without its letter.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::worker::NotDone;

/// A letter and its description: what they are called while they are made ready, and what the forwarder sees.
pub(super) struct Lying {
    folder: PathBuf,
    /// The letter, then its description: in this order they get their names.
    parts: [(PathBuf, PathBuf); 2],
}

impl Lying {
    /// The names that go with a job's id: the same at each attempt, and no word in them.
    pub fn new(folder: &Path, id: Uuid) -> Self {
        let part = |end: &str| (folder.join(format!(".{id}.{end}.part")), folder.join(format!("{id}.{end}")));
        Self { folder: folder.to_owned(), parts: [part("pdf"), part("json")] }
    }

    /// Writes both under names that begin with a dot, readable by this account alone, durable before this returns.
    ///
    /// # Errors
    /// A sentence for whoever runs the service.
    pub fn lay(&self, letter: &[u8], description: &[u8]) -> Result<(), NotDone> {
        let write = || {
            for ((begun, _), bytes) in self.parts.iter().zip([letter, description]) {
                // What an attempt before this one left may be another account's by now.
                let _ = fs::remove_file(begun);
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(begun)?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            File::open(&self.folder)?.sync_all()
        };
        let written: std::io::Result<()> = write();
        written.map_err(|error| {
            self.forget();
            why(error.kind())
        })
    }

    /// Gives both their names: the letter first, so that a description always has its letter. What has its name already is let be.
    ///
    /// # Errors
    /// A sentence for whoever runs the service.
    pub fn name(&self) -> Result<(), NotDone> {
        if !self.folder.is_dir() {
            return Err(why(ErrorKind::NotFound));
        }
        for (begun, whole) in &self.parts {
            match fs::rename(begun, whole) {
                Ok(()) => {}
                // An attempt before this one gave it: the forwarder may have taken it since.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(why(error.kind())),
            }
        }
        // They have their names: where that cannot be made durable at once, the disk sees to it later.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Takes away what was made ready and has no name yet.
    pub fn forget(&self) {
        for (begun, _) in &self.parts {
            let _ = fs::remove_file(begun);
        }
    }
}

/// What an operator reads on the page of jobs.
fn why(kind: ErrorKind) -> NotDone {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "the folder for these letters is not there: make it, or mend [drop] in the configuration"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "the folder for these letters cannot be written: let the service's account write there"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk that holds the folder for these letters is full: make room"
        }
        _ => "the folder for these letters could not be written",
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("samsyn-lying-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// What the forwarder sees: names without a dot before them.
    fn seen(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_is_seen_before_both_are_whole_and_the_letter_comes_first() {
        let folder = folder("order");
        let id = Uuid::from_u128(7);
        let lying = Lying::new(&folder, id);
        lying.lay(b"%PDF", b"{}").unwrap();
        assert!(seen(&folder).is_empty());
        // Killed between the two names: the letter has its own, and the next attempt gives the other.
        fs::rename(folder.join(format!(".{id}.pdf.part")), folder.join(format!("{id}.pdf"))).unwrap();
        lying.name().unwrap();
        assert_eq!(seen(&folder), [format!("{id}.json"), format!("{id}.pdf")]);
        for (name, bytes) in [("pdf", &b"%PDF"[..]), ("json", b"{}")] {
            let file = folder.join(format!("{id}.{name}"));
            assert_eq!(fs::read(&file).unwrap(), bytes);
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        // The forwarder took both; whoever comes again gives nothing a second time.
        for name in seen(&folder) {
            fs::remove_file(folder.join(name)).unwrap();
        }
        lying.name().unwrap();
        assert!(seen(&folder).is_empty());
    }

    #[test]
    fn what_cannot_be_written_is_told_and_leaves_nothing() {
        let folder = folder("faults");
        let gone = Lying::new(&folder.join("gone"), Uuid::from_u128(1));
        assert!(gone.lay(b"", b"").unwrap_err().contains("is not there"));
        assert!(gone.name().unwrap_err().contains("is not there"), "not as if the forwarder had taken it");
        fs::write(folder.join("file"), "").unwrap();
        assert!(
            Lying::new(&folder.join("file"), Uuid::from_u128(2)).lay(b"", b"").unwrap_err().contains("is not there")
        );
        // There nobody may write, whoever they are.
        let refused = Lying::new(Path::new("/sys/kernel"), Uuid::from_u128(3)).lay(b"", b"").unwrap_err();
        assert!(refused.contains("cannot be written"), "{refused}");
        for (kind, word) in [(ErrorKind::StorageFull, "full"), (ErrorKind::ReadOnlyFilesystem, "let the service")] {
            assert!(why(kind).contains(word));
        }
        let lying = Lying::new(&folder, Uuid::from_u128(4));
        lying.lay(b"%PDF", b"{}").unwrap();
        lying.forget();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "the file of before");
    }
}
