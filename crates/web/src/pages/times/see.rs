//! The times that are asked about: a tap for each; for whoever carries the plan on also who can, the booking and the cancelling.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Attendee, Fits, MeetingState, Offer, Times};
use samsyn_store::Surface;

use super::words::{from_key, key, mine, name, reasons};
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::pages::plan::see::child;
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Empty, Page, Tag};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/times/see.html")]
struct See {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    times: Vec<Line>,
    answer_by: String,
    mine: String,
    holds: bool,
    open: bool,
    meeting: Option<String>,
    cancels: bool,
    adding: Stamp,
    changing: Stamp,
}

/// A time.
struct Line {
    no: No,
    when: String,
    why: String,
    mine: Option<Fits>,
    counts: String,
    people: Vec<Asked>,
}

impl Line {
    fn tag(&self, t: T) -> Tag<'static> {
        said(t, self.mine)
    }
}

/// Somebody who is asked.
struct Asked {
    key: String,
    name: String,
    fits: Option<Fits>,
}

impl Asked {
    fn tag(&self, t: T) -> Tag<'static> {
        said(t, self.fits)
    }
}

fn said(t: T, fits: Option<Fits>) -> Tag<'static> {
    match fits {
        Some(Fits::Yes) => Tag::done(t.msg_times_can()),
        Some(Fits::No) => Tag::late(t.msg_times_cannot()),
        None => Tag::waiting(t.msg_times_silent()),
    }
}

impl See {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let (t, dates) = (me.t(), me.language().dates());
        let holds = view.place().holds() && !view.stage.ended();
        let who = mine(view);
        let round = view.open_times();
        let page = me.plan_page(t.msg_times_title(), view).of(&form);
        let moment = |m: &samsyn_domain::plan::state::Meeting| {
            t.msg_call_meeting_now(dates.weekday_moment(m.starts), m.minutes.to_string())
        };
        Self {
            page: if child(view) { page.for_whom(Audience::Child) } else { page },
            t,
            plan: view.id,
            times: round.map(|times| lines(me, view, times, who, holds)).unwrap_or_default(),
            answer_by: round.map(|times| dates.date(times.answer_by)).unwrap_or_default(),
            mine: who.map(key).unwrap_or_default(),
            holds,
            open: round.is_some(),
            meeting: view.next_meeting().map(moment),
            cancels: holds && view.next_meeting().is_some_and(|meeting| meeting.state == MeetingState::Planned),
            adding: me.adding(),
            changing: me.changing(view),
            form,
        }
    }
}

fn lines(me: &Me, view: &PlanView, times: &Times, who: Option<Attendee>, holds: bool) -> Vec<Line> {
    let t = me.t();
    let asked = if holds { view.asked_about_times(me.today) } else { Vec::new() };
    let line = |offer: &Offer| {
        let fits = |of: Attendee| times.answer(offer.no, of).map(|answer| answer.fits);
        let people: Vec<Asked> =
            asked.iter().map(|of| Asked { key: key(*of), name: name(view, *of), fits: fits(*of) }).collect();
        let count = |wanted: Option<Fits>| people.iter().filter(|asked| asked.fits == wanted).count();
        let counts = t.msg_times_counts(count(Some(Fits::Yes)), count(Some(Fits::No)), count(None));
        Line {
            no: offer.no,
            when: t.msg_call_meeting_now(me.language().dates().weekday_moment(offer.starts), times.minutes.to_string()),
            why: reasons(t, &offer.reasons),
            mine: who.and_then(fits),
            counts: if holds { counts } else { String::new() },
            people,
        }
    };
    times.offers.iter().map(line).collect()
}

/// `GET /plans/{plan}/times`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&See::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/times`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let Some(command) = command(&form) else {
        form.fail("", FieldError::NotChosen);
        return Ok(refused(&See::of(&me, &view, form)));
    };
    // The same tap twice is one answer.
    if stands(&view, &command) {
        return Ok(me.saved(format!("/plans/{plan}/times")));
    }
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/times"))),
        Done::Refused(view) => Ok(refused(&See::of(&me, &view, form))),
    }
}

fn stands(view: &PlanView, command: &Command) -> bool {
    let Command::AnswerTime { offer, of, fits } = command else { return false };
    view.open_times().and_then(|times| times.answer(*offer, *of)).is_some_and(|answer| answer.fits == *fits)
}

fn command(form: &Form) -> Option<Command> {
    let offer = || form.value("offer").parse::<No>().ok();
    let fits = match form.value("what") {
        "yes" => Fits::Yes,
        "no" => Fits::No,
        "book" => return Some(Command::BookTime { offer: offer()? }),
        "close" => return Some(Command::CloseTimes),
        "cancel" => return Some(Command::CancelMeeting { reason: form.value("reason").to_owned() }),
        _ => return None,
    };
    Some(Command::AnswerTime { offer: offer()?, of: from_key(form.value("of"))?, fits })
}
