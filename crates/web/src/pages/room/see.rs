//! The screen that all in the room look at: the person's question, whose turn it is, what is agreed and what is open.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::state::MeasureState;
use samsyn_domain::room::RoomView;
use samsyn_domain::rules::who_cannot_live_with_it_stands_in_print::unanswered;

use super::seats::Seat;
use super::state::State;
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Me, not_seen};
use crate::pages::expectations::see::{AskLine, left_to_talk_about};
use crate::pages::question::answered::{Answered, Reply, answered};
use crate::pages::rows::lines::{DisagreementLine, MeasureLine};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Empty, Notice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/room/see.html")]
pub(super) struct See {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    state: Option<State>,
    leads: bool,
    sits: bool,
    questions: Vec<Answered>,
    avoid: Vec<String>,
    agreed: Vec<Agreed>,
    objections: Vec<Objection>,
    asks: Vec<AskLine>,
    disagreements: Vec<DisagreementLine>,
    kept: Kept,
    hidden: Option<String>,
    left_hidden: Option<String>,
    stamp: Stamp,
}

/// A measure, and whether its owner was heard to say yes.
struct Agreed {
    line: MeasureLine,
    number: u32,
    heard: bool,
}

/// Somebody who cannot live with a measure, in their own words.
pub(super) struct Objection {
    pub(super) measure: No,
    pub(super) number: u32,
    pub(super) who: String,
    pub(super) words: String,
}

/// What is there and not shown, so that nobody reads that there is none.
pub(crate) struct Kept {
    pub questions: bool,
    pub avoid: bool,
}

impl See {
    pub(super) fn of(me: &Me, view: &PlanView, room: Option<&RoomView>, form: Form) -> Self {
        let t = me.t();
        let holds = view.place().holds();
        let [questions, avoid, measures, disagreements] = view.kept_back();
        let mut page = me.plan_page(t.msg_meeting_title(), view).of(&form);
        if let Some(room) = room {
            page = page.room(room.revision);
        }
        let heard =
            |no: No| view.measure(no).is_some_and(|m| m.yes_heard.is_some() && m.state == MeasureState::Proposed);
        let agreed = |m: &samsyn_domain::plan::state::Measure| Agreed {
            line: MeasureLine::of(me, view, m),
            number: m.number,
            heard: heard(m.no),
        };
        Self {
            page: if page.audience == Audience::Child { page } else { page.for_whom(Audience::Room) },
            t,
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            state: room.map(|room| State::of(me, view, room)),
            leads: holds && room.is_some(),
            sits: room.is_some_and(|room| room.seat.is_some()),
            questions: answered(t, view, holds && room.is_some()),
            avoid: view.avoid.iter().map(|a| a.words.to_string()).collect(),
            agreed: view.measures.iter().map(agreed).collect(),
            objections: objections(me, view),
            asks: if view.open() { left_to_talk_about(me, view) } else { Vec::new() },
            disagreements: view.disagreements.iter().map(|d| DisagreementLine::of(me, view, d)).collect(),
            kept: Kept { questions: questions > 0, avoid: avoid > 0 },
            hidden: (measures > 0).then(|| t.msg_room_hidden(measures)),
            left_hidden: (disagreements > 0).then(|| t.msg_room_hidden(disagreements)),
            stamp: me.adding(),
            form,
        }
    }
}

/// The noes that stand nowhere yet.
pub(super) fn objections(me: &Me, view: &PlanView) -> Vec<Objection> {
    let of = |measure: &samsyn_domain::plan::state::Measure| {
        let one = |answer: &samsyn_domain::plan::state::LivesWith| Objection {
            measure: measure.no,
            number: measure.number,
            who: Seat::of(view, me.language(), answer.of).name,
            words: answer.words.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        unanswered(view, measure).map(one).collect::<Vec<_>>()
    };
    view.measures.iter().flat_map(of).collect()
}

/// `GET /plans/{plan}/room`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let (view, room) = look(&me, plan, true).await?;
    Ok(show(&See::of(&me, &view, room.as_ref(), me.form())))
}

/// Looks into the room; with `together` at what the shared screen shows.
pub(super) async fn look(me: &Me, plan: PlanId, together: bool) -> Result<(PlanView, Option<RoomView>), Error> {
    let moment = me.moment();
    let asking = me.asking(samsyn_store::Surface::Page, &moment);
    me.app.store.look_into_room(&asking, (plan, me.again), together).await.map_err(not_seen)
}
