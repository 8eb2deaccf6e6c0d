//! The family answers "did it happen?" for each measure: a child, and whoever reads easy Swedish, one question a page; others all
//! on one page.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{DidIt, Measure, MeasureState};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::follow_up::{ANSWERS, family_of};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::language::Language;
use crate::me::{Answer, Done, Me};
use crate::pages::plan::see::{child, judges};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Empty, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

/// A picture for each answer.
const PICTURES: [&str; 3] = ["face-good.svg", "face-so-so.svg", "face-not-good.svg"];

/// All answers on one page, each with its way to change it.
#[derive(Template)]
#[template(path = "pages/agreement/did_it.html")]
struct All<'a> {
    page: Page,
    t: T,
    plan: PlanId,
    rows: Vec<Asked<'a>>,
    wishes: Vec<Quote<'a>>,
}

struct Asked<'a> {
    no: No,
    what: &'a str,
    who: String,
    answer: Option<&'static str>,
    words: Option<Quote<'a>>,
}

/// One question.
#[derive(Template)]
#[template(path = "pages/agreement/did_it_one.html")]
struct One<'a> {
    page: Page,
    t: T,
    form: Form,
    progress: String,
    what: &'a str,
    who: String,
    notice: &'a str,
    notices: String,
    answers: Vec<Choice<'static>>,
    pictures: bool,
    next: String,
    stamp: Stamp,
}

/// The measures that one can say something about: those whose owner has said yes.
fn asked(view: &PlanView) -> Vec<&Measure> {
    let confirmed = |m: &&Measure| !matches!(m.state, MeasureState::Proposed | MeasureState::Declined { .. });
    view.measures.iter().filter(confirmed).collect()
}

/// As whom the one who looks answers; nobody else has these pages.
fn speaks(view: &PlanView) -> Result<FamilyMember, Error> {
    family_of(view).filter(|_| judges(view)).ok_or(Error::NotFound)
}

fn said(measure: &Measure, by: FamilyMember) -> Option<&samsyn_domain::plan::state::Happened> {
    measure.happened.iter().find(|happened| happened.by == by)
}

/// The page after this one: the next question, or all of them.
fn next(view: &PlanView, at: usize) -> String {
    let all = format!("/plans/{}/did-it-happen?all=1", view.id);
    asked(view).get(at + 1).map_or(all, |measure| format!("/plans/{}/did-it-happen/{}", view.id, measure.no))
}

fn page(me: &Me, view: &PlanView, form: &Form) -> Page {
    let page = me.plan_page(me.t().msg_did_it_title(), view).of(form);
    let page = if child(view) { page.for_whom(Audience::Child) } else { page };
    page.back(format!("/plans/{}", view.id))
}

impl<'a> All<'a> {
    fn of(me: &'a Me, view: &'a PlanView, by: FamilyMember) -> Self {
        let row = |m: &'a Measure| {
            let mine = said(m, by);
            Asked {
                no: m.no,
                what: m.what.as_str(),
                who: names::owner(view, &m.owner),
                answer: mine.map(|h| names::did_it(me.language(), h.answer)),
                words: mine.and_then(|h| h.words.as_ref()).map(|words| Quote::new(words.as_str())),
            }
        };
        Self {
            page: page(me, view, &me.form()),
            t: me.t(),
            plan: view.id,
            rows: asked(view).into_iter().map(row).collect(),
            wishes: view.questions.iter().map(|q| Quote::new(q.words.as_str())).collect(),
        }
    }
}

impl<'a> One<'a> {
    fn of(me: &'a Me, view: &'a PlanView, no: No, form: Form) -> Result<Self, Error> {
        let t = me.t();
        let all = asked(view);
        let at = all.iter().position(|measure| measure.no == no).ok_or(Error::NotFound)?;
        let measure = all[at];
        let pictures = child(view);
        let choice = |((key, answer), picture): ((&'static str, DidIt), &'static str)| {
            let choice = Choice::new(key, names::did_it(me.language(), answer));
            if pictures { choice.picture(picture) } else { choice }
        };
        let mut page = page(me, view, &form);
        // The question is not fetched again while somebody answers: the plan's news wait until they go on.
        page.live = None;
        Ok(Self {
            page,
            t,
            progress: t.msg_prepare_progress(at + 1, all.len()),
            what: measure.what.as_str(),
            who: names::owner(view, &measure.owner),
            notice: measure.notice.as_str(),
            notices: t.msg_plan_notice(names::first(view.person.name.as_str())),
            answers: ANSWERS.into_iter().zip(PICTURES).map(choice).collect(),
            pictures,
            next: next(view, at),
            stamp: me.adding(),
            form,
        })
    }
}

/// `GET /plans/{plan}/did-it-happen`: one by one for a child, until each is answered.
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let by = speaks(&view)?;
    let one_by_one = (child(&view) || me.language() == Language::SvSimple) && me.asked("all").is_none();
    let open = asked(&view).into_iter().find(|measure| said(measure, by).is_none());
    match open.filter(|_| one_by_one) {
        Some(measure) => Ok(Redirect::to(&format!("/plans/{plan}/did-it-happen/{}", measure.no)).into_response()),
        None => Ok(show(&All::of(&me, &view, by))),
    }
}

/// `GET /plans/{plan}/did-it-happen/{no}`
pub async fn one(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let by = speaks(&view)?;
    let mut form = me.form();
    if let Some(mine) = view.measure(no).and_then(|measure| said(measure, by)) {
        let key = ANSWERS.iter().find(|(_, answer)| *answer == mine.answer).map_or("", |(key, _)| key);
        form.set("answer", key);
        form.set("words", mine.words.as_ref().map_or("", Said::as_str));
    }
    Ok(show(&One::of(&me, &view, no, form)?))
}

/// `POST /plans/{plan}/did-it-happen/{no}`: kept, and on to the next.
pub async fn answer(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let by = speaks(&view)?;
    let at = asked(&view).iter().position(|measure| measure.no == no).ok_or(Error::NotFound)?;
    let Ok(command) = command(no, by, &mut form) else {
        return Ok(refused(&One::of(&me, &view, no, form)?));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(next(&view, at))),
        Done::Refused(view) => Ok(refused(&One::of(&me, &view, no, form)?)),
    }
}

fn command(no: No, by: FamilyMember, form: &mut Form) -> Result<Command, Invalid> {
    let words = form.text_or_empty("words", Said::MAX);
    let chosen = ANSWERS.iter().find(|(key, _)| *key == form.value("answer")).map(|(_, answer)| *answer);
    let answer = chosen.ok_or_else(|| form.fail("answer", FieldError::NotChosen));
    Ok(Command::JudgeMeasure { no, by, answer: answer?, words: words? })
}
