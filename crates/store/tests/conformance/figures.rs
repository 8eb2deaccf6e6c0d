//! Figures that are kept up as things happen are what a full recount gives; what is disposed of stays as counts.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use samsyn_domain::disposal::Disposal;
use samsyn_domain::families::{Family, Milestone};
use samsyn_domain::figures::{Figure, Quarter, counts};
use samsyn_domain::information::Clocks;
use samsyn_domain::plan::{Fact, Moment, Plan};
use samsyn_store::{Ask, Store};
use sqlx::Row as _;

use crate::both;
use crate::keys::behind;
use crate::support::chance::{Seed, actor, command};
use crate::support::{Tale, given};
use crate::world::{World, asking, now};

both!(
    after_random_stories_the_figures_are_what_a_recount_gives,
    what_is_disposed_of_stays_as_counts_without_a_plan,
    a_wrong_figure_is_named_and_put_right,
    what_an_older_version_left_is_counted_when_the_house_opens,
);

type Figures = BTreeMap<(String, String, u32), u64>;

/// All figures as the dashboard reads them.
async fn told(store: &Store) -> Figures {
    let span = (Quarter::of(date(1990, 1, 1)), Quarter::of(date(2099, 1, 1)));
    let mut all = Figures::new();
    for figure in Figure::all() {
        for cell in store.figure_cells(figure, span).await.unwrap() {
            *all.entry((figure.key(), cell.quarter.to_string(), cell.value.unwrap())).or_insert(0) += cell.n;
        }
    }
    all
}

fn recounted<'a>(stories: impl IntoIterator<Item = &'a [Fact]>) -> Figures {
    let mut all = Figures::new();
    for (n, facts) in (1..).zip(stories) {
        let plan = Plan::fold(samsyn_domain::ids::PlanId(uuid::Uuid::from_u128(n)), facts).unwrap();
        for (counted, n) in counts(&plan) {
            let key = (counted.figure.key(), counted.quarter.to_string(), counted.value);
            *all.entry(key).or_insert(0) += u64::from(n);
        }
    }
    all
}

async fn adopt(world: &World, tale: &Tale) {
    world.store.adopt(tale.plan.id, &tale.facts, Clocks::default(), now()).await.unwrap();
}

fn seeds() -> Vec<(usize, Vec<Seed>)> {
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let step = (any::<u8>(), any::<u8>(), any::<u16>(), any::<u16>());
    let fate = (0..4_usize, prop::collection::vec(step, 60..90));
    Family::ALL.iter().map(|_| fate.new_tree(&mut runner).unwrap().current()).collect()
}

async fn after_random_stories_the_figures_are_what_a_recount_gives(world: &World) {
    world.directory().await;
    let milestones = [Milestone::Meeting, Milestone::Draft, Milestone::Active, Milestone::Told];
    let mut tales = Vec::new();
    for (family, (upto, seeds)) in Family::ALL.into_iter().zip(seeds()) {
        let mut tale = given(family, milestones[upto]);
        adopt(world, &tale).await;
        for seed in seeds {
            if seed.3.is_multiple_of(5) {
                tale.now = tale.now.checked_add((i64::from(seed.2 % 40) * 24).hours()).unwrap();
            }
            let (who, what) = (actor(&tale, seed), command(&tale, seed));
            let moment = Moment { now: tale.now, today: tale.today(), settings: &tale.settings };
            let ask = Ask { plan: tale.plan.id, expected: None, submit: None, command: what.clone() };
            let done = world.store.act(&asking(&who, &moment), ask).await.is_ok();
            assert_eq!(done, tale.act(&who, what).is_ok());
        }
        tales.push(tale);
    }
    let figures = told(&world.store).await;
    let of_plans: Figures = figures
        .iter()
        .filter(|((key, ..), _)| !Figure::from_key(key).unwrap().of_answers())
        .map(|(k, n)| (k.clone(), *n))
        .collect();
    assert_eq!(of_plans, recounted(tales.iter().map(|tale| tale.facts.as_slice())));
    for figure in Figure::SIX {
        assert!(of_plans.keys().any(|(key, ..)| *key == figure.key()), "no story has {figure:?}");
    }
    let verified = world.verified(&world.url).await.unwrap();
    assert_eq!(verified.differences, []);
    world.store.rebuild(Clocks::default()).await.unwrap();
    assert_eq!(told(&world.store).await, figures, "a recount changes nothing");
}

fn later() -> Timestamp {
    "2041-11-23T09:00:00Z".parse().unwrap()
}

async fn what_is_disposed_of_stays_as_counts_without_a_plan(world: &World) {
    const DAY: Date = date(2041, 11, 23);
    world.directory().await;
    let (elin, jonas) = (given(Family::Elin, Milestone::Told), given(Family::Jonas, Milestone::Told));
    adopt(world, &elin).await;
    adopt(world, &jonas).await;
    let before = told(&world.store).await;
    let clocks = Disposal::default();
    world.store.approve_disposal(elin.plan.id, &clocks, DAY, later()).await.unwrap();
    assert_eq!(world.store.dispose(&clocks, DAY, later()).await.unwrap().receipts.len(), 1);
    assert_eq!(told(&world.store).await, before, "the figures are as they were");
    assert_eq!(number(world, "select count(*) from plan_figures").await, 1);
    assert_eq!(number(world, "select cast(sum(kept) as bigint) from figures").await, {
        let elins: u64 = recounted([elin.facts.as_slice()]).values().sum();
        i64::try_from(elins).unwrap()
    });
    let verified = world.verified(&world.url).await.unwrap();
    assert_eq!((verified.differences, verified.disposed), (vec![], 1));
    world.store.rebuild(Clocks::default()).await.unwrap();
    assert_eq!(told(&world.store).await, before, "also after a recount");
}

async fn a_wrong_figure_is_named_and_put_right(world: &World) {
    world.directory().await;
    adopt(world, &given(Family::Elin, Milestone::Told)).await;
    let before = told(&world.store).await;
    behind(&world.url, "update figures set n = n + 3 where figure = 'days_to_meeting'").await;
    behind(&world.url, "delete from figures where figure = 'child_asked'").await;
    behind(&world.url, "update plan_figures set counts = '[]'").await;
    let wrong = world.verified(&world.url).await.unwrap().differences;
    let wrong: Vec<_> = wrong.iter().map(|one| one.what.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(wrong, ["plan_figures", "figures: child_asked", "figures: days_to_meeting"]);
    world.store.rebuild(Clocks::default()).await.unwrap();
    assert_eq!(told(&world.store).await, before);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

async fn what_an_older_version_left_is_counted_when_the_house_opens(world: &World) {
    world.directory().await;
    adopt(world, &given(Family::Elin, Milestone::Told)).await;
    let before = told(&world.store).await;
    for sql in ["delete from figures", "delete from plan_figures"] {
        behind(&world.url, sql).await;
    }
    assert!(world.store.renew_lists(Clocks::default(), now()).await.unwrap() > 0);
    assert_eq!(told(&world.store).await, before);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}

/// A number that the database holds.
async fn number(world: &World, sql: &'static str) -> i64 {
    use sqlx::{Connection, Executor};
    if let Some(path) = world.url.strip_prefix("sqlite:") {
        let mut conn = sqlx::SqliteConnection::connect(path).await.unwrap();
        conn.fetch_one(sqlx::query(sql)).await.unwrap().get(0)
    } else {
        let mut conn = sqlx::PgConnection::connect(&world.url).await.unwrap();
        conn.fetch_one(sqlx::query(sql)).await.unwrap().get(0)
    }
}
