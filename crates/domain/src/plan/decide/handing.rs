//! Judging offers to hand over a measure, or holding the plan together: offered, accepted, declined, taken back; and
//! what it makes that somebody left their unit.

use super::{Decision, Moment, keep, one, reason_missing};
use crate::ids::{No, StaffId, UnitId};
use crate::people::{StaffRef, Who};
use crate::plan::command::Command;
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Refusals, Why};
use crate::plan::state::{Coordinator, Handed, Handing, Owner, Party, Plan, Successor};
use crate::rules::{handover_counts_when_accepted, owner_answers_for_the_measure};
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_handing(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        self.going_on()?;
        match command {
            Command::OfferHandover { what, to, words } => self.offer(by, what, to, &words, moment),
            Command::AcceptHandover { no, phone } => self.accept(by, no, &phone),
            Command::DeclineHandover { no, reason } => {
                let what = self.addressed(by, no)?.0.what;
                let reason = one(Words::parse(&reason, "reason").map_err(reason_missing))?;
                Ok(vec![Event::HandoverDeclined { no, what, reason }])
            }
            Command::WithdrawHandover { no } => {
                let what = self.open_handing(no)?.what;
                Ok(vec![Event::HandoverWithdrawn { no, what }])
            }
            Command::NoteOwnerLeft { staff, unit } => self.owner_left(by, staff, unit),
            _ => Err(self.not_now()),
        }
    }

    fn offer(&self, by: &Who, what: Handed, to: Successor, words: &str, moment: &Moment<'_>) -> Decision {
        let answers = one(self.answers_now(what))?;
        one(handover_counts_when_accepted::may_offer(self, &answers, by))?;
        let mut faults = Vec::new();
        if self.open_handings().any(|handing| handing.what == what) {
            faults.push(Refusal::of(Why::AlreadySo));
        }
        if matches!((&to, &answers), (Successor::Staff(to), Owner::Staff(now)) if to.staff == now.staff) {
            faults.push(Refusal::at("to", Why::AlreadySo));
        } else {
            keep(&mut faults, self.may_take_over(what, &to, moment));
        }
        let words = keep(&mut faults, Words::optional(words, "words"));
        match words {
            Some(words) if faults.is_empty() => {
                Ok(vec![Event::HandoverOffered { no: self.next_no(), what, to, words }])
            }
            _ => Err(faults),
        }
    }

    /// Who answers for it until somebody else has said yes.
    fn answers_now(&self, what: Handed) -> Result<Owner, Refusal> {
        match what {
            Handed::Measure(no) => match self.measure(no) {
                None => Err(Refusal::of(Why::NoSuchRow { no })),
                Some(measure) if !measure.state.open() => Err(Refusal::of(Why::MeasureNotThere)),
                Some(measure) => Ok(measure.owner.clone()),
            },
            Handed::Holding => match &self.coordinator {
                Some(coordinator) => Ok(Owner::Staff(coordinator.staff.clone())),
                None => Err(Refusal::of(Why::NoCoordinator)),
            },
        }
    }

    /// Whether they take part and may know of the plan: whoever takes over must be able to see what they took.
    fn may_take_over(&self, what: Handed, to: &Successor, moment: &Moment<'_>) -> Result<(), Refusal> {
        let unit = to.unit();
        let at = |why| Refusal::at("to", why);
        // While the identity is protected nothing is offered to a unit, and nobody is let in by an offer.
        let named = match to {
            Successor::Unit(_) => !self.protected,
            Successor::Staff(staff) => {
                let named = crate::access::readers::Subject::Staff(staff.staff);
                !self.protected || self.told_at(unit.unit).contains(&named)
            }
        };
        if !named || !owner_answers_for_the_measure::unit_takes_part(self, unit.unit) {
            return Err(at(Why::OwnerNotInPlan));
        }
        if self.could_see(what, to, moment.today) {
            Ok(())
        } else {
            Err(at(Why::RecipientNotCovered { name: unit.name.to_string() }))
        }
    }

    fn open_handing(&self, no: No) -> Result<&Handing, Refusals> {
        self.open_handings().find(|handing| handing.no == no).ok_or_else(|| vec![Refusal::of(Why::NoSuchRow { no })])
    }

    /// The offer and who answers it.
    fn addressed(&self, by: &Who, no: No) -> Result<(&Handing, StaffRef), Refusals> {
        let handing = self.open_handing(no)?;
        let staff = by.staff().filter(|staff| handing.to.is(staff));
        staff.map(|staff| (handing, staff.clone())).ok_or_else(|| vec![Refusal::of(Why::NotYours)])
    }

    fn accept(&self, by: &Who, no: No, phone: &str) -> Decision {
        let (handing, staff) = self.addressed(by, no)?;
        let what = handing.what;
        let phone = match what {
            Handed::Measure(_) => None,
            Handed::Holding => Some(one(Line::parse(phone, "phone"))?),
        };
        one(owner_answers_for_the_measure::takes_part(self, &Owner::Staff(staff.clone())))?;
        if let Some(phone) = &phone {
            let coordinator = Some(Coordinator { staff: staff.clone(), phone: phone.clone() });
            one(owner_answers_for_the_measure::nobody_is_left_behind(&Self { coordinator, ..self.clone() }))?;
        }
        Ok(vec![Event::HandoverAccepted { no, what, staff, phone }])
    }

    /// Says it once, of somebody who answers for something here, or came for that unit.
    fn owner_left(&self, by: &Who, staff: StaffId, unit: UnitId) -> Decision {
        if *by != Who::Clock {
            return Err(vec![Refusal::of(Why::NotYours)]);
        }
        let theirs = |known: &&StaffRef| known.staff == staff && known.unit.unit == unit;
        let owners = self.measures.iter().filter(|m| m.state.open()).filter_map(|m| match &m.owner {
            Owner::Staff(owner) => Some(owner),
            Owner::Family(_) => None,
        });
        let carries = self.coordinator.iter().map(|c| &c.staff).chain(&self.facilitator);
        let came = self.current_parties().filter_map(Party::sends);
        match owners.chain(carries).chain(came).find(theirs) {
            Some(known) if self.left(known).is_none() => Ok(vec![Event::OwnerLeft { staff: known.clone() }]),
            _ => Err(vec![Refusal::of(Why::AlreadySo)]),
        }
    }
}
