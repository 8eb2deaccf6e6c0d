//! Stories laid into the database before the server starts: a family at a point of its way.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_domain::ids::PlanId;
use samsyn_store::{Opening, Store};
use tokio::runtime::Builder;
use uuid::Uuid;

/// Does something with the store, while no server has it.
pub fn with_store<T>(file: &Path, work: impl AsyncFnOnce(&Store) -> T) -> T {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", file.display());
        let opening = Opening { url: &url, new_id: Arc::new(Uuid::now_v7), now: Timestamp::now() };
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
    with_store(file, async |store| store.adopt(plan, &facts, 3, Timestamp::now()).await.unwrap());
    plan
}
