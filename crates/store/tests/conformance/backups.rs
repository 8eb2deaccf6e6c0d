//! Backup, restore, verify.

use std::io::BufReader;

use samsyn_domain::plan::command::Command;
use samsyn_store::{Store, StoreError, backup, restore};
use sqlx::{Connection, Executor};

use crate::both;
use crate::world::{World, asking, ids, now};

both!(a_backup_comes_back, a_damaged_backup_is_refused, a_difference_is_named, a_rebuild_mends);

async fn filled(world: &World) {
    world.directory().await;
    for n in 1..=3 {
        let plan = world.plan(n).await;
        world.act("anna-ek", plan, Command::Assess { reason: "Ja \"nej\"\n\u{1F600}".into() }).await.unwrap();
    }
}

async fn a_backup_comes_back(world: &World) {
    filled(world).await;
    let account = world.actor("anna-ek").await.account;
    world
        .store
        .begin_session(b"token", account, "link", now(), now() + jiff::SignedDuration::from_hours(1))
        .await
        .unwrap();
    let mut first = Vec::new();
    let made = backup(&world.url, &mut first, now()).await.unwrap();
    assert!(!String::from_utf8(first.clone()).unwrap().contains("\"sessions\""), "nobody is signed in by a restore");
    let target = world.empty_database("restored").await;
    let back = restore(&target, BufReader::new(first.as_slice()), now()).await.unwrap();
    assert_eq!(back, made);
    let found = world.verified(&target).await.unwrap();
    assert_eq!((found.plans, found.events, found.differences), (3, 6, vec![]));
    let mut second = Vec::new();
    backup(&target, &mut second, now()).await.unwrap();
    let lines = |bytes: &[u8]| {
        let mut lines: Vec<_> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        lines.pop();
        lines.pop();
        lines.sort();
        lines
    };
    // A restore leaves its own line in the log, which waits for its leaf.
    let (before, after) = (lines(&first), lines(&second));
    let new: Vec<_> =
        after.iter().filter(|line| !before.contains(line)).map(|line| String::from_utf8_lossy(line)).collect();
    assert!(
        before.iter().all(|line| after.contains(line)) && after.len() == before.len() + 2 && new.len() == 2,
        "{new:?}"
    );
    assert!(new.iter().any(|line| line.contains("\"restore\"") && line.contains("\"leaf_0\"")), "{new:?}");
    let full = restore(&target, BufReader::new(first.as_slice()), now()).await;
    assert!(matches!(full, Err(StoreError::Backup(ref why)) if why.contains("not empty")), "{full:?}");
    // The restored house works on.
    let store = Store::open(samsyn_store::Opening {
        url: &target,
        new_id: std::sync::Arc::new({
            let ids = ids();
            move || {
                let id = ids();
                uuid::Uuid::from_u128(id.as_u128() | 1 << 60)
            }
        }),
        now: now(),
        keys: world.keys.clone(),
    })
    .await
    .unwrap();
    let moment = world.moment();
    let anna = store.actor(account).await.unwrap();
    assert_eq!(store.worklist(&asking(&anna, &moment)).await.unwrap().mine.len(), 3);
    store.close().await;
    world.drop_database("restored").await;
}

async fn a_damaged_backup_is_refused(world: &World) {
    filled(world).await;
    let mut whole = Vec::new();
    backup(&world.url, &mut whole, now()).await.unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let cut = text.lines().take(text.lines().count() - 1).collect::<Vec<_>>().join("\n");
    let changed = text.replacen("Anna Ek", "Anne Ek", 1);
    for (n, damaged) in
        [cut, changed, text[..text.len() / 2].to_owned(), String::new(), "{}".into()].into_iter().enumerate()
    {
        let name = format!("damaged{n}");
        let target = world.empty_database(&name).await;
        let refused = restore(&target, BufReader::new(damaged.as_bytes()), now()).await;
        assert!(matches!(refused, Err(StoreError::Backup(_))), "{n}: {refused:?}");
        assert_eq!(world.verified(&target).await.unwrap().plans, 0);
        world.drop_database(&name).await;
    }
}

async fn tamper(world: &World, sql: &'static str) {
    match world.url.strip_prefix("sqlite:") {
        Some(path) => drop(sqlx::SqliteConnection::connect(path).await.unwrap().execute(sql).await.unwrap()),
        None => drop(sqlx::PgConnection::connect(&world.url).await.unwrap().execute(sql).await.unwrap()),
    }
}

async fn a_difference_is_named(world: &World) {
    filled(world).await;
    tamper(world, "update plans set stage = 'closed' where plan = '00000000-0000-0000-0000-000000000001'").await;
    tamper(world, "delete from plan_readers where plan = '00000000-0000-0000-0000-000000000002'").await;
    tamper(world, "update waiting set due = '2000-01-01' where plan = '00000000-0000-0000-0000-000000000002'").await;
    tamper(world, "delete from events where plan = '00000000-0000-0000-0000-000000000003' and seq = 1").await;
    let found = world.verified(&world.url).await.unwrap();
    let told: Vec<_> = found.differences.iter().map(|d| (d.plan.0.as_u128(), d.what.as_str())).collect();
    assert_eq!(told[0], (1, "plans.stage"));
    assert_eq!((told[1].0, &told[1].1[..13]), (2, "plan_readers:"));
    assert_eq!((told[2].0, &told[2].1[..8]), (2, "waiting:"));
    assert_eq!(told[3], (3, "events: a gap before 2"));
    assert_eq!(told.len(), 4);
}

async fn a_rebuild_mends(world: &World) {
    filled(world).await;
    tamper(world, "update plans set stage = 'closed', state = label").await;
    tamper(world, "insert into plan_readers (plan, subject_kind, subject_id, role, from_day, to_day) values ('00000000-0000-0000-0000-000000000002', 'unit', 'x', 'holder', '', '9')").await;
    tamper(world, "delete from waiting").await;
    assert_eq!(world.store.rebuild(samsyn_domain::information::Clocks::default()).await.unwrap(), 3);
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
}
