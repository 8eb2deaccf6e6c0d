//! What each of the three pages says of the room: the part, the time left, who speaks and who is next.

use samsyn_domain::access::PlanView;
use samsyn_domain::room::{Part, RoomView};

use super::seats::Seat;
use crate::me::Me;
use crate::text::T;

/// The room, ready to read.
pub struct State {
    /// What *Next* is pressed on.
    pub revision: u64,
    /// The parts: form value, name, whether it is the one now.
    pub parts: Vec<(&'static str, &'static str, bool)>,
    /// Seconds left of the part; negative when it has run over.
    pub left: i64,
    /// The same in words.
    pub left_words: String,
    /// Whether there is a pause.
    pub paused: bool,
    /// Who speaks.
    pub speaks: Option<Seat>,
    /// Who speaks after them.
    pub then: Vec<Seat>,
}

impl State {
    /// The room as this one reads it.
    pub fn of(me: &Me, view: &PlanView, room: &RoomView) -> Self {
        let seat = |who| Seat::of(view, me.language(), who);
        let part = |part: Part| (part.key(), name(me.t(), part), part == room.part);
        Self {
            revision: room.revision,
            parts: Part::ALL.map(part).to_vec(),
            left: room.left,
            left_words: left(me.t(), room.left),
            paused: room.paused,
            speaks: room.speaks.map(seat),
            then: room.then.iter().map(|who| seat(*who)).collect(),
        }
    }
}

fn name(t: T, part: Part) -> &'static str {
    match part {
        Part::Opening => t.msg_room_part_opening(),
        Part::Now => t.msg_room_part_now(),
        Part::Needs => t.msg_room_part_needs(),
        Part::SumUp => t.msg_room_part_sum_up(),
        Part::Closing => t.msg_room_part_closing(),
    }
}

/// Whole minutes, counted as `assets/room.js` counts them.
fn left(t: T, seconds: i64) -> String {
    let minutes = |seconds: i64| usize::try_from((seconds + 59) / 60).unwrap_or(0);
    if seconds >= 0 { t.msg_room_left(minutes(seconds)) } else { t.msg_room_over(minutes(-seconds)) }
}
