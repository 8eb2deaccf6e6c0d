//! Metrics in the Prometheus text form, and one log line a request. Both name the route's pattern, never its address.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use samsyn_store::Store;
use samsyn_web::Signals;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    status: u16,
}

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    jobs_waiting: Gauge<i64>,
    jobs_failed: Gauge<i64>,
    pages_open: Gauge<i64>,
    mails: Counter,
    witnesses: Gauge<i64>,
    rows_refused: Gauge<i64>,
    _started: Gauge<f64, AtomicU64>,
}

impl Metrics {
    /// All at zero. `started` is the process's start, in Unix seconds.
    pub fn new(started: f64) -> Self {
        let mut registry = Registry::with_prefix("samsyn");
        let requests = Family::<Labels, Counter>::default();
        let seconds = Histogram::new([0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5]);
        let (jobs_waiting, jobs_failed, pages_open) = (Gauge::default(), Gauge::default(), Gauge::default());
        let (witnesses, rows_refused) = (Gauge::default(), Gauge::default());
        let mails = Counter::default();
        let started_gauge: Gauge<f64, AtomicU64> = Gauge::default();
        started_gauge.set(started);
        registry.register("requests", "Requests answered, by route and status", requests.clone());
        registry.register_with_unit("request", "Time to answer", Unit::Seconds, seconds.clone());
        registry.register("jobs_waiting", "Jobs not done yet", jobs_waiting.clone());
        registry.register("jobs_failed", "Jobs given up, for an operator to run again", jobs_failed.clone());
        registry.register("pages_open", "Pages that listen for changes", pages_open.clone());
        registry.register("mails_sent", "Mails handed over", mails.clone());
        registry.register(
            "seal_witnesses",
            "Ways on which checkpoints leave the house; 0: nobody outside can judge",
            witnesses.clone(),
        );
        let told = "Rows without their stamp that were met since the start: run samsyn verify";
        registry.register("rows_refused", told, rows_refused.clone());
        registry.register_with_unit("process_start", "When the process started", Unit::Seconds, started_gauge.clone());
        Self {
            registry,
            requests,
            seconds,
            jobs_waiting,
            jobs_failed,
            pages_open,
            mails,
            witnesses,
            rows_refused,
            _started: started_gauge,
        }
    }

    /// A mail was handed over.
    pub fn mail_sent(&self) {
        self.mails.inc();
    }

    /// On so many ways checkpoints leave the house.
    pub fn witnesses(&self, ways: usize) {
        self.witnesses.set(i64::try_from(ways).unwrap_or(i64::MAX));
    }

    /// The metrics as text.
    pub async fn text(&self, store: &Store, signals: &Signals) -> String {
        if let Ok(counts) = store.job_counts().await {
            self.jobs_waiting.set(i64::try_from(counts.waiting).unwrap_or(i64::MAX));
            self.jobs_failed.set(i64::try_from(counts.failed).unwrap_or(i64::MAX));
        }
        self.rows_refused.set(i64::try_from(store.rows_refused()).unwrap_or(i64::MAX));
        self.pages_open.set(i64::try_from(signals.pages()).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = prometheus_client::encoding::text::encode(&mut text, &self.registry);
        text
    }
}

/// Counts a request and logs it.
pub async fn count(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().to_string();
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    tracing::info!(method, route, status, millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX), "request");
    metrics.seconds.observe(took.as_secs_f64());
    metrics.requests.get_or_create(&Labels { method, route, status }).inc();
    response
}
