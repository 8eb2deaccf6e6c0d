//! Acts through a page's form, durable before the answer, against bare commits of one row on the same disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, elin, person_actor, story};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Plan;
use uuid::Uuid;

use crate::bare::Commits;
use crate::client::{Talker, post, run};
use crate::figures::{Budget, Table, float, median};
use crate::machine::cpu_seconds;
use crate::service::Service;
use crate::{Fault, seed};

const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_millis(1200);

/// Writes down what is not to be raised and takes it away again, in turn, so that the plan does not grow.
/// Many may write in one plan: a number is taken away only when so many have been confirmed.
#[derive(Clone)]
struct Writer {
    plan: PlanId,
    session: Arc<str>,
    /// Numbers that are there for sure, and those taken away.
    confirmed: Arc<AtomicU32>,
    dropped: Arc<AtomicU32>,
    dropping: bool,
}

impl Talker for Writer {
    fn next(&mut self, request: &mut Vec<u8>) {
        let body = if self.dropping {
            let no = self.dropped.fetch_add(1, Ordering::Relaxed) + 1;
            format!("act={}&allow={no}", Uuid::now_v7())
        } else {
            format!("act={}&what=avoid&avoid=Inte+om+pappas+jobb+i+dag.", Uuid::now_v7())
        };
        post(request, &format!("/plans/{}/question", self.plan), &self.session, &body);
    }

    fn answered(&mut self, status: u16) -> Result<(), Fault> {
        if status != 303 {
            return Err(format!("an act answered {status}").into());
        }
        if !self.dropping {
            self.confirmed.fetch_add(1, Ordering::Relaxed);
        }
        self.dropping = !self.dropping;
        Ok(())
    }
}

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let store = Arc::new(seed::open(folder, now).await?);
    let (_, facts) = story(Family::Elin, Milestone::Told, now)?;
    let last = Plan::fold(Family::Elin.plan(), &facts).ok_or("no story")?.last_no;
    let facts = Arc::new(facts);
    seed::adopt_all(&store, (0..65).map(|n| (seed::plan_of(n), Arc::clone(&facts))), now).await?;
    let session: Arc<str> = seed::sign_in(&store, &person_actor(&elin()), now).await?.into();
    seed::close(store).await?;

    let service = Service::start(folder)?;
    let mut commits = Commits::open(&folder.join("bare.db")).await?;
    let writer = |n: u32| Writer {
        plan: seed::plan_of(n),
        session: Arc::clone(&session),
        confirmed: Arc::new(AtomicU32::new(last)),
        dropped: Arc::new(AtomicU32::new(last)),
        dropping: false,
    };
    let many: Vec<Writer> = (0..64).map(writer).collect();
    let one = vec![writer(64); 16];
    let settle = |writers: &[Writer]| {
        // What was written last in a round stays; the next round goes on after it.
        for writer in writers {
            writer.dropped.store(writer.confirmed.load(Ordering::Relaxed), Ordering::Relaxed);
        }
    };
    run(service.address, many.clone(), ROUND).await?;
    let mut rates: [Vec<f64>; 4] = Default::default();
    let mut costs = Vec::new();
    for _ in 0..ROUNDS {
        rates[0].push(commits.run(ROUND).await?.rate());
        for (at, writers) in [(1, &many[..16]), (2, &many[..]), (3, &one[..])] {
            settle(writers);
            let before = cpu_seconds(&service.process());
            let ran = run(service.address, writers.to_vec(), ROUND).await?;
            rates[at].push(ran.rate());
            costs.push((cpu_seconds(&service.process()) - before) / float(ran.answered));
        }
    }
    println!("an act costs {:.0} µs of processor time", median(costs) * 1e6);
    let [bare, sixteen, sixty_four, in_one] = &rates;
    let limit = format!("{:.0} commits/s", median(bare.iter().copied()));
    let mut tell = |what: &str, of: &[f64], budget| {
        let ratio = median(of.iter().zip(bare).map(|(rate, bare)| rate / bare));
        table.ratio(what, format!("{:.0} acts/s", median(of.iter().copied())), limit.clone(), ratio, budget);
    };
    tell("acts by form, durable, 16 writers", sixteen, Budget::AtLeast(0.5));
    tell("acts by form, durable, 64 writers", sixty_four, Budget::AtLeast(1.0));
    tell("… 16 writers all in one plan", in_one, Budget::AtLeast(0.5));
    Ok(())
}
