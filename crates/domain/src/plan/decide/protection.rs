//! Judging what a protected identity asks: alias, safe contact, who is let in by name, who stays.

use super::{Decision, keep, one};
use crate::people::StaffRef;
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Plan;
use crate::words::Line;

impl Plan {
    pub(super) fn decide_protection(&self, command: Command) -> Decision {
        match command {
            Command::Protect { alias, contact } => self.decide_protect(&alias, &contact),
            Command::Unprotect { name } => {
                self.is_protected()?;
                Ok(vec![Event::ProtectionSwitchedOff { name: one(Line::parse(&name, "name"))? }])
            }
            Command::LetIn { staff } => self.let_in(staff),
            Command::LetOut { staff } => {
                self.is_protected()?;
                if self.let_in.iter().all(|known| known.staff != staff) {
                    return Err(vec![Refusal::at("staff", Why::NothingChosen)]);
                }
                Ok(vec![Event::StaffLetOut { staff }])
            }
            Command::KeepRecipient { who } => {
                self.is_protected()?;
                if !self.to_check.contains(&who) {
                    return Err(vec![Refusal::of(Why::AlreadySo)]);
                }
                Ok(vec![Event::RecipientKept { who }])
            }
            _ => Err(self.not_now()),
        }
    }

    fn decide_protect(&self, alias: &str, contact: &str) -> Decision {
        let mut faults = Vec::new();
        let alias = keep(&mut faults, Line::parse(alias, "alias"));
        let contact = keep(&mut faults, Line::optional(contact, "contact"));
        let (Some(alias), Some(contact)) = (alias, contact) else { return Err(faults) };
        if self.protected && self.person.name == alias && self.safe_contact == contact {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        Ok(vec![Event::ProtectionSwitchedOn { alias, contact }])
    }

    /// Whoever is let in works at a unit that takes part, proposed the plan or was asked to assess it: a name opens nothing
    /// to a unit that has no place in the plan.
    fn let_in(&self, staff: StaffRef) -> Decision {
        self.is_protected()?;
        let unit = staff.unit.unit;
        let proposer = self.proposal.by.staff().map(|by| by.unit.unit);
        let has_a_place = self.current_parties().any(|p| p.unit.unit == unit)
            || self.proposal.to.unit == unit
            || proposer == Some(unit);
        if !has_a_place {
            return Err(vec![Refusal::at("staff", Why::OwnerNotInPlan)]);
        }
        if self.let_in.iter().any(|known| known.staff == staff.staff) {
            return Err(vec![Refusal::at("staff", Why::AlreadySo)]);
        }
        Ok(vec![Event::StaffLetIn { staff }])
    }

    fn is_protected(&self) -> Result<(), Vec<Refusal>> {
        if self.protected { Ok(()) } else { Err(vec![Refusal::of(Why::AlreadySo)]) }
    }
}
