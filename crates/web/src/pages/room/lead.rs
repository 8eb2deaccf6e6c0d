//! The view of whoever leads, on a device of their own: what is wished, how the talk is shared, who said yes.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::state::{Attendee, MeasureState};
use samsyn_domain::room::{RoomView, Wish};

use super::seats::Seat;
use super::see::{Objection, look, objections};
use super::state::State;
use crate::form::Form;
use crate::me::{Answer, Me};
use crate::pages::question::answered::without_answer;
use crate::pages::rows::lines::short;
use crate::parts::stamp::Stamp;
use crate::parts::{Empty, Notice, Page, Quote};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/room/lead.html")]
pub(super) struct Lead {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    state: Option<State>,
    leads: bool,
    wishes: Vec<Wished>,
    balance: Option<String>,
    checked: bool,
    holds_all: bool,
    unheard: Vec<Unheard>,
    limits: Vec<String>,
    objections: Vec<Objection>,
    unanswered: Vec<String>,
    stamp: Stamp,
}

struct Wished {
    seat: Seat,
    words: &'static str,
    wish: Wish,
}

/// A measure whose owner has said nothing yet.
struct Unheard {
    no: No,
    number: u32,
    who: String,
    what: String,
}

impl Lead {
    pub(super) fn of(me: &Me, view: &PlanView, room: Option<&RoomView>, form: Form) -> Self {
        let t = me.t();
        let mut page = me.plan_page(t.msg_room_lead_title(), view).back(format!("/plans/{}/room", view.id)).of(&form);
        if let Some(room) = room {
            page = page.room(room.revision);
        }
        let lead = room.and_then(|room| room.lead.as_ref());
        let seat = |who| Seat::of(view, me.language(), who);
        let wished =
            |w: &samsyn_domain::room::Wished| Wished { seat: seat(w.who), words: wish(t, w.wish), wish: w.wish };
        let silent =
            |m: &&samsyn_domain::plan::state::Measure| m.state == MeasureState::Proposed && m.yes_heard.is_none();
        let unheard = view.measures.iter().filter(silent).map(|m| Unheard {
            no: m.no,
            number: m.number,
            who: names::owner(view, &m.owner),
            what: short(m.what.as_str(), 60),
        });
        let limit = |(who, kinds): &(Attendee, BTreeSet<InfoKind>)| {
            let kinds: Vec<&str> = kinds.iter().map(|kind| names::kind(me.language(), *kind)).collect();
            t.msg_room_limit(seat(*who).name, kinds.join(", "))
        };
        Self {
            page,
            t,
            plan: view.id,
            state: room.map(|room| State::of(me, view, room)),
            leads: lead.is_some(),
            wishes: lead.iter().flat_map(|lead| lead.wishes.iter().map(wished)).collect(),
            balance: lead.and_then(|lead| lead.family_percent).map(|family| balance(t, family)),
            checked: lead.is_none_or(|lead| lead.checked),
            holds_all: lead.is_some_and(|lead| lead.holds_all),
            unheard: unheard.collect(),
            objections: objections(me, view),
            unanswered: without_answer(view),
            limits: lead.iter().flat_map(|lead| lead.limits.iter().map(limit)).collect(),
            stamp: me.adding(),
            form,
        }
    }
}

fn balance(t: T, family: u8) -> String {
    t.msg_room_balance(family.to_string(), 100_u8.saturating_sub(family).to_string())
}

/// A wish, as it is told to whoever leads.
fn wish(t: T, wish: Wish) -> &'static str {
    match wish {
        Wish::Turn => t.msg_room_wishes_turn(),
        Wish::Pause => t.msg_room_wishes_pause(),
        Wish::Unclear => t.msg_room_wishes_unclear(),
    }
}

/// `GET /plans/{plan}/room/lead`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let (view, room) = look(&me.clone().again(), plan, false).await?;
    Ok(show(&Lead::of(&me, &view, room.as_ref(), me.form())))
}
