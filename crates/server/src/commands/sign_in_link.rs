//! `samsyn sign-in-link MAIL`: the first way in to a new installation.

use std::fmt::Write;

use crate::Fault;
use crate::config::Config;
use crate::outside::{Clock, chance};
use crate::wiring;

/// Prints a link for each account with this address.
pub async fn run(config: &Config, mail: &str) -> Result<(), Fault> {
    let clock = Clock::default();
    let store = wiring::open_store(config, &clock).await?;
    let accounts = store.accounts_by_mail(mail).await?;
    for account in &accounts {
        let token = chance().iter().fold(String::new(), |mut token, byte| {
            let _ = write!(token, "{byte:02x}");
            token
        });
        store.make_signin_link(token.as_bytes(), account.id, clock.now()).await?;
        println!("{}/sign-in/{token}", config.public_url);
    }
    store.close().await;
    if accounts.is_empty() {
        return Err("no account has that mail address; is it in the directory (samsyn import)?".into());
    }
    Ok(())
}
