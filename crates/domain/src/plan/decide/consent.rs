//! Judging consents, refusals and withdrawals, and what they amount to for the plan.

use std::collections::BTreeSet;

use super::{Decision, Moment, keep, one};
use crate::ids::No;
use crate::information::{InfoKind, MinorConsent};
use crate::people::{FamilyMember, Standing, Who};
use crate::plan::command::{Command, TalkDraft};
use crate::plan::event::Event;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Consent, Form, Plan, Recipient, Scope, Stage, Talk};
use crate::rules::two_guardians_decide_together::{Outcome, outcome, who_decides};
use crate::rules::{appointed_act_within_their_mandate, consent_is_limited_in_time};
use crate::words::{Line, Words};

impl Plan {
    pub(super) fn decide_consent(&self, by: &Who, command: Command, moment: &Moment<'_>) -> Decision {
        let events = match command {
            Command::GiveConsent { by: giver, plan, disclose, form, basis, talk, excluded, from, to } => {
                let scopes = scopes(plan, disclose)?;
                let terms = Terms { giver, form, basis, talk, excluded, from, to };
                self.given(by, scopes, &terms, moment)?
            }
            Command::RefuseConsent { by: member, reason } => {
                self.asked()?;
                self.must_decide(member)?;
                let reason = one(Words::optional(&reason, "reason"))?;
                // A no takes an earlier yes to the plan back.
                let yes = self.replaced_by(member, &[Scope::Plan]);
                yes.into_iter().chain([Event::ConsentRefused { by: member, reason }]).collect()
            }
            Command::NoteStanding { no, standing, reason } => {
                self.going_on()?;
                let guardian = self.current_representatives().find(|r| r.no == no);
                self.must(guardian.is_some(), no)?;
                let reason = one(Words::optional(&reason, "reason"))?;
                // Leaving a guardian out is an exception in law, so it is never without a reason.
                if reason.is_none() && !matches!(standing, Standing::Asked) {
                    return Err(vec![Refusal::at("reason", Why::ReasonMissing)]);
                }
                vec![Event::StandingNoted { no, standing, reason }]
            }
            Command::AssessMaturity { words } => {
                self.going_on()?;
                if self.of_age {
                    return Err(vec![Refusal::of(Why::AlreadyOfAge)]);
                }
                if moment.settings.minor_consent != MinorConsent::ByMaturity {
                    return Err(vec![Refusal::of(Why::MayNotConsent)]);
                }
                vec![Event::MaturityAssessed { words: one(Words::parse(&words, "words"))? }]
            }
            Command::WithdrawConsent { by: member, consents, remains } => {
                self.withdrawn(member, &consents, &remains)?
            }
            _ => return Err(self.not_now()),
        };
        Ok(self.and_its_outcome(by, events, moment))
    }

    fn given(&self, by: &Who, scopes: Vec<Scope>, terms: &Terms, moment: &Moment<'_>) -> Decision {
        self.asked()?;
        let giver = terms.giver;
        if giver == FamilyMember::Person && !self.of_age && self.maturity.is_none() {
            return Err(vec![Refusal::at("by", Why::MaturityNotAssessed)]);
        }
        self.may_consent(giver)?;
        let mut faults = Vec::new();
        if let FamilyMember::Representative(no) = giver
            && let Some(representative) = self.representative(no)
        {
            keep(&mut faults, appointed_act_within_their_mandate::check(representative, &scopes));
        }
        if terms.form == Form::Page && *by != Who::Family(giver) {
            // Only the one who decides can have pressed the button in the page.
            faults.push(Refusal::at("form", Why::NotYours));
        }
        let basis = keep(&mut faults, Line::parse(&terms.basis, "basis"));
        let talk = keep(&mut faults, Line::optional(&terms.talk.language, "language"))
            .zip(keep(&mut faults, Line::optional(&terms.talk.interpreter, "interpreter")))
            .map(|(language, interpreter)| Talk { language, interpreter })
            .filter(|talk| talk.language.is_some() || talk.interpreter.is_some());
        let excluded = keep(&mut faults, Words::optional(&terms.excluded, "excluded"));
        keep(&mut faults, consent_is_limited_in_time::check(terms.from, terms.to, moment.today, moment.settings));
        let (Some(basis), Some(excluded), true) = (basis, excluded, faults.is_empty()) else {
            return Err(faults);
        };
        let consent = |(no, scope): (No, Scope)| Event::ConsentGiven {
            consent: Box::new(Consent {
                no,
                by: giver,
                scope,
                form: terms.form,
                basis: basis.clone(),
                talk: talk.clone(),
                scan: None,
                excluded: excluded.clone(),
                from: terms.from,
                to: terms.to,
                recorded_by: by.clone(),
                at: moment.now,
                withdrawn: None,
                lapsed: false,
                ending_told: false,
            }),
        };
        // A new consent to the same thing takes the place of the old one.
        let replaced = self.replaced_by(giver, &scopes);
        let numbers = (self.last_no + 1..).map(No);
        Ok(replaced.into_iter().chain(numbers.zip(scopes).map(consent)).collect())
    }

    /// Earlier consents of the same giver to the same thing, to be taken back so that one alone holds.
    fn replaced_by(&self, giver: FamilyMember, scopes: &[Scope]) -> Vec<Event> {
        let same = |a: &Scope, b: &Scope| match (a, b) {
            (Scope::Plan, Scope::Plan) => true,
            (Scope::Disclosure { to: a, .. }, Scope::Disclosure { to: b, .. }) => a.same(b),
            _ => false,
        };
        self.consents
            .iter()
            .filter(|c| c.by == giver && c.open())
            .filter(|c| scopes.iter().any(|scope| same(scope, &c.scope)))
            .map(|c| Event::ConsentWithdrawn { no: c.no, by: giver, remains: None })
            .collect()
    }

    fn withdrawn(&self, member: FamilyMember, consents: &[No], remains: &str) -> Decision {
        let mine: Vec<No> = self
            .consents
            .iter()
            .filter(|c| c.by == member && c.open())
            .filter(|c| consents.is_empty() || consents.contains(&c.no))
            .map(|c| c.no)
            .collect();
        if let Some(no) = consents.iter().find(|no| !mine.contains(no)) {
            return Err(vec![Refusal::at("consents", Why::NoSuchRow { no: *no })]);
        }
        if mine.is_empty() {
            return Err(vec![Refusal::at("consents", Why::NothingChosen)]);
        }
        let remains = one(Words::optional(remains, "remains"))?;
        Ok(mine.into_iter().map(|no| Event::ConsentWithdrawn { no, by: member, remains: remains.clone() }).collect())
    }

    /// Adds what the answers now amount to: whole, in conflict, declined.
    pub(super) fn and_its_outcome(&self, by: &Who, mut events: Vec<Event>, moment: &Moment<'_>) -> Vec<Event> {
        let after = self.with(by, moment.now, &events);
        let open = matches!(self.stage, Stage::Assessed | Stage::Declined | Stage::InConflict);
        match outcome(&after, moment.today) {
            Outcome::Yes if open => events.push(Event::ConsentCompleted),
            Outcome::Conflict if open && self.stage != Stage::InConflict => events.push(Event::ConflictArose),
            Outcome::No if open && self.stage != Stage::Declined => events.push(Event::PlanDeclined),
            _ => {}
        }
        events
    }

    /// Consent is asked once a principal has judged that a plan is needed, and in any state after that.
    fn asked(&self) -> Result<(), Vec<Refusal>> {
        if matches!(self.stage, Stage::Proposed | Stage::Refused | Stage::Closed) {
            Err(self.not_now())
        } else {
            Ok(())
        }
    }

    /// A no counts from whoever may say yes, and from the person in any case.
    fn must_decide(&self, member: FamilyMember) -> Result<(), Vec<Refusal>> {
        if member == FamilyMember::Person { Ok(()) } else { self.may_consent(member) }
    }

    fn may_consent(&self, member: FamilyMember) -> Result<(), Vec<Refusal>> {
        // A guardian noted as unreachable may of course answer when they turn up.
        let turned_up = match member {
            FamilyMember::Representative(no) => {
                self.current_representatives().any(|r| r.no == no && r.decides && r.standing != Standing::NotAsked)
            }
            _ => false,
        };
        if turned_up || who_decides(self).iter().flatten().any(|decider| *decider == member) {
            Ok(())
        } else {
            Err(vec![Refusal::at("by", Why::MayNotConsent)])
        }
    }
}

struct Terms {
    giver: FamilyMember,
    form: Form,
    basis: String,
    talk: TalkDraft,
    excluded: String,
    from: jiff::civil::Date,
    to: jiff::civil::Date,
}

fn scopes(plan: bool, disclose: Vec<(Recipient, BTreeSet<InfoKind>)>) -> Result<Vec<Scope>, Vec<Refusal>> {
    let mut scopes: Vec<Scope> = plan.then_some(Scope::Plan).into_iter().collect();
    scopes.extend(
        disclose.into_iter().filter(|(_, kinds)| !kinds.is_empty()).map(|(to, kinds)| Scope::Disclosure { to, kinds }),
    );
    if scopes.is_empty() { Err(vec![Refusal::at("plan", Why::NothingChosen)]) } else { Ok(scopes) }
}
