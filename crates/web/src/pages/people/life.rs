//! What befalls the person: protection begins or ends, a move. Turning 18 happens by itself.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_store::Surface;

use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::Page;
use crate::parts::stamp::Stamp;
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/life.html")]
struct Life {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    protected: bool,
    of_age: bool,
    /// Whether it was asked for to end the protection: the form for it is shown then.
    unprotects: bool,
    age: String,
    stamp: Stamp,
}

impl Life {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_life_title(), view).back(format!("/plans/{}/people", view.id));
        Self {
            page: page.of(&form),
            t: me.t(),
            plan: view.id,
            protected: view.protected,
            of_age: view.of_age,
            unprotects: me.asked("unprotect").is_some() || form.value("what") == "unprotect",
            age: super::show::age(me, view),
            stamp: me.changing(view),
            form,
        }
    }
}

/// `GET /plans/{plan}/people/life`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let mut form = me.form();
    if view.protected {
        form.set("alias", view.person.name.as_str());
        form.set("contact", view.safe_contact.as_ref().map_or("", |contact| contact.as_str()));
    }
    Ok(show(&Life::of(&me, &view, form)))
}

/// `POST /plans/{plan}/people/life`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Some(command) = command(&me, &mut form) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Life::of(&me, &view, form)));
    };
    let protects = matches!(command, Command::Protect { .. });
    match me.act(plan, &mut form, command).await? {
        // What was shared before is thought over at once: who stays, who is let in.
        Done::Stored if protects => Ok(me.saved(format!("/plans/{plan}/people/protection"))),
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&Life::of(&me, &view, form))),
    }
}

fn command(me: &Me, form: &mut Form) -> Option<Command> {
    match form.value("what") {
        "protect" => {
            Some(Command::Protect { alias: form.value("alias").to_owned(), contact: form.value("contact").to_owned() })
        }
        "unprotect" => Some(Command::Unprotect { name: form.value("name").to_owned() }),
        _ => {
            let (to, on) = (form.text("to", 200), form.date("on", me.today));
            Some(Command::MoveAway { to: to.ok()?, on: on.ok()? })
        }
    }
}
