//! Lists in SQL say the same as the rules, over random worlds.

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use samsyn_domain::access::{Action, Datum, Item, may};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::{FamilyMember, Mandate, Standing};
use samsyn_domain::plan::command::Command;
use samsyn_domain::plan::state::{Form, Recipient};

use crate::both;
use crate::world::{TODAY, World, asking};

both!(the_worklist_shows_what_waits);

const STAFF: [&str; 7] = ["anna-ek", "omar-ali", "lisa-berg", "eva-lund", "per-nilsson", "maria-sund", "malin-fors"];
const PEOPLE: [&str; 4] = ["elin", "sara", "johan", "jonas"];
const UNITS: [&str; 5] = ["u-bup", "u-strandskolan", "u-solvik-lss", "u-vc-solvik", "u-solvik-barn"];

/// A step of a random story, in small numbers.
#[derive(Debug, Clone)]
enum Step {
    Assess,
    Guardian(usize),
    Supporter(usize, bool),
    EndSupporter(u32),
    Consent { by: u32, unit: usize, supporter: Option<u32>, from: i32, days: i32 },
    Withdraw(u32),
    Standing(u32),
    Party(usize),
    RemoveParty(u32),
    Coordinator(usize),
    Facilitator(usize),
    Protect(bool),
    Measure(usize),
    Question,
    Preparing,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Assess),
        4 => (1..3_usize).prop_map(Step::Guardian),
        2 => (0..STAFF.len(), any::<bool>()).prop_map(|(who, staff)| Step::Supporter(who, staff)),
        1 => (1..8_u32).prop_map(Step::EndSupporter),
        8 => (0..4_u32, 0..UNITS.len(), proptest::option::of(1..6_u32), -20..20_i32, 1..60_i32)
            .prop_map(|(by, unit, supporter, from, days)| Step::Consent { by, unit, supporter, from, days }),
        2 => (0..4_u32).prop_map(Step::Withdraw),
        1 => (1..5_u32).prop_map(Step::Standing),
        4 => (0..UNITS.len()).prop_map(Step::Party),
        1 => (1..9_u32).prop_map(Step::RemoveParty),
        2 => (0..STAFF.len()).prop_map(Step::Coordinator),
        1 => (0..STAFF.len()).prop_map(Step::Facilitator),
        1 => any::<bool>().prop_map(Step::Protect),
        2 => (0..STAFF.len()).prop_map(Step::Measure),
        1 => Just(Step::Question),
        1 => Just(Step::Preparing),
    ]
}

fn member(n: u32) -> FamilyMember {
    if n == 0 { FamilyMember::Person } else { FamilyMember::Representative(No(n)) }
}

async fn command(world: &World, step: &Step) -> Command {
    let day = |offset: i32| TODAY.saturating_add(offset.days());
    match step {
        Step::Assess => Command::Assess { reason: "Ja".into() },
        Step::Guardian(who) => {
            let person = world.person(PEOPLE[*who]).await;
            Command::NameRepresentative {
                person: person.person,
                name: person.name.to_string(),
                mandate: Mandate::Guardian,
                decides: true,
                covers: None,
                limits: String::new(),
            }
        }
        Step::Supporter(who, true) => {
            let staff = world.staff(STAFF[*who]).await;
            Command::NameSupporter {
                person: None,
                staff: Some(staff.staff),
                name: staff.name.to_string(),
                relation: "lärare".into(),
            }
        }
        Step::Supporter(who, false) => {
            let person = world.person(PEOPLE[*who % PEOPLE.len()]).await;
            Command::NameSupporter {
                person: Some(person.person),
                staff: None,
                name: person.name.to_string(),
                relation: "vän".into(),
            }
        }
        Step::EndSupporter(no) => Command::EndSupporter { no: No(*no) },
        Step::Consent { by, unit, supporter, from, days } => {
            let to = match supporter {
                Some(no) => Recipient::Supporter(No(*no)),
                None => Recipient::Unit(world.unit(UNITS[*unit]).await),
            };
            Command::GiveConsent {
                by: member(*by),
                plan: true,
                disclose: vec![(to, [InfoKind::ALL[*unit], InfoKind::OwnWords].into())],
                form: Form::Oral,
                basis: "Samtal".into(),
                talk: samsyn_domain::plan::command::TalkDraft::default(),
                excluded: String::new(),
                from: day(*from),
                to: day(from + days),
            }
        }
        Step::Withdraw(by) => Command::WithdrawConsent { by: member(*by), consents: vec![], remains: String::new() },
        Step::Standing(no) => Command::NoteStanding { no: No(*no), standing: Standing::NotAsked, reason: "Hot".into() },
        Step::Party(unit) => {
            Command::AddParty { unit: world.unit(UNITS[*unit]).await, expected: "Kom".into(), mandate: String::new() }
        }
        Step::RemoveParty(no) => Command::RemoveParty { no: No(*no), reason: "Behövs inte".into() },
        Step::Coordinator(who) => {
            Command::NameCoordinator { staff: world.staff(STAFF[*who]).await, phone: "0980-319200".into() }
        }
        Step::Facilitator(who) => Command::NameFacilitator { staff: world.staff(STAFF[*who]).await },
        Step::Protect(true) => Command::Protect { alias: "Kim".into() },
        Step::Protect(false) => Command::Unprotect { name: "Elin".into() },
        Step::Measure(who) => Command::ProposeMeasure {
            need: None,
            kind: None,
            draft: samsyn_domain::plan::command::MeasureDraft {
                what: "Ringa varje fredag".into(),
                owner: samsyn_domain::plan::state::Owner::Staff(world.staff(STAFF[*who]).await),
                from: None,
                by: day(30),
                notice: "Telefonen ringer".into(),
                otherwise: "Anna tar över".into(),
                coordinating: false,
                waits_for: None,
            },
            note: None,
        },
        Step::Question => Command::AskQuestion { words: "Varför?".into() },
        Step::Preparing => Command::Avoid { words: "Pappa".into() },
    }
}

/// Tell a random story; what the rules refuse is left out. Returns how many steps were taken.
async fn tell(world: &World, plan: PlanId, steps: &[Step]) -> usize {
    let mut taken = 0;
    for step in steps {
        let command = command(world, step).await;
        // Whoever carries the plan on changes; all are tried.
        for who in STAFF.iter().chain(&PEOPLE) {
            if world.act(who, plan, command.clone()).await.is_ok() {
                taken += 1;
                break;
            }
        }
    }
    taken
}

async fn lists_agree_with_may(world: &World, plans: &[PlanId], day: Date) {
    for code in STAFF.iter().chain(&PEOPLE) {
        let (actor, moment) = (world.actor(code).await, world.on(day));
        let asked = asking(&actor, &moment);
        let mut listed: Vec<_> = world.store.plans(&asked).await.unwrap().into_iter().map(|row| row.plan).collect();
        listed.sort_unstable();
        let mut allowed = Vec::new();
        for plan in plans {
            let (whole, _) = world.store.export(*plan, moment.now).await.unwrap();
            if may(&actor, Action::See(Datum::plain(Item::Frame)), &whole, day).is_ok() {
                allowed.push(*plan);
                assert!(world.store.look(&asked, *plan).await.is_ok());
            }
        }
        allowed.sort_unstable();
        assert_eq!(listed, allowed, "{code} on {day}");
        let list = world.store.worklist(&asked).await.unwrap();
        let shown =
            list.mine.iter().chain(&list.others).map(|row| row.plan).chain(list.meetings.iter().map(|row| row.plan));
        assert!(
            shown.into_iter().all(|plan| allowed.contains(&plan)),
            "{code} on {day}: a worklist shows a plan that may not be known of"
        );
    }
}

async fn compare(world: World, stories: &[Vec<Step>]) -> usize {
    world.directory().await;
    let mut plans = Vec::new();
    let mut taken = 0;
    for (n, steps) in stories.iter().enumerate() {
        let plan = world.plan(n as u128 + 1).await;
        taken += tell(&world, plan, steps).await;
        plans.push(plan);
    }
    for offset in [-30, -1, 0, 10, 25, 400] {
        lists_agree_with_may(&world, &plans, TODAY.saturating_add(offset.days())).await;
    }
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
    world.end().await;
    taken
}

fn random_worlds(cases: u32, world: impl AsyncFn() -> Option<World>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut taken = 0;
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let stories = proptest::collection::vec(proptest::collection::vec(step(), 1..25), 3..6);
    let skipped = std::cell::Cell::new(false);
    let total = std::cell::Cell::new(0);
    runner
        .run(&stories, |stories| {
            let Some(world) = runtime.block_on(world()) else {
                skipped.set(true);
                return Ok(());
            };
            total.set(total.get() + runtime.block_on(compare(world, &stories)));
            Ok(())
        })
        .unwrap();
    taken += total.get();
    // Worlds in which nothing happened would prove nothing.
    assert!(skipped.get() || taken > 10 * cases as usize, "only {taken} steps were taken");
}

#[test]
fn lists_agree_with_may_on_sqlite() {
    random_worlds(8, async || Some(World::sqlite("lists-random-sqlite").await));
}

#[test]
fn lists_agree_with_may_on_postgres() {
    random_worlds(3, async || World::postgres("lists-random-postgres").await);
}

async fn the_worklist_shows_what_waits(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, lisa, elin, moment) =
        (world.actor("anna-ek").await, world.actor("lisa-berg").await, world.actor("elin").await, world.moment());
    let hers = world.store.worklist(&asking(&anna, &moment)).await.unwrap();
    assert_eq!((hers.mine.len(), hers.mine[0].task.key(), hers.mine[0].label.as_str()), (1, "assess", "Elin Sjöberg"));
    assert_eq!(hers.mine[0].due, Some(TODAY.saturating_add(3.days())));
    assert!(world.store.worklist(&asking(&lisa, &moment)).await.unwrap().mine.is_empty());
    assert_eq!(world.store.plans(&asking(&lisa, &moment)).await.unwrap().len(), 1);
    world.act("anna-ek", plan, Command::Assess { reason: "Ja".into() }).await.unwrap();
    let guardian = command(world, &Step::Guardian(1)).await;
    world.act("anna-ek", plan, guardian).await.unwrap();
    let hers = world.store.worklist(&asking(&anna, &moment)).await.unwrap();
    assert_eq!(hers.mine.iter().map(|row| row.task.key()).collect::<Vec<_>>(), ["ask_consent"]);
    assert_eq!(
        hers.others.iter().map(|row| (row.task.key(), row.subject_name.as_deref())).collect::<Vec<_>>(),
        [("consent", Some("Sara Sjöberg"))]
    );
    assert_eq!(world.store.plans(&asking(&elin, &moment)).await.unwrap().len(), 1);
    assert_eq!(world.store.stages().await.unwrap().len(), 1);
}
