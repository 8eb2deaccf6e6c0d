//! Judging the plan as a whole: agreeing a version, giving it out, following up, closing.

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::No;
use crate::information::InfoKind;
use crate::people::Who;
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{Plan, Recipient, Stage};
use crate::rules::{
    consent_before_sharing, dates_follow_each_other, one_principal_leads, plan_names_measures_by_others,
    plan_names_needed_measures, plan_names_who_does_what, who_cannot_live_with_it_stands_in_print,
};
use crate::words::Words;

impl Plan {
    pub(super) fn decide_agreement(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        match command {
            Command::Agree { follow_up } => {
                self.at(&[Stage::Draft, Stage::Revision])?;
                let mut lacks = self.lacks(moment);
                match follow_up {
                    None => lacks.push(Refusal::at("follow_up", Why::NoFollowUp)),
                    Some(at) => {
                        keep(&mut lacks, dates_follow_each_other::ahead(at.date(), moment.today, "follow_up"));
                    }
                }
                let Some(follow_up) = follow_up.filter(|_| lacks.is_empty()) else {
                    return Err(lacks);
                };
                let unconfirmed = self.measures.iter().filter(|m| !m.state.confirmed()).map(|m| m.no).collect();
                let version = self.version().map_or(1, |last| last.version + 1);
                Ok(vec![Event::PlanAgreed { version, day: moment.today, unconfirmed, follow_up }])
            }
            Command::HandOut => self.hand_out(moment),
            Command::TakeCopy { version } => self.copy_taken(by, version),
            Command::BeginFollowUp => {
                self.at(&[Stage::Active])?;
                Ok(vec![Event::FollowUpBegan])
            }
            Command::EndFollowUp { words, next } => {
                self.at(&[Stage::FollowUp])?;
                let mut faults = Vec::new();
                let words = keep(&mut faults, Words::optional(&words, "words"));
                match next {
                    None => faults.push(Refusal::at("next", Why::NoFollowUp)),
                    Some(at) => {
                        keep(&mut faults, dates_follow_each_other::ahead(at.date(), moment.today, "next"));
                    }
                }
                match (words, next) {
                    (Some(words), Some(next)) if faults.is_empty() => Ok(vec![Event::FollowUpEnded { words, next }]),
                    _ => Err(faults),
                }
            }
            Command::Revise { reason } => {
                self.at(&[Stage::Agreed, Stage::Active, Stage::FollowUp])?;
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                Ok(vec![Event::RevisionBegan { reason }])
            }
            Command::Close { reason, words } => {
                self.going_on()?;
                let words = one(Words::parse(&words, "words").map_err(reason_missing))?;
                Ok(vec![Event::PlanClosed { reason, words }])
            }
            _ => Err(self.not_now()),
        }
    }

    /// What the plan lacks before it can be agreed: the four statutory items, consent, and somebody who holds it
    /// together. Empty when nothing is lacking.
    pub fn lacks(&self, moment: &Moment<'_>) -> Refusals {
        let mut lacks: Refusals = [
            consent_before_sharing::check(self, moment.today).err(),
            plan_names_needed_measures::lacks(self),
            plan_names_who_does_what::lacks(self),
            plan_names_measures_by_others::lacks(self),
            one_principal_leads::lacks(self),
        ]
        .into_iter()
        .flatten()
        .collect();
        if self.coordinator.is_none() {
            lacks.push(Refusal::at("coordinator", Why::NoCoordinator));
        }
        lacks.extend(who_cannot_live_with_it_stands_in_print::lacks(self));
        lacks
    }

    /// A unit takes out what was given to it, as often as it likes; each time is kept.
    fn copy_taken(&self, by: &Who, version: u32) -> Decision {
        let unit = by.staff().map(|staff| staff.unit.clone()).ok_or_else(|| vec![Refusal::of(Why::NotYours)])?;
        let to = Recipient::Unit(unit.clone());
        if !self.disclosures.iter().any(|d| d.version == version && d.to.same(&to)) {
            return Err(vec![Refusal::at("version", Why::NotGivenOut)]);
        }
        Ok(vec![Event::CopyTaken { version, unit }])
    }

    /// Gives the newest version to each unit and supporter whom consent covers, with the kinds that it covers.
    fn hand_out(&self, moment: &Moment<'_>) -> Decision {
        self.at(&[Stage::Agreed, Stage::Active])?;
        one(consent_before_sharing::check(self, moment.today))?;
        let Some(version) = self.version() else {
            return Err(self.not_now());
        };
        let had = |to: &Recipient| self.disclosures.iter().any(|d| d.version == version.version && d.to.same(to));
        let units = self.current_parties().map(|party| Recipient::Unit(party.unit.clone()));
        let supporters = self.current_supporters().map(|s| Recipient::Supporter(s.no));
        let given: Vec<Event> = units
            .chain(supporters)
            .filter(|to| !had(to))
            .filter_map(|to| {
                let kinds: std::collections::BTreeSet<_> =
                    consent_before_sharing::covered_kinds(self, &to, moment.today).into_iter().collect();
                let of_kind = |kind: &InfoKind| consent_before_sharing::covers(self, &to, *kind, moment.today);
                let ground: std::collections::BTreeSet<No> = kinds.iter().filter_map(of_kind).flatten().collect();
                if kinds.is_empty() {
                    return None;
                }
                Some(Event::VersionDisclosed {
                    version: version.version,
                    to,
                    kinds,
                    ground: ground.into_iter().collect(),
                })
            })
            .collect();
        let activated = (self.stage == Stage::Agreed).then_some(Event::PlanActivated);
        if given.is_empty() && activated.is_none() {
            return Err(vec![Refusal::of(Why::AlreadySo)]);
        }
        Ok(given.into_iter().chain(activated).collect())
    }
}
