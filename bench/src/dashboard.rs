//! The development leader's page over 200,000 plans, through the real service.
//!
//! The plans are rows alone: their step, and what they add to the figures, which is the families' own counts, moved to other quarters
//! and units and with other days. The page reads nothing else of a plan.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, kerstin_dahl, staff_actor, story};
use samsyn_domain::figures::{Counted, Figure, Quarter, counts, days_told};
use samsyn_domain::ids::UnitId;
use samsyn_domain::information::Clocks;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::Stage;
use sqlx::{Connection as _, Executor as _};
use uuid::Uuid;

use crate::client::{Connection, Get};
use crate::figures::{Budget, Table, median};
use crate::service::Service;
use crate::{Fault, seed};

const PLANS: u64 = 200_000;
const UNITS: u64 = 100;
/// So many quarters back the plans lie.
const BACK: u64 = 16;
const ROUNDS: usize = 50;

/// Numbers that look like chance and are the same each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// Measure, and add the figures.
pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Fault> {
    let now = Timestamp::now();
    let began = Instant::now();
    let (session, units) = house(folder, now).await?;
    let rows = fill(folder, &units, now).await?;
    println!("200,000 plans, {rows} rows of figures stored in {:.0} s", began.elapsed().as_secs_f64());
    let service = Service::start(folder)?;
    let mut connection = Connection::open(service.address).await?;
    let mut page = Get::new("/figures", &session);
    connection.exchange(&mut page).await?;
    let mut took = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        connection.exchange(&mut page).await?;
        took.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let size = connection.size();
    let worst = took.iter().copied().fold(0.0, f64::max);
    println!("the page is {size} bytes; slowest of {ROUNDS}: {worst:.0} ms");
    table.alone("figures of 200,000 plans and 100 units, as a page", median(took), "ms", Budget::AtMost(200.0));
    Ok(())
}

/// A house with as many units, and the development leader signed in.
async fn house(folder: &Path, now: Timestamp) -> Result<(String, Vec<UnitId>), Fault> {
    let store = seed::open(folder, now).await?;
    store.renew_lists(Clocks::default(), now).await?;
    let like = store.units().await?.into_iter().next().ok_or("no unit")?;
    let mut units = Vec::new();
    for n in 0..UNITS {
        let id = UnitId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 | u128::from(n)));
        let (code, name) = (format!("bench-{n}"), format!("Enhet {n}"));
        store.save_unit(&samsyn_store::Unit { id, code, name, ..like.clone() }).await?;
        units.push(id);
    }
    let session = seed::sign_in(&store, &staff_actor(&kerstin_dahl()), now).await?;
    store.close().await;
    Ok((session, units))
}

/// What each family's plan adds, as it would have been so many weeks ago.
fn patterns(now: Timestamp) -> Result<Vec<Vec<(Counted, u32)>>, Fault> {
    let mut all = Vec::new();
    for family in Family::ALL {
        let (id, facts) = story(family, Milestone::Told, now)?;
        let plan = Plan::fold(id, &facts).ok_or("no story")?;
        all.push(counts(&plan).into_iter().collect());
    }
    Ok(all)
}

async fn fill(folder: &Path, units: &[UnitId], now: Timestamp) -> Result<usize, Fault> {
    let mut numbers = Numbers(0x5341_4D53_594E);
    let patterns = patterns(now)?;
    let mut figures: BTreeMap<(Figure, Quarter, u64, u32), u64> = BTreeMap::new();
    let address = format!("sqlite:{}", folder.join("samsyn.db").display());
    let mut conn = sqlx::SqliteConnection::connect(&address).await?;
    conn.execute("begin").await?;
    for n in 0..PLANS {
        let pattern = &patterns[usize::try_from(numbers.below(patterns.len() as u64))?];
        let (back, unit) = (numbers.below(BACK), numbers.below(units.len() as u64));
        for (counted, times) in pattern {
            let quarter = (0..back).fold(counted.quarter, |quarter, _| quarter.before());
            let value = if counted.figure.is_median() {
                days_told(counted.value + u32::try_from(numbers.below(120))?)
            } else {
                u32::from(numbers.below(3) > 0)
            };
            *figures.entry((counted.figure, quarter, unit, value)).or_default() += u64::from(*times);
        }
        let stage = Stage::ALL[usize::try_from(numbers.below(15))?].key();
        sqlx::query("insert into plans (plan, revision, stage, label, state, codec, created_at, updated_at) values (?, 1, ?, ?, ?, 1, 0, 0)")
            .bind(Uuid::from_u128(u128::from(n)).to_string())
            .bind(stage)
            .bind(vec![7_u8; 40])
            .bind(vec![7_u8; 400])
            .execute(&mut conn)
            .await?;
    }
    for ((figure, quarter, unit, value), n) in &figures {
        let unit = units.get(usize::try_from(*unit)?).ok_or("no unit")?;
        sqlx::query("insert into figures (figure, quarter, unit, value, n, kept) values (?, ?, ?, ?, ?, 0)")
            .bind(figure.key())
            .bind(quarter.to_string())
            .bind(unit.to_string())
            .bind(i64::from(*value))
            .bind(i64::try_from(*n)?)
            .execute(&mut conn)
            .await?;
    }
    conn.execute("commit").await?;
    conn.close().await?;
    Ok(figures.len())
}
