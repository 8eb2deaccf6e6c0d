//! One screen for all who are in the room shows what each of them may see, and no more: consent holds there too.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::seats;
use crate::access::{Actor, Identity, PlanView, Reach, WhyNot, narrow};
use crate::ids::{AccountId, PersonId, StaffId};
use crate::information::InfoKind;
use crate::people::{FamilyMember, StaffRef};
use crate::plan::state::{Attendee, CallAnswer, Plan, Recipient};
use crate::words::Line;

/// What somebody may see on a screen that all in the room look at: their own view, less whatever one of the others who are
/// there may not see. How many rows that hides is told, never because of whom.
///
/// # Errors
/// [`WhyNot`] when the one who looks may not know of the plan.
pub fn narrow_together(plan: &Plan, actor: &Actor, day: Date, now: Timestamp) -> Result<PlanView, WhyNot> {
    let mut view = narrow(plan, actor, day, now)?;
    for somebody in in_the_room(plan) {
        let theirs = narrow(&somebody.plan(plan), &somebody.actor, day, now);
        view.keep_common(theirs.as_ref().ok());
    }
    Ok(view)
}

/// What a paper holds that `actor` makes for somebody who takes part: what that one may see themselves, less what `actor` may not.
///
/// # Errors
/// [`WhyNot`] when either of them may not know of the plan, nobody takes part there, or the plan is not agreed; of a unit or somebody
/// who stands beside the person [`WhyNot::NoConsent`] until the newest version is given out to them.
pub fn narrow_for(plan: &Plan, actor: &Actor, to: Attendee, (day, now): (Date, Timestamp)) -> Result<PlanView, WhyNot> {
    let maker = narrow(plan, actor, day, now)?;
    let newest = plan.version().ok_or(WhyNot::NotTheirPart)?.version;
    let recipient = match to {
        Attendee::Party(no) => plan.party(no).map(|party| Recipient::Unit(party.unit.clone())),
        Attendee::Family(FamilyMember::Supporter(no)) => Some(Recipient::Supporter(no)),
        Attendee::Family(_) => None,
    };
    let has = |to: &Recipient| plan.disclosures.iter().any(|given| given.version == newest && given.to.same(to));
    if recipient.is_some_and(|to| !has(&to)) {
        return Err(WhyNot::NoConsent);
    }
    let reader = InTheRoom { seat: to, actor: self::actor(plan, to).ok_or(WhyNot::Outside)? };
    let theirs = narrow(&reader.plan(plan), &reader.actor, day, now)?;
    Ok(theirs.for_paper(&maker))
}

/// Because of whom the shared screen shows less than `view`: who is there and may not see which kinds of what `view` holds. For
/// whoever leads, who can ask for consent, or wait with it until they have left.
pub fn limits(plan: &Plan, view: &PlanView, day: Date, now: Timestamp) -> Vec<(Attendee, BTreeSet<InfoKind>)> {
    let of = |somebody: InTheRoom| {
        let theirs = narrow(&somebody.plan(plan), &somebody.actor, day, now).ok();
        let sees = |found: &dyn Fn(&PlanView) -> bool| theirs.as_ref().is_some_and(found);
        let measures = view.measures.iter().filter(|m| !sees(&|v| v.measure(m.no).is_some())).map(|m| m.kind);
        let needs = view.needs.iter().filter(|n| !sees(&|v| v.need(n.no).is_some())).map(|n| n.kind);
        let disagreements = view.disagreements.iter();
        let disagreements = disagreements.filter(|d| !sees(&|v| v.disagreements.iter().any(|o| o.no == d.no)));
        let goals = view.goals.iter().filter(|g| !sees(&|v| v.goals.iter().any(|o| o.no == g.no))).map(|g| g.kind);
        let asked = |v: &PlanView, no| v.questions.iter().any(|q| q.no == no);
        let own = view.questions.iter().any(|q| !sees(&|v| asked(v, q.no))).then_some(InfoKind::OwnWords);
        let answered = |v: &PlanView, no| v.questions.iter().any(|q| q.no == no && q.answer.is_some());
        let kept = view.questions.iter().filter(|q| !sees(&|v| answered(v, q.no)));
        let answers = kept.filter_map(|q| q.answer.as_ref()).map(|answer| answer.kind);
        let rows = measures.chain(needs).chain(disagreements.map(|d| d.kind)).chain(goals);
        let kinds = rows.chain(own).chain(answers).collect();
        (somebody.seat, kinds)
    };
    in_the_room(plan).into_iter().map(of).filter(|(_, kinds): &(_, BTreeSet<_>)| !kinds.is_empty()).collect()
}

/// Somebody in the room, as one who looks.
pub struct InTheRoom {
    /// Where they sit.
    pub seat: Attendee,
    pub(super) actor: Actor,
}

/// Those who sit in the room, and as whom each of them would look.
pub fn in_the_room(plan: &Plan) -> Vec<InTheRoom> {
    let looking = |seat| Some(InTheRoom { seat, actor: actor(plan, seat)? });
    seats(plan).into_iter().filter_map(looking).collect()
}

/// An id that nobody has: whoever sits in the room without an account, or for a unit that named nobody.
const NOBODY: Uuid = Uuid::nil();

impl InTheRoom {
    /// The plan as it is judged for them: a supporter without an account is given one that nobody has.
    fn plan<'a>(&self, plan: &'a Plan) -> std::borrow::Cow<'a, Plan> {
        let Attendee::Family(FamilyMember::Supporter(no)) = self.seat else {
            return std::borrow::Cow::Borrowed(plan);
        };
        let mut with = plan.clone();
        for supporter in with.supporters.iter_mut().filter(|s| s.no == no && s.person.is_none() && s.staff.is_none()) {
            supporter.person = Some(PersonId(NOBODY));
        }
        std::borrow::Cow::Owned(with)
    }
}

fn actor(plan: &Plan, seat: Attendee) -> Option<Actor> {
    let (identity, name) = match seat {
        Attendee::Family(FamilyMember::Person) => (Identity::Person(plan.person.person), plan.person.name.clone()),
        Attendee::Family(FamilyMember::Representative(no)) => {
            let known = plan.representative(no)?;
            (Identity::Person(known.person), known.name.clone())
        }
        Attendee::Family(FamilyMember::Supporter(no)) => {
            let known = plan.current_supporters().find(|s| s.no == no)?;
            (Identity::Person(known.person.unwrap_or(PersonId(NOBODY))), known.name.clone())
        }
        Attendee::Party(no) => {
            let party = plan.party(no)?;
            let staff = match &party.answer {
                CallAnswer::Coming { who, .. } => who.clone(),
                _ => {
                    StaffRef { staff: StaffId(NOBODY), name: Line::fixed("–"), title: None, unit: party.unit.clone() }
                }
            };
            (Identity::Staff(staff), Line::fixed("–"))
        }
    };
    Some(Actor { account: AccountId(NOBODY), name, identity, hats: BTreeSet::new(), reach: Reach::Whole })
}
