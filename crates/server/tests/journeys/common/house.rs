//! Stories laid into the database before the server starts: a family at a point of its way.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_domain::ids::PlanId;
use samsyn_store::{KeysAt, Opening, Store};
use tokio::runtime::Builder;
use uuid::Uuid;

/// The keys of a database in this folder, as the binary has them by default.
pub fn keys_in(folder: &Path) -> KeysAt {
    let chance = || {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(Uuid::now_v7().as_bytes());
        bytes[16..].copy_from_slice(Uuid::now_v7().as_bytes());
        bytes
    };
    KeysAt::in_folder(folder, Arc::new(chance))
}

/// Does something with the store, while no server has it.
pub fn with_store<T>(file: &Path, work: impl AsyncFnOnce(&Store) -> T) -> T {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", file.display());
        let keys = keys_in(file.parent().unwrap());
        let opening = Opening { url: &url, new_id: Arc::new(Uuid::now_v7), now: Timestamp::now(), keys };
        let store = Store::open(opening).await.unwrap();
        let done = work(&store).await;
        store.close().await;
        done
    })
}

/// Lays a family's story in as it is at this point, as a plan of its own.
pub fn adopt(file: &Path, family: Family, upto: Milestone) -> PlanId {
    let (_, facts) = story(family, upto, Timestamp::now()).unwrap();
    let plan = PlanId(uuid_of(&format!("{family:?} at {upto:?}")));
    with_store(file, async |store| {
        store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), Timestamp::now()).await.unwrap()
    });
    plan
}
