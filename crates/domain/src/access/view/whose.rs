//! Whose something is: small questions that narrowing asks again and again.

use super::PlanView;
use crate::access::action::{Datum, Item};
use crate::access::actor::Place;
use crate::access::unseen::Unseen;
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{Author, FamilyMember, Who};
use crate::plan::state::{Attendee, Handing, Plan, SeenBy, Speaker};

impl PlanView {
    /// What of one's own is written and not shown in this session.
    pub fn unseen(&self) -> &Unseen {
        &self.unseen
    }
}

/// Whether an offer goes to the unit of this party.
pub(super) fn asks(plan: &Plan, party: No, handing: &Handing) -> bool {
    plan.party(party).is_some_and(|party| party.unit.unit == handing.to.unit().unit)
}

/// Whether somebody sees what a speaker wrote: opened, as every other datum; before, the one who speaks and who wrote it down.
pub(super) fn said_sees(
    sees: &dyn Fn(Datum<'_>) -> bool,
    open: bool,
    (of, by): (Speaker, &Who),
    author: Author,
    kind: InfoKind,
) -> bool {
    let datum = Datum::new(if open { Item::Expectation } else { Item::Unopened }, author, kind);
    let Speaker::Family(member) = of else { return sees(datum) };
    let member = Who::Family(member);
    if open {
        return sees(Datum { private: Some((&member, SeenBy::Everybody)), ..datum });
    }
    [&member, by].into_iter().any(|who| sees(Datum { private: Some((who, SeenBy::OnlyMe)), ..datum }))
}

/// Whether an answer about a time is of the one who looks: what others can is for whoever carries the plan on.
pub(in crate::access) fn theirs(place: &Place, of: Attendee) -> bool {
    match of {
        Attendee::Party(no) => place.party == Some(no),
        Attendee::Family(FamilyMember::Person) => place.person,
        Attendee::Family(FamilyMember::Representative(no)) => place.representative.is_some_and(|(mine, _)| mine == no),
        Attendee::Family(FamilyMember::Supporter(no)) => place.supporter == Some(no),
    }
}

/// Somebody who acts for the person.
pub(in crate::access) fn guardian(member: FamilyMember) -> bool {
    matches!(member, FamilyMember::Representative(_))
}

/// The kind of what somebody writes of their own accord.
pub fn kind_of(who: &Who) -> InfoKind {
    match who {
        Who::Family(_) | Who::Clock => InfoKind::OwnWords,
        Who::Staff(staff) => InfoKind::of(staff.unit.kind),
    }
}
