//! Visit codes of a plan: making one after an identity check, those that there are, withdrawing one.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_store::{GiveVisit, LookError, StoreError, Surface, VisitCode};
use uuid::Uuid;

use super::{choices, chosen, code, helper, how, name, ways};
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, not_seen};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/visit/codes.html")]
struct Codes {
    page: Page,
    t: T,
    form: Form,
    members: Vec<Choice<'static>>,
    ways: Vec<Choice<'static>>,
    list: Vec<Line>,
    stamp: Stamp,
}

/// The code itself, on paper, this once.
#[derive(Template)]
#[template(path = "pages/visit/letter.html")]
struct Letter {
    page: Page,
    t: T,
    plan: PlanId,
    code: String,
    address: String,
    until: String,
    by: String,
}

/// A code in the list: for whom, from whom, and what became of it.
struct Line {
    id: Uuid,
    name: String,
    what: String,
    tag: Tag<'static>,
    open: bool,
}

impl Line {
    fn of(me: &Me, view: &PlanView, code: &VisitCode, helper: &str) -> Self {
        let (t, dates) = (me.t(), me.language().dates());
        let day = |at: jiff::Timestamp| dates.date(me.app.day(at));
        let over = code.expires <= me.now;
        let tag = match (code.withdrawn, code.used) {
            (Some(at), _) => Tag::quiet(format!("{} {}", t.msg_visit_withdrawn(), day(at))),
            (None, Some(at)) => Tag::done(format!("{} {}", t.msg_visit_used(), day(at))),
            (None, None) if over => Tag::quiet(t.msg_visit_over()),
            (None, None) => Tag::waiting(format!("{} {}", t.msg_visit_until(), day(code.expires))),
        };
        let what =
            format!("{} {helper}, {}. {}.", t.msg_visit_from(), day(code.given), how(me.language(), code.checked));
        Self { id: code.id, name: name(view, code.person), what, tag, open: code.withdrawn.is_none() && !over }
    }
}

impl Codes {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let moment = me.moment();
        let codes = me.app.store.visit_codes(&me.asking(Surface::Page, &moment), view.id).await.map_err(not_seen)?;
        let mut list = Vec::new();
        for code in codes {
            let helper = me.app.store.staff_ref(code.helper).await.map(|staff| staff.name.to_string());
            list.push(Line::of(me, view, &code, &helper.unwrap_or_default()));
        }
        let page = me.plan_page(me.t().msg_visit_title(), view).back(format!("/plans/{}/people", view.id));
        Ok(Self {
            page: page.of(&form),
            t: me.t(),
            members: choices(view),
            ways: ways(me.language()),
            list,
            stamp: me.adding(),
            form,
        })
    }
}

/// `GET /plans/{plan}/visit-codes`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    helper(&view)?;
    Ok(show(&Codes::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/visit-codes`: makes one, or withdraws one.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    helper(&view)?;
    if let Ok(id) = form.value("withdraw").parse() {
        let moment = me.moment();
        let withdrawn = me.app.store.withdraw_visit_code(&me.asking(Surface::Page, &moment), plan, id).await;
        withdrawn.map_err(not_seen)?;
        return Ok(me.saved(format!("/plans/{plan}/visit-codes")));
    }
    match make(&me, &view, &mut form).await? {
        // Answered at once, not by going on to another address: the code is shown this once, and no address may hold it.
        Some(letter) => Ok(show(&letter)),
        None => Ok(refused(&Codes::of(&me, &view, form).await?)),
    }
}

/// Makes a code, unless the form lacks something or has made its code already: that one is not shown again.
async fn make(me: &Me, view: &PlanView, form: &mut Form) -> Result<Option<Letter>, Error> {
    let (Ok((person, checked)), Ok(id)) = (chosen(form, view), form.choice::<Uuid>("act")) else {
        return Ok(None);
    };
    let (moment, code) = (me.moment(), code::new(&(me.app.chance)()));
    let give = GiveVisit { id, code: &code, plan: view.id, person, checked };
    let until = match me.app.store.give_visit_code(&me.asking(Surface::Page, &moment), give).await {
        Ok(until) => until,
        Err(LookError::Store(StoreError::Conflict(_))) => {
            form.fail("", FieldError::Because(me.t().msg_visit_shown_once().to_owned()));
            return Ok(None);
        }
        Err(error) => return Err(not_seen(error)),
    };
    let back = format!("/plans/{}/visit-codes", view.id);
    Ok(Some(Letter {
        page: me.page(me.t().msg_visit_letter_title()).back(back),
        t: me.t(),
        plan: view.id,
        code: code::grouped(&code),
        address: format!("{}/sign-in/code", me.app.public_url),
        until: me.language().dates().date(me.app.day(until)),
        by: me.actor.name.to_string(),
    }))
}
