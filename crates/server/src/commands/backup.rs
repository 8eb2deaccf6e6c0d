//! `samsyn backup` and `samsyn restore`.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::Fault;
use crate::commands::seal::evidence;
use crate::config::Config;
use crate::outside::Clock;

/// Writes a backup, also while the service runs.
pub async fn backup(config: &Config, file: &Path) -> Result<(), Fault> {
    let named = |error: std::io::Error| format!("{}: {error}", file.display());
    let out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(named)?;
    let done = samsyn_store::backup(&config.database, BufWriter::new(&out), Clock::default().now()).await?;
    out.sync_all().map_err(named)?;
    println!("{} rows as of {}", done.rows, done.at);
    Ok(())
}

/// Puts a backup into an empty database.
pub async fn restore(config: &Config, file: &Path) -> Result<(), Fault> {
    let from = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if let Some(folder) = config.database.strip_prefix("sqlite:").and_then(|path| Path::new(path).parent()) {
        samsyn_store::make_folder(folder)?;
    }
    let done = samsyn_store::restore(&config.database, BufReader::new(from), Clock::default().now()).await?;
    println!("{} rows as of {}", done.rows, done.at);
    if !done.stamped {
        println!("it is of a version before row stamps: who is in it is believed as it stands, from the next start on");
        // Without keys there is nothing to say; the next step then tells what is missing.
        if let Err(fault) = crate::commands::keys::believe(&config.keys.at(&config.database)?).await {
            tracing::warn!(%fault, "the key store could not be told");
        }
    }
    // The house gives up what came after: the log says so from here on, and what was signed is kept beside the key.
    crate::remembered::set_aside(&crate::remembered::file(&config.seal_key()?))?;
    // What was disposed of since that backup is erased again, before anybody looks.
    let opened = crate::wiring::open_store(config, &Clock::default()).await;
    let store = opened
        .map_err(|fault| format!("the rows are in, but they are encrypted, and their keys are not here: {fault}"))?;
    store.close().await;
    behind(config).await
}

/// Says how much more the witness has seen than the backup holds: that is lost, and the log will say so for ever.
async fn behind(config: &Config) -> Result<(), Fault> {
    let evidence = evidence(config, &[], &[])?;
    if evidence.keys.is_empty() || evidence.witness.is_empty() {
        return Ok(());
    }
    let judged = samsyn_store::verify_seal(&config.database, &evidence).await?;
    let (count, seen) = judged.given_up;
    if count > 0 {
        let here = judged.leaves;
        println!(
            "the witness has seen {seen} leaves, the backup holds {here}: what came after is given up, and the log says so"
        );
    }
    Ok(())
}
