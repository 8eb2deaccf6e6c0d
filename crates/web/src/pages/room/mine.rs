//! One's own view of the meeting, on a phone: my turn, pause, I don't understand; my cards; what I am asked to take.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::state::{LivesWith, Measure, MeasureState};
use samsyn_domain::room::{RoomView, Wish};
use samsyn_domain::rules::owner_answers_for_the_measure::is_owner;

use super::see::look;
use super::state::State;
use crate::form::Form;
use crate::me::{Answer, Me};
use crate::pages::prepare::shared::{Shared, one as prepared};
use crate::pages::rows::lines::kept;
use crate::parts::stamp::Stamp;
use crate::parts::{Empty, Notice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/room/mine.html")]
pub(super) struct Mine {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    state: Option<State>,
    my_turn: bool,
    soon: bool,
    wishes: Vec<Button>,
    measures: Vec<Row>,
    cards: Option<Shared>,
    hidden: Option<String>,
    stamp: Stamp,
}

/// A wish, and whether it stands.
struct Button {
    key: &'static str,
    words: &'static str,
    on: bool,
}

/// A measure that one answers for, or may or may not be able to live with.
struct Row {
    no: No,
    number: u32,
    what: String,
    who: String,
    /// Whether it waits for one's own yes.
    take: bool,
    /// One's own answer whether one can live with it.
    lives: Lives,
    /// Whether its form was refused just now, and stands open with what was typed.
    open: bool,
}

/// Whether somebody can live with a measure.
enum Lives {
    NotSaid,
    Yes,
    No(String),
}

impl Mine {
    pub(super) fn of(me: &Me, view: &PlanView, room: Option<&RoomView>, form: Form) -> Self {
        let t = me.t();
        let mut page = me.plan_page(t.msg_room_mine_title(), view).back(format!("/plans/{}/room", view.id)).of(&form);
        if let Some(room) = room {
            page = page.room(room.revision);
        }
        let seat = room.and_then(|room| room.seat);
        let button = |wish: Wish| Button {
            key: wish.key(),
            words: words(t, wish),
            on: room.is_some_and(|r| r.mine.contains(&wish)),
        };
        let mine = view
            .me()
            .and_then(|me| view.preparations.iter().find(|p| samsyn_domain::plan::same_participant(&p.of, me)));
        Self {
            page,
            t,
            plan: view.id,
            my_turn: seat.is_some() && room.is_some_and(|room| room.speaks == seat),
            soon: seat.is_some() && room.is_some_and(|room| room.then.first().copied() == seat),
            state: room.map(|room| State::of(me, view, room)),
            wishes: seat.map(|_| Wish::ALL.map(button).into()).unwrap_or_default(),
            measures: seat.map(|seat| rows(view, seat, &form)).unwrap_or_default(),
            hidden: kept(t, view),
            cards: mine.map(|mine| prepared(me, view, mine)).filter(Shared::says_something),
            stamp: me.adding(),
            form,
        }
    }
}

fn rows(view: &PlanView, seat: samsyn_domain::plan::state::Attendee, form: &Form) -> Vec<Row> {
    let answer = |lives: &LivesWith| lives.words.as_ref().map_or(Lives::Yes, |words| Lives::No(words.to_string()));
    let row = |measure: &Measure| Row {
        no: measure.no,
        number: measure.number,
        what: measure.what.to_string(),
        who: names::owner(view, &measure.owner),
        take: measure.state == MeasureState::Proposed && view.me().is_some_and(|me| is_owner(&measure.owner, me)),
        lives: measure.lives.iter().find(|lives| lives.of == seat).map_or(Lives::NotSaid, answer),
        open: form.is_refused() && form.value("do") == format!("cannot-{}", measure.no),
    };
    view.measures.iter().filter(|m| !matches!(m.state, MeasureState::Declined { .. })).map(row).collect()
}

/// A wish, as one says it oneself.
fn words(t: T, wish: Wish) -> &'static str {
    match wish {
        Wish::Turn => t.msg_room_my_turn(),
        Wish::Pause => t.msg_room_pause(),
        Wish::Unclear => t.msg_room_unclear(),
    }
}

/// `GET /plans/{plan}/room/mine`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let (view, room) = look(&me, plan, false).await?;
    Ok(show(&Mine::of(&me, &view, room.as_ref(), me.form())))
}
