//! Answer, and read again what one answered. Whoever answers does it once; nobody else sees it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{PlanView, Reach};
use samsyn_domain::evaluation::{Asked, Offered, Round};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::EvaluationDraft;
use samsyn_store::{Evaluation, Evaluations, Surface};

use super::words;
use crate::form::Form;
use crate::me::{Answer as Reply, Done, Me, not_seen};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/evaluation/answer.html")]
struct Answer {
    page: Page,
    t: T,
    form: Form,
    asked: Option<Asked>,
    until: String,
    answered: bool,
    unseen: bool,
    mine: Option<Told>,
    childs: Option<Told>,
    stamp: Stamp,
}

/// Answers in words.
struct Told {
    lines: Vec<(&'static str, String)>,
    words: Option<String>,
    released: bool,
    shown: bool,
}

impl Told {
    fn of(t: T, evaluation: Evaluation) -> Self {
        let answers = evaluation.answers;
        let said = answers.asked.statements().iter().filter_map(|key| Some((*key, *answers.said.get(*key)?)));
        let said = said.map(|(key, step)| (words::statement(t, key), words::step(t, answers.asked, step).to_owned()));
        let numbers = answers.asked.numbers().iter().filter_map(|(key, _)| Some((*key, answers.numbers.get(*key)?)));
        let numbers = numbers.map(|(key, number)| (words::number(t, key), number.to_string()));
        Self {
            lines: said.chain(numbers).collect(),
            words: answers.words.map(|words| words.to_string()),
            released: evaluation.released,
            shown: evaluation.shown,
        }
    }
}

impl Answer {
    fn of(me: &Me, view: &PlanView, found: Evaluations, form: Form) -> Self {
        let t = me.t();
        let offer = view.evaluates();
        let open = offer.filter(|offer| !offer.answered && me.today <= offer.until);
        let follow_up = offer.is_some_and(|offer| matches!(offer.round, Round::FollowUp(_)));
        let title = if follow_up { t.msg_evaluation_title_follow_up() } else { t.msg_evaluation_title() };
        let mut page = me.plan_page(title, view).of(&form);
        // It is not fetched again while somebody answers.
        page.live = None;
        Self {
            page,
            t,
            asked: open.map(|offer| offer.asked),
            until: open.map(|offer| me.language().dates().date(offer.until)).unwrap_or_default(),
            answered: offer.is_some_and(|offer| offer.answered),
            unseen: me.actor.reach != Reach::Whole,
            mine: found.mine.map(|mine| Told::of(t, mine)),
            childs: found.childs.map(|childs| Told::of(t, childs)),
            stamp: me.adding(),
            form,
        }
    }

    fn child(&self) -> bool {
        self.asked == Some(Asked::Child)
    }

    fn statements(&self) -> Vec<(&'static str, &'static str)> {
        let keys = self.asked.into_iter().flat_map(Asked::statements);
        keys.map(|key| (*key, words::statement(self.t, key))).collect()
    }

    fn numbers(&self) -> Vec<(&'static str, &'static str)> {
        let keys = self.asked.into_iter().flat_map(Asked::numbers);
        keys.map(|(key, _)| (*key, words::number(self.t, key))).collect()
    }

    fn steps(&self) -> Vec<Choice<'static>> {
        self.asked.map(|asked| words::steps(self.t, asked)).unwrap_or_default()
    }

    fn writes(&self) -> bool {
        self.asked.is_some_and(Asked::words)
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        self.numbers().into_iter().chain([("words", self.t.msg_evaluation_words())]).collect()
    }
}

/// Whether questions wait for the one who looks.
pub fn waits(me: &Me, view: &PlanView) -> bool {
    view.evaluates().is_some_and(|offer: Offered| !offer.answered && me.today <= offer.until)
}

async fn look(me: &Me, plan: PlanId) -> Result<(PlanView, Evaluations), crate::error::Error> {
    let moment = me.moment();
    me.app.store.evaluations(&me.asking(Surface::Page, &moment), plan).await.map_err(not_seen)
}

/// `GET /plans/{plan}/evaluate`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Reply {
    let (view, found) = look(&me, plan).await?;
    Ok(show(&Answer::of(&me, &view, found, me.form())))
}

/// `POST /plans/{plan}/evaluate`: the answers; or, afterwards, that nobody else may see them any more.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Reply {
    let here = format!("/plans/{plan}/evaluate");
    if form.value("do") == "take-back" {
        let moment = me.moment();
        me.app.store.take_back_answers(&me.asking(Surface::Page, &moment), plan).await.map_err(not_seen)?;
        return Ok(me.saved(here));
    }
    let draft = read(&form);
    match me.act(plan, &mut form, Command::Evaluate { draft }).await? {
        Done::Stored => Ok(me.saved(here)),
        Done::Refused(view) => Ok(refused(&Answer::of(&me, &view, Evaluations::default(), form))),
    }
}

fn read(form: &Form) -> EvaluationDraft {
    let sent = |keys: &[&str]| -> Vec<(String, String)> {
        keys.iter().map(|key| ((*key).to_owned(), form.value(key).to_owned())).collect()
    };
    let keys: Vec<&str> = Asked::ALL.into_iter().flat_map(|asked| asked.statements().iter().copied()).collect();
    let numbers: Vec<&str> =
        Asked::ALL.into_iter().flat_map(|asked| asked.numbers().iter().map(|(key, _)| *key)).collect();
    EvaluationDraft {
        said: sent(&keys).into_iter().filter_map(|(key, step)| Some((key, step.parse().ok()?))).collect(),
        numbers: sent(&numbers).into_iter().collect(),
        words: form.value("words").to_owned(),
        release: form.pressed("release"),
        show: form.pressed("show"),
    }
}
