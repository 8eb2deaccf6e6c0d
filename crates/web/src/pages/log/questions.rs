//! Questions about lines of the log, for the auditors who answer them: the question and the line, no word of any plan.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_domain::words::Words;
use samsyn_store::{LogQuestion, Logged, LookError, StoreError, Surface};
use uuid::Uuid;

use super::words::{Names, neutral, rows};
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, not_seen};
use crate::parts::{Empty, Page, Row, Rows, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/log/questions.html")]
struct Questions {
    page: Page,
    t: T,
    list: Vec<Listed>,
}

struct Listed {
    id: Uuid,
    when: String,
    plan: String,
    answered: bool,
}

#[derive(Template)]
#[template(path = "pages/log/question.html")]
struct One {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    asked: String,
    rows: Vec<Row<'static>>,
    answer: Option<String>,
}

impl One {
    async fn of(me: &Me, form: Form, question: LogQuestion, line: &Logged) -> Result<Self, Error> {
        let names = Names::of(me, std::iter::once(line)).await?;
        Ok(Self {
            page: me.page(me.t().msg_log_question_title()).back("/log/questions").of(&form),
            t: me.t(),
            form,
            plan: question.plan,
            asked: question.words,
            rows: rows(me, &names, line),
            answer: question.answer.map(|(_, words)| words),
        })
    }
}

/// `GET /log/questions`
pub async fn list(me: Me) -> Answer {
    let (t, moment, dates) = (me.t(), me.moment(), me.language().dates());
    let asking = me.asking(Surface::Page, &moment);
    let questions = me.app.store.log_questions(&asking).await.map_err(not_seen)?;
    let listed = |question: &LogQuestion| Listed {
        id: question.id,
        when: dates.date(question.asked.to_zoned(me.app.zone.clone()).date()),
        plan: neutral(t, question.plan),
        answered: question.answer.is_some(),
    };
    let list = questions.iter().map(listed).collect();
    Ok(show(&Questions { page: me.page(t.msg_log_questions_title()).back("/log"), t, list }))
}

async fn one(me: &Me, id: &str) -> Result<(LogQuestion, Logged), Error> {
    let moment = me.moment();
    let id = id.parse().unwrap_or(Uuid::nil());
    me.app.store.log_question(&me.asking(Surface::Page, &moment), id).await.map_err(not_seen)
}

/// `GET /log/questions/{question}`
pub async fn get(me: Me, Path(id): Path<String>) -> Answer {
    let (question, line) = one(&me, &id).await?;
    Ok(show(&One::of(&me, me.form(), question, &line).await?))
}

/// `POST /log/questions/{question}`
pub async fn post(me: Me, Path(id): Path<String>, mut form: Form) -> Answer {
    let (question, line) = one(&me, &id).await?;
    let typed = form.text("words", Words::MAX);
    let words =
        typed.and_then(|typed| Words::parse(&typed, "words").map_err(|_| form.fail("words", FieldError::BrokenText)));
    let Ok(words) = words else {
        return Ok(refused(&One::of(&me, form, question, &line).await?));
    };
    let (moment, store) = (me.moment(), &me.app.store);
    match store.answer_log_question(&me.asking(Surface::Page, &moment), question.id, &words).await {
        Ok(()) => Ok(me.saved("/log/questions")),
        Err(LookError::Store(StoreError::Conflict(_))) => {
            form.fail("", FieldError::Because(me.t().msg_log_answered_already().to_owned()));
            Ok(refused(&One::of(&me, form, question, &line).await?))
        }
        Err(error) => Err(not_seen(error)),
    }
}
