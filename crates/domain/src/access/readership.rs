//! Who reads what somebody prepared for everybody: people by name, and whole units, for consent is given to a unit. Told to the
//! one who writes it, before they choose. Each is judged by [`may`] as when they look themselves.

use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use crate::access::action::{Action, Datum, Item};
use crate::access::actor::{Actor, Identity, Reach, speaks_as};
use crate::access::may::may;
use crate::access::view::{PlanView, kind_of};
use crate::ids::{AccountId, StaffId};
use crate::people::{StaffRef, UnitRef, Who};
use crate::plan::same_participant;
use crate::plan::state::{Owner, Party, Plan, Recipient, Scope, SeenBy};
use crate::rules::consent_before_sharing::covers;
use crate::words::Line;

/// Who reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readership {
    /// Those of the family's side.
    pub near: Vec<Line>,
    /// Those at work, by unit, in the order in which the units were asked.
    pub at_work: Vec<AtWork>,
}

/// Those of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtWork {
    /// The unit.
    pub unit: UnitRef,
    /// Those who are known by name: who comes, who holds the plan together, who leads the meeting, who was let in.
    pub named: Vec<Line>,
    /// Whether everybody else of the unit reads it too.
    pub all: bool,
}

impl PlanView {
    /// Who reads what `of` prepares for everybody; `None` for those who do not see the consents, on which it rests.
    pub fn readership(&self, of: &Who, day: Date) -> Option<Readership> {
        self.sees_consents().then(|| readership(&self.for_readers(), of, day))
    }
}

/// Who reads on that day what `of` prepared for everybody. A unit that consent covers and that is not asked yet stands there too:
/// nothing more is said before it reads.
pub fn readership(plan: &Plan, of: &Who, day: Date) -> Readership {
    let datum =
        Datum { private: Some((of, SeenBy::Everybody)), ..Datum::new(Item::Preparation, of.author(), kind_of(of)) };
    let reads = |identity: Identity, name: &Line| {
        let account = AccountId(Uuid::nil());
        let actor = Actor { account, name: name.clone(), identity, hats: BTreeSet::new(), reach: Reach::Whole };
        let other = speaks_as(&actor, plan).is_none_or(|who| !same_participant(&who, of));
        other && may(&actor, Action::See(datum), plan, day).is_ok()
    };
    let mut near: Vec<Line> = Vec::new();
    let people = std::iter::once((plan.person.person, &plan.person.name))
        .chain(plan.current_representatives().map(|r| (r.person, &r.name)))
        .chain(plan.current_supporters().filter_map(|s| Some((s.person?, &s.name))));
    for (person, name) in people {
        if !near.contains(name) && reads(Identity::Person(person), name) {
            near.push(name.clone());
        }
    }
    let mut at_work: Vec<AtWork> = Vec::new();
    for unit in units(plan) {
        if at_work.iter().any(|known| known.unit.unit == unit.unit) {
            continue;
        }
        let nobody = StaffRef { staff: StaffId(Uuid::nil()), name: unit.name.clone(), title: None, unit: unit.clone() };
        let asked = plan.current_parties().any(|party| party.unit.unit == unit.unit);
        let later =
            || !asked && !plan.protected && covers(plan, &Recipient::Unit(unit.clone()), datum.kind, day).is_some();
        let all = reads(Identity::Staff(nobody), &unit.name) || later();
        at_work.push(AtWork { unit: unit.clone(), named: Vec::new(), all });
    }
    for staff in staff(plan) {
        let unit = at_work.iter_mut().find(|known| known.unit.unit == staff.unit.unit);
        let already = unit.as_ref().is_some_and(|known| known.named.contains(&staff.name));
        if already || !reads(Identity::Staff(staff.clone()), &staff.name) {
            continue;
        }
        match unit {
            Some(unit) => unit.named.push(staff.name.clone()),
            None => at_work.push(AtWork { unit: staff.unit.clone(), named: vec![staff.name.clone()], all: false }),
        }
    }
    at_work.retain(|unit| unit.all || !unit.named.is_empty());
    Readership { near, at_work }
}

/// The units that take part, and those that consent names.
fn units(plan: &Plan) -> impl Iterator<Item = &UnitRef> {
    let consented = plan.consents.iter().filter_map(|consent| match &consent.scope {
        Scope::Disclosure { to: Recipient::Unit(unit), .. } => Some(unit),
        _ => None,
    });
    plan.current_parties().map(|party| &party.unit).chain(consented)
}

/// Those at work whom the plan knows by name.
fn staff(plan: &Plan) -> impl Iterator<Item = &StaffRef> {
    let coming = plan.current_parties().filter_map(Party::sends);
    let owners = plan.measures.iter().filter_map(|measure| match &measure.owner {
        Owner::Staff(staff) => Some(staff),
        Owner::Family(_) => None,
    });
    let carries = plan.coordinating().into_iter().chain(plan.facilitating());
    let assessed = plan.assessment.iter().map(|a| &a.by).chain(&plan.protected_by);
    coming.chain(carries).chain(&plan.let_in).chain(owners).chain(assessed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story, units as u};
    use crate::people::FamilyMember;
    use crate::plan::state::CallAnswer;

    fn told(family: Family, upto: Milestone) -> (Readership, Plan) {
        let (id, facts) = story(family, upto, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        let plan = Plan::fold(id, &facts).unwrap();
        let day = jiff::civil::date(2026, 11, 22);
        (readership(&plan, &Who::Family(FamilyMember::Person), day), plan)
    }

    fn names(lines: &[Line]) -> Vec<&str> {
        lines.iter().map(Line::as_str).collect()
    }

    #[test]
    fn those_who_come_stand_by_name_and_their_colleagues_with_them() {
        let (read, _) = told(Family::Elin, Milestone::Answered);
        assert_eq!(names(&read.near), ["Sara Sjöberg", "Johan Sjöberg"], "never the child's own name");
        let school = read.at_work.iter().find(|unit| unit.unit == u::strandskolan()).unwrap();
        assert_eq!((names(&school.named), school.all), (vec!["Lisa Berg"], true));
        // The unit of whoever leads the meeting is no party, but consent covers it.
        assert!(read.at_work.iter().any(|unit| unit.unit == u::solvik_sip() && unit.all));
    }

    #[test]
    fn a_unit_that_consent_covers_reads_it_when_it_is_asked_and_is_told_before() {
        let (read, plan) = told(Family::Elin, Milestone::Prepared);
        assert!(plan.parties.is_empty());
        assert!(read.at_work.iter().any(|unit| unit.unit == u::bup() && unit.all && unit.named.is_empty()));
        let (read, _) = told(Family::Jonas, Milestone::Told);
        assert!(read.at_work.iter().all(|unit| unit.unit != u::af_solvik()), "that consent was taken back");
    }

    #[test]
    fn while_an_identity_is_protected_nobody_reads_by_their_unit() {
        let (read, plan) = told(Family::Noel, Milestone::Told);
        assert!(plan.protected && read.at_work.iter().all(|unit| !unit.all && !unit.named.is_empty()));
        assert!(!read.near.is_empty() && names(&read.near).iter().all(|name| *name != families::noel().name.as_str()));
    }

    #[test]
    fn whoever_came_last_time_reads_until_they_have_answered_the_call_to_the_next_meeting() {
        let (_, mut plan) = told(Family::Elin, Milestone::Answered);
        plan.protected = true;
        let of = Who::Family(FamilyMember::Person);
        let day = jiff::civil::date(2026, 11, 22);
        let before = readership(&plan, &of, day);
        assert!(before.at_work.iter().any(|unit| unit.unit == u::strandskolan()));
        for party in &mut plan.parties {
            if let CallAnswer::Coming { who, .. } = std::mem::replace(&mut party.answer, CallAnswer::Waiting) {
                party.came = Some(who);
            }
        }
        assert_eq!(readership(&plan, &of, day), before);
    }
}
