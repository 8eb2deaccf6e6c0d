//! Letters that are dropped for a forwarder: to a unit by secure digital communication (SDK), to somebody of the family as digital
//! post. What a letter holds is what its addressee may see themselves; what takes one back holds nothing but the time.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::{Actor, Identity, PlanView, Reach, WhyNot, narrow};
use crate::ids::{AccountId, No, StaffId};
use crate::people::{FamilyMember, StaffRef};
use crate::plan::state::{Attendee, CallAnswer, Letter, MeetingState, Plan, Recipient};
use crate::plan::waiting::family_subject;
use crate::rules::consent_before_sharing::covers_any;
use crate::words::Line;

/// Those of the family who get letters: the person and those who act for her, unless somebody is cut off.
pub fn family_members(plan: &Plan) -> impl Iterator<Item = FamilyMember> {
    let near = plan.current_representatives().map(|r| FamilyMember::Representative(r.no));
    std::iter::once(FamilyMember::Person).chain(near).filter(|member| family_subject(plan, *member).is_some())
}

/// Whether somebody was last told, by a dropped letter, that a meeting is theirs.
pub fn holds_letter(plan: &Plan, to: Attendee, meeting: No) -> bool {
    let last = plan.letters.iter().rev().find(|dropped| dropped.to == to && dropped.meeting == meeting);
    last.is_some_and(|dropped| dropped.letter != Letter::TakenBack)
}

/// Who holds a letter about a meeting that will not be, or is no longer theirs on that day. Whoever said no themselves is not told;
/// of a protected plan nobody is, on this way.
pub fn letters_to_take_back(plan: &Plan, day: Date) -> Vec<(Attendee, No)> {
    if plan.protected {
        return Vec::new();
    }
    let about: BTreeSet<(Attendee, No)> = plan.letters.iter().map(|dropped| (dropped.to, dropped.meeting)).collect();
    let over = |(to, no): &(Attendee, No)| {
        let Some(meeting) = plan.meetings.iter().find(|meeting| meeting.no == *no) else { return false };
        let not_theirs = match to {
            Attendee::Party(no) => plan.parties.iter().find(|party| party.no == *no).is_some_and(|party| {
                let said_no = matches!(party.answer, CallAnswer::Declined { .. } | CallAnswer::PassedOn { .. });
                !said_no && (party.ended || covers_any(plan, &Recipient::Unit(party.unit.clone()), day).is_none())
            }),
            Attendee::Family(_) => false,
        };
        match meeting.state {
            MeetingState::Cancelled => meeting.starts.date() >= day,
            MeetingState::Planned => meeting.starts.date() >= day && (not_theirs || plan.stage.ended()),
            MeetingState::Open | MeetingState::Ended => false,
        }
    };
    // Somebody who was cut off since is told nothing at all.
    let reached = |to: &Attendee| match to {
        Attendee::Family(member) => family_members(plan).any(|known| known == *member),
        Attendee::Party(_) => true,
    };
    about.into_iter().filter(|(to, no)| holds_letter(plan, *to, *no) && reached(to)).filter(over).collect()
}

/// What a letter to somebody who takes part may hold: what they may see themselves that day; for a unit what everybody there may.
///
/// # Errors
/// [`WhyNot`] when they may not know of the plan.
pub fn narrow_letter(plan: &Plan, to: Attendee, (day, now): (Date, Timestamp)) -> Result<PlanView, WhyNot> {
    let nobody = Uuid::nil();
    let identity = match to {
        Attendee::Family(member) => match family_subject(plan, member) {
            Some(crate::access::Subject::Person(person)) => Identity::Person(person),
            _ => return Err(WhyNot::Outside),
        },
        Attendee::Party(no) => {
            let unit = plan.current_parties().find(|party| party.no == no).map(|party| party.unit.clone());
            let unit = unit.ok_or(WhyNot::Outside)?;
            Identity::Staff(StaffRef { staff: StaffId(nobody), name: Line::fixed("–"), title: None, unit })
        }
    };
    let (account, name, hats) = (AccountId(nobody), Line::fixed("–"), BTreeSet::new());
    narrow(plan, &Actor { account, name, identity, hats, reach: Reach::Whole }, day, now)
}
