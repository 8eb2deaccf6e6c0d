//! The worklist of a professional with thirty open plans, among a thousand stored plans and among twenty thousand.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, anna_ek, staff_actor, story};
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Moment;
use samsyn_store::{Asking, Store, Surface};

use crate::figures::{Budget, Table, median};
use crate::machine::cpu_seconds;
use crate::{Fault, seed};

/// Plans of the one who asks.
const HERS: u32 = 30;
const ROUNDS: usize = 15;
const LOOKS: u32 = 100;

/// Measure, and add the figures; gives the folder of the larger database.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<PathBuf, Fault> {
    let now = Timestamp::now();
    let (few, many) = (folder.join("1000"), folder.join("20000"));
    let began = Instant::now();
    let stores = [fill(&few, 1_000, now).await?, fill(&many, 20_000, now).await?];
    println!("21,000 plans stored in {:.0} s", began.elapsed().as_secs_f64());
    let (mut costs, mut ratios) = ([vec![], vec![]], vec![]);
    for _ in 0..ROUNDS {
        let [few, many] = [look(&stores[0], now).await?, look(&stores[1], now).await?];
        ratios.push(many / few);
        costs[0].push(few);
        costs[1].push(many);
    }
    let [few, many_cost] = costs.map(median);
    table.ratio(
        "worklist with 30 open plans: processor time at 20,000 stored plans against 1,000",
        format!("{:.0} µs", many_cost * 1e6),
        format!("{:.0} µs", few * 1e6),
        median(ratios),
        Budget::AtMost(1.2),
    );
    for store in stores {
        seed::close(store).await?;
    }
    Ok(many)
}

/// Thirty plans in which Anna takes part as she does in Elin's, and others among other people: as many for each of them.
async fn fill(folder: &Path, plans: u32, now: Timestamp) -> Result<Arc<Store>, Fault> {
    let store = Arc::new(seed::open(folder, now).await?);
    let (_, facts) = story(Family::Elin, Milestone::Told, now)?;
    let mut group = Arc::new(facts.clone());
    let stories = (0..plans).map(|n| {
        if n >= HERS && n % HERS == 0 {
            group = Arc::new(seed::elsewhere(&facts, n / HERS).unwrap_or_default());
        }
        (seed::plan_of(n), Arc::clone(&group))
    });
    seed::adopt_all(&store, stories, now).await?;
    Ok(store)
}

/// Seconds of processor time that a worklist costs, its log line with it.
async fn look(store: &Store, now: Timestamp) -> Result<f64, Fault> {
    let settings = Settings::default();
    let moment = Moment { now, today: now.to_zoned(jiff::tz::TimeZone::UTC).date(), settings: &settings };
    let actor = staff_actor(&anna_ek());
    let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
    let before = cpu_seconds("self");
    for _ in 0..LOOKS {
        let list = store.worklist(&asking).await?;
        if list.mine.len() + list.others.len() < HERS as usize {
            return Err("the worklist is too short".into());
        }
    }
    Ok((cpu_seconds("self") - before) / f64::from(LOOKS))
}
