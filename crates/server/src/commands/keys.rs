//! `samsyn keys`: the keys that everything personal is encrypted with.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use samsyn_store::{KeysAt, NewId, Rotated};

use crate::Fault;
use crate::cli::Keys;
use crate::config::Config;
use crate::outside::{Clock, new_id};

/// Does what is asked.
pub async fn run(config: &Config, what: Keys) -> Result<(), Fault> {
    let at = config.keys.at(&config.database)?;
    match what {
        Keys::Status => status(&at).await,
        Keys::Rotate => rotate(&at).await,
        Keys::New => {
            println!("{}", samsyn_store::new_master_line(&at, Clock::default().now()).await?);
            Ok(())
        }
        Keys::Backup { file } => backup(&at, &file).await,
        Keys::Restore { file } => restore(&at, &file).await,
        Keys::BelieveRows => {
            believe(&at).await?;
            println!("at the next start every row about who somebody is gets its stamp anew");
            Ok(())
        }
    }
}

async fn status(at: &KeysAt) -> Result<(), Fault> {
    let status = samsyn_store::keys_status(at, Clock::default().now()).await?;
    let held: Vec<_> = status.held.iter().map(u32::to_string).collect();
    println!("master key: version {} is in force; {} holds {}", status.version, at.master.name(), held.join(" and "));
    println!("keys: {}, of which {} under another version", status.keys.0, status.keys.1);
    println!("erased: {} plans and people", status.erased);
    for (when, what, version, keys) in &status.log {
        let of = if what.ends_with("stamped") { "rows" } else { "keys" };
        println!("{when} {what}: version {version}, {keys} {of}");
    }
    if held.len() > 1 {
        println!(
            "an older or unused version is still there: run samsyn keys rotate, or take it away where you keep it"
        );
    }
    Ok(())
}

async fn rotate(at: &KeysAt) -> Result<(), Fault> {
    let ids: NewId = Arc::new(new_id);
    let done = samsyn_store::rotate_keys(at, &ids, Clock::default().now()).await?;
    println!(
        "{} keys are wrapped by version {} of the master key; before it was version {}",
        done.keys, done.to, done.from
    );
    what_remains(at, &done);
    Ok(())
}

/// Note in the key store that the rows in the database are to be believed as they are.
pub async fn believe(at: &KeysAt) -> Result<(), Fault> {
    let ids: NewId = Arc::new(new_id);
    samsyn_store::believe_rows(at, &ids, Clock::default().now()).await?;
    Ok(())
}

/// What only people can do after a new version has come into force.
pub fn what_remains(at: &KeysAt, done: &Rotated) {
    let name = at.master.name();
    if done.old_is_gone {
        println!("version {} is gone from {name}. Replace the copy of it that you keep elsewhere", done.from);
    } else {
        println!(
            "NOW take version {} away from {name} and from wherever else it lies, and restart the service. Until then whoever \
             has it and an old copy of the key store can read what was destroyed",
            done.from
        );
    }
    println!("older backups of the key store cannot be opened any more: make a new one (samsyn keys backup)");
}

async fn backup(at: &KeysAt, file: &Path) -> Result<(), Fault> {
    let named = |error: std::io::Error| format!("{}: {error}", file.display());
    let out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(named)?;
    let done = samsyn_store::backup_keys(at, BufWriter::new(&out), Clock::default().now()).await;
    let (done, version) = match done {
        Ok(done) => done,
        Err(error) => {
            // Nothing was written that anybody could use.
            let _ = std::fs::remove_file(file);
            return Err(error.into());
        }
    };
    out.sync_all().map_err(named)?;
    println!("{} rows as of {}; only version {version} of the master key opens them", done.rows, done.at);
    Ok(())
}

async fn restore(at: &KeysAt, file: &Path) -> Result<(), Fault> {
    let from = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let ids: NewId = Arc::new(new_id);
    let done = samsyn_store::restore_keys(at, BufReader::new(from), &ids, Clock::default().now()).await?;
    println!("{} rows as of {}", done.rows, done.at);
    Ok(())
}
