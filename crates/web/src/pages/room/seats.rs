//! Those who sit in the room, as they are called there: a first name, and what they help with. Never a title.

use samsyn_domain::people::{FamilyMember, PrincipalKind};
use samsyn_domain::plan::state::{Attendee, CallAnswer, Plan};

use crate::language::Language;
use crate::names;

/// Somebody in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The form value.
    pub key: String,
    /// First name.
    pub name: String,
    /// What they help with: of the family's side nothing.
    pub helps: Option<&'static str>,
}

impl Seat {
    /// The seat as it is called in a language.
    pub fn of(plan: &Plan, language: Language, who: Attendee) -> Self {
        let (name, helps) = match who {
            Attendee::Family(member) => (names::member(plan, member), None),
            Attendee::Party(no) => {
                let party = plan.party(no);
                let helps = party.map(|party| helps(language, party.unit.kind));
                match party.map(|party| &party.answer) {
                    Some(CallAnswer::Coming { who, .. }) => (who.name.to_string(), helps),
                    _ => (helps.unwrap_or_default().to_owned(), None),
                }
            }
        };
        let name =
            if helps.is_some() || matches!(who, Attendee::Family(_)) { names::first(&name).to_owned() } else { name };
        Self { key: key(who), name, helps }
    }
}

fn helps(language: Language, kind: PrincipalKind) -> &'static str {
    let t = language.text();
    match kind {
        PrincipalKind::School => t.msg_room_helps_school(),
        PrincipalKind::Kommun => t.msg_room_helps_kommun(),
        PrincipalKind::Region => t.msg_room_helps_region(),
        PrincipalKind::Other => t.msg_room_helps_other(),
    }
}

/// How a seat is written in a form.
pub fn key(who: Attendee) -> String {
    match who {
        Attendee::Family(FamilyMember::Person) => "person".to_owned(),
        Attendee::Family(FamilyMember::Representative(no)) => format!("representative-{no}"),
        Attendee::Family(FamilyMember::Supporter(no)) => format!("supporter-{no}"),
        Attendee::Party(no) => format!("party-{no}"),
    }
}

/// The seat that a form value names.
pub fn from_key(key: &str) -> Option<Attendee> {
    if key == "person" {
        return Some(Attendee::Family(FamilyMember::Person));
    }
    let (kind, no) = key.split_once('-')?;
    let no = no.parse().ok()?;
    match kind {
        "representative" => Some(Attendee::Family(FamilyMember::Representative(no))),
        "supporter" => Some(Attendee::Family(FamilyMember::Supporter(no))),
        "party" => Some(Attendee::Party(no)),
        _ => None,
    }
}
