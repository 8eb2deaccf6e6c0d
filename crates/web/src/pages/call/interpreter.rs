//! Which interpreter the family needs: language, dialect, whom they would rather have, and how.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::InterpreterDraft;
use samsyn_domain::plan::state::{InterpreterNeed, InterpreterWay, InterpreterWish, Meeting, MeetingState};

use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Tag};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/call/interpreter.html")]
struct Interpreter {
    page: Page,
    t: T,
    form: Form,
    wishes: Vec<Choice<'static>>,
    ways: Vec<Choice<'static>>,
    needed: bool,
    none: bool,
    booking: Option<(String, bool)>,
    stamp: Stamp,
}

const WISHES: [(&str, InterpreterWish); 2] = [("woman", InterpreterWish::Woman), ("man", InterpreterWish::Man)];
const WAYS: [(&str, InterpreterWay); 3] =
    [("on_site", InterpreterWay::OnSite), ("phone", InterpreterWay::Phone), ("video", InterpreterWay::Video)];

fn wish(t: T, wish: InterpreterWish) -> &'static str {
    match wish {
        InterpreterWish::Woman => t.msg_interpreter_woman(),
        InterpreterWish::Man => t.msg_interpreter_man(),
    }
}

fn way(t: T, way: InterpreterWay) -> &'static str {
    match way {
        InterpreterWay::OnSite => t.msg_interpreter_on_site(),
        InterpreterWay::Phone => t.msg_interpreter_phone(),
        InterpreterWay::Video => t.msg_interpreter_video(),
    }
}

/// Which language is to be booked: as it was written down, or, until it is, as it was spoken with an interpreter when somebody
/// consented.
pub fn language(view: &PlanView) -> Option<String> {
    let spoken = || {
        let talks = view.consents.iter().rev().filter_map(|consent| consent.talk.as_ref());
        let language = talks.filter(|talk| talk.interpreter.is_some()).find_map(|talk| talk.language.as_ref());
        language.map(ToString::to_string)
    };
    view.interpreter.as_ref().map(InterpreterNeed::said).or_else(spoken)
}

/// The need in one line: "Tolk: arabiska (syrisk), helst en kvinna, på plats".
pub fn said(t: T, need: &InterpreterNeed) -> String {
    let dialect = need.dialect.as_ref().map(|dialect| format!(" ({dialect})")).unwrap_or_default();
    let mut said = t.msg_call_interpreter_now(format!("{}{dialect}", need.language));
    let more = need.wish.map(|w| wish(t, w)).into_iter().chain(need.way.map(|w| way(t, w)));
    for words in more {
        said.push_str(", ");
        said.push_str(&words.to_lowercase());
    }
    said
}

impl Interpreter {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let any = || Choice::new("", t.msg_interpreter_any());
        Self {
            page: me.plan_page(t.msg_interpreter_title(), view).back(format!("/plans/{}/call", view.id)).of(&form),
            t,
            wishes: std::iter::once(any()).chain(WISHES.map(|(key, w)| Choice::new(key, wish(t, w)))).collect(),
            ways: std::iter::once(any()).chain(WAYS.map(|(key, w)| Choice::new(key, way(t, w)))).collect(),
            needed: view.interpreter.is_some(),
            none: view.interpreter.is_none() && view.interpreter_said,
            booking: booking(me, view),
            stamp: me.changing(view),
            form,
        }
    }
}

/// The coming meeting for which one is needed, in words, and whether one is booked.
fn booking(me: &Me, view: &PlanView) -> Option<(String, bool)> {
    let planned = |meeting: &&Meeting| meeting.state == MeetingState::Planned;
    let needed = |meeting: &&Meeting| view.interpreter.is_some() || meeting.interpreter.is_some();
    let meeting = view.next_meeting().filter(planned).filter(needed)?;
    Some((me.language().dates().weekday_moment(meeting.starts), meeting.interpreter_booked))
}

/// `GET /plans/{plan}/interpreter`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let mut form = me.form();
    form.set("wish", "");
    form.set("way", "");
    if let Some(need) = &view.interpreter {
        form.set("language", need.language.to_string());
        form.set("dialect", need.dialect.as_ref().map(ToString::to_string).unwrap_or_default());
        let key = WISHES.iter().find(|(_, wish)| Some(*wish) == need.wish).map_or("", |(key, _)| *key);
        form.set("wish", key);
        form.set("way", WAYS.iter().find(|(_, way)| Some(*way) == need.way).map_or("", |(key, _)| *key));
    } else {
        let at_meeting = view.next_meeting().and_then(|meeting| meeting.interpreter.as_ref()).map(ToString::to_string);
        form.set("language", at_meeting.or_else(|| language(&view)).unwrap_or_default());
    }
    Ok(show(&Interpreter::of(&me, &view, form)))
}

/// `POST /plans/{plan}/interpreter`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let (command, to) = match form.value("what") {
        "booked" => (Command::BookInterpreter { booked: true }, "interpreter"),
        "not-booked" => (Command::BookInterpreter { booked: false }, "interpreter"),
        "none" if view.interpreter.is_none() && view.interpreter_said => {
            return Ok(me.saved(format!("/plans/{plan}/call")));
        }
        "none" => (Command::NeedInterpreter { need: None }, "call"),
        _ => (Command::NeedInterpreter { need: Some(draft(&form)) }, "call"),
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{to}"))),
        Done::Refused(view) => Ok(refused(&Interpreter::of(&me, &view, form))),
    }
}

fn draft(form: &Form) -> InterpreterDraft {
    InterpreterDraft {
        language: form.value("language").to_owned(),
        dialect: form.value("dialect").to_owned(),
        wish: WISHES.iter().find(|(key, _)| *key == form.value("wish")).map(|(_, wish)| *wish),
        way: WAYS.iter().find(|(key, _)| *key == form.value("way")).map(|(_, way)| *way),
    }
}
