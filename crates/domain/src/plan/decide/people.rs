//! Judging who takes part and what befalls the person: representatives, supporters, lead, protection, moving.

use std::collections::BTreeSet;

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::people::{Mandate, Supporter};
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Coordinator, Plan, Stage};
use crate::rules::{dates_follow_each_other, one_principal_leads, owner_answers_for_the_measure};
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_people(&self, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::NameRepresentative { person, name, mandate, decides, covers, limits } => {
                self.going_on()?;
                if self.of_age && mandate == Mandate::Guardian {
                    return Err(vec![Refusal::at("mandate", Why::AlreadyOfAge)]);
                }
                if self.current_representatives().any(|r| r.person == person) {
                    return Err(vec![Refusal::at("person", Why::AlreadySo)]);
                }
                let mut faults = Vec::new();
                let name = keep(&mut faults, Line::parse(&name, "name"));
                let limits = keep(&mut faults, Words::optional(&limits, "limits"));
                // A guardian's right has no such limits; an appointment that covers nothing is no appointment.
                let covers = covers.filter(|_| mandate != Mandate::Guardian);
                if covers.as_ref().is_some_and(BTreeSet::is_empty) {
                    faults.push(Refusal::at("covers", Why::NothingChosen));
                }
                let (Some(name), Some(limits), true) = (name, limits, faults.is_empty()) else {
                    return Err(faults);
                };
                let decides = decides || mandate == Mandate::Guardian;
                let no = self.next_no();
                Ok(vec![Event::RepresentativeNamed { no, person, name, mandate, decides, covers, limits }])
            }
            Command::EndRepresentative { no, reason } => {
                let there = self.current_representatives().any(|r| r.no == no);
                self.must(there, no)?;
                let reason = one(Line::parse(&reason, "reason").map_err(reason_missing))?;
                Ok(vec![Event::RepresentativeEnded { no, reason }])
            }
            Command::NameSupporter { person, staff, name, relation } => {
                self.going_on()?;
                let known =
                    |s: &Supporter| person.is_some() && s.person == person || staff.is_some() && s.staff == staff;
                if self.current_supporters().any(known) {
                    return Err(vec![Refusal::at("person", Why::AlreadySo)]);
                }
                let mut faults = Vec::new();
                let name = keep(&mut faults, Line::parse(&name, "name"));
                let relation = keep(&mut faults, Line::parse(&relation, "relation"));
                let (Some(name), Some(relation)) = (name, relation) else {
                    return Err(faults);
                };
                Ok(vec![Event::SupporterNamed { no: self.next_no(), person, staff, name, relation }])
            }
            Command::EndSupporter { no } => {
                let there = self.current_supporters().any(|s| s.no == no);
                self.must(there, no)?;
                Ok(vec![Event::SupporterEnded { no }])
            }
            Command::NameFacilitator { staff } => {
                self.going_on()?;
                if self.facilitator.as_ref() == Some(&staff) {
                    return Err(vec![Refusal::at("facilitator", Why::AlreadySo)]);
                }
                let after = Self { facilitator: Some(staff.clone()), ..self.clone() };
                one(owner_answers_for_the_measure::nobody_is_left_behind(&after))?;
                Ok(vec![Event::FacilitatorNamed { staff }])
            }
            Command::NameCoordinator { staff, phone } => {
                self.going_on()?;
                let phone = one(Line::parse(&phone, "phone"))?;
                if self.coordinator.as_ref().is_some_and(|c| c.staff == staff && c.phone == phone) {
                    return Err(vec![Refusal::at("coordinator", Why::AlreadySo)]);
                }
                let coordinator = Some(Coordinator { staff: staff.clone(), phone: phone.clone() });
                one(owner_answers_for_the_measure::nobody_is_left_behind(&Self { coordinator, ..self.clone() }))?;
                Ok(vec![Event::CoordinatorNamed { staff, phone }])
            }
            Command::NameLead { unit } => {
                self.going_on()?;
                let named = Self { lead: Some(unit.clone()), ..self.clone() };
                match one_principal_leads::lacks(&named) {
                    Some(refusal) => Err(vec![refusal]),
                    None => Ok(vec![Event::LeadNamed { unit }]),
                }
            }
            _ => self.decide_change_of_life(command, moment),
        }
    }

    /// What can happen in any state: coming of age, protection, moving.
    fn decide_change_of_life(&self, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::TurnOfAge => {
                let due = self.person.born.is_some_and(|born| super::of_age(born, moment.today));
                if self.of_age || !due {
                    return Err(vec![Refusal::of(if self.of_age { Why::AlreadyOfAge } else { self.not_now_why() })]);
                }
                Ok(vec![Event::PersonTurned18])
            }
            Command::Protect { alias } => {
                if self.protected {
                    return Err(vec![Refusal::of(Why::AlreadySo)]);
                }
                Ok(vec![Event::ProtectionSwitchedOn { alias: one(Line::parse(&alias, "alias"))? }])
            }
            Command::Unprotect { name } => {
                if !self.protected {
                    return Err(vec![Refusal::of(Why::AlreadySo)]);
                }
                Ok(vec![Event::ProtectionSwitchedOff { name: one(Line::parse(&name, "name"))? }])
            }
            Command::MoveAway { to, on } => {
                let mut faults = Vec::new();
                let to = keep(&mut faults, Line::parse(&to, "to"));
                keep(&mut faults, dates_follow_each_other::near(on, moment.today, "on"));
                match to {
                    Some(to) if faults.is_empty() => Ok(vec![Event::PersonMoved { to, on }]),
                    _ => Err(faults),
                }
            }
            _ => Err(self.not_now()),
        }
    }

    fn not_now_why(&self) -> Why {
        Why::NotNow { stage: self.stage }
    }

    /// Refuses when a row is not there.
    #[expect(clippy::unused_self, reason = "reads as a sentence beside its siblings")]
    pub(super) fn must(&self, there: bool, no: No) -> Result<(), Vec<Refusal>> {
        if there { Ok(()) } else { Err(vec![Refusal::of(Why::NoSuchRow { no })]) }
    }

    /// The stages in which people prepare and are called.
    pub(super) const BEFORE_MEETING: [Stage; 3] = [Stage::Consented, Stage::Preparing, Stage::Called];
    /// The stages in which rows are written.
    pub(super) const WRITING: [Stage; 7] = [
        Stage::Consented,
        Stage::Preparing,
        Stage::Called,
        Stage::Meeting,
        Stage::Draft,
        Stage::FollowUp,
        Stage::Revision,
    ];
}
