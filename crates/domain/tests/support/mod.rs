//! Given, when, then: a family's story told so far, one more command, and what comes of it.

#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a story that cannot be told fails the test")]

#[cfg(test)]
pub mod chance;
pub mod everything;
pub mod keys;
pub mod matrix;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use samsyn_domain::access::action::deed;
use samsyn_domain::access::actor::speaks_as;
use samsyn_domain::access::{Action, Actor, Identity, WhyNot, may};
use samsyn_domain::families::{Family, Milestone, person_actor, staff_actor, story};
use samsyn_domain::information::Settings;
use samsyn_domain::people::{FamilyMember, PersonRef, StaffRef, Who};
use samsyn_domain::plan::state::Recipient;
use samsyn_domain::plan::{Command, Event, Fact, Moment, Plan, Refusals, Why};

/// The moment that all tests call now: a Sunday, so that nothing rests on working days.
pub fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// Today at [`now`].
pub fn today() -> Date {
    now().to_zoned(TimeZone::fixed(Offset::constant(1))).date()
}

/// So many days from today.
pub fn day(days: i32) -> Date {
    today().checked_add(days.days()).unwrap()
}

/// A member of staff, signed in.
pub fn at_work(staff: &StaffRef) -> Actor {
    staff_actor(staff)
}

/// Somebody in private life, signed in.
pub fn at_home(person: &PersonRef) -> Actor {
    person_actor(person)
}

/// The clock of the installation.
pub fn clock() -> Actor {
    Actor { identity: Identity::Clock, ..staff_actor(&samsyn_domain::families::tomas_vik()) }
}

/// Why a command did not become facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The actor may not.
    Denied(WhyNot),
    /// The plan says no.
    Refused(Refusals),
}

/// A story so far.
#[derive(Clone, Debug)]
pub struct Tale {
    pub plan: Plan,
    pub facts: Vec<Fact>,
    pub now: Timestamp,
    pub settings: Settings,
}

/// A family's story, told to a milestone.
pub fn given(family: Family, upto: Milestone) -> Tale {
    let (id, facts) = story(family, upto, now()).unwrap_or_else(|fault| panic!("{family:?} to {upto:?}: {fault}"));
    let plan = Plan::fold(id, &facts).unwrap();
    Tale { plan, facts, now: now(), settings: Settings::default() }
}

impl Tale {
    /// The day it is.
    pub fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::fixed(Offset::constant(1))).date()
    }

    /// So many days later.
    pub fn later(mut self, days: i64) -> Self {
        self.now = self.now.checked_add((days * 24).hours()).unwrap();
        self
    }

    /// Another setting of the installation.
    pub fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// One more command that is accepted.
    pub fn and(mut self, actor: &Actor, command: Command) -> Self {
        let shown = format!("{command:?}");
        self.act(actor, command).unwrap_or_else(|stopped| panic!("{shown}\n{stopped:?}"));
        self
    }

    /// Judges a command by somebody as the store does, and folds what comes of it.
    pub fn act(&mut self, actor: &Actor, command: Command) -> Result<Vec<Event>, Stopped> {
        let today = self.today();
        let before = self.plan.clone();
        let named = samsyn_domain::access::named(actor, &before, &command, (today, self.now));
        may(actor, Action::Do(deed(&command, named.plan())), &before, today).map_err(Stopped::Denied)?;
        let by = speaks_as(actor, &self.plan).ok_or(Stopped::Denied(WhyNot::Outside))?;
        if let Some(refusal) = samsyn_domain::access::kept_for_them(actor, named.plan(), &command) {
            return Err(Stopped::Refused(vec![refusal]));
        }
        let moment = Moment { now: self.now, today, settings: &self.settings };
        let events = named.decide(&by, command, &moment).map_err(Stopped::Refused)?;
        self.fold(&by, &events);
        Ok(events)
    }

    /// Judges a command by the plan alone, without asking whether its actor may.
    pub fn judge(&mut self, by: &Who, command: Command) -> Result<Vec<Event>, Refusals> {
        let moment = Moment { now: self.now, today: self.today(), settings: &self.settings };
        let events = self.plan.decide(by, command, &moment)?;
        self.fold(by, &events);
        Ok(events)
    }

    fn fold(&mut self, by: &Who, events: &[Event]) {
        for event in events {
            let fact = Fact { at: self.now, by: by.clone(), event: event.clone() };
            self.plan = self.plan.clone().evolve(&fact);
            self.facts.push(fact);
        }
    }

    /// The command under test.
    pub fn when(mut self, actor: &Actor, command: Command) -> Outcome {
        let before = self.plan.clone();
        let result = self.act(actor, command);
        if result.is_err() {
            assert_eq!(self.plan, before, "a command that is not accepted changes nothing");
        }
        Outcome { tale: self, result }
    }

    /// The member of the family's side that a person is.
    pub fn member(&self, person: &PersonRef) -> FamilyMember {
        match speaks_as(&at_home(person), &self.plan) {
            Some(Who::Family(member)) => member,
            other => panic!("{other:?} is not of the family"),
        }
    }

    /// The last row number.
    pub fn last(&self) -> samsyn_domain::ids::No {
        samsyn_domain::ids::No(self.plan.last_no)
    }
}

/// What came of the command under test.
#[derive(Debug)]
pub struct Outcome {
    pub tale: Tale,
    pub result: Result<Vec<Event>, Stopped>,
}

impl Outcome {
    /// It was accepted and became these facts, by their stored names.
    pub fn then(self, events: &[&str]) -> Tale {
        let happened: Vec<String> = self.result.unwrap_or_else(|s| panic!("{s:?}")).iter().map(event_key).collect();
        assert_eq!(happened, events);
        self.tale
    }

    /// It was refused: each reason's key and field.
    pub fn refused(self, expected: &[(&str, &str)]) -> Tale {
        let Err(Stopped::Refused(refusals)) = self.result else { panic!("{:?}", self.result) };
        let said: Vec<(String, &str)> = refusals.iter().map(|r| (why_key(&r.why), r.at)).collect();
        let said: Vec<(&str, &str)> = said.iter().map(|(why, at)| (why.as_str(), *at)).collect();
        assert_eq!(said, expected);
        self.tale
    }

    /// Its actor may not.
    pub fn denied(self, why: WhyNot) -> Tale {
        assert_eq!(self.result, Err(Stopped::Denied(why)));
        self.tale
    }
}

/// The stored name of an event.
pub fn event_key(event: &Event) -> String {
    serde_json::to_value(event).unwrap()["type"].as_str().unwrap().to_owned()
}

/// The stored name of a reason.
pub fn why_key(why: &Why) -> String {
    match serde_json::to_value(why).unwrap() {
        serde_json::Value::String(key) => key,
        serde_json::Value::Object(map) => map.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}

/// Whether this recipient is covered, judged apart from the code under test: somebody's live consent names it, and
/// somebody's live consent allows the plan.
pub fn some_consent_names(plan: &Plan, to: &Recipient, day: Date) -> bool {
    use samsyn_domain::plan::state::Scope;
    let live = || plan.consents.iter().filter(|c| c.withdrawn.is_none() && !c.lapsed && c.from <= day && day <= c.to);
    live().any(|c| c.scope == Scope::Plan)
        && live()
            .any(|c| matches!(&c.scope, Scope::Disclosure { to: whom, kinds } if whom.same(to) && !kinds.is_empty()))
}
