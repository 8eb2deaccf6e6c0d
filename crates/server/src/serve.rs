//! The service: opens the store, serves the pages, runs the worker, and stops gracefully.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Router, serve};
use samsyn_store::Store;
use samsyn_web::app::{App, SignIn};
use samsyn_web::routes::routes;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::Fault;
use crate::config::Config;
use crate::listening;
use crate::mail::Mailer;
use crate::metrics::{self, Metrics};
use crate::outside::Clock;
use crate::sealer::{self, Sealer};
use crate::wiring;
use crate::worker::Worker;

/// `samsyn serve`.
pub async fn run(config: Config) -> Result<(), Fault> {
    log_as_json();
    let stop = stop_signal()?;
    let clock = Clock::default();
    let store = Arc::new(wiring::open_store(&config, &clock).await?);
    let sign_in = if config.sign_in.mails_links() { SignIn::MailedLink } else { SignIn::Providers };
    let house = House { config, clock, store, sign_in, extra: Router::new() };
    house.open(stop).await
}

/// Structured log lines, without personal words: routes by their pattern, ids of plans as random numbers.
fn log_as_json() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SAMSYN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// A house ready to open.
pub struct House {
    /// What the installation decides.
    pub config: Config,
    /// Its clock.
    pub clock: Clock,
    /// Its store.
    pub store: Arc<Store>,
    /// How people sign in.
    pub sign_in: SignIn,
    /// Addresses beside the pages, for a demonstration under test.
    pub extra: Router,
}

impl House {
    /// Serves until `stop` is done, then ends what is going on and closes the store.
    pub async fn open(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Fault> {
        let Self { mut config, clock, store, sign_in, extra } = self;
        let listener = listen(config.listen).await?;
        if config.listen.port() == 0 {
            // The system chose the port: mails name that one.
            let port = listener.local_addr()?.port();
            config.public_url =
                config.public_url.strip_suffix(":0").map_or(config.public_url.clone(), |host| format!("{host}:{port}"));
        }
        let mailer = Mailer::new(&config.mail, &config.calendars, &config.public_url)?;
        let app = wiring::app(&config, Arc::clone(&store), clock.clone(), mailer.clone(), sign_in)?;
        let metrics = Arc::new(Metrics::new(started(&clock)));
        let (stopping, stopped) = watch::channel(false);
        let key = sealer::key(&config, &store).await?;
        let remembered = crate::remembered::file(&config.seal_key()?);
        crate::remembered::compare(&remembered, &store, &sealer::public_keys(&config)?).await?;
        if config.seal.ways().is_empty() {
            tracing::warn!(
                "no witness is set: what is sealed proves nothing to anybody outside this house; see witness_folder"
            );
        }
        metrics.witnesses(config.seal.ways().len());
        let (settings, imaps_clock) = (config.seal.clone(), clock.clone());
        let sealer = Sealer { store: Arc::clone(&store), key, settings, remembered, clock };
        let sealer = tokio::spawn(sealer.run(stopped.clone()));

        let signals = tokio::spawn(wiring::forward_signals(Arc::clone(&store), app.signals.clone()));
        let ahead = tokio::spawn(weigh_ahead(app.clone()));
        let mailbox = config.inbox.imap.clone().map(|imap| {
            let reader = crate::inbox::imap::Reader { store: Arc::clone(&store), imap, clock: imaps_clock };
            tokio::spawn(reader.run(stopped.clone()))
        });
        let worker = Worker {
            app: app.clone(),
            mailer,
            metrics: Arc::clone(&metrics),
            seal: config.seal.clone(),
            inbox: config.inbox.clone(),
            calendars: tokio::sync::Mutex::new(()),
            drops: config.drop.clone(),
            hands: crate::worker::hands(),
        };
        let worker = tokio::spawn(worker.run(stopped.clone()));

        let metrics_server = match config.metrics_listen {
            Some(address) => Some(tokio::spawn(serve_metrics(listen(address).await?, &app, &metrics, stopped.clone()))),
            None => None,
        };
        println!("listening on http://{}", listener.local_addr()?);
        let pages = pages(app.clone(), &config, Arc::clone(&metrics)).merge(extra);
        let open_pages = app.signals.clone();
        listening::serve(listener, pages, listening::PATIENCE, async move {
            stop.await;
            let _ = stopping.send(true);
            // Open streams would keep the house open for ever.
            open_pages.close();
        })
        .await;
        let _ = worker.await;
        if let Some(mailbox) = mailbox {
            let _ = mailbox.await;
        }
        if let Some(server) = metrics_server {
            let _ = server.await;
        }
        signals.abort();
        ahead.abort();
        let _ = ahead.await;
        let _ = signals.await;
        drop(app);
        // Nobody writes any more: what is sealed now is all.
        if let Ok(sealer) = sealer.await {
            sealer.finish().await;
        }
        if let Ok(store) = Arc::try_unwrap(store) {
            store.close().await;
        }
        Ok(())
    }
}

/// Consents from before there were jobs for them end with notice too. Beside the pages, so that nobody waits for it.
async fn weigh_ahead(app: App) {
    if app.store.weigh_ahead(&app.settings, app.now()).await.is_err() {
        tracing::warn!("the consents could not be weighed ahead; the next start tries again");
    }
}

/// The pages, counted and logged, and the addresses that tell whether the house is well.
fn pages(app: App, config: &Config, metrics: Arc<Metrics>) -> Router {
    let health =
        Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(app.clone());
    routes(app, wiring::frame(config)).layer(from_fn_with_state(metrics, metrics::count)).merge(health)
}

/// `GET /readyz`: whether the database answers.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}

fn serve_metrics(
    listener: TcpListener,
    app: &App,
    metrics: &Arc<Metrics>,
    mut stopped: watch::Receiver<bool>,
) -> impl Future<Output = ()> + Send + use<> {
    let state = (Arc::clone(&app.store), app.signals.clone(), Arc::clone(metrics));
    let text = |State((store, signals, metrics)): State<(Arc<Store>, samsyn_web::Signals, Arc<Metrics>)>| async move {
        metrics.text(&store, &signals).await
    };
    let router = Router::new().route("/metrics", get(text)).with_state(state);
    async move {
        let stop = async move {
            let _ = stopped.wait_for(|stopped| *stopped).await;
        };
        if serve(listener, router).with_graceful_shutdown(stop).await.is_err() {
            tracing::warn!("metrics could not be served");
        }
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}").into())
}

#[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit a float for ages")]
fn started(clock: &Clock) -> f64 {
    clock.now().as_second() as f64
}

/// Ctrl-C, or the signal that systemd and the like send. Listens from the call on, so that no signal falls between.
///
/// # Errors
/// When the operating system does not let the program listen.
pub fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Fault> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
