//! The room: what a meeting is doing right now. Whose turn it is, how much of the part is left, who wishes for something.
//!
//! This is no part of the plan's story. It lives while the meeting is open; of it only one figure stays, how the talk was shared
//! between the family and all others (participation.md 2.2: 10), and never how long one person spoke.

mod together;
mod view;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::No;
use crate::people::{FamilyMember, PrincipalKind, Standing, Supporter};
use crate::plan::state::{Attendee, CallAnswer, Meeting, MeetingState, Party, Plan, TakePart};

pub use together::{in_the_room, limits, narrow_for, narrow_together};
pub use view::{Lead, RoomView, one_holds_all};

/// Below this much talk no share is told: it would say who opened the meeting, and nothing else.
const LEAST_TALK_MS: u64 = 60_000;

/// The five parts of a meeting, in their order (SKR's *mötescirkel*; participation.md 1.1, 2.2: 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Inledning: who is here, and why.
    Opening,
    /// Nu: how it is now.
    Now,
    /// Behov: what is needed. Most of the time.
    Needs,
    /// Sammanfattning: what was agreed, read back.
    SumUp,
    /// Avslutning: how it was, and when we meet again.
    Closing,
}

impl Part {
    /// All five, in order.
    pub const ALL: [Self; 5] = [Self::Opening, Self::Now, Self::Needs, Self::SumUp, Self::Closing];

    /// Stable key, as in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Now => "now",
            Self::Needs => "needs",
            Self::SumUp => "sum_up",
            Self::Closing => "closing",
        }
    }

    /// The part with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// Its minutes in a meeting of so many. What does not divide evenly goes to the needs, so that all parts together are the
    /// meeting.
    pub fn minutes(self, meeting: u16) -> u16 {
        let twelfths = |n: u16| meeting / 12 * n + meeting % 12 * n / 12;
        match self {
            Self::Opening => twelfths(1),
            Self::Now | Self::SumUp | Self::Closing => twelfths(2),
            Self::Needs => meeting - twelfths(1) - 3 * twelfths(2),
        }
    }
}

/// What somebody in the room wishes; shown to whoever leads, and to themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Min tur: to say something.
    Turn,
    /// Paus.
    Pause,
    /// Jag förstår inte.
    Unclear,
}

impl Wish {
    /// All three, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Turn, Self::Pause, Self::Unclear];

    /// Stable key, as in forms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Pause => "pause",
            Self::Unclear => "unclear",
        }
    }

    /// The wish with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.key() == key)
    }
}

/// A wish, whose, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    /// Whose.
    pub who: Attendee,
    /// What.
    pub wish: Wish,
    /// Since when.
    pub at: Timestamp,
}

/// What the room is doing. Kept by the store while the meeting is open, and gone with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The meeting, by row number.
    pub meeting: No,
    /// When it began.
    pub began: Timestamp,
    /// The part it is in.
    pub part: Part,
    /// When that part began; moved on by the length of each pause.
    pub part_began: Timestamp,
    /// Who speaks; nobody between the end of a round and the next.
    pub speaks: Option<Attendee>,
    /// When they began, or when the last pause ended.
    pub since: Timestamp,
    /// Since when there is a pause.
    pub paused: Option<Timestamp>,
    /// How long the family's side has spoken, all of it together, in milliseconds.
    pub family_ms: u64,
    /// How long all others have, in milliseconds.
    pub others_ms: u64,
    /// What is wished, the oldest first.
    pub wishes: Vec<Wished>,
    /// The parts in which it was checked that all understand.
    pub checked: BTreeSet<Part>,
}

/// What is done in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomDeed {
    /// The next in the round speaks.
    Next,
    /// This one speaks now: they wished to, or the round is left.
    Give(Attendee),
    /// Another part begins, and its round.
    Begin(Part),
    /// Pause.
    Pause,
    /// On again.
    Resume,
    /// Somebody said in their own words what was agreed.
    Checked,
    /// Somebody wishes something.
    Wish(Attendee, Wish),
    /// They no longer do.
    Unwish(Attendee, Wish),
}

impl RoomDeed {
    /// Whose own it is; everything else is for whoever leads.
    pub fn of(self) -> Option<Attendee> {
        match self {
            Self::Wish(who, _) | Self::Unwish(who, _) => Some(who),
            Self::Next | Self::Give(_) | Self::Begin(_) | Self::Pause | Self::Resume | Self::Checked => None,
        }
    }

    /// What the log calls it. Who wished what is said nowhere.
    pub fn log_word(self) -> &'static str {
        if self.of().is_some() { "wish" } else { "lead" }
    }
}

impl Room {
    /// A room that has just been opened. Nobody speaks yet.
    pub fn open(meeting: No, now: Timestamp) -> Self {
        Self {
            meeting,
            began: now,
            part: Part::Opening,
            part_began: now,
            speaks: None,
            since: now,
            paused: None,
            family_ms: 0,
            others_ms: 0,
            wishes: Vec::new(),
            checked: BTreeSet::new(),
        }
    }

    /// The room after a deed. One that changes nothing (a pause in a pause, a wish that stands already) leaves it as it is.
    #[must_use]
    pub fn after(mut self, deed: RoomDeed, seats: &[Attendee], now: Timestamp) -> Self {
        match deed {
            RoomDeed::Next => {
                let next = match self.speaks.and_then(|who| seats.iter().position(|seat| *seat == who)) {
                    Some(at) => seats.get(at + 1),
                    // Nobody speaks, or who did is no longer there: the round begins.
                    None => seats.first(),
                };
                self.turn(next.copied(), now);
            }
            RoomDeed::Give(who) if seats.contains(&who) => self.turn(Some(who), now),
            RoomDeed::Begin(part) if part != self.part => {
                self.turn(seats.first().copied(), now);
                self.part = part;
                self.part_began = now;
            }
            RoomDeed::Pause if self.paused.is_none() => {
                self.count(now);
                self.paused = Some(now);
                self.wishes.retain(|wished| wished.wish != Wish::Pause);
            }
            RoomDeed::Resume => self.resume(now),
            RoomDeed::Checked => {
                self.checked.insert(self.part);
                self.wishes.retain(|wished| wished.wish != Wish::Unclear);
            }
            RoomDeed::Wish(who, wish) => {
                if seats.contains(&who) && !self.wishes.iter().any(|w| w.who == who && w.wish == wish) {
                    self.wishes.push(Wished { who, wish, at: now });
                }
            }
            RoomDeed::Unwish(who, wish) => self.wishes.retain(|w| !(w.who == who && w.wish == wish)),
            RoomDeed::Give(_) | RoomDeed::Begin(_) | RoomDeed::Pause => {}
        }
        self
    }

    /// Who speaks changes: the time goes to the side of whoever spoke, and a wish to speak is met.
    fn turn(&mut self, next: Option<Attendee>, now: Timestamp) {
        self.resume(now);
        self.count(now);
        self.speaks = next;
        self.wishes.retain(|wished| !(wished.wish == Wish::Turn && Some(wished.who) == next));
    }

    fn resume(&mut self, now: Timestamp) {
        if let Some(paused) = self.paused.take() {
            self.since = now;
            // The part loses none of its time to the pause.
            let moved = self.part_began.checked_add(now.duration_since(paused));
            self.part_began = moved.unwrap_or(now).min(now);
        }
    }

    /// Adds what was spoken since the last count. A clock that goes backwards adds nothing.
    fn count(&mut self, now: Timestamp) {
        if self.paused.is_none() {
            let spoken = u64::try_from(now.duration_since(self.since).as_millis()).unwrap_or(0);
            match self.speaks {
                Some(Attendee::Family(_)) => self.family_ms = self.family_ms.saturating_add(spoken),
                Some(Attendee::Party(_)) => self.others_ms = self.others_ms.saturating_add(spoken),
                None => {}
            }
        }
        self.since = now;
    }

    /// Seconds left of the part, of its minutes in a meeting that long; negative when it has run over.
    pub fn left(&self, meeting_minutes: u16, now: Timestamp) -> i64 {
        let until = self.paused.unwrap_or(now);
        i64::from(self.part.minutes(meeting_minutes)) * 60 - until.duration_since(self.part_began).as_secs()
    }

    /// The family's share of the talk so far, in percent; `None` while there was too little to tell.
    pub fn family_percent(&self, now: Timestamp) -> Option<u8> {
        let mut so_far = self.clone();
        so_far.count(now);
        let all = so_far.family_ms.checked_add(so_far.others_ms).filter(|all| *all >= LEAST_TALK_MS)?;
        u8::try_from(so_far.family_ms.saturating_mul(100).saturating_add(all / 2) / all).ok()
    }
}

/// The order of each round: the person, who acts for them, who stands beside them, those who know their days, others, and
/// last those who speak most where nobody holds them back (participation.md 2.1, 2.2: 3). Whoever is noted as not there, or as
/// taking part through somebody else, has no turn; whoever is not noted yet is taken to be there if they said that they come.
pub fn seats(plan: &Plan) -> Vec<Attendee> {
    let noted = open_meeting(plan).map(|meeting| meeting.attendance.as_slice()).unwrap_or_default();
    let there = |who: Attendee| {
        let how = noted.iter().find(|attendance| attendance.who == who).map(|attendance| attendance.how);
        !matches!(how, Some(TakePart::Absent | TakePart::Through))
    };
    let family = std::iter::once(FamilyMember::Person)
        .chain(
            plan.current_representatives()
                .filter(|r| r.standing != Standing::NotAsked)
                .map(|r| FamilyMember::Representative(r.no)),
        )
        .chain(plan.current_supporters().filter(|s| !comes_for_a_unit(plan, s)).map(|s| FamilyMember::Supporter(s.no)));
    let mut parties: Vec<&Party> =
        plan.current_parties().filter(|party| comes(party) || noted_there(noted, party)).collect();
    parties.sort_by_key(|party| (last_to_speak(plan, party), party.no));
    let parties = parties.into_iter().map(|party| Attendee::Party(party.no));
    family.map(Attendee::Family).chain(parties).filter(|who| there(*who)).collect()
}

/// Who was chosen and comes for a unit too sits there, once.
fn comes_for_a_unit(plan: &Plan, supporter: &Supporter) -> bool {
    let comes = |party: &Party| match &party.answer {
        CallAnswer::Coming { who, .. } => Some(who.staff) == supporter.staff,
        _ => false,
    };
    plan.current_parties().any(comes)
}

fn comes(party: &Party) -> bool {
    matches!(party.answer, CallAnswer::Coming { .. })
}

fn noted_there(noted: &[crate::plan::state::Attendance], party: &Party) -> bool {
    noted.iter().any(|attendance| attendance.who == Attendee::Party(party.no))
}

/// Who the person chose from daily life comes first, then school, then the Kommun and others, last the Region with its doctors.
fn last_to_speak(plan: &Plan, party: &Party) -> u8 {
    let chosen = match &party.answer {
        CallAnswer::Coming { who, .. } => plan.current_supporters().any(|s| s.staff == Some(who.staff)),
        _ => false,
    };
    match party.unit.kind {
        _ if chosen => 0,
        PrincipalKind::School => 1,
        PrincipalKind::Kommun | PrincipalKind::Other => 2,
        PrincipalKind::Region => 3,
    }
}

/// The meeting that is open now.
pub fn open_meeting(plan: &Plan) -> Option<&Meeting> {
    plan.meetings.iter().find(|meeting| meeting.state == MeetingState::Open)
}

#[cfg(test)]
mod tests;
