//! Source: FB 11 kap. 4, 5 and 7 §§: a GodMan or Forvaltare acts within the appointment; which kinds of information that is: [M].
//!
//! The court's decision is read by a person and written into the plan: whether it covers consent, and which kinds of
//! information. A guardian has no such limits.

use std::collections::BTreeSet;

use crate::access::action::{Datum, Item};
use crate::information::InfoKind;
use crate::people::{Mandate, Representative};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Scope;

/// Whether a kind of information lies within the mandate.
pub fn covers(representative: &Representative, kind: InfoKind) -> bool {
    representative.mandate == Mandate::Guardian
        || representative.covers.as_ref().is_none_or(|kinds| kinds.contains(&kind))
}

/// Whether the mandate is for everything: a guardian's, or one without limits.
pub fn whole(representative: &Representative) -> bool {
    representative.mandate == Mandate::Guardian || representative.covers.is_none()
}

/// Whether somebody may see a datum by this mandate: that there is a plan always; consents, what was given out and who
/// looked when the mandate is whole or covers consent; words by their kind.
pub fn sees(representative: &Representative, datum: &Datum<'_>) -> bool {
    match datum.item {
        Item::Frame | Item::History => true,
        Item::Consents | Item::GivenOut | Item::Log => whole(representative) || representative.decides,
        _ => covers(representative, datum.kind),
    }
}

/// Refuses a yes to kinds of information that the mandate does not cover.
///
/// # Errors
/// [`Why::OutsideMandate`] at the field `share`.
pub fn check(representative: &Representative, scopes: &[Scope]) -> Result<(), Refusal> {
    let outside = |kinds: &BTreeSet<InfoKind>| kinds.iter().any(|kind| !covers(representative, *kind));
    let beyond = scopes.iter().any(|scope| matches!(scope, Scope::Disclosure { kinds, .. } if outside(kinds)));
    if beyond { Err(Refusal::at("share", Why::OutsideMandate)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{gunnel, units};
    use crate::ids::No;
    use crate::people::Standing;
    use crate::plan::state::Recipient;
    use InfoKind::{Health, OwnWords, WorkMoney};

    fn appointed(mandate: Mandate, decides: bool, covers: Option<&[InfoKind]>) -> Representative {
        let (person, name) = (gunnel().person, gunnel().name);
        let covers = covers.map(|kinds| kinds.iter().copied().collect());
        let (no, standing) = (No(1), Standing::Asked);
        Representative { no, person, name, mandate, decides, covers, limits: None, standing, ended: None }
    }

    #[test]
    fn the_table_of_mandates() {
        let money: Option<&[InfoKind]> = Some(&[WorkMoney]);
        for (mandate, decides, kinds, item, kind, expected) in [
            (Mandate::Guardian, true, money, Item::Need, Health, true),
            (Mandate::GodMan, false, None, Item::Need, Health, true),
            (Mandate::GodMan, false, money, Item::Need, Health, false),
            (Mandate::GodMan, false, money, Item::Measure, WorkMoney, true),
            (Mandate::GodMan, false, money, Item::Question, OwnWords, false),
            (Mandate::GodMan, false, money, Item::Frame, OwnWords, true),
            (Mandate::GodMan, false, money, Item::Consents, OwnWords, false),
            (Mandate::Forvaltare, true, money, Item::Consents, OwnWords, true),
            (Mandate::Forvaltare, true, money, Item::Log, OwnWords, true),
            (Mandate::Forvaltare, false, money, Item::GivenOut, OwnWords, false),
        ] {
            let representative = appointed(mandate, decides, kinds);
            let datum = Datum { kind, ..Datum::plain(item) };
            assert_eq!(sees(&representative, &datum), expected, "{mandate:?} {decides} {kinds:?} {item:?} {kind:?}");
        }
    }

    #[test]
    fn nobody_says_yes_to_more_than_the_appointment_covers() {
        let to = Recipient::Unit(units::bup());
        let share = |kinds: &[InfoKind]| Scope::Disclosure { to: to.clone(), kinds: kinds.iter().copied().collect() };
        let representative = appointed(Mandate::Forvaltare, true, Some(&[WorkMoney]));
        assert_eq!(check(&representative, &[Scope::Plan, share(&[WorkMoney])]), Ok(()));
        let beyond = check(&representative, &[share(&[WorkMoney]), share(&[WorkMoney, Health])]);
        assert_eq!(beyond.unwrap_err().why, Why::OutsideMandate);
        assert_eq!(check(&appointed(Mandate::GodMan, true, None), &[share(&[Health])]), Ok(()));
    }
}
