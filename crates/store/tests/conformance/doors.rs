//! The two doors: what they let through, what they log, and what happens when two are at the door.

use samsyn_domain::access::Identity;
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::{FamilyMember, Mandate};
use samsyn_domain::plan::command::Command;
use samsyn_domain::plan::state::{Form, Recipient, Stage};
use samsyn_store::{ActError, Ask, LookError, Signal};
use uuid::Uuid;

use crate::both;
use crate::world::{TODAY, World, asking};

both!(
    a_look_an_act_and_a_denial_are_each_logged,
    an_act_on_an_older_revision_is_stale,
    a_repeated_submit_adds_nothing,
    concurrent_acts_settle_without_loss,
    a_refused_act_changes_nothing,
    the_history_is_narrowed,
    whoever_listens_hears_of_a_change,
    a_story_is_adopted_whole,
);

fn assess() -> Command {
    Command::Assess { reason: "Flera behöver hjälpas åt.".into() }
}

async fn outcomes(world: &World, plan: PlanId) -> Vec<(String, String, String)> {
    let (ulla, moment) = (world.actor("ulla-frisk").await, world.moment());
    let mut lines = world.store.log_of(&asking(&ulla, &moment), plan, moment.now).await.unwrap();
    lines.reverse();
    lines.into_iter().map(|line| (line.action, line.outcome, line.reason.unwrap_or_default())).collect()
}

fn line(action: &str, outcome: &str, reason: &str) -> (String, String, String) {
    (action.into(), outcome.into(), reason.into())
}

async fn a_look_an_act_and_a_denial_are_each_logged(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, per, moment) = (world.actor("anna-ek").await, world.actor("per-nilsson").await, world.moment());
    let view = world.store.look(&asking(&anna, &moment), plan).await.unwrap();
    assert_eq!(view.person.name.as_str(), "Elin Sjöberg");
    assert!(matches!(world.store.look(&asking(&per, &moment), plan).await, Err(LookError::NotFound)));
    world.act("anna-ek", plan, assess()).await.unwrap();
    assert!(matches!(world.act("per-nilsson", plan, assess()).await, Err(ActError::NotFound)));
    let nowhere = PlanId(Uuid::from_u128(99));
    assert!(matches!(world.store.look(&asking(&anna, &moment), nowhere).await, Err(LookError::NotFound)));
    assert_eq!(
        outcomes(world, plan).await,
        [
            line("propose", "allowed", ""),
            line("see", "allowed", "holds_the_plan"),
            line("see", "denied", "outside"),
            line("assess", "allowed", "holds_the_plan"),
            line("assess", "denied", "outside"),
            line("log", "allowed", "duty"),
        ]
    );
    // The look at a plan that is not there stands in the log as well.
    let (ulla, moment) = (world.actor("ulla-frisk").await, world.moment());
    let all = world.store.log_between(&asking(&ulla, &moment), moment.now, moment.now).await.unwrap();
    assert!(all.iter().any(|line| line.plan == Some(nowhere)
        && line.outcome == "denied"
        && line.reason.as_deref() == Some("unknown")));
}

async fn an_act_on_an_older_revision_is_stale(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let ask = |command| Ask { plan, expected: Some(1), submit: Some(Uuid::from_u128(7)), command };
    world.act("anna-ek", plan, assess()).await.unwrap();
    let stale = world.store.act(&asking(&anna, &moment), ask(Command::AskQuestion { words: "Varför?".into() })).await;
    let Err(ActError::Stale(view)) = stale else { panic!("{stale:?}") };
    assert_eq!((view.revision, view.stage), (2, Stage::Assessed));
    assert!(outcomes(world, plan).await.contains(&line("ask_question", "stale", "")));
}

async fn a_repeated_submit_adds_nothing(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let ask = || Ask { plan, expected: Some(1), submit: Some(Uuid::from_u128(7)), command: assess() };
    let first = world.store.act(&asking(&anna, &moment), ask()).await.unwrap();
    let second = world.store.act(&asking(&anna, &moment), ask()).await.unwrap();
    assert_eq!((first.revision, first.repeated), (2, false));
    assert_eq!((second.revision, second.repeated), (2, true));
    // Many at once, on the newest revision or on none.
    let question = |submit| Ask {
        plan,
        expected: None,
        submit: Some(submit),
        command: Command::AskQuestion { words: "Varför?".into() },
    };
    let asked = asking(&anna, &moment);
    let all =
        futures_util::future::join_all((0..8).map(|_| world.store.act(&asked, question(Uuid::from_u128(8))))).await;
    assert_eq!(all.iter().filter(|acted| !acted.as_ref().unwrap().repeated).count(), 1);
    assert_eq!(world.store.look(&asked, plan).await.unwrap().questions.len(), 1);
    // A proposal with the same plan id is the same proposal.
    let (lisa, moment) = (world.actor("lisa-berg").await, world.moment());
    let again = world.store.propose(&asking(&lisa, &moment), plan, world.proposal().await).await.unwrap();
    assert!(again.repeated);
    let mut other = world.proposal().await;
    other.reason = "Något annat.".into();
    let other = world.store.propose(&asking(&lisa, &moment), plan, other).await;
    assert!(matches!(other, Err(ActError::Stale(_))), "other words were not stored, and must not look so: {other:?}");
    let foreign = world.store.propose(&asking(&anna, &moment), plan, world.proposal().await).await;
    assert!(matches!(foreign, Err(ActError::NotFound)), "{foreign:?}");
}

async fn concurrent_acts_settle_without_loss(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    world.act("anna-ek", plan, assess()).await.unwrap();
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let asked = asking(&anna, &moment);
    // A second store on the same PostgreSQL is another process: only the primary key stands between the two.
    let other = if world.store.is_sqlite() {
        None
    } else {
        let new_id: samsyn_store::NewId = std::sync::Arc::new({
            let next = std::sync::atomic::AtomicU64::new(1);
            move || {
                Uuid::from_u128(0x5555_u128 << 64 | u128::from(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)))
            }
        });
        Some(
            samsyn_store::Store::open(samsyn_store::Opening {
                url: &world.url,
                new_id,
                now: crate::world::now(),
                keys: world.keys.clone(),
            })
            .await
            .unwrap(),
        )
    };
    let avoid = |n: u32| Ask {
        plan,
        expected: None,
        submit: Some(Uuid::from_u128(u128::from(n) + 100)),
        command: Command::Avoid { words: format!("Ämne {n}") },
    };
    let stores = [Some(&world.store), other.as_ref()];
    let acts = (0..40).map(|n| {
        let store = stores[n as usize % 2].unwrap_or(&world.store);
        store.act(&asked, avoid(n))
    });
    let mut done = 0;
    for result in futures_util::future::join_all(acts).await {
        match result {
            Ok(_) => done += 1,
            // Two processes may wear each other out; then the answer says so and nothing was stored.
            Err(ActError::Store(samsyn_store::StoreError::Conflict(_))) if other.is_some() => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(done > 0);
    let view = world.store.look(&asked, plan).await.unwrap();
    assert_eq!(view.revision, 2 + done);
    assert_eq!(view.avoid.len() as u64, done);
    let found = world.verified(&world.url).await.unwrap();
    assert_eq!((found.differences, found.events), (vec![], 2 + done));
    if let Some(other) = other {
        assert_eq!(other.look(&asked, plan).await.unwrap().revision, 2 + done);
        other.close().await;
    }
}

async fn a_refused_act_changes_nothing(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let refused = world.act("anna-ek", plan, Command::Assess { reason: "  ".into() }).await;
    let Err(ActError::Refused(refusals)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusals[0].at, "reason");
    assert!(outcomes(world, plan).await.contains(&line("assess", "refused", "")));
    let found = world.verified(&world.url).await.unwrap();
    assert_eq!((found.differences, found.events), (vec![], 1));
}

async fn the_history_is_narrowed(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    world.act("anna-ek", plan, assess()).await.unwrap();
    let sara = world.person("sara").await;
    let guardian = Command::NameRepresentative {
        person: sara.person,
        name: "Sara Sjöberg".into(),
        mandate: Mandate::Guardian,
        decides: true,
        covers: None,
        limits: String::new(),
    };
    world.act("anna-ek", plan, guardian).await.unwrap();
    let consent = Command::GiveConsent {
        by: FamilyMember::Representative(samsyn_domain::ids::No(1)),
        plan: true,
        disclose: vec![(Recipient::Unit(world.unit("u-bup").await), [InfoKind::Health].into())],
        form: Form::Oral,
        basis: "Samtal".into(),
        talk: samsyn_domain::plan::command::TalkDraft::default(),
        excluded: String::new(),
        from: TODAY,
        to: TODAY.saturating_add(jiff::ToSpan::days(60)),
    };
    world.act("anna-ek", plan, consent).await.unwrap();
    let (sara, omar, moment) = (world.actor("sara").await, world.actor("omar-ali").await, world.moment());
    let hers = world.store.history(&asking(&sara, &moment), plan).await.unwrap();
    assert!(hers.len() >= 4, "{}", hers.len());
    assert!(hers.windows(2).all(|two| two[0].seq < two[1].seq));
    // Consent to be told something is not a place in the plan.
    assert!(matches!(world.store.history(&asking(&omar, &moment), plan).await, Err(LookError::NotFound)));
    let now = moment.now;
    assert!(matches!(world.store.log_of(&asking(&omar, &moment), plan, now).await, Err(LookError::NotFound)));
    assert!(matches!(world.store.log_between(&asking(&omar, &moment), now, now).await, Err(LookError::NotFound)));
}

async fn whoever_listens_hears_of_a_change(world: &World) {
    world.directory().await;
    let mut here = world.store.signals();
    let plan = world.plan(1).await;
    assert_eq!(here.recv().await.unwrap(), Signal::Changed { plan, revision: 1 });
    if world.store.is_sqlite() {
        return;
    }
    let opening = samsyn_store::Opening {
        url: &world.url,
        new_id: std::sync::Arc::new(|| Uuid::from_u128(5)),
        now: crate::world::now(),
        keys: world.keys.clone(),
    };
    let other = samsyn_store::Store::open(opening).await.unwrap();
    let mut there = other.signals();
    world.act("anna-ek", plan, assess()).await.unwrap();
    let heard = tokio::time::timeout(std::time::Duration::from_secs(10), there.recv()).await.unwrap().unwrap();
    assert_eq!(heard, Signal::Changed { plan, revision: 2 });
    other.close().await;
}

async fn a_story_is_adopted_whole(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    world.act("anna-ek", plan, assess()).await.unwrap();
    let (whole, facts) = world.store.export(plan, crate::world::now()).await.unwrap();
    assert_eq!((whole.revision, facts.len()), (2, 2));
    let copy = PlanId(Uuid::from_u128(2));
    world.store.adopt(copy, &facts, samsyn_domain::information::Clocks::default(), crate::world::now()).await.unwrap();
    assert!(
        world
            .store
            .adopt(copy, &facts, samsyn_domain::information::Clocks::default(), crate::world::now())
            .await
            .is_err()
    );
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    assert!(matches!(anna.identity, Identity::Staff(_)));
    assert_eq!(world.store.look(&asking(&anna, &moment), copy).await.unwrap().stage, Stage::Assessed);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}
