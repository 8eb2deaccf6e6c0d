//! The commands for operators: each does one thing, says what it did, and ends.

pub mod backup;
pub mod disposal;
pub mod export;
pub mod import;
pub mod keys;
pub mod paper;
pub mod seal;
pub mod sign_in_link;
pub mod verify;

use crate::Fault;
use crate::config::Config;

/// `samsyn check-config`: what is in force.
pub fn check_config(config: &Config) -> Result<(), Fault> {
    println!("{}", toml::to_string_pretty(config)?);
    Ok(())
}
