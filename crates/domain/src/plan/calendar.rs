//! Whose calendars hold the coming meeting: derived from the plan, so that whoever sends invitations compares what is with
//! what was sent, and nothing is forgotten when a meeting moves, a party leaves or a consent ends.

use jiff::civil::{Date, DateTime};

use crate::access::readers::Subject;
use crate::ids::No;
use crate::plan::state::{CallAnswer, Meeting, MeetingState, Plan, Recipient, Stage};
use crate::rules::consent_before_sharing::covers_any;

/// A calendar that is to hold the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The party.
    pub party: No,
    /// Whose calendar: the unit's function mailbox, or a member of staff.
    pub to: Subject,
}

/// What a calendar is told of a meeting: nothing of what it is about or for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Row number of the meeting.
    pub meeting: No,
    /// Swedish civil time.
    pub starts: DateTime,
    /// Length in minutes.
    pub minutes: u16,
    /// Room or link; never of a protected person.
    pub place: Option<String>,
}

/// The meeting that calendars are to hold, if there is one.
pub fn slot(plan: &Plan) -> Option<Slot> {
    let going_on = !plan.stage.ended() && !matches!(plan.stage, Stage::Proposed | Stage::Assessed | Stage::InConflict);
    let meeting: &Meeting = plan.next_meeting().filter(|meeting| going_on && meeting.state == MeetingState::Planned)?;
    let place = meeting.place.as_ref().filter(|_| !plan.protected).map(ToString::to_string);
    Some(Slot { meeting: meeting.no, starts: meeting.starts, minutes: meeting.minutes, place })
}

/// The calendars that are to hold the coming meeting on that day: of each party whose call went out, that a consent covers and
/// that has not said no, the function mailbox and the one who comes.
pub fn invited(plan: &Plan, day: Date) -> Vec<Invited> {
    if slot(plan).is_none() {
        return Vec::new();
    }
    let called = plan.current_parties().filter(|party| {
        plan.called(party)
            && !matches!(party.answer, CallAnswer::Declined { .. })
            && covers_any(plan, &Recipient::Unit(party.unit.clone()), day).is_some()
    });
    let mut invited = Vec::new();
    for party in called {
        let mut to = plan.told_at(party.unit.unit);
        if let CallAnswer::Coming { who, .. } = &party.answer {
            to.push(Subject::Staff(who.staff));
        }
        to.sort_unstable();
        to.dedup();
        invited.extend(to.into_iter().map(|to| Invited { party: party.no, to }));
    }
    invited
}
