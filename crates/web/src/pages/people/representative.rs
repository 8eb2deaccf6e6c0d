//! Name somebody who may act for the person: a guardian, a god man, a förvaltare.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::Mandate;
use samsyn_domain::plan::Command;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{names, refused, show};

use super::pick::{Pick, picked};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/representative.html")]
struct Add {
    page: Page,
    t: T,
    form: Form,
    pick: Pick,
    mandates: Vec<Choice<'static>>,
    stamp: Stamp,
}

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
            mandates: MANDATES.iter().filter(fits).map(choice).collect(),
            stamp: me.adding(),
            form,
        })
    }
}

/// `GET /plans/{plan}/people/representative`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    holder(&view)?;
    Ok(show(&Add::of(&me, &view, me.form()).await?))
}

/// Those who carry the plan on name people; others are told that there is nothing there.
pub(super) fn holder(view: &PlanView) -> Result<(), Error> {
    if view.place().holds() { Ok(()) } else { Err(Error::NotFound) }
}

/// `POST /plans/{plan}/people/representative`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    holder(&view)?;
    if form.pressed("search") {
        return Ok(show(&Add::of(&me, &view, form).await?));
    }
    let who = picked(&me, &mut form).await?;
    let mandate = MANDATES.iter().find(|(key, _)| *key == form.value("mandate")).map(|(_, mandate)| *mandate);
    if mandate.is_none() {
        form.fail("mandate", FieldError::NotChosen);
    }
    let (Some(who), Some(mandate)) = (who, mandate) else {
        return Ok(refused(&Add::of(&me, &view, form).await?));
    };
    let person = who.kept(&me).await?;
    let decides = form.has("decides", "yes");
    let command = Command::NameRepresentative { person: person.id, name: person.name, mandate, decides };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&Add::of(&me, &view, form).await?)),
    }
}
