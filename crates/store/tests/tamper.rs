//! The tamper trial: two thousand changes behind the program's back, each at a place that chance chooses, in the history, the
//! log, the seal, the lists that are made of them, and the rows outside the seal that say who somebody is. Each is found, and named.
//! Undone, everything is as it was. Deleting a session, a link or a code is no trial: that signs somebody out, and lets nobody in.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a trial that cannot go on shall stop")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::families::{Family, Milestone, jonas, rebecka_stal, staff_actor, story, uuid_of};
use samsyn_domain::ids::{AccountId, ScanId};
use samsyn_domain::information::Settings;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::command::{Command, TalkDraft};
use samsyn_domain::plan::state::Form;
use samsyn_store::{
    Ask, Asking, Checked, DirectoryFiles, Evidence, GiveVisit, KeysAt, NewId, Opening, Scan, ScanKind, SealKey,
    SignInBegun, Store, Surface, verify, verify_seal,
};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Row, SqliteConnection as Db};
use uuid::Uuid;

/// How many changes.
const CHANGES: usize = 2000;
/// How many threads share them.
const THREADS: usize = 2;

/// The tables, with the columns that name a row, and those that hold bytes, text and numbers.
const TABLES: [(&str, &[&str], &[&str]); 18] = [
    (
        "events",
        &["plan", "seq"],
        &["plan", "seq", "at", "account", "unit", "kind", "body", "codec", "key_id", "act_key"],
    ),
    (
        "access_log",
        &["id"],
        &[
            "id",
            "plan",
            "at",
            "account",
            "actor_kind",
            "actor_id",
            "unit",
            "action",
            "surface",
            "purpose",
            "outcome",
            "reason",
        ],
    ),
    ("leaves", &["leaf"], &["leaf", "form", "line", "plan", "seq", "hashes"]),
    ("checkpoints", &["checkpoint"], &["checkpoint", "size", "at", "note"]),
    (
        "plans",
        &["plan"],
        &[
            "plan",
            "revision",
            "stage",
            "next_meeting",
            "label",
            "state",
            "codec",
            "key_id",
            "created_at",
            "updated_at",
            "state_revision",
        ],
    ),
    (
        "plan_readers",
        &["plan", "subject_kind", "subject_id", "role", "from_day"],
        &["plan", "subject_kind", "subject_id", "role", "from_day", "to_day"],
    ),
    (
        "waiting",
        &["plan", "row_no"],
        &["plan", "row_no", "subject_kind", "subject_id", "task", "item", "due", "words", "codec", "key_id"],
    ),
    (
        "sessions",
        &["session"],
        &[
            "session",
            "account",
            "method",
            "created_at",
            "seen_at",
            "expires_at",
            "idle_until",
            "reach",
            "plan",
            "origin",
            "stamp",
        ],
    ),
    ("signin_links", &["link"], &["link", "account", "created_at", "expires_at", "used_at", "stamp"]),
    (
        "sign_ins",
        &["sign_in"],
        &["sign_in", "provider", "next", "created_at", "expires_at", "used_at", "choices", "stamp"],
    ),
    (
        "visit_codes",
        &["visit"],
        &[
            "visit",
            "code",
            "plan",
            "person",
            "helper",
            "checked",
            "given_at",
            "expires_at",
            "used_at",
            "withdrawn_at",
            "stamp",
        ],
    ),
    ("accounts", &["account"], &["account", "staff", "person", "language", "created_at", "ended_at", "stamp"]),
    ("staff", &["staff"], &["staff", "code", "unit", "name", "title", "mail", "phone", "hsa_id", "ended_at", "stamp"]),
    ("staff_roles", &["staff", "role"], &["staff", "role"]),
    (
        "units",
        &["unit"],
        &[
            "unit",
            "code",
            "principal",
            "name",
            "board",
            "function_mail",
            "phone",
            "hsa_id",
            "kind",
            "ended_at",
            "sdk_address",
            "stamp",
        ],
    ),
    ("principals", &["principal"], &["principal", "code", "name", "kind", "ended_at", "stamp"]),
    (
        "people",
        &["person"],
        &["person", "code", "personal_number", "language", "mail", "ended_at", "sealed", "codec", "key_id", "stamp"],
    ),
    ("scans", &["plan", "scan"], &["plan", "scan", "kind", "bytes", "codec", "key_id", "made_at", "account", "stamp"]),
];

/// Whoever deletes one of these signs somebody out, or takes a way in away.
const LET_GO: [&str; 4] = ["sessions", "signin_links", "sign_ins", "visit_codes"];

/// `SplitMix64`, from a seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The keys that everything personal is encrypted with.
fn keys(folder: &Path) -> KeysAt {
    let next = AtomicU64::new(1);
    KeysAt::in_folder(
        folder,
        Arc::new(move || {
            let mut bytes = [0xA5; 32];
            bytes[..8].copy_from_slice(&next.fetch_add(1, Ordering::Relaxed).to_le_bytes());
            bytes
        }),
    )
}

/// A database with a family's story in it, sealed, and what the witness has of it.
async fn sealed(file: &Path) -> Evidence {
    let next = AtomicU64::new(1);
    let new_id = Arc::new(move || Uuid::from_u128(0x0192 << 112 | u128::from(next.fetch_add(1, Ordering::Relaxed))));
    let url = format!("sqlite:{}", file.display());
    let keys = keys(file.parent().unwrap());
    let store = Store::open(Opening { url: &url, new_id, now: now(), keys }).await.unwrap();
    everybody(&store).await;
    let (key, _) = SealKey::make("sip.example/seal", [7; 32]).unwrap();
    let mut witness = Vec::new();
    let (plan, facts) = story(Family::Noel, Milestone::Told, now()).unwrap();
    store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    for _ in 0..3 {
        for _ in 0..10 {
            store.export(plan, now()).await.unwrap();
        }
        store.seal().await.unwrap();
        let signed = store.checkpoint(&key, &[], now()).await.unwrap().unwrap();
        witness.push((signed.file_name(), signed.note));
    }
    store.close().await;
    Evidence { keys: vec![key.public], witness }
}

/// The directory, and somebody at each way in; and two papers that were scanned.
async fn everybody(store: &Store) {
    let files = DirectoryFiles::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample")).unwrap();
    let today = "2026-11-22".parse().unwrap();
    store.import_with_ids(&files, today, now(), uuid_of).await.unwrap();
    let account = |key: &str| AccountId(uuid_of(&format!("account {}", uuid_of(key))));
    for (at, key) in ["anna-ek", "ulla-frisk", "tomas-vik"].iter().enumerate() {
        let secret = format!("secret {at}");
        let secret = secret.as_bytes();
        store
            .begin_session(secret, account(key), "siths", now(), now() + SignedDuration::from_hours(12))
            .await
            .unwrap();
        store.make_signin_link(secret, account(key), now()).await.unwrap();
        store.begin_sign_in(SignInBegun { secret, provider: "siths", next: "/" }, now()).await.unwrap();
        store.use_sign_in(secret, "siths", now()).await.unwrap();
        store.offer_accounts(secret, &[account(key)], now()).await.unwrap();
    }
    let (plan, facts) = story(Family::Jonas, Milestone::Assessed, now()).unwrap();
    store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now()).await.unwrap();
    let (settings, rebecka) = (Settings::default(), staff_actor(&rebecka_stal()));
    let moment = Moment { now: now(), today, settings: &settings };
    let asking = Asking { actor: &rebecka, surface: Surface::Page, moment: &moment };
    let ask = |command| Ask { plan, expected: None, submit: None, command };
    for (at, code) in ["ABCDEFGHJKMN", "BCDEFGHJKMNP"].into_iter().enumerate() {
        let id = Uuid::from_u128(at as u128 + 1);
        let give = GiveVisit { id, code, plan, person: jonas().person, checked: Checked::Known };
        store.give_visit_code(&asking, give).await.unwrap();
        let talk = TalkDraft { language: "svenska".into(), interpreter: String::new() };
        let yes = Command::GiveConsent {
            by: FamilyMember::Person,
            plan: true,
            disclose: vec![],
            form: Form::Paper,
            basis: "Samtal".into(),
            talk,
            excluded: String::new(),
            from: today,
            to: "2027-03-01".parse().unwrap(),
        };
        store.act(&asking, ask(yes)).await.unwrap();
        let no = store.export(plan, now()).await.unwrap().0.consents.last().unwrap().no;
        let scan = Scan {
            id: ScanId(Uuid::from_u128(at as u128 + 10)),
            kind: ScanKind::Png,
            bytes: code.as_bytes().repeat(70),
        };
        store.act_with_scan(&asking, ask(Command::AttachScan { scan: scan.id, rows: vec![no] }), scan).await.unwrap();
    }
}

/// What both verifications say, in words.
async fn told(file: &Path, evidence: &Evidence) -> Vec<String> {
    let url = format!("sqlite:{}", file.display());
    let seal = verify_seal(&url, evidence).await.unwrap();
    let mut words: Vec<String> = seal.wrong.iter().map(ToString::to_string).collect();
    let new_id: NewId = Arc::new(Uuid::nil);
    let lists =
        verify(&url, &keys(file.parent().unwrap()), &new_id, samsyn_domain::information::Clocks::default(), now())
            .await
            .unwrap();
    words.extend(lists.wrong_rows.iter().map(ToString::to_string));
    words.extend(lists.differences.iter().map(|difference| format!("plan {}: {}", difference.plan, difference.what)));
    words
}

async fn run(db: &mut Db, sql: String) -> u64 {
    match sqlx::query(sqlx::AssertSqlSafe(sql.clone())).execute(db).await {
        Ok(done) => done.rows_affected(),
        // A change that the table's own key refuses is no change.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => 0,
        Err(error) => panic!("{sql}: {error}"),
    }
}

/// One value as SQL text; `None` for null.
async fn value(db: &mut Db, table: &str, column: &str, rowid: i64) -> Option<String> {
    let query = format!("select quote({column}), {column} is null from {table} where rowid = {rowid}");
    let row = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_one(db).await.unwrap();
    (row.get::<i64, _>(1) == 0).then(|| row.get(0))
}

/// The value with one byte of it changed: for a number one of its eight, for text and bytes any of theirs.
async fn one_byte(db: &mut Db, chance: &mut Chance, table: &str, column: &str, rowid: i64) -> Option<String> {
    let query = format!("select typeof({column}), cast({column} as blob), {column} from {table} where rowid = {rowid}");
    let row = sqlx::query(sqlx::AssertSqlSafe(query)).fetch_one(db).await.unwrap();
    let kind: String = row.get(0);
    if kind == "integer" {
        let number: i64 = row.get(2);
        return Some((number ^ (1 << chance.below(62))).to_string());
    }
    let mut bytes: Vec<u8> = row.get(1);
    if bytes.is_empty() {
        return None;
    }
    let at = chance.below(bytes.len());
    bytes[at] ^= 1 << chance.below(8);
    let hex = bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    Some(if kind == "text" { format!("cast(x'{hex}' as text)") } else { format!("x'{hex}'") })
}

/// One change: what was done, and the words of which one must be in what is told.
async fn tamper(db: &mut Db, chance: &mut Chance) -> Option<(String, Vec<String>)> {
    let (table, keys, columns) = TABLES[chance.below(TABLES.len())];
    let query = format!("select rowid from {table}");
    let rows: Vec<i64> = sqlx::query(sqlx::AssertSqlSafe(query))
        .fetch_all(&mut *db)
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    let rowid = rows[chance.below(rows.len())];
    let mut named = Vec::new();
    for key in keys {
        named.push(value(db, table, key, rowid).await.unwrap().trim_matches('\'').to_owned());
    }
    let mut words = words_for(table, &named);
    let column = columns[chance.below(columns.len())];
    match chance.below(10) {
        0 | 1 if LET_GO.contains(&table) || !is_named(db, table, rowid).await => None,
        0 | 1 => {
            let done = run(db, format!("delete from {table} where rowid = {rowid}")).await;
            (done == 1).then(|| (format!("deleted from {table}: {named:?}"), words))
        }
        2 => {
            let other = rows[chance.below(rows.len())];
            let whole: Vec<&str> = columns.iter().copied().filter(|column| !keys.contains(column)).collect();
            if table == "leaves" {
                // A leaf that took another's place whole fits its own row: the hash above it tells, stored with the leaf after it.
                words.push(format!("or one of leaf {} to this took another's place", named[0]));
            }
            let done = exchange(db, table, &whole, rowid, other).await;
            done.then(|| (format!("exchanged {table}, rows: {named:?} and row {other}"), words))
        }
        3 => {
            let other = rows[chance.below(rows.len())];
            let (one, two) = (value(db, table, column, rowid).await, value(db, table, column, other).await);
            if one == two || keys.contains(&column) {
                return None;
            }
            let null = || "null".to_owned();
            let (one, two) = (one.unwrap_or_else(null), two.unwrap_or_else(null));
            let set = format!(
                "update {table} set {column} = case rowid when {rowid} then {two} else {one} end where rowid in ({rowid}, {other})"
            );
            let done = match sqlx::query(sqlx::AssertSqlSafe(set)).execute(&mut *db).await {
                Ok(done) => done.rows_affected(),
                // A column that may not be null, or must be unique.
                Err(sqlx::Error::Database(_)) => 0,
                Err(error) => panic!("{error}"),
            };
            (done == 2).then(|| (format!("exchanged {table}.{column} of {named:?} and row {other}"), words))
        }
        _ => {
            let new = one_byte(db, chance, table, column, rowid).await?;
            if keys.contains(&column) {
                // What stands there now may be what is named.
                words.push(format!("{table}, "));
                words.push("added past the seal".to_owned());
            }
            let done = run(db, format!("update {table} set {column} = {new} where rowid = {rowid}")).await;
            (done == 1).then(|| (format!("{table}.{column} of {named:?} is {new}"), words))
        }
    }
}

/// Whether anything is left that names a row when it is gone. An account that nobody used is made anew when somebody does, and a unit
/// without staff is nobody's: deleting those opens nothing.
async fn is_named(db: &mut Db, table: &str, rowid: i64) -> bool {
    let other = match table {
        "accounts" => "access_log o on o.account = t.account",
        "units" => "staff o on o.unit = t.unit",
        "principals" => "units o on o.principal = t.principal",
        _ => return true,
    };
    let query = format!("select count(*) from {table} t join {other} where t.rowid = {rowid}");
    sqlx::query(sqlx::AssertSqlSafe(query)).fetch_one(db).await.unwrap().get::<i64, _>(0) > 0
}

/// Exchange all that two rows say but their keys; whether that changed anything.
async fn exchange(db: &mut Db, table: &str, columns: &[&str], one: i64, two: i64) -> bool {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for column in columns {
        let null = || "null".to_owned();
        first.push(value(db, table, column, one).await.unwrap_or_else(null));
        second.push(value(db, table, column, two).await.unwrap_or_else(null));
    }
    if first == second {
        return false;
    }
    run(db, "begin".to_owned()).await;
    for (row, values) in [(one, &second), (two, &first)] {
        let set: Vec<String> =
            columns.iter().zip(values).map(|(column, value)| format!("{column} = {value}")).collect();
        let set = format!("update {table} set {} where rowid = {row}", set.join(", "));
        if run(db, set).await == 0 {
            // One of them must be unique.
            run(db, "rollback".to_owned()).await;
            return false;
        }
    }
    run(db, "commit".to_owned()).await;
    true
}

/// How a fault in a row of a table is named.
fn words_for(table: &str, key: &[String]) -> Vec<String> {
    match table {
        "events" => vec![format!("events, plan {}, seq {}", key[0], key[1])],
        "access_log" => vec![format!("access_log, id {}", key[0])],
        "leaves" => vec![format!("leaf {}: ", key[0])],
        "checkpoints" => vec![
            format!("checkpoints, number {}", key[0]),
            "no longer has this checkpoint".to_owned(),
            "checkpoints: rows deleted".to_owned(),
        ],
        // A scan is told of by its plan, or by itself.
        "scans" => vec![format!("plan {}: scans", key[0]), format!("scans, {}", key[1])],
        // A role is told of by the member of staff whose it is.
        "staff_roles" => vec![format!("staff, {}", key[0])],
        "plans" | "plan_readers" | "waiting" => vec![format!("plan {}: {table}", key[0])],
        outside => vec![format!("{outside}, {}", key[0])],
    }
}

#[test]
fn two_thousand_changes_are_all_found_and_named() {
    let folder = folder("tamper");
    let first = folder.join("first.db");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(THREADS).build().unwrap();
    let evidence = runtime.block_on(sealed(&first));
    assert_eq!(runtime.block_on(told(&first, &evidence)), Vec::<String>::new(), "nothing was changed yet");
    let trials: Vec<_> = (0..THREADS)
        .map(|thread| {
            let (own, evidence) = (folder.join(thread.to_string()), evidence.clone());
            std::fs::create_dir(&own).unwrap();
            for name in ["first.db", "keys.db", "master.key"] {
                std::fs::copy(folder.join(name), own.join(name)).unwrap();
            }
            let file = own.join("first.db");
            runtime.spawn(async move { trial(&file, &evidence, 20_261_122 + thread as u64).await })
        })
        .collect();
    let mut kinds = std::collections::BTreeMap::new();
    for trial in trials {
        for what in runtime.block_on(trial).unwrap() {
            *kinds.entry(what).or_insert(0) += 1;
        }
    }
    println!("{CHANGES} changes, all found and named: {kinds:?}");
    assert!(kinds.len() >= 3 * TABLES.len() - 3, "{kinds:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

/// Its share of the changes; says of which kind and where each was.
async fn trial(file: &Path, evidence: &Evidence, seed: u64) -> Vec<String> {
    let options =
        SqliteConnectOptions::new().filename(file).journal_mode(SqliteJournalMode::Delete).foreign_keys(false);
    let mut db: SqliteConnection = options.connect().await.unwrap();
    run(&mut db, "pragma synchronous = off".to_owned()).await;
    let mut chance = Chance(seed);
    let mut done = Vec::new();
    let whole = std::fs::read(file).unwrap();
    while done.len() < CHANGES / THREADS {
        let Some((what, words)) = tamper(&mut db, &mut chance).await else { continue };
        let told = told(file, evidence).await;
        assert!(
            told.iter().any(|told| words.iter().any(|word| told.contains(word.as_str()))),
            "{what}: named as {words:?}? {told:#?}"
        );
        // Undone as a whole: the file is what it was.
        sqlx::Connection::close(db).await.unwrap();
        std::fs::write(file, &whole).unwrap();
        db = options.connect().await.unwrap();
        if done.len() % 100 == 0 {
            assert_eq!(self::told(file, evidence).await, Vec::<String>::new());
        }
        let kind: String = what.split([':', '.', ' ']).take(3).collect::<Vec<_>>().join(" ");
        done.push(kind);
    }
    done
}
