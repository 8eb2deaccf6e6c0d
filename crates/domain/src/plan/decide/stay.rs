//! Judging what is noted of a stay in hospital: the page sends the whole form, and each thing that differs is a fact.

use super::{Decision, Moment, keep};
use crate::plan::command::StayDraft;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Clocked, Plan, Stay};
use crate::rules::dates_follow_each_other;
use crate::rules::summons_after_discharge_notice::open_stay;

/// What has happened is not ahead of us, and not before the admission.
fn happened(moment: &Moment<'_>, admitted: Clocked, when: Clocked, at: &'static str) -> Result<(), Refusal> {
    match () {
        () if when.at > moment.now => Err(Refusal::at(at, Why::NotYet)),
        () if when.at < admitted.at => Err(Refusal::at(at, Why::EndsBeforeItStarts)),
        () => dates_follow_each_other::near(when.local.date(), moment.today, at),
    }
}

impl Plan {
    pub(super) fn note_stay(&self, draft: StayDraft, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        let StayDraft { ward, admitted, leaves, told, contact, ready, home } = draft;
        let mut faults = Vec::new();
        keep(&mut faults, happened(moment, admitted, admitted, "admitted"));
        keep(&mut faults, dates_follow_each_other::near(leaves, moment.today, "leaves"));
        if leaves < admitted.local.date() {
            faults.push(Refusal::at("leaves", Why::EndsBeforeItStarts));
        }
        for (when, at) in [(told, "told"), (ready, "ready")] {
            if let Some(when) = when {
                keep(&mut faults, happened(moment, admitted, when, at));
            }
        }
        if let Some(day) = home {
            if day > moment.today {
                faults.push(Refusal::at("home", Why::NotYet));
            } else if day < admitted.local.date() {
                faults.push(Refusal::at("home", Why::EndsBeforeItStarts));
            }
        }
        let region = |kind: crate::people::PrincipalKind| kind == crate::people::PrincipalKind::Region;
        if !region(ward.kind) {
            faults.push(Refusal::at("ward", Why::NotOfTheRegion));
        }
        if contact.as_ref().is_some_and(|contact| !region(contact.unit.kind)) {
            faults.push(Refusal::at("contact", Why::NotOfTheRegion));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut events = Vec::new();
        let before = open_stay(self).cloned();
        let no = before.as_ref().map_or_else(|| self.next_no(), |stay| stay.no);
        if before.as_ref().is_none_or(|stay| (&stay.ward, stay.admitted, stay.leaves) != (&ward, admitted, leaves)) {
            events.push(Event::StayNoted { no, ward: ward.clone(), admitted, leaves });
        }
        let was =
            before.unwrap_or(Stay { no, ward, admitted, leaves, told: None, contact: None, ready: None, home: None });
        if was.told != told {
            events.push(Event::AdmissionTold { no, sent: told });
        }
        if was.contact != contact {
            events.push(Event::CareContactNamed { no, staff: contact });
        }
        if was.ready != ready {
            events.push(Event::ReadyToGoHome { no, sent: ready });
        }
        if let Some(on) = home {
            events.push(Event::WentHome { no, on });
        }
        if events.is_empty() { Err(vec![Refusal::of(Why::AlreadySo)]) } else { Ok(events) }
    }
}
