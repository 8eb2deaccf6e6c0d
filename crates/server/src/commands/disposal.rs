//! `samsyn disposal`: statutory disposal, for the archivist and the operator together.

use samsyn_store::{DisposalRow, DisposalState, Store};

use crate::Fault;
use crate::cli::Disposal;
use crate::config::Config;
use crate::outside::Clock;
use crate::wiring;

/// Does what is asked. On SQLite the service must be stopped, as for every command that writes.
pub async fn run(config: &Config, what: Disposal) -> Result<(), Fault> {
    let clock = Clock::default();
    let store = wiring::open_store(config, &clock).await?;
    let done = with(config, &store, &clock, what).await;
    store.close().await;
    done
}

async fn with(config: &Config, store: &Store, clock: &Clock, what: Disposal) -> Result<(), Fault> {
    let (now, clocks) = (clock.now(), &config.disposal);
    let today = now.to_zoned(wiring::sweden()?).date();
    match what {
        Disposal::List { done: false } => {
            let due = store.disposals_due(clocks, today, now).await?;
            due.iter().for_each(told);
            println!("{} plans are due or held", due.len());
        }
        Disposal::List { done: true } => {
            for (plan, when, receipt) in store.disposal_receipts(now).await? {
                let receipt = receipt.map(|receipt| serde_json::to_string(&receipt)).transpose()?;
                println!("{plan} destroyed {when} {}", receipt.unwrap_or_default());
            }
        }
        Disposal::Approve { plans } => {
            for plan in plans {
                let done = store.approve_disposal(plan, clocks, today, now).await;
                done.map_err(|why| format!("plan {plan}: {why}"))?;
                println!("{plan}: approved");
            }
        }
        Disposal::Hold { plan, reason } => {
            store.hold_disposal(plan, &reason, clocks, now).await?;
            println!("{plan}: held");
        }
        Disposal::Release { plan, reason } => {
            store.release_disposal(plan, &reason, clocks, now).await?;
            println!("{plan}: released");
        }
        Disposal::Run => destroy(config, store, clock).await?,
    }
    Ok(())
}

async fn destroy(config: &Config, store: &Store, clock: &Clock) -> Result<(), Fault> {
    let now = clock.now();
    let today = now.to_zoned(wiring::sweden()?).date();
    let done = store.dispose(&config.disposal, today, now).await?;
    for receipt in &done.receipts {
        println!("{}", serde_json::to_string(receipt)?);
    }
    for plan in &done.not_due {
        println!("{plan}: stays, something was added to it since it was approved");
    }
    println!("{} plans destroyed", done.receipts.len());
    if let Some(rotated) = &done.rotated {
        super::keys::what_remains(&config.keys.at(&config.database)?, rotated);
        println!(
            "copies of the plans' database from before hold ciphertext alone; the erasure list goes with every backup"
        );
    }
    Ok(())
}

fn told(row: &DisposalRow) {
    let marked = if row.source.1 { "" } else { " (a setting, not verified)" };
    let latest = row.latest.map(|day| format!(", at the latest {day} by the strictest clock")).unwrap_or_default();
    println!(
        "{} {}: last entry {}, due from {}{latest}, by {}: {}{marked}; {}{}",
        row.plan,
        row.stage.key(),
        row.last_entry,
        row.from,
        row.clock,
        row.source.0,
        row.state.key(),
        match (&row.words, row.state) {
            (Some(words), DisposalState::Held | DisposalState::Released) => format!(": {words}"),
            _ => String::new(),
        }
    );
}
