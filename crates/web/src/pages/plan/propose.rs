//! Propose a plan: for somebody, or for oneself. The id of the plan is in the form, so that a repeated press begins one story.

use askama::Template;
use samsyn_domain::ids::{PlanId, UnitId};
use samsyn_domain::people::UnitRef;
use samsyn_domain::plan::command::Propose as Proposal;
use samsyn_domain::words::Words;
use samsyn_store::{ActError, Person, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, trouble};
use crate::pages::people::pick::{Pick, Picked, picked, searchable};
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/plan/propose.html")]
struct Propose {
    page: Page,
    t: T,
    form: Form,
    pick: Option<Pick>,
    mine: bool,
    units: Vec<Choice<'static>>,
    plan: String,
    kept: Option<uuid::Uuid>,
}

impl Propose {
    async fn of(me: &Me, form: Form) -> Result<Self, Error> {
        let mine = me.actor.person().is_some();
        let plan = form.value("plan");
        let plan = if plan.is_empty() { me.app.new_id().to_string() } else { plan.to_owned() };
        let units = with_the_duty(me).await?;
        let choice =
            |unit: &UnitRef| Choice::new(unit.unit.to_string(), format!("{}, {}", unit.name, unit.principal_name));
        Ok(Self {
            page: me.page(me.t().msg_propose_title()).of(&form),
            t: me.t(),
            pick: if mine { None } else { Some(Pick::of(me, &form).await?) },
            mine,
            units: units.iter().map(choice).collect(),
            plan,
            kept: me.kept(),
            form,
        })
    }
}

/// The units that may assess: those of a Kommun or a Region.
async fn with_the_duty(me: &Me) -> Result<Vec<UnitRef>, Error> {
    let units = me.app.store.unit_refs().await.map_err(|e| trouble(&e))?;
    Ok(units.into_iter().filter(|unit| unit.kind.has_the_duty()).collect())
}

/// `GET /plans/new`: one's own unit is chosen already when it may assess.
pub async fn get(me: Me) -> Answer {
    let mut form = me.form();
    if let Some(staff) = me.actor.staff().filter(|staff| staff.unit.kind.has_the_duty()) {
        form.set("to", staff.unit.unit.to_string());
    }
    Ok(show(&Propose::of(&me, form).await?))
}

/// `POST /plans/new`
pub async fn post(me: Me, mut form: Form) -> Answer {
    if form.pressed("search") {
        return searched(&me, form).await;
    }
    let Some((who, to)) = read(&me, &mut form).await? else {
        return Ok(refused(&Propose::of(&me, form).await?));
    };
    let plan = form.value("plan").parse().unwrap_or_else(|_| PlanId(me.app.new_id()));
    let person = who.kept(&me).await?;
    let (moment, proposal) = (me.moment(), proposal(&form, &person, to)?);
    match me.app.store.propose(&me.asking(Surface::Page, &moment), plan, proposal).await {
        Ok(_) => me.drop_kept().await.map(|()| me.saved(format!("/plans/{plan}/steps"))),
        Err(ActError::Refused(refusals)) => {
            for refusal in &refusals {
                form.fail(refusal.at, FieldError::Because(me.says(refusal)));
            }
            Ok(refused(&Propose::of(&me, form).await?))
        }
        Err(ActError::Stale(_)) => {
            form.fail("", FieldError::Because(me.t().msg_propose_already().to_owned()));
            Ok(refused(&Propose::of(&me, form).await?))
        }
        Err(ActError::NotFound) => Err(Error::NotFound),
        Err(ActError::Store(error)) => Err(trouble(&error)),
    }
}

/// The same form, with whom the search found.
async fn searched(me: &Me, mut form: Form) -> Answer {
    Ok(match searchable(&mut form) {
        Ok(()) => show(&Propose::of(me, form).await?),
        Err(_) => refused(&Propose::of(me, form).await?),
    })
}

/// Who, and to which unit; `None` when something must be mended first.
async fn read(me: &Me, form: &mut Form) -> Result<Option<(Picked, UnitRef)>, Error> {
    let who = match me.actor.person() {
        Some(me_myself) => {
            let person = me.app.store.person(me_myself).await.map_err(|e| trouble(&e))?;
            Some(Picked::Known(Box::new(person)))
        }
        None => picked(me, form).await?,
    };
    let reason = form.text("reason", Words::MAX);
    if me.actor.person().is_none() && !form.has("wanted", "yes") && !form.has("wanted", "no") {
        form.fail("wanted", FieldError::NotChosen);
    }
    let texts = [form.text_or_empty("told_how", Words::MAX), form.text_or_empty("question", Words::MAX)];
    let to = match form.choice::<UnitId>("to") {
        Ok(unit) => with_the_duty(me).await?.into_iter().find(|known| known.unit == unit),
        Err(_) => None,
    };
    if to.is_none() {
        form.fail("to", FieldError::UnknownChoice);
    }
    if me.takes_up(form) {
        form.shown_again(me.t().msg_drafts_here().to_owned());
    }
    let right = reason.is_ok() && texts.iter().all(Result::is_ok) && !form.is_refused();
    Ok(who.zip(to).filter(|_| right))
}

fn proposal(form: &Form, person: &Person, to: UnitRef) -> Result<Proposal, Error> {
    Ok(Proposal {
        person: person.as_ref().map_err(|e| trouble(&e))?,
        to,
        reason: form.value("reason").to_owned(),
        wanted: form.value("wanted") != "no",
        told_how: form.value("told_how").to_owned(),
        question: form.value("question").to_owned(),
    })
}
