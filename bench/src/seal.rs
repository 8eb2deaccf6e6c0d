//! What the seal costs: verifying a long log, against a bare pass over the same rows; and sealing and logging, as a part of a
//! look.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use samsyn_domain::families::Family;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Moment;
use samsyn_store::{Asking, Evidence, SealKey, Store, Surface, verify_seal};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Row};

use crate::client::{Get, run};
use crate::figures::{Budget, Table, float, median};
use crate::machine::cpu_seconds;
use crate::service::Service;
use crate::{Fault, seed};

/// How many lines are written and sealed.
const LINES: u64 = 100_000;
/// How many at a time, as many connections would.
const TOGETHER: u64 = 64;
const ROUNDS: usize = 5;
const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_millis(1500);

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let store = Arc::new(seed::open(folder, now).await?);
    let (plan, facts) = seed::twelve_measures(now)?;
    store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now).await?;
    let (key, kept) = SealKey::make("bench.example/seal", [7; 32])?;
    // The service goes on with the same key.
    std::fs::write(folder.join("seal.key"), kept)?;
    store.seal().await?;

    let mut sessions = Vec::new();
    for actor in seed::eight() {
        sessions.push(seed::sign_in(&store, &actor, now).await?);
    }
    let (mut logging, mut sealing) = (vec![], vec![]);
    let per_round = LINES / ROUNDS as u64;
    for _ in 0..ROUNDS {
        logging.push(lines(&store, per_round, now).await?);
        let before = cpu();
        store.seal().await?;
        store.checkpoint(&key, &[], Timestamp::now()).await?;
        sealing.push((cpu() - before) / float(per_round));
    }
    seed::close(store).await?;
    let (line, seal) = (median(logging) * 1e6, median(sealing) * 1e6);
    let page = page(folder, &sessions).await? * 1e6;
    table.ratio(
        "sealing and logging, as a part of a look (plan page, 16 connections; processor time)",
        format!("{line:.0} + {seal:.0} µs"),
        format!("{page:.0} µs, both in it"),
        (line + seal) / page,
        Budget::AtMost(1.0 / 3.0),
    );

    let file = folder.join("samsyn.db");
    let url = format!("sqlite:{}", file.display());
    let evidence = Evidence { keys: vec![key.public], witness: Vec::new() };
    let (mut read, mut bare, mut ratios) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let judged = verify_seal(&url, &evidence).await?;
        let rate = float(judged.leaves) / began.elapsed().as_secs_f64();
        if !judged.wrong.is_empty() || judged.checkpoints == 0 {
            return Err(format!("the seal does not hold: {:?}", judged.wrong.first()).into());
        }
        let began = Instant::now();
        let rows = bare_pass(&file).await?;
        let bare_rate = float(rows) / began.elapsed().as_secs_f64();
        ratios.push(rate / bare_rate);
        read.push(rate);
        bare.push(bare_rate);
    }
    let (rate, bare) = (median(read), median(bare));
    table.ratio(
        "verify: leaves judged, against reading the rows bare",
        format!("{rate:.0} entries/s"),
        format!("{bare:.0} rows/s"),
        median(ratios),
        Budget::None,
    );
    table.alone("verify: leaves judged", rate / 1000.0, "thousand entries/s", Budget::AtLeast(50.0));
    Ok(())
}

fn cpu() -> f64 {
    cpu_seconds("self")
}

/// Processor seconds of a plan page of the real service, which logs each look and seals it.
async fn page(folder: &Path, sessions: &[String]) -> Result<f64, Fault> {
    let service = Service::start(folder)?;
    let path = format!("/plans/{}", Family::Elin.plan());
    let pages: Vec<Get> = sessions.iter().cycle().take(CONNECTIONS).map(|session| Get::new(&path, session)).collect();
    run(service.address, pages.clone(), ROUND).await?;
    let mut costs = Vec::new();
    for _ in 0..ROUNDS {
        let (before, ran) = (cpu_seconds(&service.process()), run(service.address, pages.clone(), ROUND).await?);
        costs.push((cpu_seconds(&service.process()) - before) / float(ran.answered));
    }
    Ok(median(costs))
}

/// Writes as many lines with next to nothing looked at: each asks for a plan that is not there, which is logged as a denial.
async fn lines(store: &Arc<Store>, count: u64, now: Timestamp) -> Result<f64, Fault> {
    let before = cpu();
    for _ in 0..count / TOGETHER {
        let mut waiting = tokio::task::JoinSet::new();
        for _ in 0..TOGETHER {
            let store = Arc::clone(store);
            waiting.spawn(async move {
                let [actor, ..] = seed::eight();
                let settings = Settings::default();
                let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
                let moment = Moment { now, today, settings: &settings };
                let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
                store.look(&asking, seed::plan_of(0)).await.is_err()
            });
        }
        while let Some(done) = waiting.join_next().await {
            if !done? {
                return Err("a plan is there that should not be".into());
            }
        }
    }
    Ok((cpu() - before) / float(count))
}

/// Every row of both tables, each of its values fetched, nothing done with them.
async fn bare_pass(file: &Path) -> Result<u64, Fault> {
    use futures_util::TryStreamExt;
    let mut connection = SqliteConnectOptions::new().filename(file).disable_statement_logging().connect().await?;
    let mut rows = 0;
    for query in ["select * from events", "select * from access_log"] {
        let mut all = sqlx::query(query).fetch(&mut connection);
        while let Some(row) = all.try_next().await? {
            rows += u64::from(row.len() > 1);
        }
    }
    Ok(rows)
}
