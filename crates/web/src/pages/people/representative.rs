//! Name somebody who may act for the person: a guardian, a god man, a förvaltare.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::Mandate;
use samsyn_domain::plan::Command;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{names, refused, show};

use super::pick::{Pick, picked, searchable};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/representative.html")]
struct Add {
    page: Page,
    t: T,
    form: Form,
    pick: Pick,
    mandates: Vec<Choice<'static>>,
    kinds: Vec<Choice<'static>>,
    alone: bool,
    stamp: Stamp,
}

/// The value of the answer "all information".
const ALL: &str = "all";

const MANDATES: [(&str, Mandate); 3] =
    [("guardian", Mandate::Guardian), ("god_man", Mandate::GodMan), ("forvaltare", Mandate::Forvaltare)];

impl Add {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let page = me.plan_page(me.t().msg_representative_title(), view).back(format!("/plans/{}/people", view.id));
        // Nobody of age has a guardian.
        let fits = |(_, mandate): &&(&str, Mandate)| !view.of_age || *mandate != Mandate::Guardian;
        let choice =
            |(key, mandate): &(&'static str, Mandate)| Choice::new(*key, names::mandate(me.language(), *mandate));
        Ok(Self {
            page: page.of(&form),
            t: me.t(),
            pick: Pick::of(me, &form).await?,
            kinds: kinds(me),
            alone: view.maturity.is_some() && !view.of_age,
            mandates: MANDATES.iter().filter(fits).map(choice).collect(),
            stamp: me.adding(),
            form,
        })
    }
}

/// Everything, or each kind of information.
fn kinds(me: &Me) -> Vec<Choice<'static>> {
    let kind = |kind: InfoKind| Choice::new(kind.key(), names::kind(me.language(), kind));
    let all = Choice::new(ALL, me.t().msg_representative_covers_all());
    std::iter::once(all).chain(InfoKind::ALL.into_iter().map(kind)).collect()
}

/// What an appointment covers: everything only when that was said.
fn covers(form: &mut Form, mandate: Option<Mandate>) -> Option<BTreeSet<InfoKind>> {
    if mandate == Some(Mandate::Guardian) || form.has("covers", ALL) {
        return None;
    }
    let kinds: BTreeSet<InfoKind> = form.list("covers").into_iter().filter_map(InfoKind::from_key).collect();
    if kinds.is_empty() && mandate.is_some() {
        form.fail("covers", FieldError::NotChosen);
    }
    Some(kinds)
}

/// `GET /plans/{plan}/people/representative`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Add::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/people/representative`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    if form.pressed("search") {
        return Ok(match searchable(&mut form) {
            Ok(()) => show(&Add::of(&me, &view, form).await?),
            Err(_) => refused(&Add::of(&me, &view, form).await?),
        });
    }
    let who = picked(&me, &mut form).await?;
    let mandate = MANDATES.iter().find(|(key, _)| *key == form.value("mandate")).map(|(_, mandate)| *mandate);
    if mandate.is_none() {
        form.fail("mandate", FieldError::NotChosen);
    }
    let covers = covers(&mut form, mandate);
    let (Some(who), Some(mandate), false) = (who, mandate, form.is_refused()) else {
        return Ok(refused(&Add::of(&me, &view, form).await?));
    };
    let person = who.kept(&me).await?;
    let (decides, limits) = (form.has("decides", "yes"), form.value("limits").to_owned());
    let (person, name) = (person.id, person.name);
    let command = Command::NameRepresentative { person, name, mandate, decides, covers, limits };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&Add::of(&me, &view, form).await?)),
    }
}
