//! What is pressed on one of the three pages of the room. Each comes back to the page it was pressed on.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use samsyn_domain::access::Deed;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::Attendee;
use samsyn_domain::room::{Part, RoomDeed, Wish};
use samsyn_domain::words::Words as Said;
use samsyn_store::{ActError, Surface};

use super::lead::Lead;
use super::mine::Mine;
use super::seats::from_key;
use super::see::{See, look};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me, trouble};
use crate::refused;

/// One of the three pages.
#[derive(Clone, Copy)]
enum At {
    Shared,
    Lead,
    Mine,
}

impl At {
    fn of(path: &str) -> Self {
        match path.split('?').next().unwrap_or_default().rsplit('/').next() {
            Some("lead") => Self::Lead,
            Some("mine") => Self::Mine,
            _ => Self::Shared,
        }
    }

    fn page(self) -> &'static str {
        match self {
            Self::Shared => "room",
            Self::Lead => "room/lead",
            Self::Mine => "room/mine",
        }
    }
}

/// What a press amounts to.
enum Pressed {
    Room(RoomDeed),
    Plan(Box<Command>),
}

/// `POST /plans/{plan}/room`, `…/room/lead`, `…/room/mine`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let at = At::of(&me.visit.path);
    if matches!(at, At::Lead) {
        // As the page itself: for whoever does not carry the plan on it is not there, whatever is pressed.
        me.look_to(plan, |_| vec![Deed::Hold]).await?;
    }
    let (_, room) = look(&me, plan, false).await?;
    let seat = room.and_then(|room| room.seat);
    match pressed(&mut form, seat) {
        Ok(Pressed::Room(deed)) => in_room(&me, plan, form, deed, at).await,
        Ok(Pressed::Plan(command)) => match me.act(plan, &mut form, *command).await? {
            Done::Stored => Ok(back(plan, at)),
            Done::Refused(_) => again(&me, plan, form, at).await,
        },
        Err(Invalid) => again(&me, plan, form, at).await,
    }
}

async fn in_room(me: &Me, plan: PlanId, mut form: Form, deed: RoomDeed, at: At) -> Answer {
    let moment = me.moment();
    let seen = (form.value("room").parse().ok(), form.value("act").parse().ok());
    match me.app.store.in_room(&me.asking(Surface::Page, &moment), plan, seen, deed).await {
        Ok(done) if done.done => Ok(back(plan, at)),
        Ok(_) => {
            form.fail("", FieldError::Because(me.t().msg_room_somebody_was_first().to_owned()));
            again(me, plan, form, at).await
        }
        Err(ActError::Refused(refusals)) => {
            for refusal in &refusals {
                form.fail(refusal.at, FieldError::Because(me.says(refusal)));
            }
            again(me, plan, form, at).await
        }
        Err(ActError::Store(error)) => Err(trouble(&error)),
        Err(ActError::NotFound | ActError::Stale(_)) => Err(Error::NotFound),
    }
}

/// Back to the page, without "saved": what was pressed is what the page shows.
fn back(plan: PlanId, at: At) -> Response {
    Redirect::to(&format!("/plans/{plan}/{}", at.page())).into_response()
}

/// The page once more, with what is wrong and what was typed.
async fn again(me: &Me, plan: PlanId, form: Form, at: At) -> Answer {
    let (view, room) = look(me, plan, matches!(at, At::Shared)).await?;
    Ok(match at {
        At::Shared => refused(&See::of(me, &view, room.as_ref(), form)),
        At::Lead => refused(&Lead::of(me, &view, room.as_ref(), form)),
        At::Mine => refused(&Mine::of(me, &view, room.as_ref(), form)),
    })
}

fn pressed(form: &mut Form, seat: Option<Attendee>) -> Result<Pressed, Invalid> {
    let value = form.value("do").to_owned();
    let deed = match value.as_str() {
        "next" => Some(RoomDeed::Next),
        "pause" => Some(RoomDeed::Pause),
        "resume" => Some(RoomDeed::Resume),
        "checked" => Some(RoomDeed::Checked),
        _ => None,
    };
    if let Some(deed) = deed {
        return Ok(Pressed::Room(deed));
    }
    let (what, of) = value.split_once('-').unwrap_or_default();
    let unknown = |form: &mut Form| form.fail("", FieldError::UnknownChoice);
    let no = || of.parse::<No>().ok();
    let deed = match (what, seat) {
        ("part", _) => Part::from_key(of).map(RoomDeed::Begin),
        ("give", _) => from_key(of).map(RoomDeed::Give),
        ("wish", Some(seat)) => Wish::from_key(of).map(|wish| RoomDeed::Wish(seat, wish)),
        ("unwish", Some(seat)) => Wish::from_key(of).map(|wish| RoomDeed::Unwish(seat, wish)),
        _ => None,
    };
    let command = match (what, no(), seat) {
        ("heard", Some(no), _) => Some(Command::HearYes { no }),
        ("take", Some(no), _) => Some(Command::TakeMeasure { no }),
        ("can", Some(no), Some(of)) => Some(Command::LiveWith { no, of, words: None }),
        ("cannot", Some(no), Some(of)) => {
            Some(Command::LiveWith { no, of, words: Some(form.text("words", Said::MAX)?) })
        }
        _ => None,
    };
    deed.map(Pressed::Room).or(command.map(|command| Pressed::Plan(Box::new(command)))).ok_or_else(|| unknown(form))
}
