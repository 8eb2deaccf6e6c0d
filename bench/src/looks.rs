//! A plan page of eight people and twelve measures, looked at through the whole service, against an axum "hello".

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use samsyn_domain::families::Family;

use crate::bare::Bare;
use crate::client::{Connection, Get, run};
use crate::figures::{Budget, Table, float, median};
use crate::machine::cpu_seconds;
use crate::service::Service;
use crate::{Fault, seed};

/// Connections at a time.
const CONNECTIONS: usize = 16;
const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(1500);

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let store = Arc::new(seed::open(folder, now).await?);
    let (plan, facts) = seed::twelve_measures(now)?;
    store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now).await?;
    let mut sessions = Vec::new();
    for actor in seed::eight() {
        sessions.push(seed::sign_in(&store, &actor, now).await?);
    }
    seed::close(store).await?;

    let (hello, noted, service) =
        (Bare::start("hello", folder)?, Bare::start("noted", folder)?, Service::start(folder)?);
    let path = format!("/plans/{}", Family::Elin.plan());
    let page = |n: usize| Get::new(&path, &sessions[n % sessions.len()]);
    let pages: Vec<Get> = (0..CONNECTIONS).map(page).collect();
    let hellos = vec![Get::new("/", &sessions[0]); CONNECTIONS];
    let mut first = Connection::open(service.address).await?;
    first.exchange(&mut page(5)).await?;
    println!("the plan page is {} bytes", first.size());
    run(service.address, pages.clone(), ROUND).await?;

    let (mut said, mut seen, mut ratios, mut cpu) = (vec![], vec![], vec![], vec![]);
    let (mut bound, mut reached) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        let (before, bare) = (cpu_seconds(&hello.process()), run(hello.address, hellos.clone(), ROUND).await?);
        let bare_cpu = (cpu_seconds(&hello.process()) - before) / float(bare.answered);
        let (before, ran) = (cpu_seconds(&service.process()), run(service.address, pages.clone(), ROUND).await?);
        cpu.push(((cpu_seconds(&service.process()) - before) / float(ran.answered), bare_cpu));
        let least = run(noted.address, hellos.clone(), ROUND).await?;
        ratios.push(ran.rate() / bare.rate());
        reached.push(least.rate() / bare.rate());
        bound.push(least.rate());
        said.push(bare.rate());
        seen.push(ran.rate());
    }
    table.ratio(
        "plan page (8 people, 12 measures), logged durably, 16 connections",
        format!("{:.0} pages/s", median(seen)),
        format!("{:.0} hello/s", median(said)),
        median(ratios),
        Budget::AtLeast(0.25),
    );
    table.ratio(
        "… what only notes a line durably and sends as many bytes",
        format!("{:.0} pages/s", median(bound)),
        "the same hello".to_owned(),
        median(reached),
        Budget::None,
    );
    let micros = |of: fn(&(f64, f64)) -> f64| median(cpu.iter().map(of)) * 1e6;
    let (page, bare) = (micros(|c| c.0), micros(|c| c.1));
    table.ratio("… its processor time", format!("{page:.0} µs"), format!("{bare:.0} µs"), page / bare, Budget::None);
    Ok(())
}
