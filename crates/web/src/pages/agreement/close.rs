//! Close the plan: why, in words, and what happens then.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::ClosingReason;
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{names, refused, show};

const REASONS: [(&str, ClosingReason); 6] = [
    ("goal_reached", ClosingReason::GoalReached),
    ("no_longer_joint", ClosingReason::NoLongerJoint),
    ("persons_wish", ClosingReason::PersonsWish),
    ("moved", ClosingReason::Moved),
    ("deceased", ClosingReason::Deceased),
    ("replaced", ClosingReason::Replaced),
];

#[derive(Template)]
#[template(path = "pages/agreement/close.html")]
struct Close {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    reasons: Vec<(&'static str, &'static str)>,
    open: usize,
    closed: Option<(String, &'static str, Option<String>)>,
    closes: bool,
    holds: bool,
    stamp: Stamp,
}

impl Close {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let holds = view.place().holds();
        let closing = view.closing.as_ref().filter(|_| view.stage.ended());
        let closed = closing.map(|closing| {
            let day = me.language().dates().date(me.app.day(closing.at));
            (day, names::closing(me.language(), closing.reason), closing.words.as_ref().map(ToString::to_string))
        });
        Self {
            page: me.plan_page(me.t().msg_close_title(), view).of(&form),
            t: me.t(),
            plan: view.id,
            reasons: REASONS.iter().map(|(key, reason)| (*key, names::closing(me.language(), *reason))).collect(),
            open: view.measures.iter().filter(|m| m.state.open()).count(),
            closed,
            closes: holds && !view.stage.ended(),
            holds,
            stamp: me.changing(view),
            form,
        }
    }

    fn reasons(&self) -> Vec<Choice<'_>> {
        self.reasons.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }
}

/// `GET /plans/{plan}/close`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Close::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/close`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Ok(command) = command(&mut form) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Close::of(&me, &view, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/close"))),
        Done::Refused(view) => Ok(refused(&Close::of(&me, &view, form))),
    }
}

fn command(form: &mut Form) -> Result<Command, Invalid> {
    let chosen = REASONS.iter().find(|(key, _)| *key == form.value("reason")).map(|(_, reason)| *reason);
    let reason = chosen.ok_or_else(|| form.fail("reason", FieldError::NotChosen));
    let words = form.text("words", Said::MAX);
    Ok(Command::Close { reason: reason?, words: words? })
}
