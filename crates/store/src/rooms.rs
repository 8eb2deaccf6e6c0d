//! The room of an open meeting: looked into and acted in by the same rules as the plan, logged like it, and gone with the meeting.

use jiff::Timestamp;
use samsyn_domain::access::{Action, Deed, PlanView, may};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::{Event, Fact, Plan, Refusal, Why};
use samsyn_domain::room::{Room, RoomDeed, RoomView, narrow_together, open_meeting, seats};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::act::ActError;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::sealed_columns;
use crate::look::{Asking, LookError};
use crate::sql::{Statement, values};
use crate::writer::Unit;

pub(crate) const OPEN: &str = "insert into rooms (plan, revision, state, codec, key_id) values ($1, $2, $3, $4, $5) \
    on conflict (plan) do update set revision = excluded.revision, state = excluded.state, codec = excluded.codec, key_id = excluded.key_id";
pub(crate) const ONE: &str = "select revision, codec, state from rooms where plan = $1";
pub(crate) const REVISION: &str = "select revision from rooms where plan = $1";
pub(crate) const CHANGE: &str =
    "update rooms set revision = $3, state = $4, codec = $5, key_id = $6 where plan = $1 and revision = $2";
// Of a meeting that was opened before rooms were kept, or whose story was told elsewhere.
pub(crate) const FIRST: &str = "insert into rooms (plan, revision, state, codec, key_id) values ($1, $2, $3, $4, $5) on conflict (plan) do nothing";
pub(crate) const CLOSE: &str = "delete from rooms where plan = $1";

/// How many submits are remembered: more than twelve people press between a double press's first and second.
const SUBMITS: usize = 64;
/// How often a deed is judged again when another process was first.
const TRIES: usize = 5;

/// A deed in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InRoom {
    /// The room's revision now.
    pub revision: u64,
    /// Whether it was done; else somebody was first, and the room is as they left it.
    pub done: bool,
}

/// What the row's state is, as JSON.
#[derive(Serialize, Deserialize)]
struct State {
    room: Room,
    /// The last submits that were done, so that one that comes twice is done once.
    submits: Vec<Uuid>,
}

struct Stored {
    room: Room,
    submits: Vec<Uuid>,
    revision: u64,
}

/// What goes with an event besides its rows: a room comes with the meeting and goes with it.
pub(crate) fn beside(plan: PlanId, fact: &Fact, cipher: &Cipher) -> Result<Option<Statement>> {
    Ok(match &fact.event {
        Event::MeetingOpened { no } => Some(Statement::new(OPEN, opened(plan, *no, fact.at, cipher)?)),
        Event::MeetingEnded { .. } | Event::PlanClosed { .. } => Some(Statement::new(CLOSE, values![plan.0])),
        _ => None,
    })
}

fn opened(plan: PlanId, no: No, at: Timestamp, cipher: &Cipher) -> Result<Vec<crate::sql::Value>> {
    let (codec, key) = sealed_columns(cipher);
    Ok(values![plan.0, stored(later(0, at)), hidden(Room::open(no, at), Vec::new(), cipher)?, codec, key].to_vec())
}

fn hidden(room: Room, submits: Vec<Uuid>, cipher: &Cipher) -> Result<Vec<u8>> {
    let json =
        serde_json::to_vec(&State { room, submits }).map_err(|fault| StoreError::unreadable("rooms.state", fault))?;
    cipher.hide("rooms", "state", "room", &json)
}

/// The next revision: a time in milliseconds, so that those of a later meeting are newer than all before it.
fn later(before: u64, now: Timestamp) -> u64 {
    u64::try_from(now.as_millisecond()).unwrap_or(0).max(before + 1)
}

fn stored(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}

impl Store {
    /// Look into a plan and into the room of its open meeting, if one is open. With `together` the view is what all who are in
    /// the room may see, for a screen that all look at. The look, or its denial, is on disk before this returns.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor.
    pub async fn look_into_room(
        &self,
        asking: &Asking<'_>,
        (plan, again): (PlanId, bool),
        together: bool,
    ) -> std::result::Result<(PlanView, Option<RoomView>), LookError> {
        let (kept, view) = self.look_as(asking, plan, if again { "still" } else { "see" }).await?;
        let now = asking.moment.now;
        let room = self.room(&kept.plan, now).await?;
        let room = room
            .map(|stored| RoomView::of((&stored.room, stored.revision), &kept.plan, &view, (asking.moment.today, now)));
        let shared = together.then(|| narrow_together(&kept.plan, asking.actor, asking.moment.today, now));
        Ok((shared.and_then(std::result::Result::ok).unwrap_or(view), room))
    }

    /// Do something in the room. What is for whoever leads fits only the room they saw (`seen`): of two who press *Next* on the
    /// same room one moves the round, and the other is told. The same submit a second time is answered as the first. The room and the log line are written together.
    ///
    /// # Errors
    /// [`ActError::NotFound`] when this actor may not, [`ActError::Refused`] when no meeting is open.
    pub async fn in_room(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        (seen, submit): (Option<u64>, Option<Uuid>),
        deed: RoomDeed,
    ) -> std::result::Result<InRoom, ActError> {
        let word = deed.log_word();
        let _turn = self.turn(plan.0).await;
        for _ in 0..TRIES {
            let Some(kept) = self.load(plan).await? else {
                return Ok(self.denied(asking, plan, word, "unknown").await?);
            };
            let asked = deed.of().map_or(Deed::Hold, Deed::Wish);
            let because = match may(asking.actor, Action::Do(asked), &kept.plan, asking.moment.today) {
                Ok(because) => because,
                Err(why) => return Ok(self.denied(asking, plan, word, why.key()).await?),
            };
            let line = |outcome, reason| asking.line((self.new_id)(), Some(plan), word, outcome, reason);
            let Some(before) = self.room(&kept.plan, asking.moment.now).await? else {
                self.log(&line(Outcome::Refused, "")).await?;
                return Err(ActError::Refused(vec![Refusal::of(Why::NotNow { stage: kept.plan.stage })]));
            };
            let here = InRoom { revision: before.revision, done: false };
            if submit.is_some_and(|submit| before.submits.contains(&submit)) {
                self.log(&line(Outcome::Repeated, "")).await?;
                return Ok(InRoom { done: true, ..here });
            }
            if deed.of().is_none() && seen.is_some_and(|seen| seen != before.revision) {
                self.log(&line(Outcome::Stale, "")).await?;
                return Ok(here);
            }
            let after = before.room.clone().after(deed, &seats(&kept.plan), asking.moment.now);
            if after == before.room {
                self.log(&line(Outcome::Repeated, "")).await?;
                return Ok(InRoom { done: true, ..here });
            }
            let cipher = self.keys.of_plan(plan).await?;
            let (codec, key) = sealed_columns(&cipher);
            let revision = later(before.revision, asking.moment.now);
            let kept = before.submits.iter().rev().take(SUBMITS - 1).rev().copied();
            let state = hidden(after, kept.chain(submit).collect(), &cipher)?;
            let statement = if before.revision == 0 {
                Statement::changing(FIRST, values![plan.0, stored(revision), state, codec, key])
            } else {
                let change = values![plan.0, stored(before.revision), stored(revision), state, codec, key];
                Statement::changing(CHANGE, change)
            };
            let unit = Unit { rows: vec![line(Outcome::Allowed, because.key()).row()], statements: vec![statement] };
            match self.writer.write(unit).await {
                Ok(_) => {
                    self.signals.send_room(plan, revision);
                    return Ok(InRoom { revision, done: true });
                }
                // Another process was first: judge again on what is there now.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Conflict("others keep changing this room".into()).into())
    }

    /// The revision of the room, for an event stream that goes on: nothing leaves by this, and it is not logged.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn room_revision(&self, plan: PlanId) -> Result<Option<u64>> {
        let row = self.pool.first(REVISION, &values![plan.0]).await?;
        row.map(|row| Ok(row.int(0)?.unsigned_abs())).transpose()
    }

    /// How the talk was shared so far: the family's part in percent.
    pub(crate) async fn family_talk(&self, plan: &Plan, now: Timestamp) -> Result<Option<u8>> {
        Ok(self.room(plan, now).await?.and_then(|stored| stored.room.family_percent(now)))
    }

    /// The room of the plan's open meeting. One that has no row yet is as if it were opened now, with revision 0.
    async fn room(&self, plan: &Plan, now: Timestamp) -> Result<Option<Stored>> {
        let Some(meeting) = open_meeting(plan) else { return Ok(None) };
        let Some(row) = self.pool.first(ONE, &values![plan.id.0]).await? else {
            return Ok(Some(Stored { room: Room::open(meeting.no, now), submits: Vec::new(), revision: 0 }));
        };
        let cipher = self.keys.of_plan(plan.id).await?;
        let json = cipher.reveal("rooms", "state", "room", row.int(1)?, row.bytes(2)?)?;
        let state: State =
            serde_json::from_slice(&json).map_err(|fault| StoreError::unreadable("rooms.state", fault))?;
        Ok(Some(Stored { room: state.room, submits: state.submits, revision: row.int(0)?.unsigned_abs() }))
    }
}
