//! Answer what another asks: yes, yes if, or no with a reason and whom to ask instead.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::{AskReply, PreparationOf};
use samsyn_domain::plan::state::{Addressee, Ask};

use super::names as say;
use super::see::answers;
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer as Reply, Done, Me};
use crate::pages::consent;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/expectations/answer.html")]
struct Answer {
    page: Page,
    t: T,
    form: Form,
    from: String,
    words: String,
    about: Option<String>,
    open: bool,
    answered: bool,
    of: Vec<(String, String)>,
    stamp: Stamp,
}

impl Answer {
    fn of(me: &Me, view: &PlanView, ask: &Ask, form: Form) -> Self {
        let t = me.t();
        Self {
            page: me
                .plan_page(t.msg_expect_answer_title(), view)
                .back(format!("/plans/{}/expectations", view.id))
                .of(&form),
            t,
            from: say::speaker(view, ask.from),
            words: ask.words.to_string(),
            about: say::words(view, ask.about),
            open: answers(view, ask),
            answered: ask.answered,
            of: told_by(view, ask).map(|member| (consent::key(member), names::member(view, member))).collect(),
            stamp: me.adding(),
            form,
        }
    }

    fn replies(&self) -> [Choice<'_>; 3] {
        let t = self.t;
        [("yes", t.msg_expect_yes()), ("if", t.msg_expect_yes_if()), ("no", t.msg_expect_no())]
            .map(|(value, label)| Choice::new(value, label))
    }

    fn members(&self) -> Vec<Choice<'_>> {
        self.of.iter().map(|(key, name)| Choice::new(key.as_str(), name.as_str())).collect()
    }
}

/// Staff answer for the family after a talk, and say whose words it is.
fn told_by<'a>(view: &'a PlanView, ask: &Ask) -> impl Iterator<Item = FamilyMember> + use<'a> {
    let after_a_talk = ask.to == Addressee::Family && !view.place().person && view.place().representative.is_none();
    say::members(view).into_iter().filter(move |_| after_a_talk)
}

fn command(view: &PlanView, ask: &Ask, form: &mut Form) -> Option<Command> {
    let told: Vec<FamilyMember> = told_by(view, ask).collect();
    let of = match consent::member(form.value("of")).filter(|member| told.contains(member)) {
        Some(member) => PreparationOf::Family(member),
        None if told.is_empty() => PreparationOf::Me,
        None => {
            form.fail("of", FieldError::NotChosen);
            return None;
        }
    };
    let value = |key: &str| form.value(key).to_owned();
    let reply = match form.value("reply") {
        "yes" => AskReply::Yes,
        "if" => AskReply::YesIf { words: value("if") },
        "no" => AskReply::No { reason: value("reason"), instead: value("instead") },
        _ => {
            form.fail("reply", FieldError::NotChosen);
            return None;
        }
    };
    Some(Command::AnswerAsk { no: ask.no, of, reply })
}

async fn look(me: &Me, plan: PlanId, no: No) -> Result<PlanView, Error> {
    // Whether it is theirs to answer: alone, or for one of the family after a talk.
    me.look_to(plan, move |plan| {
        let to = plan.asks.iter().find(|ask| ask.no == no).map(|ask| ask.to);
        let members = plan.current_representatives().map(|r| FamilyMember::Representative(r.no));
        let of = std::iter::once(FamilyMember::Person).chain(members).map(Some).chain([None]);
        if to.is_some() { of.map(|of| Deed::AnswerAsk(to, of)).collect() } else { Vec::new() }
    })
    .await
}

fn asked(view: &PlanView, no: No) -> Result<&Ask, Error> {
    view.asks.iter().find(|ask| ask.no == no).ok_or(Error::NotFound)
}

/// `GET /plans/{plan}/asks/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Reply {
    let view = look(&me, plan, no).await?;
    Ok(show(&Answer::of(&me, &view, asked(&view, no)?, me.form())))
}

/// `POST /plans/{plan}/asks/{no}`
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Reply {
    let view = look(&me, plan, no).await?;
    let ask = asked(&view, no)?;
    let Some(command) = command(&view, ask, &mut form) else {
        return Ok(refused(&Answer::of(&me, &view, ask, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/expectations"))),
        Done::Refused(view) => Ok(refused(&Answer::of(&me, &view, asked(&view, no)?, form))),
    }
}
