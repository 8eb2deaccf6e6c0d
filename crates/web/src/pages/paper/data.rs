//! The plan as data: what this reader may see, and nothing else.

use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Plan;
use samsyn_store::Surface;

use super::file;
use crate::error::Error;
use crate::me::{Answer, Me};

/// `GET /plans/{plan}/plan.json`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Export).await?;
    let seen: &Plan = &view;
    let json = serde_json::to_vec_pretty(seen).map_err(|_| Error::internal("a plan could not be written as data"))?;
    Ok(file("application/json", "plan.json", json))
}
