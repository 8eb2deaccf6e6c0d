//! Keys: nothing personal lies in the clear, what an older version wrote is encrypted, a wrong or lost key stops everything, and the
//! master key can be changed while the service runs.

use std::collections::HashMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use samsyn_domain::access::Subject;
use samsyn_domain::ids::{PersonId, PlanId};
use samsyn_domain::plan::command::Command;
use samsyn_store::{
    Holder, KeysAt, Opening, Store, StoreError, backup_keys, keys_status, restore, restore_keys, rotate_keys,
};
use sqlx::{Connection, Executor, Row};
use uuid::Uuid;

use crate::both;
use crate::world::{World, asking, chance, id_of, ids, now};

both!(
    nothing_personal_lies_in_the_clear,
    what_an_older_version_wrote_is_encrypted,
    an_encryption_that_was_cut_off_goes_on,
    a_wrong_or_lost_key_stops_everything,
    the_master_key_is_changed_while_it_runs,
    a_rotation_that_was_cut_off_goes_on,
    a_value_moved_to_another_place_is_refused,
    the_directory_is_found_by_hashes,
    the_keys_come_back_from_their_backup,
    every_statement_of_the_key_store_can_be_prepared,
);

/// Where the words of the database lie on the disk: all files of the world, and PostgreSQL's heap.
pub async fn at_rest(world: &World) -> Vec<PathBuf> {
    let mut files = files_in(&world.file(""));
    if !world.store.is_sqlite() {
        let mut conn = sqlx::PgConnection::connect(&world.url).await.unwrap();
        conn.execute("checkpoint").await.unwrap();
        let folder: String = conn.fetch_one("show data_directory").await.unwrap().get(0);
        files.extend(files_in(&Path::new(&folder).join("base")));
    }
    files
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_in(&path)) } else { found.push(path) }
    }
    found
}

/// The files in which the bytes stand. A file that goes away meanwhile (PostgreSQL's, of another test) holds nothing.
pub fn holding(files: &[PathBuf], needle: &[u8]) -> Vec<PathBuf> {
    assert!(needle.len() > 5, "too short to be looked for");
    let first = needle[0];
    let holds = |path: &&PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(|byte| *byte == first) {
            if bytes[at + next..].starts_with(needle) {
                return true;
            }
            at += next + 1;
        }
        false
    };
    files.iter().filter(holds).cloned().collect()
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

const SQL: &str = "select key_id, subject_kind, subject_id, wrapped, master_version from data_keys";

/// The unwrapped keys of a world, by whom they belong to.
pub async fn raw_keys(world: &World) -> HashMap<String, Vec<u8>> {
    let text = fs::read_to_string(world.file("master.key")).unwrap();
    let masters: HashMap<i64, Vec<u8>> = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('v')?.split_once(':'))
        .map(|(version, digits)| (version.parse().unwrap(), unhex(digits)))
        .collect();
    macro_rules! read {
        ($conn:ty, $at:expr) => {
            <$conn>::connect($at)
                .await
                .unwrap()
                .fetch_all(SQL)
                .await
                .unwrap()
                .iter()
                .map(|row| {
                    let (id, kind, subject): (String, String, String) = (row.get(0), row.get(1), row.get(2));
                    let (wrapped, version): (Vec<u8>, i64) = (row.get(3), row.get(4));
                    (id, kind, subject, wrapped, version)
                })
                .collect::<Vec<_>>()
        };
    }
    let rows = match world.keys.store.strip_prefix("sqlite:") {
        Some(path) => read!(sqlx::SqliteConnection, path),
        None => read!(sqlx::PgConnection, &world.keys.store),
    };
    rows.into_iter()
        .map(|(id, kind, subject, mut wrapped, version)| {
            let master = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &masters[&version]).unwrap());
            let nonce = Nonce::try_assume_unique_for_key(&wrapped[..12]).unwrap();
            let label = format!("{id}|{kind}|{subject}|{version}");
            let clear = master.open_in_place(nonce, Aad::from(label), &mut wrapped[12..]).unwrap().to_vec();
            (subject, clear)
        })
        .collect()
}

/// Do something with the plans' database behind the store's back.
pub async fn behind(url: &str, sql: &str) {
    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
    if let Some(path) = url.strip_prefix("sqlite:") {
        sql.execute(&mut sqlx::SqliteConnection::connect(path).await.unwrap()).await.unwrap();
    } else {
        sql.execute(&mut sqlx::PgConnection::connect(url).await.unwrap()).await.unwrap();
    }
}

/// Ids that no other store of the test gives.
fn other_ids(part: u128) -> samsyn_store::NewId {
    let ids = ids();
    std::sync::Arc::new(move || Uuid::from_u128(ids().as_u128() | part << 56))
}

pub async fn open(url: &str, keys: &KeysAt, part: u128) -> samsyn_store::Result<Store> {
    Store::open(Opening { url, new_id: other_ids(part), now: now(), keys: keys.clone() }).await
}

async fn nothing_personal_lies_in_the_clear(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let secret = "Svartsjukan på Kvistgatan";
    world.act("anna-ek", plan, Command::Assess { reason: secret.into() }).await.unwrap();
    let files = at_rest(world).await;
    for words in
        [secret, "Hon kommer inte till skolan.", "Elin Sjöberg", "199002222397", "johan@familj.example", "070-1740606"]
    {
        assert_eq!(holding(&files, words.as_bytes()), Vec::<PathBuf>::new(), "{words}");
    }
    // What may lie in the clear is found, so the search can find.
    assert_ne!(holding(&files, b"u-solvik-barn"), Vec::<PathBuf>::new());
    let keys = raw_keys(world).await;
    assert!(keys.len() > 10 && keys.contains_key(&plan.to_string()));
    for (subject, key) in keys {
        assert_eq!(holding(&files, &key), Vec::<PathBuf>::new(), "the key of {subject} lies unwrapped");
    }
    for file in files_in(&world.file("")) {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
}

const OLD: &[u8] = include_bytes!("../version_1/backup.samsyn");
/// What stands in the plans and the directory of that backup.
const OLD_WORDS: [&str; 6] = [
    "Kan jag få samma regler hos mamma och pappa?",
    "Tova Rask",
    "johan@familj.example",
    "199002222397",
    "070-1740606",
    "Elin Sjöberg",
];
const TOVA: &str = "bca9e4e8-4f06-875d-bfdd-3732e914d7fa";

/// Keys of another house, in a folder of their own. With PostgreSQL the key store is a file too: any pair goes together.
fn own_keys(world: &World, name: &str) -> KeysAt {
    KeysAt::in_folder(&world.file(name), chance())
}

async fn what_an_older_version_wrote_is_encrypted(world: &World) {
    let target = world.empty_database("old").await;
    restore(&target, BufReader::new(OLD), now()).await.unwrap();
    if let Some(path) = target.strip_prefix("sqlite:") {
        // The file as that version made it, not only its rows.
        fs::remove_file(path).unwrap();
        let mut conn = sqlx::SqliteConnection::connect(&format!("{target}?mode=rwc")).await.unwrap();
        sqlx::raw_sql(include_str!("../version_1/samsyn.sql")).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
    }
    let before = at_rest(world).await;
    for words in OLD_WORDS {
        assert_ne!(holding(&before, words.as_bytes()), Vec::<PathBuf>::new(), "{words}: nothing would be proved");
    }
    let keys = own_keys(world, "oldkeys");
    let store = open(&target, &keys, 1).await.unwrap();
    // What the rules derive from the stories is written anew, once.
    assert_eq!(store.renew_lists(samsyn_domain::information::Clocks::default(), now()).await.unwrap(), 2);
    assert_eq!(store.renew_lists(samsyn_domain::information::Clocks::default(), now()).await.unwrap(), 0);
    let found = samsyn_store::verify(&target, &keys, &ids(), samsyn_domain::information::Clocks::default(), now())
        .await
        .unwrap();
    assert_eq!((found.plans, found.events, found.differences), (2, 31, vec![]));
    let (plan, facts) = store.export(PlanId(TOVA.parse().unwrap()), now()).await.unwrap();
    assert_eq!((plan.person.name.as_str(), facts.len()), ("Tova Rask", 12));
    let johan = store.person_by_number("199002222397").await.unwrap().unwrap();
    assert_eq!((johan.name.as_str(), johan.code.as_str()), ("Johan Sjöberg", "johan"));
    assert_eq!(store.accounts_by_mail(" Johan@familj.example").await.unwrap().len(), 1);
    let after = at_rest(world).await;
    for words in OLD_WORDS {
        assert_eq!(holding(&after, words.as_bytes()), Vec::<PathBuf>::new(), "{words}");
    }
    store.close().await;
    // A second opening finds nothing to do, and the same files change nothing.
    let store = open(&target, &keys, 2).await.unwrap();
    let sample = crate::world::sample();
    let again = store.import_with_ids(&sample, crate::world::TODAY, now(), id_of).await.unwrap();
    assert_eq!((again.people.added, again.people.changed, again.people.same), (0, 0, 15));
    store.close().await;
    world.drop_database("old").await;
}

async fn an_encryption_that_was_cut_off_goes_on(world: &World) {
    let target = world.empty_database("half").await;
    let keys = own_keys(world, "halfkeys");
    restore(&target, BufReader::new(OLD), now()).await.unwrap();
    open(&target, &keys, 1).await.unwrap().close().await;
    // As if it had been cut off: some is in the clear still, and the database is not marked as done.
    let half = "update settings set value = replace(value, 'true', 'false') where name = 'keys'";
    behind(&target, half).await;
    behind(&target, &format!("delete from waiting where plan = '{TOVA}'")).await;
    behind(
        &target,
        &format!(
            "insert into waiting (plan, row_no, subject_kind, subject_id, task, due, words, codec) \
             select '{TOVA}', 0, 'unit', '{TOVA}', 'do_measure', '9999-12-31', body, 0 from events where plan = '{TOVA}' and seq = 1"
        ),
    )
    .await;
    // Somebody who says so in the database alone is not believed: the key store says that all of it was done.
    let stopped = open(&target, &keys, 2).await.unwrap_err().to_string();
    assert!(stopped.contains("waiting holds rows in the clear"), "{stopped}");
    behind(&keys.store, "delete from key_log where what = 'stamped'").await;
    open(&target, &keys, 3).await.unwrap().close().await;
    let clear = "select cast(count(*) as bigint) from waiting where codec = 0 and words is not null";
    let left: i64 = match target.strip_prefix("sqlite:") {
        Some(path) => sqlx::SqliteConnection::connect(path).await.unwrap().fetch_one(clear).await.unwrap().get(0),
        None => sqlx::PgConnection::connect(&target).await.unwrap().fetch_one(clear).await.unwrap().get(0),
    };
    assert_eq!(left, 0);
    world.drop_database("half").await;
}

/// Everything in a folder, by name.
fn picture(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = files_in(folder).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    files
}

async fn a_wrong_or_lost_key_stops_everything(world: &World) {
    let target = world.empty_database("locked").await;
    let keys = own_keys(world, "lockedkeys");
    let store = open(&target, &keys, 1).await.unwrap();
    store.import_with_ids(&crate::world::sample(), crate::world::TODAY, now(), id_of).await.unwrap();
    store.close().await;
    let folder = world.file("lockedkeys");
    let (master, kept) = (folder.join("master.key"), world.file("kept.key"));
    fs::copy(&master, &kept).unwrap();
    let right = fs::read_to_string(&master).unwrap();
    let digits = right.split("v1:").nth(1).unwrap().trim().to_owned();
    let other = digits.chars().rev().collect::<String>();
    for (wrong, says) in [
        (None, "is not there"),
        (Some(right.replace(&digits, &other)), "not the one that wraps the keys"),
        (Some(right.replace(&digits, &digits[2..])), "64 hexadecimal"),
        (Some(right.replace("v1:", "v2:")), "wrapped by version 1"),
        (Some(String::new()), "no master key"),
    ] {
        match &wrong {
            Some(text) => fs::write(&master, text).unwrap(),
            None => fs::remove_file(&master).unwrap(),
        }
        let before = picture(&folder);
        let told = open(&target, &keys, 2).await.expect_err(says);
        assert!(matches!(told, StoreError::Keys(_)), "{told:?}");
        assert!(told.to_string().contains(says) && !told.to_string().contains(&digits[..16]), "{told}");
        assert!(picture(&folder) == before, "{says}: something was written");
        let rotated = rotate_keys(&keys, &ids(), now()).await;
        assert!(matches!(rotated, Err(StoreError::Keys(_))), "{rotated:?}");
        assert!(matches!(keys_status(&keys, now()).await, Err(StoreError::Keys(_))));
        assert!(backup_keys(&keys, Vec::new(), now()).await.is_err());
        assert!(picture(&folder) == before, "{says}: something was written");
    }
    fs::copy(&kept, &master).unwrap();
    // The key store is lost: no other one is made in its place.
    fs::rename(folder.join("keys.db"), world.file("keys.away")).unwrap();
    let told = open(&target, &keys, 3).await.unwrap_err().to_string();
    assert!(told.contains("samsyn keys restore"), "{told}");
    assert!(!folder.join("keys.db").exists());
    // Nor is that of another house taken.
    let others = own_keys(world, "otherkeys");
    let elsewhere = world.empty_database("elsewhere").await;
    open(&elsewhere, &others, 4).await.unwrap().close().await;
    let told = open(&target, &others, 5).await.unwrap_err().to_string();
    assert!(told.contains("belongs to another database"), "{told}");
    // And the plans' own database is no key store.
    let same = KeysAt { store: target.clone(), ..keys.clone() };
    assert!(matches!(open(&target, &same, 6).await, Err(StoreError::Keys(_))));
    fs::rename(world.file("keys.away"), folder.join("keys.db")).unwrap();
    let store = open(&target, &keys, 7).await.unwrap();
    assert_eq!(store.people().await.unwrap().len(), 15);
    store.close().await;
    world.drop_database("locked").await;
    world.drop_database("elsewhere").await;
}

async fn the_master_key_is_changed_while_it_runs(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let before = raw_keys(world).await;
    let old = fs::read_to_string(world.file("master.key")).unwrap();
    let done = rotate_keys(&world.keys, &other_ids(9), now()).await.unwrap();
    assert_eq!((done.from, done.to, done.destroyed, done.old_is_gone), (1, 2, 0, true));
    assert_eq!(done.keys, before.len() as u64);
    let new = fs::read_to_string(world.file("master.key")).unwrap();
    assert!(new.contains("v2:") && !new.contains("v1:"), "the old version is still there");
    let old = unhex(old.split("v1:").nth(1).unwrap().trim());
    assert_eq!(holding(&files_in(&world.file("")), &old), Vec::<PathBuf>::new());
    assert_eq!(raw_keys(world).await, before, "the data keys themselves are the same");
    // It was not told, and makes keys for new plans and people all the same, and reads old ones that it has forgotten.
    world.plan(2).await;
    world.act("anna-ek", plan, Command::Assess { reason: "Ja".into() }).await.unwrap();
    world.store.refresh_keys().await.unwrap();
    assert_eq!(world.store.people().await.unwrap().len(), 15);
    rotate_keys(&world.keys, &other_ids(10), now()).await.unwrap();
    let mut person = world.store.person(PersonId(id_of("elin"))).await.unwrap();
    person.id = PersonId(Uuid::from_u128(77));
    person.code = "ny".into();
    world.store.save_person(&person).await.unwrap();
    assert_eq!(world.verified(&world.url).await.unwrap().differences, []);
    let status = keys_status(&world.keys, now()).await.unwrap();
    assert_eq!((status.version, status.held, status.keys.1), (3, vec![3], 0));
    let log: Vec<_> = status.log.iter().map(|(_, what, version, _)| (what.as_str(), *version)).collect();
    assert_eq!(log, [("made", 1), ("stamped", 1), ("rotated", 2), ("rotated", 3)]);
}

async fn a_rotation_that_was_cut_off_goes_on(world: &World) {
    world.directory().await;
    world.plan(1).await;
    let master = world.file("master.key");
    let next = format!("v2:{}\n", "ab".repeat(32));
    // Cut off after the new version was written: it is not in force, and is taken up.
    fs::write(&master, fs::read_to_string(&master).unwrap() + &next).unwrap();
    world.store.refresh_keys().await.unwrap();
    let done = rotate_keys(&world.keys, &other_ids(9), now()).await.unwrap();
    assert_eq!((done.from, done.to), (1, 2));
    assert!(fs::read_to_string(&master).unwrap().contains(&next), "the version that was there is the one in force");
    // Cut off before the old one was destroyed: the next rotation does it.
    fs::write(&master, format!("v1:{}\n{next}", "cd".repeat(32))).unwrap();
    assert_eq!(keys_status(&world.keys, now()).await.unwrap().held, [1, 2]);
    rotate_keys(&world.keys, &other_ids(10), now()).await.unwrap();
    let text = fs::read_to_string(&master).unwrap();
    assert!(text.contains("v3:") && !text.contains("v2:") && !text.contains("v1:"), "{text}");
    world.store.refresh_keys().await.unwrap();
    world.plan(2).await;
}

async fn a_value_moved_to_another_place_is_refused(world: &World) {
    world.directory().await;
    let (one, two) = (world.plan(1).await, world.plan(2).await);
    for change in [
        format!("update plans set label = (select label from plans where plan = '{two}') where plan = '{one}'"),
        format!(
            "update events set body = (select body from events where plan = '{two}' and seq = 1) where plan = '{one}'"
        ),
    ] {
        behind(&world.url, &change).await;
        let found = world.verified(&world.url).await.unwrap();
        assert!(found.differences.iter().any(|difference| difference.plan == one), "{change}: {found:?}");
        assert!(found.differences.iter().all(|difference| difference.plan != two));
    }
    let reader = world.actor("anna-ek").await;
    let moment = world.moment();
    let told = world.store.plans(&asking(&reader, &moment)).await.unwrap_err().to_string();
    assert!(told.contains("moved from elsewhere") && !told.contains("Elin"), "{told}");
}

async fn the_directory_is_found_by_hashes(world: &World) {
    world.directory().await;
    let johan = world.store.person(PersonId(id_of("johan"))).await.unwrap();
    assert_eq!(world.store.person_by_number("199002222397").await.unwrap(), Some(johan.clone()));
    assert_eq!(world.store.person_by_number("198809302389").await.unwrap(), None);
    let mail = samsyn_store::ReachChoice { channel: samsyn_store::Channel::Mail, ..Default::default() };
    world.store.choose_reach(johan.id, mail, now()).await.unwrap();
    let reached = world.store.reach(Subject::Person(johan.id)).await.unwrap().unwrap();
    assert_eq!((reached.mail.as_str(), reached.language.as_deref()), ("johan@familj.example", Some("sv")));
    let found = world.store.accounts_by_mail("JOHAN@familj.example ").await.unwrap();
    assert_eq!(found.iter().map(|account| account.holder).collect::<Vec<_>>(), [Holder::Person(johan.id)]);
    assert_eq!(world.store.accounts_by_mail("nobody@familj.example").await.unwrap(), []);
    // Two people cannot have the same number, nor the same key.
    for (code, number) in [("ny", "199002222397"), ("johan", "198809302389")] {
        let other = samsyn_store::Person {
            id: PersonId(Uuid::from_u128(78)),
            code: code.into(),
            personal_number: Some(number.into()),
            ..johan.clone()
        };
        assert!(matches!(world.store.save_person(&other).await, Err(StoreError::Conflict(_))), "{code}");
    }
    let changed = samsyn_store::Person { mail: Some("Ny@Familj.example".into()), personal_number: None, ..johan };
    world.store.save_person(&changed).await.unwrap();
    assert_eq!(world.store.accounts_by_mail("ny@familj.example").await.unwrap().len(), 1);
    assert_eq!(world.store.accounts_by_mail("johan@familj.example").await.unwrap(), []);
    let names: Vec<_> = world.store.people().await.unwrap().into_iter().map(|person| person.name).collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    assert_eq!(world.store.named_accounts().await.unwrap().len(), 43);
}

async fn the_keys_come_back_from_their_backup(world: &World) {
    let target = world.empty_database("plans").await;
    let keys = own_keys(world, "plankeys");
    let store = open(&target, &keys, 1).await.unwrap();
    store.import_with_ids(&crate::world::sample(), crate::world::TODAY, now(), id_of).await.unwrap();
    store.close().await;
    let mut old = Vec::new();
    backup_keys(&keys, &mut old, now()).await.unwrap();
    rotate_keys(&keys, &other_ids(2), now()).await.unwrap();
    let mut new = Vec::new();
    assert_eq!(backup_keys(&keys, &mut new, now()).await.unwrap().1, 2);
    let full = restore_keys(&keys, BufReader::new(new.as_slice()), &other_ids(3), now()).await;
    assert!(matches!(full, Err(StoreError::Backup(ref why)) if why.contains("not empty")), "{full:?}");
    let file = world.file("plankeys").join("keys.db");
    fs::remove_file(&file).unwrap();
    // One from before the rotation opens nothing; neither does a changed one, nor a backup of the plans.
    let text = String::from_utf8(new.clone()).unwrap();
    let changed = text.replacen("person", "Person", 1).into_bytes();
    for (wrong, what) in
        [(old.as_slice(), "old"), (&changed, "changed"), (&new[..new.len() / 2], "cut"), (OLD, "plans")]
    {
        let refused = restore_keys(&keys, BufReader::new(wrong), &other_ids(4), now()).await;
        assert!(matches!(refused, Err(StoreError::Keys(_) | StoreError::Backup(_))), "{what}: {refused:?}");
        assert!(!file.exists(), "{what} left something");
    }
    restore_keys(&keys, BufReader::new(new.as_slice()), &other_ids(5), now()).await.unwrap();
    let store = open(&target, &keys, 6).await.unwrap();
    assert_eq!(store.people().await.unwrap().len(), 15);
    store.close().await;
    world.drop_database("plans").await;
}

async fn every_statement_of_the_key_store_can_be_prepared(world: &World) {
    let statements = samsyn_store::key_statements();
    assert!(statements.len() > 10);
    for sql in statements {
        let sql = sqlx::SqlSafeStr::into_sql_str(sql);
        let prepared = if let Some(path) = world.keys.store.strip_prefix("sqlite:") {
            let mut conn = sqlx::SqliteConnection::connect(path).await.unwrap();
            conn.prepare(sql.clone()).await.map(drop)
        } else {
            let mut conn = sqlx::PgConnection::connect(&world.keys.store).await.unwrap();
            conn.prepare(sql.clone()).await.map(drop)
        };
        assert!(prepared.is_ok(), "{}: {prepared:?}", sql.as_str());
    }
}
