//! Who may know of a plan, as rows for lists in SQL. A property test holds them to [`crate::access::may`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, StaffId, UnitId};
use crate::people::Standing;
use crate::plan::state::{Handed, Plan, Recipient, Stage, Successor};
use crate::rules::consent_before_sharing::covers_any;

/// To whom a row in a list belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A private person.
    Person(PersonId),
    /// A member of staff.
    Staff(StaffId),
    /// Everybody at a unit.
    Unit(UnitId),
}

impl Subject {
    /// A key of its own: the kind and the id.
    pub fn key(self) -> String {
        match self {
            Self::Person(id) => format!("person-{}", id.0),
            Self::Staff(id) => format!("staff-{}", id.0),
            Self::Unit(id) => format!("unit-{}", id.0),
        }
    }
}

/// In which role they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Carries the plan on.
    Holder,
    /// Takes part.
    Party,
    /// Of the family's side.
    Family,
    /// Is protected by this plan: lists and searches leave them out for everybody whom the plan does not let in by name.
    Protected,
}

/// One reader of a plan, from a first to a last day (both included; `None`: without end).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reader {
    /// Who.
    pub subject: Subject,
    /// As what.
    pub role: Role,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// Everybody who may know of the plan.
pub fn readers(plan: &Plan) -> Vec<Reader> {
    let mut readers = Vec::new();
    let mut always = |subject, role| {
        readers.push(Reader { subject, role, from: None, to: None });
    };

    let named = |unit: UnitId| plan.named_at(unit).into_iter().map(Subject::Staff).collect::<Vec<_>>();
    let cut_off = |person: PersonId| {
        plan.current_representatives().any(|r| r.person == person && r.standing == Standing::NotAsked)
    };
    if !cut_off(plan.person.person) {
        always(Subject::Person(plan.person.person), Role::Family);
    }
    for representative in plan.current_representatives().filter(|r| r.standing != Standing::NotAsked) {
        always(Subject::Person(representative.person), Role::Family);
    }
    if plan.protected {
        for person in protected_people(plan) {
            always(Subject::Person(person), Role::Protected);
        }
    }
    for staff in plan.coordinating().into_iter().chain(plan.facilitating()) {
        always(Subject::Staff(staff.staff), Role::Holder);
    }
    for subject in offered_holding(plan) {
        always(subject, Role::Party);
    }
    if plan.coordinating().is_none() {
        let assessing = plan.proposal.to.unit;
        if plan.protected {
            for staff in named(assessing) {
                always(staff, Role::Holder);
            }
        } else {
            always(Subject::Unit(assessing), Role::Holder);
        }
    }
    let early =
        matches!(plan.stage, Stage::Proposed | Stage::Refused | Stage::Assessed | Stage::Declined | Stage::InConflict);
    // By unit, unless the identity is protected: then by name.
    let at_work = |unit: UnitId| {
        if plan.protected { named(unit) } else { vec![Subject::Unit(unit)] }
    };
    if let Some(by) = plan.proposal.by.staff().filter(|_| early) {
        for subject in at_work(by.unit.unit) {
            always(subject, Role::Party);
        }
    }

    for supporter in plan.current_supporters() {
        let to = Recipient::Supporter(supporter.no);
        for subject in
            [supporter.person.map(Subject::Person), supporter.staff.map(Subject::Staff)].into_iter().flatten()
        {
            let cut = matches!(subject, Subject::Person(person) if cut_off(person));
            if !cut {
                readers.extend(windows(plan, &to).map(|(from, to)| Reader { subject, role: Role::Family, from, to }));
            }
        }
    }
    let proposer = plan.proposal.by.staff().map(|by| &by.unit);
    for unit in plan.current_parties().map(|party| &party.unit).chain(proposer) {
        let to = Recipient::Unit(unit.clone());
        for subject in at_work(unit.unit) {
            readers.extend(windows(plan, &to).map(|(from, to)| Reader { subject, role: Role::Party, from, to }));
        }
    }
    readers.sort_unstable();
    readers.dedup();
    readers
}

/// To whom holding the plan together is offered, within the unit that holds it: they must see what they are asked.
fn offered_holding(plan: &Plan) -> Vec<Subject> {
    let within = plan.coordinator.as_ref().map(|c| c.staff.unit.unit);
    let asked = |to: &Successor| match to {
        Successor::Staff(staff) => Subject::Staff(staff.staff),
        Successor::Unit(unit) => Subject::Unit(unit.unit),
    };
    let holding = plan.open_handings().filter(|h| h.what == Handed::Holding && Some(h.to.unit().unit) == within);
    let asked = holding.map(|h| asked(&h.to));
    // Of a protected plan no unit knows, and only who is named.
    let knows = |subject: &Subject| match (subject, within) {
        (Subject::Staff(staff), Some(unit)) => !plan.protected || plan.named_at(unit).contains(staff),
        _ => !plan.protected,
    };
    asked.filter(knows).collect()
}

/// Whom a protected plan keeps out of lists and searches: the person, and those who may act for them and are not cut off,
/// for who finds the mother finds the child.
pub fn protected_people(plan: &Plan) -> Vec<PersonId> {
    if !plan.protected {
        return Vec::new();
    }
    let near = plan.current_representatives().filter(|r| r.standing != Standing::NotAsked).map(|r| r.person);
    std::iter::once(plan.person.person).chain(near).collect()
}

/// The spans of days in which a recipient is covered, from the consents' own first and last days.
fn windows(plan: &Plan, to: &Recipient) -> impl Iterator<Item = (Option<Date>, Option<Date>)> + use<> {
    let live = plan.consents.iter().filter(|c| c.withdrawn.is_none() && !c.lapsed);
    let mut starts: Vec<Date> = live.flat_map(|c| [Some(c.from), c.to.tomorrow().ok()]).flatten().collect();
    starts.sort_unstable();
    starts.dedup();
    let mut spans: Vec<(Option<Date>, Option<Date>)> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        if covers_any(plan, to, *start).is_none() {
            continue;
        }
        let end = starts.get(place + 1).and_then(|next| next.yesterday().ok());
        match spans.last_mut() {
            Some((_, last)) if last.and_then(|day| day.tomorrow().ok()) == Some(*start) => *last = end,
            _ => spans.push((Some(*start), end)),
        }
    }
    spans.into_iter()
}
