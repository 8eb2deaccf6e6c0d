//! `samsyn verify`: every story is told again from its events and compared with what is stored.

use crate::Fault;
use crate::config::Config;

/// Says how many stories agree, and names each difference.
pub async fn run(config: &Config) -> Result<(), Fault> {
    let keys = config.keys.at(&config.database)?;
    let new_id: samsyn_store::NewId = std::sync::Arc::new(crate::outside::new_id);
    let (days, now) = (config.rules.assessment_days, crate::outside::Clock::default().now());
    let found = samsyn_store::verify(&config.database, &keys, &new_id, days, now).await?;
    for difference in &found.differences {
        eprintln!("plan {}: {}", difference.plan, difference.what);
    }
    println!("{} plans, {} events read again", found.plans, found.events);
    if found.disposed > 0 {
        println!("{} of them disposed of: ciphertext without a key", found.disposed);
    }
    match found.differences.len() {
        0 => {
            println!("all as stored");
            Ok(())
        }
        count => Err(format!("{count} differences; restore a backup, or ask before you change anything").into()),
    }
}
