//! Write the person's questions, at most three, and what is not to be raised.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::Who;
use samsyn_domain::plan::state::Question;
use samsyn_domain::plan::{Command, same_participant};
use samsyn_domain::rules::at_most_three_questions::MOST;

use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::names::{self, translated};
use crate::parts::prelude::*;
use crate::parts::stamp::Stamp;
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/question/write.html")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    questions: Vec<Line>,
    avoid: Vec<Line>,
    plan: PlanId,
    /// The question of which it is asked whether it shall go.
    sure: Option<No>,
    room: bool,
    own: bool,
    holds: bool,
    stamp: Stamp,
    changing: Stamp,
}

/// Something said, with who wrote it down and whether the one who looks may take it away.
struct Line {
    no: No,
    words: String,
    by: String,
    mine: bool,
    translation: Option<String>,
    /// The form for a translation stands open: its fields are called so.
    translates: bool,
}

impl Write {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let line = |no: No, words: &samsyn_domain::words::Words, by: &Who| Line {
            no,
            words: words.to_string(),
            by: names::who(view, by, me.language()),
            mine: view.place().person || view.me().is_some_and(|who| same_participant(who, by)),
            translation: None,
            translates: false,
        };
        // One form at a time: that of the question in the address, or the one that was refused just now.
        let wanted = me.asked("translate").unwrap_or_else(|| form.value("translate")).parse().ok();
        let asked = |q: &Question| Line {
            translation: translated(me.t(), q),
            translates: view.place().holds() && wanted == Some(q.no),
            ..line(q.no, &q.words, &q.by)
        };
        Self {
            page: me.plan_page(me.t().msg_question_title(), view).of(&form),
            t: me.t(),
            questions: view.questions.iter().map(asked).collect(),
            holds: view.place().holds() && !view.stage.ended(),
            avoid: view.avoid.iter().map(|a| line(a.no, &a.words, &a.by)).collect(),
            // A refused question stays on the page with its words, also when there is room for no more.
            room: view.questions.len() < MOST || (form.is_refused() && form.value("what") == "question"),
            plan: view.id,
            sure: me.asked("drop").and_then(|no| no.parse().ok()),
            own: view.place().person,
            stamp: me.adding(),
            changing: me.changing(view),
            form,
        }
    }
}

impl Write {
    /// What the question is called: the person is spoken to.
    fn label(&self) -> &'static str {
        if self.own { self.t.msg_question_words_own() } else { self.t.msg_question_words() }
    }
}

/// `GET /plans/{plan}/question`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::OwnWords]).await?;
    Ok(show(&Write::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/question`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let command = command(&form);
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/question"))),
        Done::Refused(view) => Ok(refused(&Write::of(&me, &view, form))),
    }
}

fn command(form: &Form) -> Command {
    let no = |key: &str| form.value(key).parse().unwrap_or(No(0));
    if form.pressed("drop") {
        Command::DropQuestion { no: no("drop") }
    } else if form.pressed("allow") {
        Command::DropAvoid { no: no("allow") }
    } else if form.pressed("translate") {
        let (words, translator) = (form.value("translation").to_owned(), form.value("translator").to_owned());
        Command::TranslateQuestion { no: no("translate"), words, translator }
    } else if form.value("what") == "avoid" {
        Command::Avoid { words: form.value("avoid").to_owned() }
    } else {
        Command::AskQuestion { words: form.value("words").to_owned() }
    }
}
