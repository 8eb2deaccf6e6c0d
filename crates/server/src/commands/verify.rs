//! `samsyn verify`: every story is told again from its events and compared with what is stored.

use crate::Fault;
use crate::config::Config;

/// Says how many stories agree, and names each difference.
pub async fn run(config: &Config) -> Result<(), Fault> {
    let found = samsyn_store::verify(&config.database, config.rules.assessment_days).await?;
    for difference in &found.differences {
        eprintln!("plan {}: {}", difference.plan, difference.what);
    }
    println!("{} plans, {} events read again", found.plans, found.events);
    match found.differences.len() {
        0 => {
            println!("all as stored");
            Ok(())
        }
        count => Err(format!("{count} differences; restore a backup, or ask before you change anything").into()),
    }
}
