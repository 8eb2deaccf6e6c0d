//! A drawing that a child made in a talk: a photo of it, laid by the worker who writes down what the child said, with who told it. A child
//! who prepares with its own hands lays its own.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::state::MediaKind;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::names;
use crate::pages::consent;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::upload::{MAX_MEGABYTES, Upload};
use crate::{refused, show};

use super::lay::PICTURES;
use super::media::{file_of, has_room, hold_to_room, lay};
use super::questions::{Set, say};
use super::whose::{Whose, key_of, may_prepare, of};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/draw_of.html")]
struct DrawOf {
    page: Page,
    t: T,
    form: Form,
    whose: String,
    questions: Vec<Choice<'static>>,
    seen: Vec<Choice<'static>>,
    shut: String,
    stamp: Stamp,
}

impl DrawOf {
    fn of(me: &Me, view: &PlanView, whose: &Whose, form: Form) -> Self {
        let t = me.t();
        let back = whose.member.map(consent::key).unwrap_or_default();
        let page = me.plan_page(t.msg_draw_of_title(), view).back(format!("/plans/{}/prepare/{back}", view.id));
        let name = whose.member.map(|member| names::member(view, member)).unwrap_or_default();
        let shut = match whose.typed(view) {
            Some(member) => t.msg_prepare_typed(names::member(view, member)),
            None if !may_prepare(view) => t.msg_prepare_not_now().to_owned(),
            None if !has_room(whose.written(view)) => t.msg_lay_full().to_owned(),
            None => String::new(),
        };
        let asked = whose.questions(view).into_iter();
        Self {
            page: page.of(&form),
            t,
            whose: name,
            questions: asked.map(|question| Choice::new(question.key, say(t, question.key))).collect(),
            seen: whose.seen_choices(me, view),
            shut,
            stamp: me.adding(),
            form,
        }
    }
}

/// The child that the address names; nobody else has this page.
fn child(view: &PlanView, key: &str) -> Result<Whose, Error> {
    let whose = Whose::of(view, Some(consent::member(key).ok_or(Error::NotFound)?))?;
    if whose.set == Set::Child { Ok(whose) } else { Err(Error::NotFound) }
}

/// `GET /plans/{plan}/prepare/{member}/draw`
pub async fn get(me: Me, Path((plan, key)): Path<(PlanId, String)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = child(&view, &key)?;
    let mut form = me.form();
    form.set("told_by", whose.member.map(|member| names::member(&view, member)).unwrap_or_default());
    form.set("told_on", me.today.to_string());
    form.set("seen", key_of(whose.seen()));
    Ok(show(&DrawOf::of(&me, &view, &whose, form)))
}

/// `POST /plans/{plan}/prepare/{member}/draw`
pub async fn post(me: Me, Path((plan, key)): Path<(PlanId, String)>, upload: Upload) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = child(&view, &key)?;
    let Upload { mut form, sent } = upload;
    hold_to_room(&me, whose.written(&view), &mut form);
    let (question, on) = (question(&view, &whose, &mut form), form.date("told_on", me.today));
    let file = if form.is_refused() { None } else { file_of(&me, &mut form, sent, MediaKind::Drawing).await? };
    let (Some(question), Ok(on), Some(file)) = (question, on, file) else {
        return Ok(refused(&DrawOf::of(&me, &view, &whose, form)));
    };
    let of = of(whose.member, form.value("told_by"), on);
    let seen_by = whose.seen_in(&form, "seen");
    match lay(&me, plan, &mut form, file, (of, &question, MediaKind::Drawing, seen_by)).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/prepare/{key}"))),
        Done::Refused(view) => Ok(refused(&DrawOf::of(&me, &view, &whose, form))),
    }
}

/// The question that was chosen, one of those that are asked.
fn question(view: &PlanView, whose: &Whose, form: &mut Form) -> Option<String> {
    let chosen = form.choice::<String>("question").ok()?;
    let known = whose.questions(view).iter().any(|question| question.key == chosen);
    if !known {
        form.fail("question", FieldError::UnknownChoice);
    }
    known.then_some(chosen)
}
