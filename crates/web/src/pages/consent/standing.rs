//! Note where a guardian stands who does not answer: unreachable, prevented, not asked for protection, or asked again.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::{Mandate, Representative, Standing};
use samsyn_domain::plan::Command;
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{names, refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/standing.html")]
struct Note {
    page: Page,
    t: T,
    form: Form,
    add: String,
    guardians: Vec<Choice<'static>>,
    standings: Vec<Choice<'static>>,
    stamp: Stamp,
}

const STANDINGS: [(&str, Standing); 4] = [
    ("unreachable", Standing::Unreachable),
    ("prevented", Standing::Prevented),
    ("not_asked", Standing::NotAsked),
    ("asked", Standing::Asked),
];

impl Note {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let language = me.language();
        let page = me.plan_page(me.t().msg_standing_title(), view).back(format!("/plans/{}/consent", view.id));
        let guardian = |r: &Representative| {
            Choice::new(r.no.to_string(), r.name.to_string()).hint(names::standing(language, r.standing))
        };
        let guardians = view.current_representatives().filter(|r| r.mandate == Mandate::Guardian);
        Self {
            page: page.of(&form),
            t: me.t(),
            add: format!("/plans/{}/people/representative", view.id),
            guardians: guardians.map(guardian).collect(),
            standings: STANDINGS.iter().map(|(key, s)| Choice::new(*key, names::standing(language, *s))).collect(),
            stamp: me.changing(view),
            form,
        }
    }
}

/// `GET /plans/{plan}/consent/standing`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Note::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/consent/standing`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let no = form.choice::<No>("no");
    let standing = STANDINGS.iter().find(|(key, _)| *key == form.value("standing")).map(|(_, standing)| *standing);
    if standing.is_none() {
        form.fail("standing", FieldError::NotChosen);
    }
    let (Ok(no), Some(standing)) = (no, standing) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Note::of(&me, &view, form)));
    };
    let reason = form.value("reason").to_owned();
    match me.act(plan, &mut form, Command::NoteStanding { no, standing, reason }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Note::of(&me, &view, form))),
    }
}
