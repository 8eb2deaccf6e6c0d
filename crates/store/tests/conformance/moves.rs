//! A house moves from one kind of database to the other, and back, by a backup and a restore: nothing is lost on the way.

use std::io::BufReader;

use samsyn_domain::families::{self, Family, Milestone, elin, person_actor, story};
use samsyn_domain::ids::MediaId;
use samsyn_domain::information::Clocks;
use samsyn_domain::plan::command::{Command, PreparationOf};
use samsyn_domain::plan::state::{MediaKind, SeenBy};
use samsyn_store::{Ask, BackedUp, KeysAt, MediaFile, MediaType, backup, backup_keys, restore, restore_keys};
use uuid::Uuid;

use crate::both;
use crate::keys::open;
use crate::world::{TODAY, World, asking, ids, now};

both!(a_house_moves_to_the_other_database_and_back);

/// Bytes that are no text, with a zero among them: PostgreSQL's texts cannot hold one.
const DRAWING: &[u8] = b"\x89PNG\r\n\x1A\n\x00\xFF\xC3\x28";

/// The sample's directory, every family's story, a drawing, and somebody who looked.
async fn lived_in(world: &World) {
    world.store.import_with_ids(&crate::world::sample(), TODAY, now(), families::uuid_of).await.unwrap();
    for family in Family::ALL {
        let until = if family == Family::Elin { Milestone::Called } else { Milestone::Told };
        let (plan, facts) = story(family, until, now()).unwrap();
        world.store.adopt(plan, &facts, Clocks::default(), now()).await.unwrap();
    }
    let (child, moment) = (person_actor(&elin()), world.moment());
    let file = MediaFile { id: MediaId(Uuid::from_u128(7)), kind: MediaType::Png, bytes: DRAWING.to_vec() };
    let (kind, seen_by) = (MediaKind::Drawing, SeenBy::MySupporter);
    let command = Command::LayMedia { of: PreparationOf::Me, media: file.id, question: "good".into(), kind, seen_by };
    let ask = Ask { plan: Family::Elin.plan(), expected: None, submit: None, command };
    world.store.act_with_media(&asking(&child, &moment), ask, file).await.unwrap();
    world.store.look(&asking(&child, &moment), Family::Elin.plan()).await.unwrap();
}

async fn packed(url: &str) -> (Vec<u8>, BackedUp) {
    let mut lines = Vec::new();
    let made = backup(url, &mut lines, now()).await.unwrap();
    (lines, made)
}

/// Each row of one backup stands in the other, which has two more: a restore leaves a line in the log, and that line its leaf.
fn nothing_is_lost(before: &[u8], after: &[u8]) {
    let (before, after) = (rows(before), rows(after));
    let lost: Vec<_> = before.iter().filter(|row| after.binary_search(row).is_err()).collect();
    assert!(
        lost.is_empty() && after.len() == before.len() + 2,
        "{} rows became {}; {lost:?}",
        before.len(),
        after.len()
    );
}

async fn unpacked(url: &str, lines: &[u8]) -> BackedUp {
    restore(url, BufReader::new(lines), now()).await.unwrap()
}

/// Lines of a backup that are not its first or last, in an order of their own: databases may give rows in any.
fn rows(lines: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(lines).unwrap();
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    rows.pop();
    rows.remove(0);
    rows.sort();
    rows
}

async fn a_house_moves_to_the_other_database_and_back(world: &World) {
    lived_in(world).await;
    let (lines, made) = packed(&world.url).await;
    let Some(there) = world.other_database("moved").await else { return };
    assert_ne!(there.starts_with("sqlite:"), world.url.starts_with("sqlite:"), "the same kind of database");
    assert_eq!(unpacked(&there, &lines).await, made);
    // The keys move too, by a backup of their own.
    let Some(store) = world.other_database("keys").await else { return };
    let keys = KeysAt { store, ..world.keys.clone() };
    let mut wrapped = Vec::new();
    backup_keys(&world.keys, &mut wrapped, now()).await.unwrap();
    restore_keys(&keys, BufReader::new(wrapped.as_slice()), &ids(), now()).await.unwrap();
    nothing_is_lost(&lines, &packed(&there).await.0);
    let found = world.verified_with(&there, &keys).await.unwrap();
    assert_eq!((found.plans, found.differences, found.wrong_rows), (6, vec![], vec![]));
    assert!(found.stamped > 0, "no row was judged by its stamp");

    // It is lived in there: what was drawn is seen, what is done is kept.
    let store = open(&there, &keys, 9).await.unwrap();
    let (child, moment) = (person_actor(&elin()), world.moment());
    let plan = Family::Elin.plan();
    let drawn = store.media(&asking(&child, &moment), plan, MediaId(Uuid::from_u128(7))).await.unwrap();
    assert_eq!((drawn.bytes.as_slice(), drawn.kind), (DRAWING, MediaType::Png));
    let command = Command::Avoid { words: "Inte om flytten.".into() };
    store.act(&asking(&child, &moment), Ask { plan, expected: None, submit: None, command }).await.unwrap();
    store.close().await;

    // And back again: every row of the first house, what was done in between, and two restores in the log.
    let (lines_there, made_there) = packed(&there).await;
    let home = world.empty_database("home").await;
    assert_eq!(unpacked(&home, &lines_there).await, made_there);
    let found = world.verified(&home).await.unwrap();
    assert_eq!((found.plans, found.differences, found.wrong_rows), (6, vec![], vec![]));
    nothing_is_lost(&lines_there, &packed(&home).await.0);
    let store = open(&home, &world.keys, 10).await.unwrap();
    let seen = store.look(&asking(&child, &moment), plan).await.unwrap();
    assert!(seen.avoid.iter().any(|row| row.words.as_str().contains("flytten")), "what was done elsewhere is gone");
    store.close().await;
    world.drop_other("moved").await;
    world.drop_other("keys").await;
    world.drop_database("home").await;
}
