//! Where the keys lie: `[keys]` in the configuration. The master key comes from a file, the environment, or a command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use samsyn_store::{KeysAt, Master};
use serde::{Deserialize, Serialize};

use crate::Fault;
use crate::outside::chance;

/// Where the keys lie. With a SQLite database, what is not set lies in its folder.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeyPlaces {
    /// The key store: `sqlite:PATH` or `postgres://…`, never the plans' own database.
    pub store: Option<String>,
    /// The master key: `file:PATH`, `env:NAME`, or `command:PROGRAM WORDS…`, which prints it.
    pub master: Option<String>,
    /// The file with the erasure list.
    pub erased: Option<PathBuf>,
}

impl KeyPlaces {
    /// The places, for a database at this address.
    ///
    /// # Errors
    /// When one of them must be set, or cannot be read.
    pub fn at(&self, database: &str) -> Result<KeysAt, Fault> {
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|kind| database.starts_with(kind)) {
            return Err("write the database as sqlite:PATH or postgres://USER@HOST/NAME".into());
        }
        let beside = database.strip_prefix("sqlite:").map(|path| Path::new(path.strip_prefix("//").unwrap_or(path)));
        let beside = beside.map(|path| path.parent().unwrap_or(Path::new("")).to_path_buf());
        let own = self.store.as_deref().and_then(|store| store.strip_prefix("sqlite:"));
        // The list and the master key lie with the key store where that is a file, else with the database.
        let folder = own.map(|path| Path::new(path).parent().unwrap_or(Path::new("")).to_path_buf()).or(beside);
        let must = |what: &str| format!("keys: set {what}; only beside a SQLite database does it have a default");
        let store = match (&self.store, &folder) {
            (Some(store), _) => store.clone(),
            (None, Some(folder)) => format!("sqlite:{}", folder.join("keys.db").display()),
            (None, None) => return Err(must("store").into()),
        };
        let master = match (&self.master, &folder) {
            (Some(master), _) => read(master)?,
            (None, Some(folder)) => Master::File(folder.join("master.key")),
            (None, None) => return Err(must("master").into()),
        };
        let erased = match (&self.erased, &folder) {
            (Some(erased), _) => erased.clone(),
            (None, Some(folder)) => folder.join("erased.txt"),
            (None, None) => return Err(must("erased").into()),
        };
        Ok(KeysAt { store, master, erased, chance: Arc::new(chance) })
    }
}

fn read(master: &str) -> Result<Master, Fault> {
    let name = master.to_owned();
    match master.split_once(':') {
        Some(("file", path)) if !path.is_empty() => Ok(Master::File(path.into())),
        Some(("env", variable)) if !variable.is_empty() => {
            let variable = variable.to_owned();
            let read = move || std::env::var(&variable).map_err(|_| "it is not set".to_owned());
            Ok(Master::Given { name, read: Arc::new(read) })
        }
        Some(("command", line)) if !line.trim().is_empty() => {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            Ok(Master::Given { name, read: Arc::new(move || printed(&words)) })
        }
        _ => Err("keys: write master as file:PATH, env:NAME or command:PROGRAM".into()),
    }
}

/// What a command prints. Its words are separated by blanks: no shell reads them.
fn printed(words: &[String]) -> Result<String, String> {
    let [program, arguments @ ..] = words else {
        return Err("it names no program".to_owned());
    };
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("it could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("it ended with {}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| "it did not print text".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(store: Option<&str>, master: Option<&str>) -> KeyPlaces {
        KeyPlaces { store: store.map(str::to_owned), master: master.map(str::to_owned), erased: None }
    }

    #[test]
    fn beside_a_sqlite_database_everything_has_a_place() {
        let at = places(None, None).at("sqlite:data/samsyn.db").unwrap();
        assert_eq!((at.store.as_str(), at.master.name().as_str()), ("sqlite:data/keys.db", "data/master.key"));
        assert_eq!(at.erased, Path::new("data/erased.txt"));
        let at = places(Some("sqlite:/safe/keys.db"), Some("env:MASTER")).at("sqlite:data/samsyn.db").unwrap();
        assert_eq!((at.master.name().as_str(), at.erased.as_path()), ("env:MASTER", Path::new("/safe/erased.txt")));
    }

    #[test]
    fn on_postgres_the_places_are_set_by_people() {
        for (store, master) in [(None, None), (Some("postgres://a@b/keys"), None), (None, Some("file:x"))] {
            assert!(places(store, master).at("postgres://a@b/c").is_err());
        }
        assert!(places(Some("sqlite:keys/keys.db"), None).at("postgres://a@b/c").is_ok());
        for wrong in ["", "file:", "env:", "command: ", "x:y", "secret"] {
            let told = places(None, Some(wrong)).at("sqlite:a.db").err().unwrap().to_string();
            assert!(told.contains("file:PATH") && !told.contains("secret"), "{told}");
        }
    }

    #[test]
    fn a_command_prints_the_key_or_says_why_not() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(printed(&words("echo v1:00")).unwrap(), "v1:00\n");
        assert!(printed(&words("false")).unwrap_err().contains("exit"));
        assert!(printed(&words("no-such-program-anywhere")).unwrap_err().contains("started"));
    }
}
