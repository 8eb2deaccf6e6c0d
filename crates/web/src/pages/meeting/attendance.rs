//! Who is there, and how: one answer for each of the family's side and each party.

use samsyn_domain::access::PlanView;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::state::{Attendance, Attendee, CallAnswer, MeetingState, TakePart};

use crate::form::Form;
use crate::me::Me;
use crate::names;
use crate::pages::rows::owners;

/// One who may attend.
pub struct Somebody {
    /// The form's field.
    pub key: String,
    /// Name; for a party the unit, and who comes.
    pub name: String,
    /// The answer noted so far, as a form value; empty when none is.
    pub how: String,
    who: Attendee,
}

/// The ways to take part, as form value and words.
pub fn ways(me: &Me) -> Vec<(&'static str, &'static str)> {
    WAYS.iter().map(|(key, how)| (*key, names::take_part(me.language(), *how))).collect()
}

const WAYS: [(&str, TakePart); 5] = [
    ("whole", TakePart::Whole),
    ("part", TakePart::Part),
    ("remote", TakePart::Remote),
    ("through", TakePart::Through),
    ("absent", TakePart::Absent),
];

/// Everybody who may attend, with what is typed in the form or else noted already.
pub fn everybody(view: &PlanView, form: &Form) -> Vec<Somebody> {
    let noted =
        view.meetings.iter().rev().find(|meeting| matches!(meeting.state, MeetingState::Open | MeetingState::Ended));
    let how = |key: &str, who: Attendee| {
        if form.pressed(key) {
            return form.value(key).to_owned();
        }
        let found = noted.and_then(|meeting| meeting.attendance.iter().find(|a| a.who == who));
        found
            .and_then(|a| WAYS.iter().find(|(_, how)| *how == a.how))
            .map(|(key, _)| (*key).to_owned())
            .unwrap_or_default()
    };
    let family = owners::family(view).map(|member| {
        let key = format!("at-{}", owners::member_value(member).replace(':', "-"));
        (key, names::member(view, member), Attendee::Family(member))
    });
    let parties = view.current_parties().map(|party| {
        let name = match &party.answer {
            CallAnswer::Coming { who, .. } => format!("{}, {}", who.name, party.unit.name),
            _ => party.unit.name.to_string(),
        };
        (format!("at-party-{}", party.no), name, Attendee::Party(party.no))
    });
    let line = |(key, name, who): (String, String, Attendee)| Somebody { how: how(&key, who), key, name, who };
    family.chain(parties).map(line).collect()
}

/// What was answered, for each who got an answer.
pub fn read(view: &PlanView, form: &Form) -> Vec<Attendance> {
    let way = |key: &str| WAYS.iter().find(|(way, _)| *way == key).map(|(_, how)| *how);
    everybody(view, form).into_iter().filter_map(|s| Some(Attendance { who: s.who, how: way(&s.how)? })).collect()
}

/// Whether the person is noted as not there at all.
pub fn person_absent(view: &PlanView) -> bool {
    let noted =
        view.meetings.iter().rev().find(|meeting| matches!(meeting.state, MeetingState::Open | MeetingState::Ended));
    noted.is_some_and(|meeting| {
        let me = Attendee::Family(FamilyMember::Person);
        meeting.attendance.iter().any(|a| a.who == me && a.how == TakePart::Absent)
    })
}
