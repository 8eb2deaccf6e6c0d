//! Ask about a line of a plan's log: why somebody looked. An auditor answers on the log's page.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::PlanId;
use samsyn_domain::words::Words;
use samsyn_store::{Logged, Surface};
use uuid::Uuid;

use super::words::{Names, rows};
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, not_seen};
use crate::parts::{Page, Row, Rows};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/log/ask.html")]
struct Ask {
    page: Page,
    t: T,
    form: Form,
    rows: Vec<Row<'static>>,
    question: String,
}

impl Ask {
    async fn of(me: &Me, plan: PlanId, line: &Logged, form: Form) -> Result<Self, Error> {
        let names = Names::of(me, std::iter::once(line)).await?;
        let question = form.value("question");
        let question = if question.is_empty() { me.app.new_id().to_string() } else { question.to_owned() };
        Ok(Self {
            page: me.page(me.t().msg_log_ask_title()).back(format!("/plans/{plan}/log")).of(&form),
            t: me.t(),
            rows: rows(me, &names, line),
            form,
            question,
        })
    }
}

/// The line in the address; what cannot be read names none.
async fn line(me: &Me, plan: PlanId, id: &str) -> Result<Logged, Error> {
    let moment = me.moment();
    let id = id.parse().unwrap_or(Uuid::nil());
    me.app.store.log_line(&me.asking(Surface::Page, &moment), plan, id).await.map_err(not_seen)
}

/// `GET /plans/{plan}/log/{line}`
pub async fn get(me: Me, Path((plan, id)): Path<(PlanId, String)>) -> Answer {
    let line = line(&me, plan, &id).await?;
    Ok(show(&Ask::of(&me, plan, &line, me.form()).await?))
}

/// `POST /plans/{plan}/log/{line}`
pub async fn post(me: Me, Path((plan, id)): Path<(PlanId, String)>, mut form: Form) -> Answer {
    let line = line(&me, plan, &id).await?;
    let typed = form.text("words", Words::MAX);
    let words =
        typed.and_then(|typed| Words::parse(&typed, "words").map_err(|_| form.fail("words", FieldError::BrokenText)));
    let Ok(words) = words else {
        return Ok(refused(&Ask::of(&me, plan, &line, form).await?));
    };
    let question = form.value("question").parse().unwrap_or_else(|_| me.app.new_id());
    let (moment, store) = (me.moment(), &me.app.store);
    let asking = me.asking(Surface::Page, &moment);
    store.ask_about_line(&asking, plan, line.id, (question, &words)).await.map_err(not_seen)?;
    Ok(me.saved(format!("/plans/{plan}/log#questions")))
}
