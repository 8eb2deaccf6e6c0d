//! Statutory disposal: what is due, what is held, what is destroyed for good, and what no restore brings back.

use std::fs;
use std::io::BufReader;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use samsyn_domain::disposal::Disposal;
use samsyn_domain::ids::{PersonId, PlanId};
use samsyn_domain::plan::command::Command;
use samsyn_store::{
    DisposalError, DisposalState, KeysAt, LookError, Master, Store, StoreError, backup, backup_keys, keys_status,
    restore, restore_keys,
};
use uuid::Uuid;

use crate::both;
use crate::keys::{at_rest, behind, holding, open, raw_keys};
use crate::world::{World, asking, chance, id_of, ids, now};

both!(
    a_plan_is_due_when_its_longest_clock_has_run_out,
    what_is_disposed_of_is_nowhere,
    nothing_brings_it_back,
    a_run_that_was_cut_off_is_finished_by_the_next_start,
    whoever_is_in_another_plan_stays_in_the_directory,
    a_master_key_from_outside_is_changed_by_people,
);

const SECRET: &str = "Svartsjukan på Kvistgatan";
/// Five years after all that happens in the tests: the clock of social services has run out.
const LATER: Date = date(2031, 11, 23);

fn later() -> Timestamp {
    "2031-11-23T09:00:00Z".parse().unwrap()
}

/// Elin's plan with a secret in it.
async fn plan(world: &World, n: u128) -> PlanId {
    let plan = world.plan(n).await;
    world.act("anna-ek", plan, Command::Assess { reason: SECRET.into() }).await.unwrap();
    plan
}

/// Clocks under which a school keeps no longer than social services: the two that take part in these plans.
fn clocks() -> Disposal {
    let mut clocks = Disposal::default();
    clocks.clocks.iter_mut().find(|clock| clock.name == "other").unwrap().years = 5;
    clocks
}

async fn dispose(world: &World, plan: PlanId) -> samsyn_store::Destroyed {
    world.store.approve_disposal(plan, &clocks(), LATER, later()).await.unwrap();
    world.store.dispose(&clocks(), LATER, later()).await.unwrap()
}

async fn logged(world: &World, action: &str, outcome: &str) -> usize {
    use samsyn_domain::access::Hat;
    let mut auditor = world.actor("anna-ek").await;
    auditor.hats.insert(Hat::Auditor);
    let moment = world.moment();
    let lines =
        world.store.log_between(&asking(&auditor, &moment), Timestamp::UNIX_EPOCH, Timestamp::MAX).await.unwrap();
    lines.iter().filter(|line| line.action == action && line.outcome == outcome).count()
}

async fn a_plan_is_due_when_its_longest_clock_has_run_out(world: &World) {
    world.directory().await;
    let (one, two) = (plan(world, 1).await, plan(world, 2).await);
    // The school's clock is ten years by default, so nothing is due after five; with a day to go neither after ten.
    let store = &world.store;
    assert_eq!(store.disposals_due(&Disposal::default(), LATER, later()).await.unwrap(), []);
    assert_eq!(store.disposals_due(&clocks(), date(2031, 11, 22), later()).await.unwrap(), []);
    let due = store.disposals_due(&clocks(), LATER, later()).await.unwrap();
    assert_eq!(due.iter().map(|row| (row.plan, row.from)).collect::<Vec<_>>(), [(one, LATER), (two, LATER)]);
    assert_eq!((due[0].latest, due[0].state), (Some(date(2032, 12, 31)), DisposalState::Open));
    let refused = store.approve_disposal(one, &Disposal::default(), LATER, later()).await;
    assert!(matches!(refused, Err(DisposalError::NotDue(day)) if day == date(2036, 11, 23)), "{refused:?}");

    assert!(matches!(store.hold_disposal(one, " ", &clocks(), later()).await, Err(DisposalError::NoReason)));
    assert!(matches!(
        store.hold_disposal(one, &"å".repeat(1001), &clocks(), later()).await,
        Err(DisposalError::NoReason)
    ));
    assert!(matches!(store.release_disposal(one, "Klart", &clocks(), later()).await, Err(DisposalError::NotHeld)));
    store.hold_disposal(one, "Prövas i domstol, Elin Sjöberg", &clocks(), later()).await.unwrap();
    let held = store.approve_disposal(one, &clocks(), LATER, later()).await;
    assert!(matches!(held, Err(DisposalError::Held)), "{held:?}");
    let rows = store.disposals_due(&Disposal::default(), LATER, later()).await.unwrap();
    assert_eq!(rows.len(), 1, "what is held is told whether it is due or not");
    assert_eq!(rows[0].words.as_deref(), Some("Prövas i domstol, Elin Sjöberg"));
    assert_eq!(holding(&at_rest(world).await, "Prövas i domstol".as_bytes()), Vec::<PathBuf>::new());

    // Approved, and then something happens in it: its clock runs anew.
    store.approve_disposal(two, &clocks(), LATER, later()).await.unwrap();
    behind(&world.url, &format!("update plans set updated_at = {} where plan = '{two}'", later().as_microsecond()))
        .await;
    let done = store.dispose(&clocks(), LATER, later()).await.unwrap();
    assert_eq!((done.receipts.len(), done.not_due, done.rotated), (0, vec![two], None));
    store.release_disposal(one, "Domen har vunnit laga kraft", &clocks(), later()).await.unwrap();
    store.approve_disposal(one, &clocks(), LATER, later()).await.unwrap();

    let nobody = PlanId(Uuid::from_u128(99));
    assert!(matches!(store.hold_disposal(nobody, "x", &clocks(), later()).await, Err(DisposalError::NotFound)));
    for (action, outcome, lines) in [
        ("disposal_list", "allowed", 4),
        ("disposal_approve", "allowed", 2),
        ("disposal_approve", "refused", 2),
        ("disposal_hold", "allowed", 1),
        ("disposal_hold", "refused", 2),
        ("disposal_hold", "denied", 1),
        ("disposal_release", "allowed", 1),
    ] {
        assert_eq!(logged(world, action, outcome).await, lines, "{action} {outcome}");
    }
}

async fn what_is_disposed_of_is_nowhere(world: &World) {
    world.directory().await;
    let (gone, stays) = (plan(world, 1).await, world.plan(2).await);
    let before = raw_keys(world).await;
    let old_master = fs::read_to_string(world.file("master.key")).unwrap();
    let old_master = old_master.split("v1:").nth(1).unwrap().trim().to_owned();
    let wrapped = wrapped(world, gone).await;
    assert_ne!(holding(&at_rest(world).await, &wrapped), Vec::<PathBuf>::new(), "nothing would be proved");
    let done = dispose(world, gone).await;
    assert_eq!((done.receipts.len(), done.receipts[0].events, done.receipts[0].clock.as_str()), (1, 2, "sol"));
    let rotated = done.rotated.unwrap();
    assert_eq!((rotated.from, rotated.to, rotated.old_is_gone), (1, 2, true));

    let files = at_rest(world).await;
    let key = &before[&gone.to_string()];
    let old_master: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&old_master[at..at + 2], 16).unwrap()).collect();
    for (what, needle) in
        [("the words", SECRET.as_bytes()), ("the plan's key", key), ("the old master key", &old_master)]
    {
        assert_eq!(holding(&files, needle), Vec::<PathBuf>::new(), "{what}");
    }
    assert!(!raw_keys(world).await.contains_key(&gone.to_string()));
    if world.store.is_sqlite() {
        // In PostgreSQL's heap the wrapped key may lie on: what wraps it is gone, and that is the point.
        assert_eq!(holding(&files, &wrapped), Vec::<PathBuf>::new(), "the wrapped key lies in a free page");
    }

    let moment = world.moment();
    let anna = world.actor("anna-ek").await;
    let look = world.store.look(&asking(&anna, &moment), gone).await;
    assert!(matches!(look, Err(LookError::NotFound)), "{look:?}");
    assert!(world.store.look(&asking(&anna, &moment), stays).await.is_ok());
    assert!(world.store.worklist(&asking(&anna, &moment)).await.unwrap().mine.iter().all(|row| row.plan != gone));
    let again =
        world.store.propose(&asking(&world.actor("lisa-berg").await, &moment), gone, world.proposal().await).await;
    assert!(matches!(again, Err(samsyn_store::ActError::NotFound)), "an id that was disposed of begins no new story");
    let found = world.verified(&world.url).await.unwrap();
    assert_eq!((found.plans, found.disposed, found.events, found.differences), (2, 1, 3, vec![]));
    let receipts = world.store.disposal_receipts(later()).await.unwrap();
    assert_eq!(receipts, [(gone, later(), Some(done.receipts[0].clone()))]);
    assert_eq!(logged(world, "dispose", "allowed").await, 1);
    // Nothing is left to approve or hold.
    let refused = world.store.hold_disposal(gone, "Ångrat", &clocks(), later()).await;
    assert!(matches!(refused, Err(DisposalError::NotFound)), "{refused:?}");
}

/// The key of a plan as it lies in the key store.
async fn wrapped(world: &World, plan: PlanId) -> Vec<u8> {
    use sqlx::{Connection, Executor, Row};
    let sql = sqlx::AssertSqlSafe(format!("select wrapped from data_keys where subject_id = '{plan}'"));
    if let Some(path) = world.keys.store.strip_prefix("sqlite:") {
        sqlx::SqliteConnection::connect(path).await.unwrap().fetch_one(sqlx::query(sql)).await.unwrap().get(0)
    } else {
        let mut conn = sqlx::PgConnection::connect(&world.keys.store).await.unwrap();
        conn.fetch_one(sqlx::query(sql)).await.unwrap().get(0)
    }
}

/// Another house on the same keys, as after a restore.
async fn restored(world: &World, copy: &[u8], name: &str, part: u128) -> (Store, String) {
    let target = world.empty_database(name).await;
    restore(&target, BufReader::new(copy), later()).await.unwrap();
    (open(&target, &world.keys, part).await.unwrap(), target)
}

async fn nothing_brings_it_back(world: &World) {
    world.directory().await;
    let (gone, stays) = (plan(world, 1).await, plan(world, 2).await);
    let (mut plans, mut keys) = (Vec::new(), Vec::new());
    backup(&world.url, &mut plans, now()).await.unwrap();
    backup_keys(&world.keys, &mut keys, now()).await.unwrap();
    dispose(world, gone).await;

    // The plans' backup from before: it is erased before anybody looks.
    let (store, target) = restored(world, &plans, "back", 3).await;
    assert!(matches!(store.export(gone, later()).await, Err(LookError::NotFound)));
    assert_eq!(store.export(stays, later()).await.unwrap().1.len(), 2);
    let found = world.verified(&target).await.unwrap();
    assert_eq!((found.plans, found.disposed, found.differences), (2, 1, vec![]));
    store.close().await;
    for words in [SECRET, "Elin Sjöberg"] {
        assert_eq!(
            holding(&at_rest(world).await, words.as_bytes()),
            Vec::<PathBuf>::new(),
            "{words} in a restored backup"
        );
    }
    // The keys' backup from before: its master key is gone.
    let elsewhere = KeysAt { store: format!("sqlite:{}", world.file("old-keys.db").display()), ..world.keys.clone() };
    let refused = restore_keys(&elsewhere, BufReader::new(keys.as_slice()), &ids(), later()).await;
    assert!(matches!(refused, Err(StoreError::Keys(_))), "{refused:?}");

    // Whoever kept the old master key all the same: the list beside the keys destroys the key again.
    let old = world.file("old.key");
    fs::write(&old, format!("v1:{}\n", "ab".repeat(32))).unwrap();
    let outside = KeysAt {
        store: format!("sqlite:{}", world.file("outside.db").display()),
        master: Master::File(old),
        erased: world.file("outside.txt"),
        chance: chance(),
    };
    let other = world.empty_database("outside").await;
    let store = open(&other, &outside, 4).await.unwrap();
    store.import_with_ids(&crate::world::sample(), crate::world::TODAY, now(), id_of).await.unwrap();
    store.close().await;
    let mut kept = Vec::new();
    backup_keys(&outside, &mut kept, now()).await.unwrap();
    fs::write(world.file("outside.txt"), format!("person {} 2031-11-23T09:00:00Z\n", id_of("elin"))).unwrap();
    fs::remove_file(world.file("outside.db")).unwrap();
    restore_keys(&outside, BufReader::new(kept.as_slice()), &ids(), later()).await.unwrap();
    let store = open(&other, &outside, 5).await.unwrap();
    assert!(matches!(store.person(PersonId(id_of("elin"))).await, Err(StoreError::NotFound)));
    assert_eq!(store.people().await.unwrap().len(), 14);
    store.close().await;
    assert_eq!(keys_status(&outside, later()).await.unwrap().erased, 1);
    world.drop_database("back").await;
    world.drop_database("outside").await;
}

async fn a_run_that_was_cut_off_is_finished_by_the_next_start(world: &World) {
    world.directory().await;
    let gone = plan(world, 1).await;
    let mut before = Vec::new();
    backup(&world.url, &mut before, now()).await.unwrap();
    // Cut off right after the keys were destroyed: what lies in the database is as it was.
    dispose(world, gone).await;
    let (store, target) = restored(world, &before, "cut", 3).await;
    assert_eq!(store.disposal_receipts(later()).await.unwrap(), [(gone, now(), None)]);
    assert!(matches!(store.export(gone, later()).await, Err(LookError::NotFound)));
    store.close().await;
    // Before the keys were known, in the clear: those words are overwritten too.
    behind(&target, &format!("update events set codec = 0, body = '{SECRET}' where plan = '{gone}' and seq = 1")).await;
    behind(&target, &format!("insert into waiting (plan, row_no, subject_kind, subject_id, task, due, codec) values ('{gone}', 0, 'unit', 'x', 'assess', '9999-12-31', 0)")).await;
    open(&target, &world.keys, 4).await.unwrap().close().await;
    assert_eq!(holding(&at_rest(world).await, SECRET.as_bytes()), Vec::<PathBuf>::new());
    world.drop_database("cut").await;
}

async fn whoever_is_in_another_plan_stays_in_the_directory(world: &World) {
    world.directory().await;
    let (one, two) = (plan(world, 1).await, plan(world, 2).await);
    let elin = PersonId(id_of("elin"));
    let first = dispose(world, one).await;
    assert_eq!(first.receipts[0].people, 0);
    assert_eq!(world.store.person(elin).await.unwrap().name, "Elin Sjöberg");
    let account = world.actor("elin").await.account;
    let expires = later() + jiff::SignedDuration::from_hours(1);
    world.store.begin_session(b"token", account, "link", later(), expires).await.unwrap();
    let second = dispose(world, two).await;
    assert_eq!(second.receipts[0].people, 1);
    assert!(matches!(world.store.person(elin).await, Err(StoreError::NotFound)));
    assert!(world.store.signed_in(b"token", later(), None).await.unwrap().is_none());
    assert!(world.store.people().await.unwrap().iter().all(|person| person.id != elin));
    assert!(world.store.named_accounts().await.unwrap().iter().all(|named| named.name != "Elin Sjöberg"));
    // The rest of the family is in no plan, and nobody has a reason to forget them.
    assert_eq!(world.store.people().await.unwrap().len(), 14);
    // The same files again: she is new to the directory, under a new id.
    let sample = crate::world::sample();
    let again = world.store.import_with_ids(&sample, LATER, later(), |key| Uuid::from_u128(id_of(key).as_u128() ^ 1));
    assert_eq!(again.await.unwrap().people.added, 1);
}

async fn a_master_key_from_outside_is_changed_by_people(world: &World) {
    use std::sync::{Arc, Mutex};
    let text = Arc::new(Mutex::new(format!("v4:{}", "ab".repeat(32))));
    let given = Arc::clone(&text);
    let keys = KeysAt {
        store: format!("sqlite:{}", world.file("given.db").display()),
        master: Master::Given { name: "env:MASTER".into(), read: Arc::new(move || Ok(given.lock().unwrap().clone())) },
        erased: world.file("given.txt"),
        chance: chance(),
    };
    let target = world.empty_database("given").await;
    let store = open(&target, &keys, 3).await.unwrap();
    store.import_with_ids(&crate::world::sample(), crate::world::TODAY, now(), id_of).await.unwrap();
    let (plan, facts) = world_story();
    store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    let day = date(2046, 1, 1);
    store.approve_disposal(plan, &Disposal::default(), day, later()).await.unwrap();
    let refused = store.dispose(&Disposal::default(), day, later()).await;
    assert!(matches!(&refused, Err(StoreError::Keys(why)) if why.contains("samsyn keys new")), "{refused:?}");
    assert!(store.export(plan, later()).await.is_ok(), "nothing was destroyed");
    let line = samsyn_store::new_master_line(&keys, later()).await.unwrap();
    assert!(line.starts_with("v5:") && line.len() == 67, "{line}");
    let both = format!("{} {line}", text.lock().unwrap());
    *text.lock().unwrap() = both;
    let done = store.dispose(&Disposal::default(), day, later()).await.unwrap().rotated.unwrap();
    assert_eq!((done.from, done.to, done.old_is_gone), (4, 5, false));
    assert!(matches!(store.export(plan, later()).await, Err(LookError::NotFound)));
    // Taken away by the operator: it goes on with the new one alone.
    *text.lock().unwrap() = line;
    store.close().await;
    let store = open(&target, &keys, 4).await.unwrap();
    assert!(store.people().await.unwrap().len() > 5);
    store.close().await;
    world.drop_database("given").await;
}

/// A whole story of a family.
fn world_story() -> (PlanId, Vec<samsyn_domain::plan::Fact>) {
    use samsyn_domain::families::{Family, Milestone, story};
    story(Family::Greta, Milestone::Told, now()).unwrap()
}
