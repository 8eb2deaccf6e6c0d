//! Puts the house together: store, pages, clock, chance, papers, mail.

use std::num::NonZeroU32;
use std::sync::Arc;

use jiff::tz::TimeZone;
use samsyn_domain::information::Settings;
use samsyn_store::{Opening, Signal, Store};
use samsyn_web::app::{App, LinkMail, SignIn};
use samsyn_web::limits::Limits;
use samsyn_web::{Frame, Help, Signals};

use crate::Fault;
use crate::config::Config;
use crate::mail::Mailer;
use crate::outside::{Clock, chance, error_code, new_id};

/// How many times in a row somebody may ask to sign in, before it is one a minute.
const SIGN_IN_TRIES: NonZeroU32 = NonZeroU32::new(8).unwrap();

/// Opens the store that the configuration names, with its keys.
pub async fn open_store(config: &Config, clock: &Clock) -> Result<Store, Fault> {
    let url = &config.database;
    if let Some(folder) = url.strip_prefix("sqlite:").and_then(|path| std::path::Path::new(path).parent()) {
        samsyn_store::make_folder(folder)?;
    }
    let opening = Opening { url, new_id: Arc::new(new_id), now: clock.now(), keys: config.keys.at(url)? };
    let store = Store::open(opening).await?;
    let renewed = store.renew_lists(config.rules.clocks(), clock.now()).await?;
    if renewed > 0 {
        tracing::info!(renewed, "what follows from the stories was written anew for this version");
    }
    Ok(store)
}

/// The time zone people live in.
pub fn sweden() -> Result<TimeZone, Fault> {
    Ok(TimeZone::get("Europe/Stockholm")?)
}

/// The house, ready for its pages.
pub fn app(config: &Config, store: Arc<Store>, clock: Clock, mailer: Mailer, sign_in: SignIn) -> Result<App, Fault> {
    let providers = crate::oidc::providers(config, &clock)?;
    let zone = sweden()?;
    let papers_zone = zone.clone();
    let settings = Arc::new(config.rules.clone());
    let busy = crate::calendars::reader(&config.calendars, zone.clone());
    let papers_settings: Arc<Settings> = Arc::clone(&settings);
    Ok(App {
        store,
        settings,
        disposal: Arc::new(config.disposal.clone()),
        signals: Signals::new(),
        clock: Arc::new(move || clock.now()),
        chance: Arc::new(chance),
        papers: Arc::new(move |view, of, language, now| {
            let day = now.to_zoned(papers_zone.clone()).date();
            crate::papers::make(view, of, language, day, &papers_settings)
        }),
        send_link: Arc::new(move |link: LinkMail| {
            let mailer = mailer.clone();
            Box::pin(async move { mailer.link(&link).await.is_ok() })
        }),
        digital_post: config.drop.digital_post.is_some(),
        busy,
        sign_in,
        limits: Arc::new(Limits::new(SIGN_IN_TRIES)),
        zone,
        https: config.https(),
        providers,
        stays: config.sign_in.stays(),
        proxies: config.sign_in.proxies.clone().into(),
        public_url: config.public_url.as_str().into(),
    })
}

/// What the frame around the pages shows.
pub fn frame(config: &Config) -> Frame {
    Frame {
        help: config.help.as_ref().map(|help| Help { name: help.name.clone(), phone: help.phone.clone() }),
        exit: config.exit.clone(),
        error_code: Arc::new(error_code),
        https: config.https(),
    }
}

/// Hands the store's signals on to open pages, until the store closes.
pub async fn forward_signals(store: Arc<Store>, pages: Signals) {
    use tokio::sync::broadcast::error::RecvError;
    let mut changes = store.signals();
    // The store is closed only when nobody holds it.
    drop(store);
    loop {
        match changes.recv().await {
            Ok(Signal::Changed { plan, revision }) => pages.publish(plan.0, revision),
            Ok(Signal::Room { plan, revision }) => pages.publish_room(plan.0, revision),
            // Some were missed: every open page asks again when its stream is opened anew.
            Ok(Signal::Missed) | Err(RecvError::Lagged(_)) => pages.refresh_all(),
            Err(RecvError::Closed) => return,
        }
    }
}
