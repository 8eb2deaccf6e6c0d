//! Answer an offer to take something over: yes, or no and why.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Handed, Handing};
use samsyn_domain::words::Words as Said;

use crate::error::Error;
use crate::form::{Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::directory::fields;
use crate::pages::plan::measure::Row;
use crate::parts::stamp::Stamp;
use crate::parts::{Page, Quote, Tag};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/handing/answer.html")]
struct Reply<'a> {
    page: Page,
    t: T,
    form: Form,
    asks: String,
    words: Option<Quote<'a>>,
    measure: Option<Row<'a>>,
    notice: String,
    holding: bool,
    stamp: Stamp,
}

impl<'a> Reply<'a> {
    fn of(me: &'a Me, view: &'a PlanView, handing: &'a Handing, form: Form) -> Self {
        let t = me.t();
        let by = names::who(view, &handing.by, me.language());
        let measure = match handing.what {
            Handed::Measure(no) => view.measure(no).map(|measure| Row::of(me, view, measure)),
            Handed::Holding => None,
        };
        let holding = handing.what == Handed::Holding;
        Self {
            page: me.plan_page(t.msg_handing_answer_title(), view).back("/").of(&form),
            t,
            asks: if holding { t.msg_handing_asks_holding(by) } else { t.msg_handing_asks_measure(by) },
            words: handing.words.as_ref().map(|words| Quote::new(words.as_str())),
            measure,
            notice: t.msg_plan_notice(names::first(view.person.name.as_str())),
            holding,
            stamp: me.adding(),
            form,
        }
    }
}

/// Looks at an offer that this one may answer.
async fn look(me: &Me, plan: PlanId, no: No) -> Result<PlanView, Error> {
    me.look_to(plan, |whole| {
        let offer = whole.open_handings().find(|handing| handing.no == no);
        offer.map(|offer| Deed::TakeOver(Some(offer))).into_iter().collect()
    })
    .await
}

fn offer(view: &PlanView, no: No) -> Result<&Handing, Error> {
    view.open_handings().find(|handing| handing.no == no).ok_or(Error::NotFound)
}

/// `GET /plans/{plan}/handovers/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = look(&me, plan, no).await?;
    Ok(show(&Reply::of(&me, &view, offer(&view, no)?, me.form())))
}

/// `POST /plans/{plan}/handovers/{no}`
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let Ok(command) = command(no, &mut form) else {
        let view = look(&me, plan, no).await?;
        return Ok(refused(&Reply::of(&me, &view, offer(&view, no)?, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved("/")),
        Done::Refused(view) => match offer(&view, no) {
            Ok(offer) => Ok(refused(&Reply::of(&me, &view, offer, form))),
            // Taken back, or answered by a colleague meanwhile.
            Err(gone) => Err(gone),
        },
    }
}

fn command(no: No, form: &mut Form) -> Result<Command, Invalid> {
    if form.value("do") == "decline" {
        return Ok(Command::DeclineHandover { no, reason: form.text_or_empty("reason", Said::MAX)? });
    }
    Ok(Command::AcceptHandover { no, phone: fields::phone(form, "phone")?.unwrap_or_default() })
}
