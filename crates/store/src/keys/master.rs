//! The master key: it wraps every other key, has versions, and lies outside both databases.
//!
//! Written as lines `v3:` and 64 hexadecimal signs, oldest first; a line that begins with `#` is a comment. While it is changed there
//! are two versions, else one.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Chance;
use super::cipher::{KEY, Secret};
use crate::error::{Result, StoreError};
use crate::migrate::hex;

/// Where the master key comes from.
#[derive(Clone)]
pub enum Master {
    /// A file that this program may make and change; readable by its owner alone.
    File(PathBuf),
    /// Anything else: the environment, or what a command prints. The program reads it and never changes it.
    Given {
        /// What to call it in a message, such as `env:SAMSYN_MASTER`.
        name: String,
        /// Gives the text, or says why it cannot.
        read: Arc<dyn Fn() -> std::result::Result<String, String> + Send + Sync>,
    },
}

impl std::fmt::Debug for Master {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name())
    }
}

/// The versions of the master key that are known.
#[derive(Clone, Default)]
pub(super) struct Ring(BTreeMap<u32, Secret>);

fn bad(why: impl Into<String>) -> StoreError {
    StoreError::Keys(why.into())
}

impl Ring {
    fn parse(text: &str, name: &str) -> Result<Self> {
        let mut versions = BTreeMap::new();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        for word in lines.flat_map(str::split_whitespace) {
            // What stands there is never repeated in a message.
            let wrong = || {
                bad(format!(
                    "the master key in {name} cannot be used: write it as v1: and 64 hexadecimal signs (samsyn keys new \
                     prints one). Nothing was changed"
                ))
            };
            let (version, digits) = word.strip_prefix('v').and_then(|rest| rest.split_once(':')).ok_or_else(wrong)?;
            let version: u32 = version.parse().map_err(|_| wrong())?;
            let secret = unhex(digits).ok_or_else(wrong)?;
            if version == 0 || versions.insert(version, secret).is_some() {
                return Err(wrong());
            }
        }
        if versions.is_empty() {
            return Err(bad(format!("there is no master key in {name}. Nothing was changed")));
        }
        Ok(Self(versions))
    }

    fn text(&self) -> String {
        let mut text = String::from(
            "# The master key of one Samsyn. Whoever has it and the key store reads every plan; without it nobody does.\n",
        );
        for (version, secret) in &self.0 {
            text.push_str(&line(*version, secret));
            text.push('\n');
        }
        text
    }

    /// A ring with one version, the first.
    pub fn first(chance: &Chance) -> Self {
        Self(BTreeMap::from([(1, Secret::new(chance()))]))
    }

    pub fn get(&self, version: u32) -> Option<&Secret> {
        self.0.get(&version)
    }

    pub fn newest(&self) -> u32 {
        self.0.last_key_value().map_or(0, |(version, _)| *version)
    }

    pub fn versions(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.keys().copied()
    }

    /// This ring with one more version.
    pub fn with_next(&self, chance: &Chance) -> Self {
        let mut next = self.clone();
        next.0.insert(self.newest() + 1, Secret::new(chance()));
        next
    }

    /// This ring with that version alone.
    pub fn only(&self, version: u32) -> Self {
        Self(self.0.iter().filter(|(own, _)| **own == version).map(|(own, key)| (*own, key.clone())).collect())
    }

    /// The versions, for people: "1 and 2".
    pub fn told(&self) -> String {
        self.versions().map(|version| version.to_string()).collect::<Vec<_>>().join(" and ")
    }
}

/// One version as it is written.
pub(super) fn line(version: u32, secret: &Secret) -> String {
    format!("v{version}:{}", hex(secret.bytes()))
}

fn unhex(digits: &str) -> Option<Secret> {
    let mut key = [0; KEY];
    if digits.len() != 2 * KEY || !digits.is_ascii() {
        return None;
    }
    for (byte, at) in key.iter_mut().zip((0..2 * KEY).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some(Secret::new(key))
}

impl Master {
    /// What to call it in a message.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Given { name, .. } => name.clone(),
        }
    }

    /// Whether this program may change it.
    pub(super) fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The versions; `None` when it is a file and the file is not there.
    pub(super) fn read(&self) -> Result<Option<Ring>> {
        let text = match self {
            Self::File(path) => match fs::read_to_string(path) {
                Ok(text) => text,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(source) => return Err(StoreError::File { path: self.name(), source }),
            },
            Self::Given { name, read } => {
                read().map_err(|why| bad(format!("the master key cannot be read from {name}: {why}")))?
            }
        };
        Ring::parse(&text, &self.name()).map(Some)
    }

    /// Make the file. It must not be there: a master key is never written over.
    pub(super) fn make(&self, ring: &Ring) -> Result<()> {
        let Self::File(path) = self else {
            return Err(bad(format!("there is no master key in {}", self.name())));
        };
        let made = whole(path, ring);
        made.map_err(|source| StoreError::File { path: self.name(), source })
    }

    /// Put other versions into the file. What it held is overwritten on the disk as far as a program can.
    pub(super) fn change(&self, ring: &Ring) -> Result<()> {
        let Self::File(path) = self else {
            return Ok(());
        };
        let failed = |source| StoreError::File { path: self.name(), source };
        let mut next = path.clone().into_os_string();
        next.push(".next");
        let next = PathBuf::from(next);
        // Left from a change that was cut off: it never came into force.
        if next.exists() {
            wipe(&mut OpenOptions::new().read(true).write(true).open(&next).map_err(failed)?).map_err(failed)?;
            fs::remove_file(&next).map_err(failed)?;
        }
        let mut old = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
        whole(&next, ring).and_then(|()| fs::rename(&next, path)).map_err(failed)?;
        settle(path).map_err(failed)?;
        wipe(&mut old).map_err(failed)
    }
}

/// Write the ring to a new file and flush it to the disk.
fn whole(path: &Path, ring: &Ring) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(ring.text().as_bytes())?;
    file.sync_all()?;
    settle(path)
}

/// Flush the folder, so that the name is there after a power cut.
pub(super) fn settle(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Write noughts over what a file holds. On a disk that moves its blocks (flash, snapshots) older copies may remain: that is the
/// operator's to settle, and docs/running.md says so.
fn wipe(file: &mut File) -> std::io::Result<()> {
    let mut held = Vec::new();
    file.rewind()?;
    let length = file.read_to_end(&mut held)?;
    file.rewind()?;
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "v1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    #[test]
    fn a_master_key_is_read_as_it_is_written() {
        let ring = Ring::parse(ONE, "x").unwrap();
        let two = ring.with_next(&(Arc::new(|| [9_u8; 32]) as Chance));
        assert_eq!(two.newest(), 2);
        assert_eq!(Ring::parse(&two.text(), "x").unwrap().text(), two.text());
        assert_eq!(two.only(1).text(), ring.text());
    }

    #[test]
    fn what_is_no_master_key_is_refused_and_not_repeated() {
        let short = &ONE[..ONE.len() - 2];
        let twice = format!("{ONE}\n{ONE}");
        let zero = ONE.replacen("v1", "v0", 1);
        let not_hex = ONE.replacen("00", "0g", 1);
        let not_ascii = ONE.replacen("00", "å", 1);
        for wrong in [short, &twice, &zero, &not_hex, &not_ascii, "", "# only words", "secret", "v1", "v1:"] {
            let told = Ring::parse(wrong, "the file").err().unwrap().to_string();
            assert!(told.contains("Nothing was changed"), "{told}");
            assert!(!told.contains("0102") && !told.contains("secret"), "{told}");
        }
    }
}
