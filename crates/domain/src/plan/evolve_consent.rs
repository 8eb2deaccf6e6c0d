//! Folding what is about consent: given, refused, taken back, ended, and what was given out on it.

use std::collections::BTreeSet;

use crate::ids::{No, ScanId};
use crate::information::InfoKind;
use crate::people::{FamilyMember, Standing};
use crate::plan::event::{Event, Fact};
use crate::plan::state::swedish_day;
use crate::plan::state::{
    Attendee, BoardDecision, CallGiven, ChildsView, Disclosure, Letter, Message, OwnCopy, Plan, Recipient, Scope,
    Withdrawal,
};
use crate::rules::consent_before_sharing::covers;

impl Plan {
    /// A call gives out what consent lets its unit read from that moment on.
    pub(super) fn note_call(&mut self, fact: &Fact) {
        let (no, again, dropped) = match &fact.event {
            Event::CallSent { party } => (*party, None, None),
            Event::CallSentAgain { party, way } => (*party, Some(*way), None),
            // What takes a meeting back says nothing but that.
            Event::LetterDropped { to: Attendee::Party(party), letter, .. } if *letter != Letter::TakenBack => {
                (*party, None, Some(*letter))
            }
            _ => return,
        };
        let Some(to) = self.parties.iter().find(|p| p.no == no).map(|party| party.unit.clone()) else { return };
        let (day, whom) = (swedish_day(fact.at), Recipient::Unit(to.clone()));
        let covered = InfoKind::ALL.into_iter().filter_map(|kind| Some((kind, covers(self, &whom, kind, day)?)));
        let (kinds, ground): (BTreeSet<InfoKind>, Vec<Vec<No>>) = covered.unzip();
        let ground: BTreeSet<No> = ground.into_iter().flatten().collect();
        self.calls_given.push(CallGiven {
            to,
            at: fact.at,
            again,
            dropped,
            kinds,
            ground: ground.into_iter().collect(),
        });
    }

    pub(super) fn apply_consent(&mut self, fact: &Fact) {
        match &fact.event {
            Event::ConsentGiven { consent } => {
                self.took(consent.no);
                if consent.scope == Scope::Plan {
                    self.said_yes(consent.by);
                }
                self.consents.push((**consent).clone());
            }
            Event::ConsentRefused { by, .. } => match by {
                FamilyMember::Representative(no) => self.stand(*no, Standing::Refuses),
                _ => self.person_refuses = true,
            },
            Event::StandingNoted { no, standing, .. } => {
                self.stand(*no, *standing);
                if *standing == Standing::NotAsked {
                    self.hand_to_person(FamilyMember::Representative(*no));
                }
            }
            Event::MaturityAssessed { words } => self.maturity = Some(words.clone()),
            Event::ConsentWithdrawn { no, by, remains } => {
                if let Some(consent) = self.consents.iter_mut().find(|c| c.no == *no) {
                    consent.withdrawn = Some(Withdrawal { at: fact.at, by: *by, remains: remains.clone() });
                }
            }
            Event::VersionDisclosed { version, to, kinds, ground } => self.disclosures.push(Disclosure {
                version: *version,
                to: to.clone(),
                kinds: kinds.clone(),
                ground: ground.clone(),
                at: fact.at,
            }),
            Event::CopyTaken { version, unit } => {
                let taken = |by: &crate::people::StaffRef| OwnCopy {
                    version: *version,
                    unit: unit.clone(),
                    by: by.clone(),
                    at: fact.at,
                };
                self.copies.extend(fact.by.staff().map(taken));
            }
            Event::ScanAttached { scan, rows } => self.attached(*scan, rows),
            Event::ChildsViewNoted { words, kept_from_guardians } => self.childs_views.push(ChildsView {
                at: fact.at,
                by: fact.by.clone(),
                words: words.clone(),
                kept_from_guardians: *kept_from_guardians,
            }),
            Event::BoardDecided { no, on, words } => {
                self.took(*no);
                self.decisions.push(BoardDecision {
                    no: *no,
                    on: *on,
                    words: words.clone(),
                    at: fact.at,
                    by: fact.by.clone(),
                    scan: None,
                });
            }
            Event::MessageWritten { no, with, words } => {
                self.took(*no);
                let (no, with, by, words) = (*no, *with, fact.by.clone(), words.clone());
                self.messages.push(Message { no, with, by, at: fact.at, words });
            }
            Event::ConsentEndingTold { by, to } => {
                for consent in self.consents.iter_mut().filter(|c| c.open() && c.by == *by && c.to == *to) {
                    consent.ending_told = true;
                }
            }
            Event::ConsentEnded { by, to } => {
                for consent in self.consents.iter_mut().filter(|c| c.open() && c.by == *by && c.to == *to) {
                    consent.lapsed = true;
                }
            }
            _ => {}
        }
    }

    fn attached(&mut self, scan: ScanId, rows: &[No]) {
        for consent in self.consents.iter_mut().filter(|consent| rows.contains(&consent.no)) {
            consent.scan = Some(scan);
        }
        for decision in self.decisions.iter_mut().filter(|decision| rows.contains(&decision.no)) {
            decision.scan = Some(scan);
        }
    }

    fn said_yes(&mut self, by: FamilyMember) {
        match by {
            FamilyMember::Representative(no) => self.stand(no, Standing::Asked),
            _ => self.person_refuses = false,
        }
    }

    fn stand(&mut self, no: No, standing: Standing) {
        if let Some(representative) = self.representatives.iter_mut().find(|r| r.no == no) {
            representative.standing = standing;
        }
    }
}
