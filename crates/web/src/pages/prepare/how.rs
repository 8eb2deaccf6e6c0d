//! How a child wants the meeting: how to take part, how many people, whom beside them, what is not to be raised.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::{AnswerDraft, How, PreparationOf};
use samsyn_domain::plan::state::SeenBy;
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{refused, show};

use super::questions::WITH_ME;
use super::whose::{Whose, may_prepare};
use super::write::{fill_how, how, only_over_what_is_seen, take_part_choices};

/// The page.
#[derive(Template)]
#[template(path = "pages/prepare/how.html")]
struct Arranged {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    lead: &'static str,
    take_part: Vec<Choice<'static>>,
    supporters: Vec<String>,
    avoid: Vec<String>,
    readers: Vec<String>,
    open: bool,
    stamp: Stamp,
}

impl Arranged {
    fn of(me: &Me, view: &PlanView, whose: &Whose, form: Form) -> Self {
        let t = me.t();
        let mut page = me.plan_page(t.msg_prepare_title_child(), view).for_whom(Audience::Child).of(&form);
        page = page.back(format!("/plans/{}/prepare", view.id));
        page.live = None;
        Self {
            page,
            t,
            plan: view.id,
            lead: if view.protected { t.msg_how_lead_named() } else { t.msg_how_lead() },
            take_part: take_part_choices(me),
            supporters: view.current_supporters().map(|supporter| supporter.name.to_string()).collect(),
            avoid: view.avoid.iter().map(|avoid| avoid.words.to_string()).collect(),
            readers: super::readers::lines(me, view, &whose.of),
            open: may_prepare(view),
            stamp: me.adding(),
            form,
        }
    }

    fn labels(&self) -> [(&str, &str); 4] {
        let t = self.t;
        [
            ("take_part", t.msg_prepare_take_part()),
            ("most_people", t.msg_prepare_most_people()),
            ("with_me", t.msg_question_with_me()),
            ("avoid", t.msg_question_avoid()),
        ]
    }
}

/// `GET /plans/{plan}/take-part`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::child(&view)?;
    let mut form = me.form();
    if let Some(written) = whose.written(&view) {
        fill_how(&mut form, written);
        let with_me = written.answers.iter().find(|answer| answer.question.as_str() == WITH_ME);
        form.set("with_me", with_me.map(|answer| answer.words.to_string()).unwrap_or_default());
    }
    Ok(show(&Arranged::of(&me, &view, &whose, form)))
}

/// `POST /plans/{plan}/take-part`: then what others will see.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let whose = Whose::child(&view)?;
    let commands = commands(&view, &whose, &mut form);
    if form.is_refused() {
        return Ok(refused(&Arranged::of(&me, &view, &whose, form)));
    }
    for command in commands {
        if let Done::Refused(view) = me.act(plan, &mut form, command).await? {
            return Ok(refused(&Arranged::of(&me, &view, &whose, form)));
        }
    }
    Ok(me.saved(format!("/plans/{plan}/preview")))
}

/// What is asked of the plan: how, and whom beside them; and what is not to be raised, which is a row of its own.
fn commands(view: &PlanView, whose: &Whose, form: &mut Form) -> Vec<Command> {
    if !form.pressed("most_people") {
        // Not the form on the page: it must not be taken for one where all was emptied.
        form.fail("", FieldError::Because(form.t().msg_refusal_stale().to_owned()));
    }
    let how = how(form);
    let with_me = form.text_or_empty("with_me", Said::MAX).unwrap_or_default();
    let words = form.text_or_empty("avoid", Said::MAX).unwrap_or_default();
    let written = whose.written(view);
    // Whoever arranges the meeting must see it: the page says so.
    let draft = AnswerDraft { question: WITH_ME.to_owned(), words: with_me, seen_by: SeenBy::Everybody };
    let answers = only_over_what_is_seen(written, vec![draft]);
    let before = written.map(|p| How { take_part: p.take_part, most_people: p.most_people }).unwrap_or_default();
    let mut commands = Vec::new();
    if how != before || !answers.is_empty() || !form.value("kept").is_empty() {
        commands.push(Command::PrepareMore { of: PreparationOf::Me, how: Some(how), answers });
    }
    if !words.is_empty() {
        commands.push(Command::Avoid { words });
    }
    commands
}
