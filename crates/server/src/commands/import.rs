//! `samsyn import FOLDER`: the directory from CSV, all or nothing.

use std::path::Path;

use samsyn_store::{Count, DirectoryFiles, ImportError, Imported};

use crate::Fault;
use crate::config::Config;
use crate::outside::Clock;
use crate::wiring;

/// Reads the folder into the store and says what changed.
pub async fn run(config: &Config, folder: &Path) -> Result<(), Fault> {
    let files = DirectoryFiles::read(folder)?;
    let clock = Clock::default();
    let store = wiring::open_store(config, &clock).await?;
    let today = clock.now().to_zoned(wiring::sweden()?).date();
    let imported = store.import(&files, today, clock.now()).await;
    store.close().await;
    match imported {
        Ok(done) => {
            told(&done);
            Ok(())
        }
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(ImportError::Faults(faults)) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            Err(format!("{} faults; nothing was imported. Mend them and run it again.", faults.len()).into())
        }
    }
}

fn told(done: &Imported) {
    let line = |name: &str, count: &Count| {
        println!("{name}: {} added, {} changed, {} the same", count.added, count.changed, count.same);
    };
    line("principals", &done.principals);
    line("units", &done.units);
    line("staff", &done.staff);
    line("people", &done.people);
    line("remits", &done.remits);
    println!("accounts: {} opened", done.accounts);
}
