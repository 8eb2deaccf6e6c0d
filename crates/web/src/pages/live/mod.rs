//! The event stream of a plan's pages: a revision number, nothing personal.

use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_store::Surface;

use crate::error::Error;
use crate::live;
use crate::me::{Answer, Me, trouble};

/// `GET /live/plans/{plan}`: tells that the plan has a new revision; with `?room=1` also that of its open meeting's room. Whoever
/// may not see the plan hears nothing.
pub async fn plan(me: Me, Path(plan): Path<PlanId>) -> Answer {
    // Listening begins before the revision is read, so that no change falls between.
    let page = me.app.signals.subscribe_as(plan.0, me.actor.account.0).ok_or(Error::TooMany)?;
    // The page that listens has just been looked at; this is the same viewing, judged and logged again.
    let me = me.again();
    let revision = me.look(plan, Surface::Page).await?.revision;
    let room = match me.asked("room") {
        Some(_) => me.app.store.room_revision(plan).await.map_err(|error| trouble(&error))?,
        None => None,
    };
    Ok(live::events(page, revision, room, move || {
        let me = me.clone();
        async move { me.hears(plan).await }
    }))
}
