//! Folding of offers to hand over, and of who left.

use crate::people::Who;
use crate::plan::event::{Event, Fact};
use crate::plan::state::{Coordinator, Handed, Handing, Left, MeasureState, NotTaken, Owner, Plan};

impl Plan {
    pub(super) fn apply_handing(&mut self, fact: &Fact) {
        match &fact.event {
            Event::HandoverOffered { no, what, to, words } => {
                self.took(*no);
                self.handings.retain(|handing| handing.what != *what);
                self.handings.push(Handing {
                    no: *no,
                    what: *what,
                    to: to.clone(),
                    words: words.clone(),
                    by: fact.by.clone(),
                    at: fact.at,
                    declined: None,
                });
            }
            Event::HandoverAccepted { no, staff, phone, .. } => {
                let Some(at) = self.handings.iter().position(|handing| handing.no == *no) else { return };
                match (self.handings.remove(at).what, phone) {
                    (Handed::Measure(no), _) => {
                        if let Some(measure) = self.measures.iter_mut().find(|m| m.no == no) {
                            measure.owner = Owner::Staff(staff.clone());
                            measure.yes_heard = None;
                            // Taking over is saying yes.
                            measure.state = match measure.state {
                                MeasureState::Ongoing { .. } => MeasureState::Ongoing { taken: fact.at },
                                _ => MeasureState::Taken { at: fact.at },
                            };
                        }
                    }
                    (Handed::Holding, Some(phone)) => {
                        self.coordinator = Some(Coordinator { staff: staff.clone(), phone: phone.clone() });
                    }
                    (Handed::Holding, None) => {}
                }
            }
            Event::HandoverDeclined { no, reason, .. } => {
                if let Some(handing) = self.handings.iter_mut().find(|handing| handing.no == *no) {
                    handing.declined = Some(NotTaken { by: fact.by.clone(), reason: reason.clone() });
                }
            }
            Event::HandoverWithdrawn { no, .. } => self.handings.retain(|handing| handing.no != *no),
            Event::OwnerLeft { staff } => self.left.push(Left { staff: staff.clone(), at: fact.at }),
            event => self.overtaken(event),
        }
        self.came_back(fact);
    }

    /// An offer ends with what it offers, or with the unit that was asked.
    fn overtaken(&mut self, event: &Event) {
        match event {
            Event::MeasureChanged { no, .. }
            | Event::MeasureDropped { no }
            | Event::MeasureDeclined { no, .. }
            | Event::MeasureDone { no }
            | Event::MeasureNotDone { no, .. } => {
                self.handings.retain(|handing| handing.what != Handed::Measure(*no));
            }
            Event::CoordinatorNamed { .. } => self.handings.retain(|handing| handing.what != Handed::Holding),
            Event::PartyRemoved { no, .. } => {
                if let Some(unit) = self.parties.iter().find(|p| p.no == *no).map(|p| p.unit.unit) {
                    self.handings.retain(|handing| handing.to.unit().unit != unit);
                }
            }
            Event::PlanClosed { .. } => self.handings.clear(),
            _ => {}
        }
    }

    /// Whoever acts from that unit, or is named there anew, has not left it.
    fn came_back(&mut self, fact: &Fact) {
        let named = match &fact.event {
            Event::MeasureProposed { owner: Owner::Staff(staff), .. }
            | Event::MeasureChanged { owner: Owner::Staff(staff), .. }
            | Event::CoordinatorNamed { staff, .. }
            | Event::FacilitatorNamed { staff }
            | Event::HandoverAccepted { staff, .. } => Some(staff),
            _ => None,
        };
        let acts = if let Who::Staff(staff) = &fact.by { Some(staff) } else { None };
        for staff in named.into_iter().chain(acts) {
            let same = |left: &Left| left.staff.staff == staff.staff && left.staff.unit.unit == staff.unit.unit;
            self.left.retain(|left| !same(left));
        }
    }
}
