//! The store on SQLite and on PostgreSQL: the same tests, each in a database of its own.
//!
//! PostgreSQL is tested when `SAMSYN_TEST_POSTGRES` holds an address; with `SAMSYN_REQUIRE_POSTGRES=1` a missing one fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on shall stop")]

mod archivists;
mod backups;
mod calling;
mod directory;
mod disposal;
mod doors;
mod evaluations;
mod figures;
mod following;
mod jobs;
mod keys;
mod letters;
mod lists;
mod looked;
mod media;
mod moves;
mod protected;
mod rooms;
mod seal;
mod sign_in;
mod sql;
mod stamps;
#[path = "../../../domain/tests/support/mod.rs"]
mod support;
mod world;

/// Each named test, once on each database.
macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let world = crate::world::World::sqlite(concat!(module_path!(), "::", stringify!($name))).await;
                super::$name(&world).await;
                world.end().await;
            }
        )+ }
        mod postgres { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let Some(world) = crate::world::World::postgres(concat!(module_path!(), "::", stringify!($name))).await else { return };
                super::$name(&world).await;
                world.end().await;
            }
        )+ }
    };
}
pub(crate) use both;
