//! `samsyn verify`: the seal is judged, and every story is told again from its events and compared with what is stored.

use std::path::PathBuf;

use samsyn_store::SealJudged;

use crate::Fault;
use crate::commands::seal::evidence;
use crate::config::Config;

/// Says how much is as it was sealed and how many stories agree, and names each difference, the first one first.
pub async fn run(config: &Config, witness: &[PathBuf], public: &[String], seal_only: bool) -> Result<(), Fault> {
    let evidence = evidence(config, witness, public)?;
    let sealed = samsyn_store::verify_seal(&config.database, &evidence).await?;
    tell(&sealed, evidence.witness.len());
    let stories = if seal_only { 0 } else { stories(config).await? };
    match sealed.wrong.len() as u64 + sealed.more + stories {
        0 if seal_only => println!("all as sealed"),
        0 => println!("all as stored"),
        count => return Err(format!("{count} differences; restore a backup, or ask before you change anything").into()),
    }
    Ok(())
}

/// Tells every story again; how many differences there are.
async fn stories(config: &Config) -> Result<u64, Fault> {
    let keys = config.keys.at(&config.database)?;
    let new_id: samsyn_store::NewId = std::sync::Arc::new(crate::outside::new_id);
    let (days, now) = (config.rules.clocks(), crate::outside::Clock::default().now());
    let found = samsyn_store::verify(&config.database, &keys, &new_id, days, now).await?;
    for difference in &found.differences {
        eprintln!("plan {}: {}", difference.plan, difference.what);
    }
    for (at, row) in found.wrong_rows.iter().enumerate() {
        eprintln!("{}{row}", if at == 0 { "first outside the seal: " } else { "" });
    }
    println!(
        "{} plans, {} events read again; {} rows outside the seal carry their stamp",
        found.plans, found.events, found.stamped
    );
    if found.disposed > 0 {
        println!("{} of them disposed of: ciphertext without a key", found.disposed);
    }
    Ok((found.differences.len() + found.wrong_rows.len()) as u64)
}

fn tell(sealed: &SealJudged, at_witness: usize) {
    for (at, wrong) in sealed.wrong.iter().enumerate() {
        eprintln!("{}{wrong}", if at == 0 { "first: " } else { "" });
    }
    if sealed.more > 0 {
        eprintln!("and {} more", sealed.more);
    }
    println!(
        "{} leaves: {} events and {} log lines as sealed, {} thinned out; {} rows not sealed yet",
        sealed.leaves, sealed.events, sealed.lines, sealed.thinned, sealed.waiting
    );
    println!("{} checkpoints here and {} of {at_witness} at the witness fit", sealed.checkpoints, sealed.witnessed);
    if sealed.unjudged > 0 {
        println!("{} checkpoints could not be judged: leaves before them are lost", sealed.unjudged);
    }
    let (count, leaves) = sealed.given_up;
    if count > 0 {
        println!(
            "{count} checkpoints at the witness are of leaves that a restore gave up, up to {leaves} leaves; the log has the line"
        );
    }
}
