//! `samsyn seal …`: the public key, proofs for others, and thinning the access log out.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use samsyn_store::{Evidence, Proof, SealedRow};

use crate::Fault;
use crate::cli::{Prove, SealCommand};
use crate::config::Config;
use crate::outside::Clock;
use crate::sealer;
use crate::wiring;

/// Does the one that was asked for.
pub async fn run(config: &Config, command: SealCommand) -> Result<(), Fault> {
    match command {
        SealCommand::Key => key(config),
        SealCommand::Prove(what) => prove(config, what).await,
        SealCommand::Thin { before } => thin(config, before).await,
    }
}

/// Prints the public keys, the one in use first.
fn key(config: &Config) -> Result<(), Fault> {
    let keys = sealer::public_keys(config)?;
    if keys.is_empty() {
        return Err(format!("{}: no key yet; `samsyn serve` makes it", config.seal_key()?.display()).into());
    }
    for key in keys {
        println!("{key}");
    }
    Ok(())
}

/// Writes a proof as files that any verifier of C2SP logs reads.
async fn prove(config: &Config, what: Prove) -> Result<(), Fault> {
    let row = match (what.line, what.plan, what.seq) {
        (Some(line), None, None) => SealedRow::Line { id: line.to_string() },
        (None, Some(plan), Some(seq)) => SealedRow::Event { plan: plan.to_string(), seq: i64::from(seq) },
        _ => return Err("name one row: --line ID, or --plan PLAN --seq NUMBER".into()),
    };
    let since = what.since.map(|file| read(&file)).transpose()?;
    let proof = match samsyn_store::prove(&config.database, &row, since.as_deref()).await {
        Ok(proof) => proof,
        Err(samsyn_store::StoreError::NotFound) => {
            return Err(format!("{row}: there is no such row in the seal").into());
        }
        Err(error) => return Err(error.into()),
    };
    write(&what.out, &proof)?;
    println!("leaf {} in {}", proof.index, what.out.display());
    Ok(())
}

fn write(folder: &Path, proof: &Proof) -> Result<(), Fault> {
    let lines = |hashes: &[String]| hashes.iter().flat_map(|hash| [hash, "\n"]).collect::<String>();
    let mut files = vec![
        ("checkpoint", proof.checkpoint.clone().into_bytes()),
        ("leaf", proof.leaf.clone()),
        ("index", format!("{}\n", proof.index).into_bytes()),
        ("inclusion", lines(&proof.inclusion).into_bytes()),
    ];
    if let Some(hashes) = &proof.consistency {
        files.push(("consistency", lines(hashes).into_bytes()));
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (name, bytes) in files {
        let file = folder.join(name);
        fs::write(&file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// The first day whose lines stay: `rules.log.keep_years` before today, or an earlier one.
///
/// # Errors
/// When the day that was asked for is too late.
fn first_kept(years: u16, today: Date, asked: Option<Date>) -> Result<Date, Fault> {
    let latest = today.checked_sub(jiff::Span::new().years(years))?;
    match asked {
        Some(day) if day > latest => Err(format!(
            "rules.log: keep_years is {years} (five years are the least): keep {latest} and what came after"
        )
        .into()),
        other => Ok(other.unwrap_or(latest)),
    }
}

async fn thin(config: &Config, before: Option<Date>) -> Result<(), Fault> {
    let clock = Clock::default();
    let today = clock.now().to_zoned(wiring::sweden()?).date();
    let before = first_kept(config.rules.log.keep_years, today, before)?;
    let store = wiring::open_store(config, &clock).await?;
    let before = before.to_zoned(wiring::sweden()?)?.timestamp();
    let thinned = store.thin_log(before, clock.now()).await;
    store.close().await;
    let thinned = thinned?;
    println!("{} lines thinned out, all below leaf {}; their leaves are kept", thinned.lines, thinned.below);
    Ok(())
}

/// What the seal is judged by: the keys of this installation and those that are given, and the checkpoints that witnesses have.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn evidence(config: &Config, folders: &[std::path::PathBuf], keys: &[String]) -> Result<Evidence, Fault> {
    let mut all = keys.to_vec();
    all.extend(sealer::public_keys(config)?);
    let mut witness = Vec::new();
    for folder in folders.iter().chain(&config.seal.witness_folder) {
        let named = |error: std::io::Error| Fault::from(format!("{}: {error}", folder.display()));
        for entry in fs::read_dir(folder).map_err(named)? {
            let file = entry.map_err(named)?.path();
            if file.extension().is_some_and(|ending| ending == "checkpoint") {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                // What cannot be read is no checkpoint, and is told as such.
                witness.push((name, fs::read(&file).map(|b| String::from_utf8_lossy(&b).into_owned()).map_err(named)?));
            }
        }
    }
    witness.sort();
    witness.dedup();
    Ok(Evidence { keys: all, witness })
}

fn read(file: &Path) -> Result<String, Fault> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lines_stay_as_long_as_the_setting_says() {
        let today = date(2028, 2, 29);
        assert_eq!(first_kept(10, today, None).unwrap(), date(2018, 2, 28));
        assert_eq!(first_kept(5, today, None).unwrap(), date(2023, 2, 28));
        assert_eq!(first_kept(10, today, Some(date(2017, 1, 1))).unwrap(), date(2017, 1, 1));
        let late = first_kept(10, today, Some(date(2018, 3, 1))).unwrap_err().to_string();
        assert!(late.contains("keep_years is 10") && late.contains("2018-02-28"), "{late}");
    }
}
