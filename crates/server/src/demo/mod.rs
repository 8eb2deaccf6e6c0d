//! `samsyn demo`: the service on this machine, with the families of `domain::families` in it. Nobody signs in: one chooses
//! a person. Mail lands in a folder.

mod test_clock;

use std::path::Path;
use std::sync::Arc;

use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_store::{DirectoryFiles, ImportError, Store, StoreError};
use samsyn_web::app::SignIn;

use crate::Fault;
use crate::cli::Demo;
use crate::config::{Config, Help, Mail, Seal};
use crate::key_places::KeyPlaces;
use crate::outside::{Clock, new_id};
use crate::serve::{House, stop_signal};
use crate::wiring;

/// Opens the demonstration and serves it until it is stopped.
///
/// With a configuration that is named, mail and letters go as it says.
pub async fn run(demo: Demo, named: Option<&Path>) -> Result<(), Fault> {
    if !demo.listen.ip().is_loopback() {
        return Err("the demonstration has no sign-in, so it listens on this machine only: use 127.0.0.1".into());
    }
    let stop = stop_signal()?;
    let (folder, own) = match demo.data.clone() {
        Some(folder) => (folder, false),
        None => (std::env::temp_dir().join(format!("samsyn-demo-{}", new_id())), true),
    };
    let mut config = config(&folder, &demo);
    if let Some(file) = named {
        let named = Config::load(Some(file))?;
        (config.mail, config.drop) = (named.mail, named.drop);
    }
    let clock = Clock::default();
    let store = Arc::new(wiring::open_store(&config, &clock).await?);
    directory(&store, &clock).await?;
    if !demo.empty {
        stories(&store, &clock, &config).await?;
    }
    store.weigh_ahead(&config.rules, clock.now()).await?;
    println!("Demonstration with invented people. Mail lands in {}", folder.join("mail").display());
    let extra = if demo.movable_clock { test_clock::routes(clock.clone()) } else { axum::Router::new() };
    let house = House { config, clock, store, sign_in: SignIn::ChoosePerson, extra };
    let served = house.open(stop).await;
    if own {
        // It held nothing but the demonstration.
        let _ = std::fs::remove_dir_all(&folder);
    }
    served
}

fn config(folder: &Path, demo: &Demo) -> Config {
    let database = match &demo.database {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", folder.join("samsyn.db").display()),
    };
    let key_store = demo.key_store.clone().unwrap_or_else(|| format!("sqlite:{}", folder.join("keys.db").display()));
    Config {
        listen: demo.listen,
        public_url: format!("http://{}", demo.listen),
        database,
        help: Some(Help { name: "Anna Ek".to_owned(), phone: "0980-319243".to_owned() }),
        keys: KeyPlaces { store: Some(key_store), ..KeyPlaces::default() },
        seal: Seal { origin: Some("samsyn.demo.example/seal".to_owned()), ..Seal::default() },
        mail: Mail { folder: Some(folder.join("mail")), ..Mail::default() },
        // What is tried on this machine may lie on it.
        calendars: crate::calendars::Calendars { inside: true, ..crate::calendars::Calendars::default() },
        inbox: crate::inbox::Inbox { maildir: Some(folder.join("inbox")), imap: None },
        ..Config::default()
    }
}

/// The sample directory, with the ids that the stories know; once: who was disposed of since does not come back.
async fn directory(store: &Store, clock: &Clock) -> Result<(), Fault> {
    if !store.people().await?.is_empty() {
        return Ok(());
    }
    let files = DirectoryFiles {
        principals: Some(include_bytes!("../../../../data/sample/principals.csv").to_vec()),
        units: Some(include_bytes!("../../../../data/sample/units.csv").to_vec()),
        staff: Some(include_bytes!("../../../../data/sample/staff.csv").to_vec()),
        people: Some(include_bytes!("../../../../data/sample/people.csv").to_vec()),
        remits: Some(include_bytes!("../../../../data/sample/remits.csv").to_vec()),
    };
    let today = clock.now().to_zoned(wiring::sweden()?).date();
    match store.import_with_ids(&files, today, clock.now(), uuid_of).await {
        Ok(_) => Ok(()),
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(ImportError::Faults(faults)) => Err(format!("the sample directory has {} faults", faults.len()).into()),
    }
}

/// The families, each at their point of the way. What is there from an earlier run stays as it was
/// left, and what was disposed of (`NotFound`: its key is never made again) stays away.
async fn stories(store: &Store, clock: &Clock, config: &Config) -> Result<(), Fault> {
    for family in Family::ALL {
        let (plan, facts) = story(family, Milestone::Told, clock.now())?;
        match store.adopt(plan, &facts, config.rules.clocks(), clock.now()).await {
            Ok(_) | Err(StoreError::Conflict(_) | StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
