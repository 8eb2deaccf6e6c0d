//! Every statement is one that both databases understand.

use sqlx::{Connection, Executor};

use crate::both;
use crate::world::{World, ids, now};

both!(every_statement_can_be_prepared, a_second_opening_migrates_nothing, a_changed_migration_is_refused);

async fn every_statement_can_be_prepared(world: &World) {
    let statements = samsyn_store::statements();
    assert!(statements.len() > 100, "{}", statements.len());
    for sql in statements {
        let sql = sqlx::SqlSafeStr::into_sql_str(sql);
        let prepared = if let Some(path) = world.url.strip_prefix("sqlite:") {
            let mut conn = sqlx::SqliteConnection::connect(path).await.unwrap();
            conn.prepare(sql.clone()).await.map(drop)
        } else {
            let mut conn = sqlx::PgConnection::connect(&world.url).await.unwrap();
            conn.prepare(sql.clone()).await.map(drop)
        };
        assert!(prepared.is_ok(), "{}: {prepared:?}", sql.as_str());
    }
}

async fn a_second_opening_migrates_nothing(world: &World) {
    let opening = samsyn_store::Opening { url: &world.url, new_id: ids(), now: now(), keys: world.keys.clone() };
    let second = samsyn_store::Store::open(opening).await;
    if world.store.is_sqlite() {
        // One process writes a SQLite file; the second is told so.
        assert!(matches!(second, Err(samsyn_store::StoreError::Locked(_))), "{second:?}");
    } else {
        second.unwrap().close().await;
    }
}

async fn a_changed_migration_is_refused(world: &World) {
    let sql = "update migrations set checksum = 'other' where name = '0001_plans'";
    match world.url.strip_prefix("sqlite:") {
        Some(path) => drop(sqlx::SqliteConnection::connect(path).await.unwrap().execute(sql).await.unwrap()),
        None => drop(sqlx::PgConnection::connect(&world.url).await.unwrap().execute(sql).await.unwrap()),
    }
    let found = world.verified(&world.url).await;
    assert!(matches!(found, Err(samsyn_store::StoreError::Migration(_))), "{found:?}");
}

#[test]
fn no_statement_is_missing_from_the_list() {
    let src = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut constants = 0;
    for folder in [src.clone(), src.join("keys"), src.join("disposal")] {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|e| e == "rs") {
                constants += listed(&src, &file);
            }
        }
    }
    assert!(constants > 70, "{constants}");
}

/// How many statements a file has; each must be in a list.
fn listed(src: &std::path::Path, file: &std::path::Path) -> usize {
    let text = std::fs::read_to_string(file).unwrap();
    let within = file.strip_prefix(src).unwrap().with_extension("").to_string_lossy().replace('/', "::");
    let module = within.trim_end_matches("::mod");
    let mut constants = 0;
    for line in text.lines().filter_map(|line| line.strip_prefix("pub(crate) const ")) {
        let Some((constant, _)) = line.split_once(": &str =") else {
            continue;
        };
        // Not SQL, or PostgreSQL's alone.
        if matches!(constant, "NEVER" | "NOTIFY") {
            continue;
        }
        constants += 1;
        let listed = if module == "keys::rows" {
            // The key store has a list of its own, because it is a database of its own.
            text.split("vec![")
                .nth(1)
                .unwrap()
                .split(']')
                .next()
                .unwrap()
                .split([',', ' ', '\n'])
                .any(|one| one == constant)
        } else {
            include_str!("../../src/statements.rs").contains(&format!("crate::{module}::{constant},"))
        };
        assert!(listed, "crate::{module}::{constant} is missing in its list");
    }
    constants
}
