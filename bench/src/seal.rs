//! What the seal costs: verifying a long log, against a bare pass over the same rows; and sealing and logging, as a part of a
//! look.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use samsyn_domain::access::narrow;
use samsyn_domain::families::Family;
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::{Moment, Plan};
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
    let whole = Plan::fold(plan, &facts).ok_or("no story")?;
    let (mut logging, mut sealing) = (vec![], vec![]);
    let per_round = LINES / ROUNDS as u64;
    for _ in 0..ROUNDS {
        let looking = lines(&store, plan, per_round, now).await?;
        logging.push(looking - narrowing(&whole, per_round, now));
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

/// Processor seconds of a look at the plan through the store alone, sixteen at a time as the connections of the page: it is
/// narrowed, and its line is written.
async fn lines(store: &Arc<Store>, plan: PlanId, count: u64, now: Timestamp) -> Result<f64, Fault> {
    let before = cpu();
    let mut looking = tokio::task::JoinSet::new();
    for (actor, _) in seed::eight().into_iter().cycle().zip(0..CONNECTIONS) {
        let store = Arc::clone(store);
        looking.spawn(async move {
            let settings = Settings::default();
            let moment = Moment { now, today: day(now), settings: &settings };
            for _ in 0..count / CONNECTIONS as u64 {
                let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
                store.look(&asking, plan).await.map_err(|_| "a look failed")?;
            }
            Ok::<_, &str>(())
        });
    }
    while let Some(done) = looking.join_next().await {
        done??;
    }
    Ok((cpu() - before) / float(count))
}

/// Processor seconds of the narrowing in such a look.
fn narrowing(plan: &Plan, count: u64, now: Timestamp) -> f64 {
    let before = cpu();
    for (actor, _) in seed::eight().iter().cycle().zip(0..count) {
        std::hint::black_box(narrow(std::hint::black_box(plan), actor, day(now), now).is_ok());
    }
    (cpu() - before) / float(count)
}

fn day(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
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
