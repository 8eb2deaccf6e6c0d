//! The fictional families whom demo, tests, page samples and journeys share. Their stories are told by real commands, so
//! that nothing stands in a sample that the rules would refuse. The people have fixed ids and the keys of `data/sample/`.

mod elin;
mod elin_after;
mod elin_expects;
mod elin_meeting;
mod greta;
mod jonas;
mod jonas_expects;
mod noel;
pub mod people;
mod telling;
mod tova;
pub mod units;
mod yusuf;

use jiff::Timestamp;
use uuid::Uuid;

use crate::ids::PlanId;
use crate::plan::Fact;
use crate::words::Line;

pub use people::*;
pub use telling::{NotTold, Telling};

/// A family with a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Elin, 9: absent from school. Her plan is in force.
    Elin,
    /// Jonas, 42: addiction and psychosis. He took back his consent to one party.
    Jonas,
    /// Greta, 84: going home from hospital. The parties are called.
    Greta,
    /// Tova, 11: her guardians are in conflict.
    Tova,
    /// Noel, 7, and Sara Lind: protected identity. They prepare.
    Noel,
    /// Yusuf, 7: Arabic at home, an interpreter is booked. They prepare.
    Yusuf,
}

impl Family {
    /// All families, in the order of `families.md`.
    pub const ALL: [Self; 6] = [Self::Elin, Self::Jonas, Self::Greta, Self::Tova, Self::Noel, Self::Yusuf];

    /// The plan's id: always the same.
    pub fn plan(self) -> PlanId {
        let code = match self {
            Self::Elin => "plan elin",
            Self::Jonas => "plan jonas",
            Self::Greta => "plan greta",
            Self::Tova => "plan tova",
            Self::Noel => "plan noel",
            Self::Yusuf => "plan yusuf",
        };
        PlanId(uuid_of(code))
    }
}

/// How far a story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// Somebody proposed a plan.
    Proposed,
    /// A principal judged that it is needed.
    Assessed,
    /// Consent is whole.
    Consented,
    /// The question is found, those who wished have prepared.
    Prepared,
    /// The calls have gone out.
    Called,
    /// The calls are answered.
    Answered,
    /// The meeting is going on.
    Meeting,
    /// The meeting has ended.
    Draft,
    /// The plan is agreed as a version.
    Agreed,
    /// It is handed out and in force.
    Active,
    /// As far as this family's story goes: where the demo shows it.
    Told,
}

/// Tells a family's story by real commands, with times before `now`, so that a sample always looks current. A story
/// that never comes to `upto` is told to its end.
///
/// # Errors
/// [`NotTold`], when a command of the story is denied or refused: then the story or a rule is wrong.
pub fn story(family: Family, upto: Milestone, now: Timestamp) -> Result<(PlanId, Vec<Fact>), NotTold> {
    let mut telling = Telling::new(family.plan(), upto, now);
    let told = match family {
        Family::Elin => elin::tell(&mut telling),
        Family::Jonas => jonas::tell(&mut telling),
        Family::Greta => greta::tell(&mut telling),
        Family::Tova => tova::tell(&mut telling),
        Family::Noel => noel::tell(&mut telling),
        Family::Yusuf => yusuf::tell(&mut telling),
    };
    telling.end(told)
}

/// A fixed id for a key of `data/sample/`: FNV-1a over its bytes, in the shape of a UUID of version 8 (RFC 9562).
pub fn uuid_of(key: &str) -> Uuid {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let hash = key.bytes().fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    uuid::Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid()
}

fn named(name: &str) -> Line {
    Line::fixed(name)
}

/// A stay for tests of the clocks: times as RFC 3339 with their offset.
#[cfg(test)]
pub(crate) fn a_stay(admitted: &str, told: Option<&str>, ready: Option<&str>) -> crate::plan::state::Stay {
    use crate::plan::state::{Clocked, Stay};
    let when = |text: &str| Clocked { at: text.parse().unwrap(), local: text[..19].parse().unwrap() };
    let admitted = when(admitted);
    let leaves = admitted.local.date();
    let ward = units::avd4();
    Stay {
        no: crate::ids::No(1),
        ward,
        admitted,
        leaves,
        told: told.map(when),
        contact: None,
        ready: ready.map(when),
        home: None,
    }
}
