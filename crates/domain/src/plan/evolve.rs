//! Folding: a plan and one more fact give the plan after it. Total: whatever is stored can be folded.

use jiff::civil::Date;

use crate::ids::{No, PlanId};
use crate::people::{FamilyMember, Mandate, Representative, Standing, Supporter, UnitRef};
use crate::plan::event::{Event, Fact};
use crate::plan::state::{
    Assessment, CallAnswer, Clocked, Closing, Coordinator, FollowUp, MeasureState, Owner, Party, Plan, Proposal,
    SentAgain, Stage, Stay, Version,
};
use crate::words::Line;

impl Plan {
    /// Folds a whole story. `None` when it is empty or does not begin with a proposal.
    pub fn fold<'a>(id: PlanId, facts: impl IntoIterator<Item = &'a Fact>) -> Option<Self> {
        let mut facts = facts.into_iter();
        let mut plan = Self::begin(id, facts.next()?)?;
        for fact in facts {
            plan = plan.evolve(fact);
        }
        Some(plan)
    }

    /// The plan after its first fact, which must be [`Event::PlanProposed`].
    pub fn begin(id: PlanId, fact: &Fact) -> Option<Self> {
        let Event::PlanProposed { person, of_age, to, reason, wanted, told_how } = &fact.event else {
            return None;
        };
        let mut plan = Self {
            id,
            revision: 1,
            person: person.clone(),
            protected: false,
            protected_by: None,
            safe_contact: None,
            let_in: Vec::new(),
            to_check: Vec::new(),
            of_age: *of_age,
            stage: Stage::Proposed,
            proposal: Proposal {
                at: fact.at,
                by: fact.by.clone(),
                to: to.clone(),
                reason: Some(reason.clone()),
                wanted: *wanted,
                told_how: told_how.clone(),
            },
            assessment: None,
            maturity: None,
            representatives: Vec::new(),
            supporters: Vec::new(),
            consents: Vec::new(),
            childs_views: Vec::new(),
            decisions: Vec::new(),
            messages: Vec::new(),
            person_refuses: false,
            questions: Vec::new(),
            avoid: Vec::new(),
            parties: Vec::new(),
            facilitator: None,
            coordinator: None,
            lead: None,
            meetings: Vec::new(),
            times: None,
            interpreter: None,
            interpreter_said: false,
            notes: Vec::new(),
            preparations: Vec::new(),
            expectations: Vec::new(),
            asks: Vec::new(),
            opening: None,
            expectation_round: 0,
            needs: Vec::new(),
            goals: Vec::new(),
            measures: Vec::new(),
            measures_ever: 0,
            no_measures_by_others: false,
            disagreements: Vec::new(),
            versions: Vec::new(),
            disclosures: Vec::new(),
            calls_given: Vec::new(),
            letters: Vec::new(),
            copies: Vec::new(),
            stays: Vec::new(),
            handings: Vec::new(),
            left: Vec::new(),
            follow_ups: Vec::new(),
            closing: None,
            course: crate::plan::state::Course::default(),
            evaluated: Vec::new(),
            last_no: 0,
        };
        plan.note_course(fact);
        Some(plan)
    }

    /// The plan after one more fact. A fact about a row that is not there changes nothing but the revision.
    #[must_use]
    pub fn evolve(mut self, fact: &Fact) -> Self {
        self.revision += 1;
        self.note_meeting(fact);
        self.note_call(fact);
        self.apply(fact);
        self.apply_handing(fact);
        self.note_course(fact);
        if !self.to_check.is_empty() {
            // Whoever left needs no thinking over.
            let taking_part = self.all_to_check();
            self.to_check.retain(|who| taking_part.contains(who));
        }
        self
    }

    fn apply(&mut self, fact: &Fact) {
        match &fact.event {
            Event::PlanProposed { .. } | Event::PersonMoved { .. } => {}
            Event::NeedAssessed { by, reason } => self.assessed(fact, by, reason, true),
            Event::ProposalRefused { by, reason } => self.assessed(fact, by, reason, false),
            Event::PlanReopened { .. } => self.reopened(),
            Event::StayNoted { no, ward, admitted, leaves } => self.stay_noted(*no, ward, *admitted, *leaves),
            Event::AdmissionTold { no, sent } => self.of_stay(*no, |stay| stay.told = *sent),
            Event::CareContactNamed { no, staff } => self.of_stay(*no, |stay| stay.contact.clone_from(staff)),
            Event::ReadyToGoHome { no, sent } => self.of_stay(*no, |stay| stay.ready = *sent),
            Event::WentHome { no, on } => self.of_stay(*no, |stay| stay.home = Some(*on)),
            Event::ConsentCompleted => self.consented(),
            Event::ConflictArose => self.stage = Stage::InConflict,
            Event::PlanDeclined => self.stage = Stage::Declined,
            Event::PreparingBegan => self.stage = Stage::Preparing,
            Event::PartiesCalled => self.stage = Stage::Called,
            Event::PlanActivated => self.stage = Stage::Active,
            Event::RevisionBegan { .. } => self.stage = Stage::Revision,
            Event::FollowUpBegan => self.follow_up_began(fact),
            Event::FollowUpEnded { words, next } => self.follow_up_ended(fact, words.clone(), *next),
            Event::PlanClosed { reason, words } => {
                self.stage = Stage::Closed;
                self.closing = Some(Closing { at: fact.at, reason: *reason, words: Some(words.clone()) });
            }
            Event::PlanAgreed { version, day, unconfirmed, follow_up } => {
                self.stage = Stage::Agreed;
                self.versions.push(Version {
                    version: *version,
                    at: fact.at,
                    day: *day,
                    by: fact.by.clone(),
                    seq: self.revision,
                    unconfirmed: unconfirmed.clone(),
                    follow_up: *follow_up,
                });
            }
            Event::PersonTurned18 => self.turned_18(),
            Event::ProtectionSwitchedOn { alias, contact } => self.protect(fact, alias, contact.as_ref()),
            Event::ProtectionSwitchedOff { name } => {
                self.protected = false;
                self.protected_by = None;
                self.safe_contact = None;
                self.let_in.clear();
                self.to_check.clear();
                self.person.name = name.clone();
            }
            Event::StaffLetIn { staff } => self.let_in.push(staff.clone()),
            Event::StaffLetOut { staff } => self.let_in.retain(|known| known.staff != *staff),
            Event::RecipientKept { who } => self.to_check.retain(|other| other != who),
            _ => {
                self.apply_people(fact);
                self.apply_consent(fact);
                self.apply_meeting(fact);
                self.apply_times(fact);
                self.apply_expectations(fact);
                self.apply_rows(fact);
            }
        }
    }

    fn assessed(&mut self, fact: &Fact, by: &crate::people::StaffRef, reason: &crate::words::Words, needed: bool) {
        self.stage = if needed { Stage::Assessed } else { Stage::Refused };
        self.assessment = Some(Assessment { at: fact.at, by: by.clone(), needed, reason: Some(reason.clone()) });
    }

    /// Consent became whole. In a later state (a withdrawal mended) the plan stays where it was.
    fn consented(&mut self) {
        if matches!(self.stage, Stage::Assessed | Stage::Declined | Stage::InConflict) {
            self.stage = Stage::Consented;
        }
    }

    /// An ended story is taken up where its work can go on: with consent in hand if it still holds, else by asking.
    fn reopened(&mut self) {
        self.person_refuses = false;
        self.closing = None;
        self.stage = match self.assessment {
            Some(Assessment { needed: true, .. }) if !self.versions.is_empty() => Stage::Revision,
            Some(Assessment { needed: true, .. }) => Stage::Assessed,
            _ => Stage::Proposed,
        };
    }

    fn follow_up_began(&mut self, fact: &Fact) {
        self.stage = Stage::FollowUp;
        self.follow_ups.push(FollowUp { at: fact.at, words: None, ended: None });
    }

    fn follow_up_ended(&mut self, fact: &Fact, words: Option<crate::words::Words>, next: jiff::civil::DateTime) {
        self.stage = Stage::Active;
        if let Some(last) = self.follow_ups.last_mut() {
            last.words = words;
            last.ended = Some(fact.at);
        }
        if let Some(version) = self.versions.last_mut() {
            version.follow_up = next;
        }
    }

    fn turned_18(&mut self) {
        self.of_age = true;
        let guardians: Vec<No> =
            self.representatives.iter().filter(|r| r.mandate == Mandate::Guardian).map(|r| r.no).collect();
        for no in guardians {
            self.end_representative(no, None);
        }
    }

    fn end_representative(&mut self, no: No, reason: Option<&crate::words::Line>) {
        let member = FamilyMember::Representative(no);
        if let Some(representative) = self.representatives.iter_mut().find(|r| r.no == no) {
            // Without words: the eighteenth birthday.
            representative.ended.get_or_insert_with(|| reason.cloned().unwrap_or_else(|| Line::fixed("18")));
        }
        for consent in self.consents.iter_mut().filter(|consent| consent.by == member) {
            consent.lapsed = true;
        }
        self.hand_to_person(member);
    }

    /// A measure always has an owner in the plan: what somebody owned who left the family's side falls to the person,
    /// as a proposal that has to be said yes to anew.
    pub(super) fn hand_to_person(&mut self, member: FamilyMember) {
        for measure in &mut self.measures {
            if measure.owner == Owner::Family(member) && measure.state.open() {
                measure.owner = Owner::Family(FamilyMember::Person);
                measure.state = MeasureState::Proposed;
            }
        }
        for disagreement in &mut self.disagreements {
            if disagreement.owner == Owner::Family(member) {
                disagreement.owner = Owner::Family(FamilyMember::Person);
            }
        }
    }

    fn apply_people(&mut self, fact: &Fact) {
        match &fact.event {
            Event::RepresentativeNamed { no, person, name, mandate, decides, covers, limits } => {
                self.took(*no);
                self.representatives.push(Representative {
                    no: *no,
                    person: *person,
                    name: name.clone(),
                    mandate: *mandate,
                    decides: *decides,
                    covers: covers.clone(),
                    limits: limits.clone(),
                    standing: Standing::Asked,
                    ended: None,
                });
            }
            Event::RepresentativeEnded { no, reason } => self.end_representative(*no, Some(reason)),
            Event::SupporterNamed { no, person, staff, name, relation } => {
                self.took(*no);
                self.supporters.push(Supporter {
                    no: *no,
                    person: *person,
                    staff: *staff,
                    name: name.clone(),
                    relation: relation.clone(),
                    ended: false,
                });
            }
            Event::SupporterEnded { no } => {
                if let Some(supporter) = self.supporters.iter_mut().find(|s| s.no == *no) {
                    supporter.ended = true;
                }
                self.hand_to_person(FamilyMember::Supporter(*no));
            }
            Event::FacilitatorNamed { staff } => self.facilitator = Some(staff.clone()),
            Event::CoordinatorNamed { staff, phone } => {
                self.coordinator = Some(Coordinator { staff: staff.clone(), phone: phone.clone() });
            }
            Event::LeadNamed { unit } => self.lead = Some(unit.clone()),
            Event::PartyAdded { no, unit, summons, expected, mandate } => {
                self.took(*no);
                self.parties.push(Party {
                    no: *no,
                    unit: unit.clone(),
                    summons: *summons,
                    expected: expected.clone(),
                    mandate: mandate.clone(),
                    sent: None,
                    called_to: None,
                    again: None,
                    answer: CallAnswer::Waiting,
                    came: None,
                    unanswered: None,
                    ended: false,
                });
            }
            Event::PartyRemoved { no, .. } => {
                if let Some(party) = self.parties.iter_mut().find(|p| p.no == *no) {
                    party.ended = true;
                }
            }
            Event::CallSent { party } => {
                let to = self.next_meeting().map(|meeting| meeting.no);
                if let Some(party) = self.parties.iter_mut().find(|p| p.no == *party) {
                    party.is_called(fact.at, to);
                }
            }
            Event::CallSentAgain { party, way } => {
                if let Some(party) = self.parties.iter_mut().find(|p| p.no == *party) {
                    party.again = Some(SentAgain { at: fact.at, way: *way });
                }
            }
            Event::CallAnswered { party, answer } => {
                if let Some(party) = self.parties.iter_mut().find(|p| p.no == *party) {
                    party.answer = answer.clone();
                }
            }
            Event::CallUnanswered { party, by } => {
                if let Some(party) = self.parties.iter_mut().find(|p| p.no == *party) {
                    party.unanswered = Some(*by);
                }
            }
            _ => {}
        }
    }

    fn stay_noted(&mut self, no: No, ward: &UnitRef, admitted: Clocked, leaves: Date) {
        self.took(no);
        match self.stays.iter_mut().find(|stay| stay.no == no) {
            Some(stay) => (stay.ward, stay.admitted, stay.leaves) = (ward.clone(), admitted, leaves),
            None => self.stays.push(Stay {
                no,
                ward: ward.clone(),
                admitted,
                leaves,
                told: None,
                contact: None,
                ready: None,
                home: None,
            }),
        }
    }

    fn of_stay(&mut self, no: No, change: impl FnOnce(&mut Stay)) {
        if let Some(stay) = self.stays.iter_mut().find(|stay| stay.no == no) {
            change(stay);
        }
    }

    /// Remembers that a row number was given, so that it is never given again.
    pub(super) fn took(&mut self, no: No) {
        self.last_no = self.last_no.max(no.0);
    }
}
