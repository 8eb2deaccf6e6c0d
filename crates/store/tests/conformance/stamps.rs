//! Rows outside the seal: whoever can write to the database becomes nobody by it, and `verify` names what they wrote.

use std::io::BufReader;

use jiff::{SignedDuration, ToSpan};
use samsyn_domain::ids::AccountId;
use samsyn_store::{
    Checked, GiveVisit, KeysAt, Opening, SignInBegun, Stay, Store, StoreError, Verified, backup, believe_rows,
    keys_status, restore,
};
use uuid::Uuid;

use crate::both;
use crate::keys::behind;
use crate::world::{World, asking, id_of, ids, now};

both!(
    a_row_that_somebody_else_wrote_lets_nobody_in,
    a_directory_that_somebody_else_changed_is_not_believed,
    a_stamp_that_is_gone_is_wrong_ever_after,
    a_database_of_the_version_before_is_stamped_once,
    words_in_the_clear_are_nobodys,
    stamps_come_back_with_a_backup
);

const STAY: Stay = Stay { family: SignedDuration::from_mins(15), staff: SignedDuration::from_mins(30) };

fn account(code: &str) -> AccountId {
    AccountId(id_of(&format!("account {}", id_of(code))))
}

/// What `verify` names, as `table, key`.
async fn named(world: &World) -> Vec<String> {
    world
        .verified(&world.url)
        .await
        .unwrap()
        .wrong_rows
        .iter()
        .map(|row| format!("{}, {}", row.table, row.key))
        .collect()
}

fn sha256(secret: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(secret).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The columns of a table but the first, for copying a row under another key.
async fn forge(world: &World, table: &str, key: &str, rest: &str, from: &str, to: &str) {
    let copy = format!(
        "insert into {table} ({key}, {rest}, stamp) select '{to}', {rest}, stamp from {table} where {key} = '{from}'"
    );
    behind(&world.url, &copy).await;
}

async fn a_row_that_somebody_else_wrote_lets_nobody_in(world: &World) {
    world.directory().await;
    let (ulla, later) = (account("ulla-frisk"), now() + 12.hours());
    world.store.begin_session(b"hers", ulla, "bankid", now(), later).await.unwrap();
    world.store.make_signin_link(b"her link", ulla, now()).await.unwrap();
    let begun = SignInBegun { secret: b"her browser", provider: "siths", next: "/log" };
    world.store.begin_sign_in(begun, now()).await.unwrap();
    world.store.use_sign_in(b"her browser", "siths", now()).await.unwrap();
    world.store.offer_accounts(b"her browser", &[ulla], now()).await.unwrap();
    assert!(world.store.signed_in(b"hers", now(), Some(&STAY)).await.unwrap().is_some());
    assert_eq!(named(world).await, Vec::<String>::new());

    // Under a secret of their own: whole rows copied, the stamp with them, or without any.
    let columns = "account, method, created_at, seen_at, expires_at, idle_until, reach, plan, origin";
    forge(world, "sessions", "session", columns, &sha256(b"hers"), &sha256(b"mine")).await;
    let columns = "account, created_at, expires_at, used_at";
    forge(world, "signin_links", "link", columns, &sha256(b"her link"), &sha256(b"my link")).await;
    let columns = "provider, next, created_at, expires_at, used_at, choices";
    forge(world, "sign_ins", "sign_in", columns, &sha256(b"her browser"), &sha256(b"my browser")).await;
    assert!(world.store.signed_in(b"mine", now(), Some(&STAY)).await.unwrap().is_none());
    assert!(world.store.signed_in(b"mine", now(), None).await.unwrap().is_none());
    assert!(!world.store.session_lives(&sha256(b"mine"), now()).await.unwrap());
    assert!(world.store.run_out(b"mine", later + 1.minute()).await.unwrap().is_none());
    assert!(world.store.run_out(b"hers", later + 1.minute()).await.unwrap().is_some(), "hers is known");
    assert_eq!(world.store.sessions_of(ulla, now()).await.unwrap().len(), 1);
    assert!(!world.store.signin_link_works(b"my link", now()).await.unwrap());
    assert!(matches!(world.store.use_signin_link(b"my link", now()).await, Err(StoreError::NotFound)));
    assert!(matches!(world.store.offered_accounts(b"my browser", now()).await, Err(StoreError::NotFound)));
    assert!(matches!(world.store.end_sign_in(b"my browser", now()).await, Err(StoreError::NotFound)));
    let mut told = named(world).await;
    told.sort();
    let mut expected = [
        format!("sessions, {}", sha256(b"mine")),
        format!("signin_links, {}", sha256(b"my link")),
        format!("sign_ins, {}", sha256(b"my browser")),
    ];
    expected.sort();
    assert_eq!(told, expected);

    // Each was noted in the access log once, and hers go on working.
    let (auditor, moment) = (world.actor("ulla-frisk").await, world.moment());
    let lines =
        world.store.log_between(&asking(&auditor, &moment), now() - 1.hour(), now() + 24.hours()).await.unwrap();
    let noted = lines.iter().filter(|line| line.reason.as_deref() == Some("not_own_row"));
    assert_eq!(noted.filter(|line| line.outcome == "denied" && line.action == "sign_in").count(), 3);
    assert!(world.store.signed_in(b"hers", now() + 5.minutes(), Some(&STAY)).await.unwrap().is_some());
    assert_eq!(world.store.use_signin_link(b"her link", now()).await.unwrap(), ulla);
    assert_eq!(world.store.end_sign_in(b"her browser", now()).await.unwrap(), "/log");
}

async fn a_directory_that_somebody_else_changed_is_not_believed(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    world.act("anna-ek", plan, samsyn_domain::plan::Command::Assess { reason: "Ja".into() }).await.unwrap();
    let (anna, moment) = (world.actor("anna-ek").await, world.moment());
    let elin = world.person("elin").await.person;
    let give = GiveVisit { id: Uuid::from_u128(7), code: "ABCDEFGHJKMN", plan, person: elin, checked: Checked::Known };
    world.store.give_visit_code(&asking(&anna, &moment), give).await.unwrap();
    let gone = |actor: samsyn_store::Result<samsyn_domain::access::Actor>| matches!(actor, Err(StoreError::NotFound));
    let (omar, tomas) = (id_of("omar-ali"), id_of("tomas-vik"));
    let changes = [
        (
            "a hat of one's own",
            format!("insert into staff_roles (staff, role) values ('{omar}', 'auditor')"),
            "omar-ali",
            "staff",
            omar.to_string(),
        ),
        (
            "another unit",
            format!("update staff set unit = (select unit from staff where staff = '{omar}') where staff = '{tomas}'"),
            "tomas-vik",
            "staff",
            tomas.to_string(),
        ),
        (
            "another principal",
            format!(
                "update units set principal = '{}' where unit = '{}'",
                id_of("r-nordanland"),
                id_of("u-solvik-barn")
            ),
            "anna-ek",
            "units",
            id_of("u-solvik-barn").to_string(),
        ),
        (
            "somebody else's account",
            format!(
                "update accounts set staff = null, person = null where staff = '{tomas}'; update accounts set staff = '{tomas}' where account = '{}'",
                account("omar-ali")
            ),
            "omar-ali",
            "accounts",
            account("omar-ali").0.to_string(),
        ),
        (
            "another's mail",
            format!(
                "update people set mail = (select mail from people where person = '{}') where person = '{}'",
                id_of("johan"),
                id_of("sara")
            ),
            "sara",
            "people",
            id_of("sara").to_string(),
        ),
    ];
    let file = world.file("whole.samsyn");
    for (what, sql, who, table, key) in changes {
        // Each on a copy of its own, so that what one does is not another's.
        backup(&world.url, std::fs::File::create(&file).unwrap(), now()).await.unwrap();
        let target = world.empty_database("changed").await;
        restore(&target, BufReader::new(std::fs::File::open(&file).unwrap()), now()).await.unwrap();
        let store = open(&target, &world.keys).await;
        assert!(store.actor(account(who)).await.is_ok(), "{what}: before");
        behind(&target, &sql).await;
        assert!(gone(store.actor(account(who)).await), "{what}");
        let told = world.verified(&target).await.unwrap().wrong_rows;
        assert!(told.iter().any(|row| row.table == table && row.key == key), "{what}: {told:?}");
        store.close().await;
        if let Some(path) = target.strip_prefix("sqlite:") {
            std::fs::remove_file(path).unwrap();
        }
        world.drop_database("changed").await;
    }
    // A code that was meant for somebody else.
    behind(&world.url, &format!("update visit_codes set person = '{}'", id_of("johan"))).await;
    assert!(matches!(world.store.use_visit_code("ABCDEFGHJKMN", &world.moment()).await, Err(StoreError::NotFound)));
    assert_eq!(named(world).await, ["visit_codes, 00000000-0000-0000-0000-000000000007"]);
    behind(&world.url, &format!("update visit_codes set person = '{}'", elin.0)).await;
    assert_eq!(world.store.use_visit_code("ABCDEFGHJKMN", &world.moment()).await.unwrap().1, plan);
}

async fn open(url: &str, keys: &KeysAt) -> Store {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let (part, ids) = (NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed), ids());
    let new_id: samsyn_store::NewId =
        std::sync::Arc::new(move || Uuid::from_u128(ids().as_u128() | u128::from(part) << 48));
    Store::open(Opening { url, new_id, now: now(), keys: keys.clone() }).await.unwrap()
}

/// A copy of the world's database under its own keys, opened by somebody.
async fn copied(world: &World, name: &str) -> String {
    let file = world.file("copied.samsyn");
    backup(&world.url, std::fs::File::create(&file).unwrap(), now()).await.unwrap();
    let target = world.empty_database(name).await;
    restore(&target, BufReader::new(std::fs::File::open(&file).unwrap()), now()).await.unwrap();
    target
}

async fn judged(world: &World, target: &str) -> Verified {
    world.verified(target).await.unwrap()
}

const NO_STAMPS: &str = "update staff set stamp = null; update units set stamp = null; update principals set stamp = null; \
    update people set stamp = null; update accounts set stamp = null";

async fn a_stamp_that_is_gone_is_wrong_ever_after(world: &World) {
    world.directory().await;
    let target = copied(world, "gone").await;
    behind(&target, NO_STAMPS).await;
    // A start changes nothing of that: it was stamped before, and the key store knows.
    let store = open(&target, &world.keys).await;
    assert!(store.actor(account("anna-ek")).await.is_err());
    assert!(store.staff().await.unwrap().is_empty() && store.people().await.unwrap().is_empty());
    store.close().await;
    let found = judged(world, &target).await;
    assert_eq!((found.stamped, found.wrong_rows.len() > 50), (0, true));
    // Until the operator has looked, and says that they are right.
    assert!(believe_rows(&world.keys, &ids_of_their_own(), now()).await.unwrap());
    let store = open(&target, &world.keys).await;
    assert!(store.actor(account("anna-ek")).await.is_ok());
    store.close().await;
    assert_eq!(judged(world, &target).await.wrong_rows, []);
    let what: Vec<_> = keys_status(&world.keys, now()).await.unwrap().log.into_iter().map(|line| line.1).collect();
    assert_eq!(what.iter().filter(|what| *what == "stamped").count(), 2);
    assert_eq!(what.iter().filter(|what| *what == "unstamped").count(), 1);
    world.drop_database("gone").await;
}

fn ids_of_their_own() -> samsyn_store::NewId {
    let ids = ids();
    std::sync::Arc::new(move || Uuid::from_u128(ids().as_u128() | 9 << 60))
}

async fn a_database_of_the_version_before_is_stamped_once(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let target = copied(world, "before").await;
    // As that version left it: no stamps, and a key store that says nothing of them.
    behind(&target, NO_STAMPS).await;
    behind(&world.keys.store, "delete from key_log where what = 'stamped'").await;
    let store = open(&target, &world.keys).await;
    assert_eq!(store.people().await.unwrap().len(), 15);
    assert_eq!(
        store.actor(account("anna-ek")).await.unwrap().name.as_str(),
        world.actor("anna-ek").await.name.as_str()
    );
    assert_eq!(store.export(plan, now()).await.unwrap().1.len(), 1);
    store.close().await;
    let found = judged(world, &target).await;
    assert_eq!((found.wrong_rows, found.differences, found.stamped > 50), (vec![], vec![], true));
    world.drop_database("before").await;
}

async fn words_in_the_clear_are_nobodys(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let target = copied(world, "clear").await;
    behind(
        &target,
        &format!(
            "update events set codec = 0, key_id = null, body = cast('{{}}' as {}) where seq = 1",
            if target.starts_with("sqlite:") { "blob" } else { "bytea" }
        ),
    )
    .await;
    behind(&target, "update plans set state_revision = 0").await;
    let store = open(&target, &world.keys).await;
    assert!(store.export(plan, now()).await.is_err());
    store.close().await;
    // Nor when the database says of itself that it was not encrypted yet.
    behind(&target, "update settings set value = replace(value, 'true', 'false') where name = 'keys'").await;
    let opening = Opening { url: &target, new_id: ids_of_their_own(), now: now(), keys: world.keys.clone() };
    let stopped = Store::open(opening).await.unwrap_err().to_string();
    assert!(stopped.contains("events holds rows in the clear") && stopped.contains("Nothing was changed"), "{stopped}");
    world.drop_database("clear").await;
}

async fn stamps_come_back_with_a_backup(world: &World) {
    world.directory().await;
    let plan = world.plan(1).await;
    let target = copied(world, "back").await;
    samsyn_store::rotate_keys(&world.keys, &ids_of_their_own(), now()).await.unwrap();
    let found = judged(world, &target).await;
    assert_eq!((found.wrong_rows, found.differences), (vec![], vec![]));
    let store = open(&target, &world.keys).await;
    let mut anna = store.staff().await.unwrap().into_iter().find(|staff| staff.code == "anna-ek").unwrap();
    anna.title = Some("Socionom".into());
    store.save_staff(&anna).await.unwrap();
    store.set_language(account("anna-ek"), "en").await.unwrap();
    store.end_account(account("sara"), now()).await.unwrap();
    assert!(matches!(store.end_account(account("sara"), now()).await, Err(StoreError::Conflict(_))));
    assert_eq!(store.export(plan, now()).await.unwrap().1.len(), 1);
    store.close().await;
    assert_eq!(judged(world, &target).await.wrong_rows, []);
    world.drop_database("back").await;
}
