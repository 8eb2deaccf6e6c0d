//! The auditors' spot checks: lines drawn at even intervals, and what was found.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_domain::words::Words;
use samsyn_store::{Check, CheckOutcome, Surface};
use uuid::Uuid;

use super::words::{Names, action, rows};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, not_seen};
use crate::pages::worklist::see::due;
use crate::parts::{Choice, Empty, Page, Row, Rows, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/log/checks.html")]
struct Checks {
    page: Page,
    t: T,
    lead: String,
    open: Vec<Line>,
    done: Vec<Line>,
}

struct Line {
    round: Uuid,
    id: Uuid,
    who: String,
    unit: String,
    when: String,
    what: &'static str,
    state: Tag<'static>,
}

#[derive(Template)]
#[template(path = "pages/log/check.html")]
struct One {
    page: Page,
    t: T,
    form: Form,
    plan: Option<PlanId>,
    rows: Vec<Row<'static>>,
    outcomes: Vec<Choice<'static>>,
}

fn outcome(t: T, outcome: CheckOutcome) -> &'static str {
    match outcome {
        CheckOutcome::InOrder => t.msg_checks_in_order(),
        CheckOutcome::Asked => t.msg_checks_asked(),
        CheckOutcome::NotInOrder => t.msg_checks_not_in_order(),
    }
}

fn line(me: &Me, names: &Names, check: &Check) -> Line {
    let (t, dates) = (me.t(), me.language().dates());
    let at = check.line.at.to_zoned(me.app.zone.clone()).datetime();
    let (who, unit) = names.who(t, &check.line);
    let state = match check.outcome {
        None => due(me, check.due),
        Some(found @ CheckOutcome::InOrder) => Tag::done(outcome(t, found)),
        Some(found @ CheckOutcome::Asked) => Tag::going(outcome(t, found)),
        Some(found @ CheckOutcome::NotInOrder) => Tag::late(outcome(t, found)),
    };
    Line {
        round: check.round,
        id: check.line.id,
        who,
        unit,
        when: format!("{} {}", dates.short(at.date()), dates.time(at.time())),
        what: action(t, &check.line),
        state,
    }
}

async fn all(me: &Me) -> Result<Vec<Check>, Error> {
    let moment = me.moment();
    me.app.store.log_checks(&me.asking(Surface::Page, &moment)).await.map_err(not_seen)
}

/// `GET /log/checks`
pub async fn list(me: Me) -> Answer {
    let (t, log) = (me.t(), &me.app.settings.log);
    let checks = all(&me).await?;
    let names = Names::of(&me, checks.iter().map(|check| &check.line)).await?;
    let (open, done): (Vec<&Check>, Vec<&Check>) = checks.iter().partition(|check| check.outcome.is_none());
    Ok(show(&Checks {
        page: me.page(t.msg_checks_title()).back("/log"),
        t,
        lead: t.msg_checks_lead(log.check_days, log.check_lines),
        open: open.into_iter().map(|check| line(&me, &names, check)).collect(),
        done: done.into_iter().rev().map(|check| line(&me, &names, check)).collect(),
    }))
}

async fn one(me: &Me, round: &str, line: &str) -> Result<Check, Error> {
    let found = all(me).await?.into_iter();
    let mut found = found.filter(|check| check.round.to_string() == round && check.line.id.to_string() == line);
    found.next().ok_or(Error::NotFound)
}

impl One {
    async fn of(me: &Me, form: Form, check: &Check) -> Result<Self, Error> {
        let t = me.t();
        let names = Names::of(me, std::iter::once(&check.line)).await?;
        Ok(Self {
            page: me.page(t.msg_checks_one()).back("/log/checks").of(&form),
            t,
            form,
            plan: check.line.plan,
            rows: rows(me, &names, &check.line),
            outcomes: CheckOutcome::ALL.iter().map(|found| Choice::new(found.key(), outcome(t, *found))).collect(),
        })
    }
}

/// `GET /log/checks/{round}/{line}`
pub async fn get(me: Me, Path((round, line)): Path<(String, String)>) -> Answer {
    let check = one(&me, &round, &line).await?;
    let mut form = me.form();
    form.set("outcome", check.outcome.map_or("", CheckOutcome::key));
    form.set("words", check.words.clone().unwrap_or_default());
    Ok(show(&One::of(&me, form, &check).await?))
}

/// What was found; when it was not in order, words say what was done about it.
fn read(form: &mut Form) -> Result<(CheckOutcome, Option<Words>), Invalid> {
    let found = form
        .choice::<String>("outcome")
        .and_then(|key| CheckOutcome::from_key(&key).ok_or_else(|| form.fail("outcome", FieldError::UnknownChoice)));
    let typed = form.text_or_empty("words", Words::MAX)?;
    let words = Words::optional(&typed, "words").map_err(|_| form.fail("words", FieldError::BrokenText))?;
    let found = found?;
    if found == CheckOutcome::NotInOrder && words.is_none() {
        return Err(form.fail("words", FieldError::Empty));
    }
    Ok((found, words))
}

/// `POST /log/checks/{round}/{line}`
pub async fn post(me: Me, Path((round, line)): Path<(String, String)>, mut form: Form) -> Answer {
    let check = one(&me, &round, &line).await?;
    let Ok((found, words)) = read(&mut form) else {
        return Ok(refused(&One::of(&me, form, &check).await?));
    };
    let (moment, store) = (me.moment(), &me.app.store);
    let asking = me.asking(Surface::Page, &moment);
    store.set_check(&asking, (check.round, check.line.id), found, words.as_ref()).await.map_err(not_seen)?;
    Ok(me.saved("/log/checks"))
}
