//! An authority's own copy, as paper and as data: the version as it was given to the unit, whoever fetches it.

use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Plan;
use samsyn_store::{Copy, Surface};
use serde_json::json;

use crate::app::PaperOf;
use crate::error::Error;
use crate::me::{Answer, Me, not_seen};
use crate::pages::paper::file;
use crate::pages::paper::pdf::set;

/// `GET /plans/{plan}/copies/{no}`: `1.pdf` or `1.json`, when somebody of the unit has taken it out.
pub async fn get(me: Me, Path((plan, name)): Path<(PlanId, String)>) -> Answer {
    let (version, kind) = name.split_once('.').unwrap_or((name.as_str(), ""));
    let surface = if kind == "pdf" { Surface::Paper } else { Surface::Export };
    let moment = me.moment();
    // No version has the number 0: what cannot be a copy is asked for all the same, so that the attempt is logged.
    let version = version.parse().ok().filter(|_| matches!(kind, "pdf" | "json")).unwrap_or(0);
    let copy = me.app.store.copy(&me.asking(surface, &moment), plan, version).await.map_err(not_seen)?;
    if kind == "pdf" {
        return Ok(file("application/pdf", "copy.pdf", set(&me, copy.view, PaperOf::Plan).await?));
    }
    Ok(file("application/json", "copy.json", data(&copy)?))
}

/// What was given, on what ground, who took it out and when, and the plan as it was given.
fn data(copy: &Copy) -> Result<Vec<u8>, Error> {
    let plan: &Plan = &copy.view;
    let whole = json!({ "samsyn": 1, "given": copy.given, "taken": copy.taken, "plan": plan });
    serde_json::to_vec_pretty(&whole).map_err(|_| Error::internal("a copy could not be written as data"))
}
