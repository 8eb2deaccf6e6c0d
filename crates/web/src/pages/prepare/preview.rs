//! What each of the others would see of what one has prepared: judged as when they look themselves, nothing copied here.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Actor, Identity, PlanView, Reach};
use samsyn_domain::ids::{AccountId, PersonId, PlanId, StaffId};
use samsyn_domain::people::{StaffRef, UnitRef};
use samsyn_domain::plan::state::{Party, Preparation};
use samsyn_domain::words::Line;
use samsyn_store::{Holder, Surface};

use crate::error::Error;
use crate::me::{Answer, Me, not_seen, trouble};
use crate::parts::{Audience, Notice, Page, Quote};
use crate::show;
use crate::text::T;

use super::shared::{Shared, one};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/preview.html")]
struct Preview {
    page: Page,
    t: T,
    plan: PlanId,
    groups: Vec<Group>,
}

/// Those who see the same.
struct Group {
    names: String,
    one: Option<Shared>,
}

/// `GET /plans/{plan}/preview`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let (names, others): (Vec<String>, Vec<Actor>) = others(&me, &view).await?.into_iter().unzip();
    let moment = me.moment();
    let asking = me.asking(Surface::Page, &moment);
    let seen = me.app.store.look_as_others(&asking, plan, &others).await.map_err(not_seen)?;
    let mut page = me.plan_page(me.t().msg_preview_title(), &view).back(format!("/plans/{plan}/prepare"));
    page.live = None;
    let groups = groups(&me, &view, names, seen);
    Ok(show(&Preview { page, t: me.t(), plan, groups }))
}

/// Those who see the same stand together, in the order in which the first of them came.
fn groups(me: &Me, view: &PlanView, others: Vec<String>, seen: Vec<Option<Preparation>>) -> Vec<Group> {
    let mut found: Vec<(Option<Preparation>, Vec<String>)> = Vec::new();
    for (name, seen) in others.into_iter().zip(seen) {
        match found.iter_mut().find(|(known, _)| *known == seen) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => found.push((seen, vec![name])),
        }
    }
    let group = |(seen, names): (Option<Preparation>, Vec<String>)| Group {
        names: names.join(", "),
        one: seen.map(|p| one(me, view, &p)).filter(Shared::says_something),
    };
    found.into_iter().map(group).collect()
}

/// Everybody who might look: the person, those beside them and for them, those who carry the plan on, who comes from each unit,
/// and those who work there too.
async fn others(me: &Me, view: &PlanView) -> Result<Vec<(String, Actor)>, Error> {
    let mut all = Vec::new();
    for supporter in view.current_supporters() {
        if let Some(id) = supporter.person {
            all.push(person(id, &supporter.name));
        } else if let Some(id) = supporter.staff {
            all.extend(staff(me, id, &supporter.name).await?);
        }
    }
    all.push(person(view.person.person, &view.person.name));
    all.extend(view.current_representatives().map(|r| person(r.person, &r.name)));
    let comes = view.current_parties().filter_map(Party::sends);
    let named = view.coordinator.iter().map(|c| &c.staff).chain(&view.facilitator).chain(&view.let_in).chain(comes);
    all.extend(named.map(|staff| actor(Identity::Staff(staff.clone()), &staff.name)));
    let mut all: Vec<(String, Actor)> = all.into_iter().map(|other| (other.name.to_string(), other)).collect();
    for unit in places(me, view) {
        all.push((me.t().msg_preview_unit(unit.name.as_str()), somebody_at(&unit)));
    }
    let mut known = BTreeSet::new();
    // What this session does not show of one's own, it does not show as what others see either.
    for (_, other) in &mut all {
        other.reach = me.actor.reach;
    }
    all.retain(|(_, other)| other.identity != me.actor.identity && known.insert(format!("{:?}", other.identity)));
    Ok(all)
}

/// Where anybody who works there reads it too: as the form says it (`readers.rs`), and for those who do not see the consents on which
/// that rests, the units that take part. While an identity is protected nobody looks by where they work, and no place is said.
fn places(me: &Me, view: &PlanView) -> Vec<UnitRef> {
    if view.protected {
        return Vec::new();
    }
    let read = view.me().and_then(|of| view.readership(of, me.today));
    let parties = view.current_parties().map(|party| party.unit.clone());
    let Some(read) = read else { return parties.collect() };
    let all = read.at_work.into_iter().filter(|unit| unit.all).map(|unit| unit.unit);
    let mut places: Vec<UnitRef> = all.collect();
    // A unit that takes part and sees nothing of it stands there as such.
    places.extend(parties.filter(|party| !places.iter().any(|known| known.unit == party.unit)).collect::<Vec<_>>());
    places
}

fn person(id: PersonId, name: &Line) -> Actor {
    actor(Identity::Person(id), name)
}

/// A member of staff as they sign in; `None` for one who cannot.
async fn staff(me: &Me, id: StaffId, name: &Line) -> Result<Option<Actor>, Error> {
    let account = me.app.store.account_of(Holder::Staff(id)).await.map_err(|error| trouble(&error))?;
    let Some(account) = account else { return Ok(None) };
    match me.app.store.actor(account.id).await {
        Ok(actor) => Ok(Some(Actor { name: name.clone(), ..actor })),
        Err(samsyn_store::StoreError::NotFound) => Ok(None),
        Err(error) => Err(trouble(&error)),
    }
}

/// Anybody at a unit, who is not named in the plan.
fn somebody_at(unit: &UnitRef) -> Actor {
    let staff =
        StaffRef { staff: StaffId(uuid::Uuid::nil()), name: unit.name.clone(), title: None, unit: unit.clone() };
    actor(Identity::Staff(staff), &unit.name)
}

fn actor(identity: Identity, name: &Line) -> Actor {
    let account = AccountId(uuid::Uuid::nil());
    Actor { account, name: name.clone(), identity, hats: BTreeSet::new(), reach: Reach::Whole }
}
