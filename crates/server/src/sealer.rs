//! Seals what was written, signs checkpoints, and gives them out of the house.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use samsyn_store::{SealKey, Signed, Store};
use tokio::sync::watch;

use crate::Fault;
use crate::config::{Config, Seal};
use crate::outside::{Clock, chance};

/// How long what was written waits for its leaf.
const REST: Duration = Duration::from_secs(1);

/// Seals while the house is open, and once more when it closes.
pub struct Sealer {
    /// The store.
    pub store: Arc<Store>,
    /// What signs.
    pub key: SealKey,
    /// How often, and where to.
    pub settings: Seal,
    /// The file that remembers the last checkpoint outside the database.
    pub remembered: PathBuf,
    /// The clock.
    pub clock: Clock,
}

impl Sealer {
    /// Seals until the house stops. The first checkpoint comes at once: a killed process has left some leaves without one.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) -> Self {
        let every = SignedDuration::from_mins(i64::from(self.settings.every_minutes));
        let mut due = Timestamp::MIN;
        while !*stopped.borrow() {
            self.seal().await;
            let now = self.clock.now();
            if now >= due {
                self.checkpoint().await;
                due = now.checked_add(every).unwrap_or(Timestamp::MAX);
            }
            tokio::select! {
                () = tokio::time::sleep(REST) => {}
                _ = stopped.changed() => {}
            }
        }
        self
    }

    /// The last of it, when nobody writes any more: everything sealed and signed. A mail about it goes at the next start,
    /// because a mail server may let one wait.
    pub async fn finish(self) {
        self.seal().await;
        self.checkpoint().await;
    }

    async fn seal(&self) {
        if let Err(error) = self.store.seal().await {
            tracing::error!(%error, "nothing was sealed; run samsyn verify");
        }
    }

    /// The folder gets the checkpoint at once; the job that stands beside it tries again when that did not work.
    async fn checkpoint(&self) {
        let signed = match self.store.checkpoint(&self.key, &self.settings.ways(), self.clock.now()).await {
            Ok(signed) => signed,
            Err(error) => return tracing::error!(%error, "no checkpoint was signed; run samsyn verify"),
        };
        let Some(signed) = signed else { return };
        let (file, note) = (self.remembered.clone(), signed.note.clone());
        let remembered = tokio::task::spawn_blocking(move || crate::remembered::remember(&file, &note)).await;
        if !matches!(remembered, Ok(Ok(()))) {
            tracing::warn!("the last checkpoint could not be written beside the key that signed it");
        }
        if let Some(folder) = self.settings.witness_folder.clone() {
            // A folder of another house may let one wait: not on a thread that answers people.
            let handed_over = tokio::task::spawn_blocking(move || hand_over(&folder, &signed)).await;
            if let Ok(Err(why)) = handed_over {
                tracing::warn!(why, "a checkpoint did not reach the witness; it is tried again");
            }
        }
    }
}

/// Writes a checkpoint into the witness's folder: first under another name, so that nobody reads half of it, and never over
/// another. A file that is there already with the same words is the one that was to be written.
///
/// # Errors
/// A sentence for the log, without the folder's name.
pub fn hand_over(folder: &Path, signed: &Signed) -> Result<(), &'static str> {
    let (name, words) = (signed.file_name(), signed.note.as_bytes());
    let (begun, whole) = (folder.join(format!(".{name}.{}", std::process::id())), folder.join(&name));
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&begun)?;
        file.write_all(words)?;
        file.sync_all()?;
        // Unlike a rename, a link never replaces.
        fs::hard_link(&begun, &whole)
    };
    let written = write();
    let _ = fs::remove_file(&begun);
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::read(&whole) {
            Ok(there) if there == words => Ok(()),
            _ => Err("the witness has another checkpoint of that name"),
        },
        Err(_) => Err("the witness's folder could not be written"),
    }
}

/// The key that signs checkpoints, from its file; made when there is none yet and no checkpoint needs an older one.
///
/// # Errors
/// When the file cannot be used, is of another origin than the configuration says, or is not there although checkpoints were
/// signed: a lost key is not replaced in silence.
pub async fn key(config: &Config, store: &Store) -> Result<SealKey, Fault> {
    let (file, seal) = (&config.seal_key()?, &config.seal);
    let named = |error: std::io::Error| Fault::from(format!("{}: {error}", file.display()));
    match fs::read_to_string(file) {
        Ok(kept) => {
            let key = SealKey::read(&kept).map_err(|error| format!("{}: {error}", file.display()))?;
            match &seal.origin {
                Some(origin) if origin != key.origin() => {
                    let (file, is) = (file.display(), key.origin());
                    Err(format!("{file}: this key is of the log {is}; the configuration says {origin}").into())
                }
                _ => Ok(key),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if !store.signed_by(&seal.former_keys).await? {
                return Err(format!(
                    "{}: the key that signed the last checkpoint is not there. Put it back; if it is lost, set its public half \
                     under [seal] former_keys, and a new one is made",
                    file.display()
                )
                .into());
            }
            let origin = seal.origin.clone().unwrap_or_else(|| origin(&config.public_url));
            let (key, kept) = SealKey::make(&origin, chance())?;
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder).map_err(named)?;
            }
            let mut new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(named)?;
            new.write_all(kept.as_bytes()).and_then(|()| new.sync_all()).map_err(named)?;
            Ok(key)
        }
        Err(error) => Err(named(error)),
    }
}

/// The name of the log when none is set: that of the house.
fn origin(public_url: &str) -> String {
    let host = public_url.split("://").nth(1).unwrap_or(public_url);
    format!("{}/seal", host.split('/').next().unwrap_or(host))
}

/// The public keys by which checkpoints are judged: that of the file, if it is there, and the former ones.
///
/// # Errors
/// When the file is there and cannot be used.
pub fn public_keys(config: &Config) -> Result<Vec<String>, Fault> {
    let (file, mut keys) = (config.seal_key()?, config.seal.former_keys.clone());
    match fs::read_to_string(&file) {
        Ok(kept) => {
            let key = SealKey::read(&kept).map_err(|error| format!("{}: {error}", file.display()))?;
            keys.insert(0, key.public);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(format!("{}: {error}", file.display()).into()),
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_named_after_the_house() {
        assert_eq!(origin("https://sip.example"), "sip.example/seal");
        assert_eq!(origin("http://127.0.0.1:8080"), "127.0.0.1:8080/seal");
    }

    #[test]
    fn a_checkpoint_is_never_written_over_another() {
        let folder = std::env::temp_dir().join(format!("samsyn-witness-{}", crate::outside::new_id()));
        fs::create_dir_all(&folder).unwrap();
        let signed = |note: &str| Signed { number: 1, size: 7, note: note.to_owned() };
        hand_over(&folder, &signed("one")).unwrap();
        hand_over(&folder, &signed("one")).unwrap();
        assert!(hand_over(&folder, &signed("two")).is_err());
        let there: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(there.len(), 1, "{there:?}");
        assert_eq!(fs::read_to_string(&there[0]).unwrap(), "one");
        fs::remove_dir_all(&folder).unwrap();
        assert!(hand_over(&folder, &signed("one")).is_err());
    }
}
