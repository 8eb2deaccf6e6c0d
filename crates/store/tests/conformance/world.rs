//! A small world for a test: an empty database of its own, the sample's directory, and a plan.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use samsyn_domain::access::Actor;
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::people::{PersonRef, StaffRef, UnitRef};
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::command::{Command, Propose};
use samsyn_store::{
    ActError, Acted, Ask, Asking, Chance, DirectoryFiles, KeysAt, Master, NewId, Opening, Store, Surface,
};
use uuid::Uuid;

pub const TODAY: Date = date(2026, 11, 22);

/// The time at which all tests happen.
pub fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

pub struct World {
    pub store: Store,
    pub url: String,
    pub settings: Settings,
    pub keys: KeysAt,
    schema: Option<(String, String)>,
    folder: PathBuf,
}

/// Ids in order, so that a failing test can be repeated.
pub fn ids() -> NewId {
    let next = AtomicU64::new(1);
    Arc::new(move || {
        Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 | u128::from(next.fetch_add(1, Ordering::Relaxed)))
    })
}

/// Chance that counts: the same at every run, and never twice the same.
pub fn chance() -> Chance {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Arc::new(|| {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut bytes = [0xA5; 32];
        bytes[..8].copy_from_slice(&next.to_le_bytes());
        bytes[24..].copy_from_slice(&next.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes());
        bytes
    })
}

pub fn id_of(key: &str) -> Uuid {
    samsyn_id(key)
}

/// The same id for the same key.
fn samsyn_id(key: &str) -> Uuid {
    let hash = key.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    Uuid::from_u128(hash)
}

pub fn sample() -> DirectoryFiles {
    DirectoryFiles::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample")).unwrap()
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test.replace("::", "-"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[expect(clippy::disallowed_methods, reason = "the address of the test database comes from outside")]
pub fn postgres_address() -> Option<String> {
    let address = std::env::var("SAMSYN_TEST_POSTGRES").ok();
    let required = std::env::var("SAMSYN_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    assert!(address.is_some() || !required, "SAMSYN_REQUIRE_POSTGRES=1 but SAMSYN_TEST_POSTGRES is not set");
    address
}

async fn run_on_postgres(address: &str, sql: String) {
    use sqlx::Connection;
    let mut conn = sqlx::PgConnection::connect(address).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

impl World {
    pub async fn sqlite(test: &str) -> Self {
        let folder = folder(test);
        let url = format!("sqlite:{}", folder.join("samsyn.db").display());
        let keys = KeysAt::in_folder(&folder, chance());
        Self::open(url, keys, None, folder).await
    }

    pub async fn postgres(test: &str) -> Option<Self> {
        let address = postgres_address()?;
        let schema = format!("t{:032x}", samsyn_id(test).as_u128());
        for schema in [&schema, &format!("{schema}keys")] {
            run_on_postgres(&address, format!("drop schema if exists {schema} cascade; create schema {schema}")).await;
        }
        let separator = if address.contains('?') { '&' } else { '?' };
        let url = format!("{address}{separator}options[search_path]={schema}");
        let folder = folder(test);
        let keys = KeysAt {
            store: format!("{url}keys"),
            master: Master::File(folder.join("master.key")),
            erased: folder.join("erased.txt"),
            chance: chance(),
        };
        Some(Self::open(url, keys, Some((address, schema)), folder).await)
    }

    async fn open(url: String, keys: KeysAt, schema: Option<(String, String)>, folder: PathBuf) -> Self {
        let opening = Opening { url: &url, new_id: ids(), now: now(), keys: keys.clone() };
        let store = Store::open(opening).await.unwrap();
        Self { store, url, settings: Settings::default(), keys, schema, folder }
    }

    /// Close and remove everything; a test that fails leaves it to be looked at.
    pub async fn end(self) {
        self.store.close().await;
        if let Some((address, schema)) = self.schema {
            run_on_postgres(&address, format!("drop schema {schema} cascade; drop schema {schema}keys cascade")).await;
        }
        std::fs::remove_dir_all(self.folder).unwrap();
    }

    /// A second, empty database of the same kind, for restoring into; its address.
    pub async fn empty_database(&self, name: &str) -> String {
        match &self.schema {
            None => format!("sqlite:{}", self.folder.join(name).display()),
            Some((address, schema)) => {
                let (other, separator) = (format!("{schema}{name}"), if address.contains('?') { '&' } else { '?' });
                run_on_postgres(address, format!("drop schema if exists {other} cascade; create schema {other}")).await;
                format!("{address}{separator}options[search_path]={other}")
            }
        }
    }

    pub async fn drop_database(&self, name: &str) {
        if let Some((address, schema)) = &self.schema {
            run_on_postgres(address, format!("drop schema {schema}{name} cascade")).await;
        }
    }

    /// An empty database of the other kind; its address. Where no PostgreSQL is given, there is none.
    pub async fn other_database(&self, name: &str) -> Option<String> {
        if self.schema.is_some() {
            return Some(format!("sqlite:{}", self.folder.join(name).display()));
        }
        let (address, schema) = (postgres_address()?, self.other_schema(name));
        run_on_postgres(&address, format!("drop schema if exists {schema} cascade; create schema {schema}")).await;
        let separator = if address.contains('?') { '&' } else { '?' };
        Some(format!("{address}{separator}options[search_path]={schema}"))
    }

    pub async fn drop_other(&self, name: &str) {
        if let (None, Some(address)) = (&self.schema, postgres_address()) {
            run_on_postgres(&address, format!("drop schema {} cascade", self.other_schema(name))).await;
        }
    }

    fn other_schema(&self, name: &str) -> String {
        format!("o{:032x}", samsyn_id(&format!("{name} {}", self.url)).as_u128())
    }

    /// Fold every story again, as `samsyn verify` does.
    pub async fn verified(&self, url: &str) -> samsyn_store::Result<samsyn_store::Verified> {
        self.verified_with(url, &self.keys).await
    }

    /// As [`World::verified`], with keys that lie elsewhere.
    pub async fn verified_with(&self, url: &str, keys: &KeysAt) -> samsyn_store::Result<samsyn_store::Verified> {
        samsyn_store::verify(url, keys, &ids(), samsyn_domain::information::Clocks::default(), now()).await
    }

    /// A file of this world's own.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub async fn directory(&self) {
        self.store.import_with_ids(&sample(), TODAY, now(), id_of).await.unwrap();
    }

    pub fn moment(&self) -> Moment<'_> {
        self.on(TODAY)
    }

    pub fn on(&self, today: Date) -> Moment<'_> {
        Moment { now: now(), today, settings: &self.settings }
    }

    pub async fn staff(&self, code: &str) -> StaffRef {
        self.store.staff_ref(samsyn_domain::ids::StaffId(id_of(code))).await.unwrap()
    }

    pub async fn unit(&self, code: &str) -> UnitRef {
        self.store.unit_ref(samsyn_domain::ids::UnitId(id_of(code))).await.unwrap()
    }

    pub async fn person(&self, code: &str) -> PersonRef {
        self.store.person(samsyn_domain::ids::PersonId(id_of(code))).await.unwrap().as_ref().unwrap()
    }

    /// The actor behind a key of the sample.
    pub async fn actor(&self, code: &str) -> Actor {
        self.store.actor(samsyn_domain::ids::AccountId(id_of(&format!("account {}", id_of(code))))).await.unwrap()
    }

    /// A plan for Elin, proposed by her teacher to the social services' unit where Anna works.
    pub async fn plan(&self, n: u128) -> PlanId {
        let plan = PlanId(Uuid::from_u128(n));
        let (lisa, moment) = (self.actor("lisa-berg").await, self.moment());
        self.store.propose(&asking(&lisa, &moment), plan, self.proposal().await).await.unwrap();
        plan
    }

    pub async fn proposal(&self) -> Propose {
        Propose {
            person: self.person("elin").await,
            to: self.unit("u-solvik-barn").await,
            reason: "Hon kommer inte till skolan.".into(),
            wanted: true,
            told_how: "Samtal hemma".into(),
            question: String::new(),
        }
    }

    pub async fn act(&self, code: &str, plan: PlanId, command: Command) -> Result<Acted, ActError> {
        let (actor, moment) = (self.actor(code).await, self.moment());
        self.store.act(&asking(&actor, &moment), Ask { plan, expected: None, submit: None, command }).await
    }
}

pub fn asking<'a>(actor: &'a Actor, moment: &'a Moment<'a>) -> Asking<'a> {
    Asking { actor, surface: Surface::Page, moment }
}
