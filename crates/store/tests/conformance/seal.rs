//! The seal: every row gets its leaf, checkpoints are signed, and whatever is changed afterwards is told apart.

use std::io::BufReader;

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::command::Command;
use samsyn_store::{
    CheckpointFault, Evidence, Opening, RowFault, SealJudged, SealKey, SealedRow, Source, Store, StoreError, What,
    backup, prove, restore, verify_seal,
};
use sqlx::{Connection, Executor};
use tlog_tiles::{Checkpoint, Hash, check_record, check_tree, record_hash};
use uuid::Uuid;

use crate::both;
use crate::world::{World, asking, now};

both!(
    what_is_written_is_sealed,
    two_sealers_give_each_row_one_leaf,
    each_fault_is_told_from_the_others,
    a_log_that_was_cut_off_shows_only_at_the_witness,
    a_proof_stands_alone,
    a_restore_says_what_it_gave_up,
    thinning_keeps_the_leaves,
    nothing_is_added_to_a_seal_that_was_cut,
);

fn key() -> SealKey {
    SealKey::make("sip.example/seal", [7; 32]).unwrap().0
}

fn evidence(witness: &[(String, String)]) -> Evidence {
    Evidence { keys: vec![key().public], witness: witness.to_vec() }
}

async fn acts(world: &World, from: u128, to: u128) {
    for n in from..=to {
        let plan = world.plan(n).await;
        world.act("anna-ek", plan, Command::Assess { reason: format!("Ja {n}") }).await.unwrap();
    }
}

async fn signed(store: &Store, at: Timestamp) -> (String, String) {
    store.seal().await.unwrap();
    let signed = store.checkpoint(&key(), &[], at).await.unwrap().unwrap();
    (signed.file_name(), signed.note)
}

async fn judged(world: &World, witness: &[(String, String)]) -> SealJudged {
    verify_seal(&world.url, &evidence(witness)).await.unwrap()
}

async fn change(world: &World, sql: &str) {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    let done = match world.url.strip_prefix("sqlite:") {
        Some(path) => sqlx::SqliteConnection::connect(path).await.unwrap().execute(sql).await.unwrap().rows_affected(),
        None => sqlx::PgConnection::connect(&world.url).await.unwrap().execute(sql).await.unwrap().rows_affected(),
    };
    assert!(done > 0);
}

/// The directory, without the line that says it was read in: what is counted here begins after it.
async fn directory(world: &World) {
    world.directory().await;
    change(world, "delete from access_log").await;
    change(world, "delete from unsealed").await;
}

async fn what_is_written_is_sealed(world: &World) {
    directory(world).await;
    acts(world, 1, 3).await;
    let before = judged(world, &[]).await;
    assert_eq!((before.leaves, before.waiting, before.wrong.len()), (0, 12, 0), "6 events and 6 lines wait");
    let first = signed(&world.store, now()).await;
    assert_eq!(world.store.seal().await.unwrap(), 0);
    assert_eq!(world.store.checkpoint(&key(), &[], now()).await.unwrap(), None, "nothing new, nothing signed");
    acts(world, 4, 4).await;
    let (elin, moment) = (world.actor("elin").await, world.moment());
    world.store.look(&asking(&elin, &moment), PlanId(Uuid::from_u128(1))).await.unwrap();
    let jobs = world.store.job_counts().await.unwrap().waiting;
    world.store.seal().await.unwrap();
    let second = world.store.checkpoint(&key(), &["folder", "mail"], now()).await.unwrap().unwrap();
    assert_eq!((second.number, second.size), (2, 17));
    assert_eq!(world.store.stored_checkpoint(2).await.unwrap(), second);
    assert_eq!(world.store.job_counts().await.unwrap().waiting, jobs + 2, "a job for each way out of the house");
    let found = judged(world, &[first, (second.file_name(), second.note)]).await;
    assert_eq!((found.leaves, found.events, found.lines, found.waiting), (17, 8, 9, 0));
    assert_eq!((found.checkpoints, found.witnessed, found.wrong), (2, 2, vec![]));
    // No key, no judgement; and a stranger's key confirms nothing.
    assert!(matches!(verify_seal(&world.url, &Evidence::default()).await, Err(StoreError::Seal(_))));
    let (other, _) = SealKey::make("sip.example/seal", [8; 32]).unwrap();
    let found = verify_seal(&world.url, &Evidence { keys: vec![other.public.clone()], witness: vec![] }).await.unwrap();
    assert_eq!((found.checkpoints, found.wrong.len()), (0, 2));
    assert!(
        !world.store.signed_by(&[other.public]).await.unwrap() && world.store.signed_by(&[key().public]).await.unwrap()
    );
}

async fn two_sealers_give_each_row_one_leaf(world: &World) {
    directory(world).await;
    acts(world, 1, 4).await;
    if world.store.is_sqlite() {
        let (one, two) = tokio::join!(world.store.seal(), world.store.seal());
        assert_eq!(one.unwrap() + two.unwrap(), 16);
    } else {
        let mut others = Vec::new();
        for n in 0..3_u128 {
            let new_id = std::sync::Arc::new(move || Uuid::from_u128(1 << 100 | n));
            others.push(
                Store::open(Opening { url: &world.url, new_id, now: now(), keys: world.keys.clone() }).await.unwrap(),
            );
        }
        let mut sealed = 0;
        for _ in 0..3 {
            let (a, b, c, d) = tokio::join!(world.store.seal(), others[0].seal(), others[1].seal(), others[2].seal());
            sealed += a.unwrap() + b.unwrap() + c.unwrap() + d.unwrap();
        }
        assert_eq!(sealed, 16);
        for other in others {
            other.close().await;
        }
    }
    signed(&world.store, now()).await;
    let found = judged(world, &[]).await;
    assert_eq!((found.leaves, found.waiting, found.wrong), (16, 0, vec![]));
}

async fn each_fault_is_told_from_the_others(world: &World) {
    directory(world).await;
    acts(world, 1, 6).await;
    let witness = vec![signed(&world.store, now()).await];
    let plan = |n: u128| PlanId(Uuid::from_u128(n)).to_string();
    let event = |n: u128, seq: i64| SealedRow::Event { plan: plan(n), seq };
    let line = |leaf: i64| format!("(select line from leaves where leaf = {leaf})");
    assert_eq!(judged(world, &witness).await.wrong, []);

    // Each is undone before the next, so that each is judged alone.
    let leaf = |n: u128, seq: i64| format!("(select leaf from leaves where plan = '{}' and seq = {seq})", plan(n));
    for (sql, undo, told) in [
        (
            format!("update events set at = at + 1 where plan = '{}' and seq = 2", plan(3)),
            format!("update events set at = at - 1 where plan = '{}' and seq = 2", plan(3)),
            format!("{}: changed since it was sealed", event(3, 2)),
        ),
        (
            format!("update events set kind = kind || 'x' where plan = '{}' and seq = 1", plan(1)),
            format!("update events set kind = rtrim(kind, 'x') where plan = '{}' and seq = 1", plan(1)),
            format!("{}: changed since it was sealed", event(1, 1)),
        ),
        (
            format!("update events set seq = seq + 10 where plan = '{}' and seq = 2", plan(4)),
            format!("update events set seq = seq - 10 where plan = '{}'  and seq = 12", plan(4)),
            format!("{}: deleted", event(4, 2)),
        ),
        (
            format!("update events set seq = 5 - seq where plan = '{}'", plan(5)),
            format!("update events set seq = 5 - seq where plan = '{}'", plan(5)),
            format!("{}: deleted", event(5, 1)),
        ),
        (
            format!("update leaves set seq = seq + 1 where leaf = {}", leaf(2, 2)),
            format!("update leaves set seq = 2 where plan = '{}' and seq = 3", plan(2)),
            format!("{}: deleted", event(2, 3)),
        ),
        (
            "update leaves set form = 2 where leaf = 3".to_owned(),
            "update leaves set form = 1 where leaf = 3".to_owned(),
            "changed so that it cannot be read".to_owned(),
        ),
        (
            "update leaves set leaf = 100 where leaf = 9".to_owned(),
            "update leaves set leaf = 9 where leaf = 100".to_owned(),
            "leaf 9: leaves: rows deleted".to_owned(),
        ),
        (
            "update checkpoints set at = at + 1".to_owned(),
            "update checkpoints set at = at - 1".to_owned(),
            "its columns do not say what was signed".to_owned(),
        ),
        (
            "update checkpoints set checkpoint = 2".to_owned(),
            "update checkpoints set checkpoint = 1".to_owned(),
            "checkpoints: rows deleted, number 1 to 1".to_owned(),
        ),
        (
            "update checkpoints set note = replace(note, 'sip', 'sup')".to_owned(),
            "update checkpoints set note = replace(note, 'sup', 'sip')".to_owned(),
            "checkpoints, number 1: not signed by a known key".to_owned(),
        ),
    ] {
        change(world, &sql).await;
        let found = judged(world, &witness).await;
        let words: Vec<String> = found.wrong.iter().map(ToString::to_string).collect();
        assert!(words.iter().any(|words| words.contains(&told)), "{sql}: {words:?}");
        change(world, &undo).await;
        assert_eq!(judged(world, &witness).await.wrong, [], "{undo}");
    }

    // Two lines exchanged but for their ids, which is what an exchange is.
    let exchange = format!(
        "update access_log set reason = case id when {0} then {1} else {0} end where id in ({0}, {1})",
        line(20),
        line(21)
    );
    change(world, &exchange).await;
    let rows: Vec<What> = judged(world, &witness).await.wrong.into_iter().map(|wrong| wrong.what).collect();
    assert!(matches!(&rows[..], [What::Row(_, RowFault::Changed), What::Row(_, RowFault::Changed)]), "{rows:?}");
    change(
        world,
        &format!(
            "update access_log set reason = case id when {} then 'unknown' else null end where id in ({}, {})",
            line(20),
            line(20),
            line(21)
        ),
    )
    .await;

    change(world, &format!("delete from access_log where id = {}", line(22))).await;
    change(world, "insert into access_log (id, at, actor_kind, action, surface, outcome) values ('x', 1, 'clock', 'see', 'page', 'allowed')").await;
    let words: Vec<String> = judged(world, &witness).await.wrong.iter().map(ToString::to_string).collect();
    assert!(
        words.iter().any(|words| words.starts_with("leaf 22: access_log, id 0192") && words.ends_with(": deleted")),
        "{words:?}"
    );
    assert!(words.iter().any(|words| words.contains("access_log, id x: added past the seal")), "{words:?}");
}

async fn a_log_that_was_cut_off_shows_only_at_the_witness(world: &World) {
    directory(world).await;
    acts(world, 1, 2).await;
    let mut witness = vec![signed(&world.store, now()).await];
    acts(world, 3, 4).await;
    witness.push(signed(&world.store, now()).await);
    // All traces of the two last plans are taken away, as whoever writes to the database can.
    let plan = PlanId(Uuid::from_u128(3));
    change(world, &format!("delete from access_log where plan >= '{plan}'")).await;
    for table in ["events", "plans", "plan_readers", "waiting"] {
        change(world, &format!("delete from {table} where plan >= '{plan}'")).await;
    }
    change(world, "delete from leaves where leaf >= 8").await;
    change(world, "delete from checkpoints where checkpoint = 2").await;
    let alone = judged(world, &[]).await;
    assert_eq!((alone.leaves, alone.checkpoints, alone.wrong), (8, 1, vec![]), "the database alone cannot tell");
    let found = judged(world, &witness).await;
    let fault = CheckpointFault::Truncated { left: 8, signed: 16 };
    assert_eq!(found.wrong[0].what, What::Checkpoint(Source::Witness(witness[1].0.clone()), fault));
    assert_eq!((found.witnessed, found.wrong.len()), (1, 1));
}

async fn nothing_is_added_to_a_seal_that_was_cut(world: &World) {
    directory(world).await;
    acts(world, 1, 2).await;
    signed(&world.store, now()).await;
    acts(world, 3, 3).await;
    change(world, "delete from leaves where leaf >= 6").await;
    assert!(matches!(world.store.seal().await, Err(StoreError::Seal(why)) if why.contains("taken away")));
    assert!(
        judged(world, &[])
            .await
            .wrong
            .iter()
            .any(|wrong| wrong.to_string().contains("8 leaves were signed and 6 are left"))
    );
}

async fn a_proof_stands_alone(world: &World) {
    directory(world).await;
    acts(world, 1, 3).await;
    let (_, older) = signed(&world.store, now()).await;
    acts(world, 4, 9).await;
    let (_, newest) = signed(&world.store, now()).await;
    let head = |note: &str| {
        Checkpoint::from_bytes(note.split_once("\n\n").map(|(text, _)| format!("{text}\n")).unwrap().as_bytes())
            .unwrap()
    };
    let (older_head, head) = (head(&older), head(&newest));
    assert_eq!((older_head.size(), head.size()), (12, 36));
    let hashes = |lines: &[String]| lines.iter().map(|line| Hash::parse_hash(line).unwrap()).collect::<Vec<_>>();
    for n in [1, 5, 9] {
        let row = SealedRow::Event { plan: PlanId(Uuid::from_u128(n)).to_string(), seq: 2 };
        let proof = prove(&world.url, &row, Some(&older)).await.unwrap();
        assert_eq!(proof.checkpoint, newest);
        let inclusion = hashes(&proof.inclusion);
        check_record(&inclusion, head.size(), *head.hash(), proof.index, record_hash(&proof.leaf)).unwrap();
        assert!(check_record(&inclusion, head.size(), *head.hash(), proof.index, record_hash(b"other")).is_err());
        let consistency = hashes(&proof.consistency.unwrap());
        check_tree(&consistency, head.size(), *head.hash(), 12, *older_head.hash()).unwrap();
        assert!(String::from_utf8(proof.leaf).unwrap().starts_with("[\"samsyn/event/1\",\"00000000-"));
    }
    let unknown = SealedRow::Line { id: "nobody".to_owned() };
    assert!(matches!(prove(&world.url, &unknown, None).await, Err(StoreError::NotFound)));
}

async fn a_restore_says_what_it_gave_up(world: &World) {
    directory(world).await;
    acts(world, 1, 2).await;
    let mut witness = vec![signed(&world.store, now()).await];
    acts(world, 3, 3).await;
    let mut copy = Vec::new();
    backup(&world.url, &mut copy, now()).await.unwrap();
    acts(world, 4, 5).await;
    witness.push(signed(&world.store, now()).await);
    let target = world.empty_database("restored").await;
    restore(&target, BufReader::new(copy.as_slice()), now()).await.unwrap();
    let new_id = std::sync::Arc::new(Uuid::nil);
    let store = Store::open(Opening { url: &target, new_id, now: now(), keys: world.keys.clone() }).await.unwrap();
    assert_eq!(
        store.seal().await.unwrap(),
        5,
        "what was not sealed yet when the backup was made, and the line that says so"
    );
    let third = store.checkpoint(&key(), &[], now()).await.unwrap().unwrap();
    witness.push((third.file_name(), third.note));
    store.close().await;
    let found = verify_seal(&target, &evidence(&witness)).await.unwrap();
    assert_eq!((found.leaves, found.checkpoints, found.witnessed), (13, 2, 2));
    assert_eq!((found.given_up, found.wrong), ((1, 20), vec![]));
    world.drop_database("restored").await;
}

async fn thinning_keeps_the_leaves(world: &World) {
    directory(world).await;
    acts(world, 1, 2).await;
    let mut witness = vec![signed(&world.store, now()).await];
    let years = |n: i64| now() + SignedDuration::from_hours(24 * 366 * n);
    let late = samsyn_domain::plan::Moment { now: years(2), today: crate::world::TODAY, settings: &world.settings };
    let elin = world.actor("elin").await;
    for _ in 0..3 {
        world.store.look(&asking(&elin, &late), PlanId(Uuid::from_u128(1))).await.unwrap();
    }
    witness.push(signed(&world.store, years(2)).await);
    assert_eq!(world.store.thin_log(now(), years(6)).await.unwrap().lines, 0, "no checkpoint is that old");
    let early = world.store.thin_log(years(1), years(5)).await;
    assert!(matches!(early, Err(StoreError::Seal(why)) if why.contains("five years")));
    let thinned = world.store.thin_log(years(1), years(6) + SignedDuration::from_hours(48)).await.unwrap();
    assert_eq!((thinned.lines, thinned.below), (4, 8));
    witness.push(signed(&world.store, years(7)).await);
    let found = judged(world, &witness).await;
    assert_eq!((found.leaves, found.events, found.lines, found.thinned), (12, 4, 4, 4));
    assert_eq!((found.checkpoints, found.witnessed, found.wrong), (3, 3, vec![]));
    // A line that is younger than that is still missed, and so is an event of any age.
    change(world, "delete from access_log where id = (select line from leaves where leaf = 9)").await;
    change(world, &format!("delete from events where plan = '{}' and seq = 2", PlanId(Uuid::from_u128(1)))).await;
    assert_eq!(judged(world, &witness).await.wrong.len(), 2);
    // Nor is a thinning believed that came too early: the line that says so was written by hand.
    change(world, "update access_log set reason = 'leaf_11' where action = 'thin'").await;
    let words: Vec<String> = judged(world, &witness).await.wrong.iter().map(ToString::to_string).collect();
    assert!(words.iter().any(|words| words.contains("thinned out that no checkpoint")), "{words:?}");
}
