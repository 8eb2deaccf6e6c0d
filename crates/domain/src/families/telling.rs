//! Telling a story: each step is a real command by a real actor on a day before `now`, judged by access and rules.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::Milestone;
use super::people::{person_actor, staff_actor};
use crate::access::Action;
use crate::access::action::deed;
use crate::access::actor::{Actor, Identity, speaks_as};
use crate::access::may::{WhyNot, may};
use crate::ids::{No, PlanId};
use crate::information::{InfoKind, Settings};
use crate::people::{FamilyMember, PersonRef, StaffRef, UnitRef, Who};
use crate::plan::command::{AnswerDraft, MeasureDraft, Propose, TalkDraft};
use crate::plan::state::{Clocked, Form, Owner, Recipient, SeenBy};
use crate::plan::{Command, Event, Fact, Moment, Plan, Refusals, propose};

/// Why a story could not be told: it or a rule is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTold {
    /// A command was refused.
    Refused(Refusals),
    /// Its actor may not ask for it.
    Denied(WhyNot),
    /// Somebody or something that the story speaks of is not in the plan.
    Missing,
    /// A time that no calendar holds.
    NoSuchTime,
}

impl std::fmt::Display for NotTold {
    /// Keys and field names alone, never a word of the story.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusals) => {
                f.write_str("refused:")?;
                refusals.iter().try_for_each(|refusal| write!(f, " {:?} at {:?}", refusal.why, refusal.at))
            }
            Self::Denied(why) => write!(f, "denied: {}", why.key()),
            Self::Missing => f.write_str("not in the plan"),
            Self::NoSuchTime => f.write_str("no such time"),
        }
    }
}

impl std::error::Error for NotTold {}

/// Why the telling stops.
pub(super) enum Stop {
    /// The milestone is reached.
    Enough,
    /// The story cannot be told.
    Fault(NotTold),
}

impl From<NotTold> for Stop {
    fn from(fault: NotTold) -> Self {
        Self::Fault(fault)
    }
}

/// A step of a story.
pub(super) type Step<T = ()> = Result<T, Stop>;

/// A story being told.
pub struct Telling {
    id: PlanId,
    upto: Milestone,
    today: Date,
    clock: Timestamp,
    settings: Settings,
    plan: Option<Plan>,
    facts: Vec<Fact>,
}

impl Telling {
    /// Begins to tell; `now` is the moment the story is to look current at. Days are counted in Swedish standard time.
    pub fn new(id: PlanId, upto: Milestone, now: Timestamp) -> Self {
        let today = now.to_zoned(sweden()).date();
        Self { id, upto, today, clock: Timestamp::MIN, settings: Settings::default(), plan: None, facts: Vec::new() }
    }

    /// The facts, unless the telling stopped at a fault.
    pub(super) fn end(self, told: Step) -> Result<(PlanId, Vec<Fact>), NotTold> {
        match told {
            Ok(()) | Err(Stop::Enough) => Ok((self.id, self.facts)),
            Err(Stop::Fault(fault)) => Err(fault),
        }
    }

    /// Stops here if the story was to be told so far.
    pub(super) fn reached(&self, milestone: Milestone) -> Step {
        if self.upto <= milestone { Err(Stop::Enough) } else { Ok(()) }
    }

    /// Goes on so many days before today, a working day, at that hour; later steps follow minutes after.
    pub(super) fn days_ago(&mut self, days: i32, hour: i8) -> Step {
        let day = self.today.checked_sub(days.days()).map_err(|_| NotTold::NoSuchTime)?;
        let day = match day.weekday() {
            Weekday::Saturday => day.yesterday(),
            Weekday::Sunday => day.checked_sub(2.days()),
            _ => Ok(day),
        };
        let at = day.map(|day| day.at(hour, 4, 0, 0)).map_err(|_| NotTold::NoSuchTime)?;
        let at = at.to_zoned(sweden()).map_err(|_| NotTold::NoSuchTime)?.timestamp();
        self.clock = at.max(self.clock);
        Ok(())
    }

    /// A working day so many days after today (before, when negative).
    pub(super) fn day(&self, days: i32) -> Date {
        let day = self.today.checked_add(days.days()).unwrap_or(self.today);
        let on = match day.weekday() {
            Weekday::Saturday => 2,
            Weekday::Sunday => 1,
            _ => 0,
        };
        day.checked_add(on.days()).unwrap_or(day)
    }

    /// A time on [`Self::day`].
    pub(super) fn time(&self, days: i32, hour: i8, minute: i8) -> DateTime {
        self.day(days).at(hour, minute, 0, 0)
    }

    /// A moment on [`Self::day`], as clocks showed it.
    pub(super) fn clocked(&self, days: i32, hour: i8, minute: i8) -> Step<Clocked> {
        let local = self.time(days, hour, minute);
        let at = local.to_zoned(sweden()).map_err(|_| NotTold::NoSuchTime)?.timestamp();
        Ok(Clocked { at, local })
    }

    /// The plan so far.
    pub(super) fn plan(&self) -> Step<&Plan> {
        self.plan.as_ref().ok_or(Stop::Fault(NotTold::Missing))
    }

    /// Begins the story.
    pub(super) fn propose(&mut self, by: &StaffRef, propose_this: Propose) -> Step {
        let by = Who::Staff(by.clone());
        let (now, today) = self.tick()?;
        let moment = Moment { now, today, settings: &self.settings };
        let events = propose(&by, propose_this, &moment).map_err(NotTold::Refused)?;
        self.tell(&by, now, events);
        Ok(())
    }

    /// A member of staff does something.
    pub(super) fn staff(&mut self, staff: &StaffRef, command: Command) -> Step {
        self.does(&staff_actor(staff), command)
    }

    /// Somebody of the family does something.
    pub(super) fn person(&mut self, person: &PersonRef, command: Command) -> Step {
        self.does(&person_actor(person), command)
    }

    /// The clock opens what each wrote before the meeting, at its time.
    pub(super) fn opening(&mut self) -> Step {
        let opening = self.plan()?.opening.ok_or(NotTold::Missing)?;
        self.clock = opening.at.max(self.clock);
        let name = super::named("clock");
        let clock = Actor { name, identity: Identity::Clock, ..person_actor(&super::elin()) };
        self.does(&clock, Command::OpenExpectations)
    }

    fn does(&mut self, actor: &Actor, command: Command) -> Step {
        let (now, today) = self.tick()?;
        let moment = Moment { now, today, settings: &self.settings };
        let plan = self.plan.as_ref().ok_or(NotTold::Missing)?;
        may(actor, Action::Do(deed(&command, plan)), plan, today).map_err(NotTold::Denied)?;
        let by = speaks_as(actor, plan).ok_or(NotTold::Denied(WhyNot::Outside))?;
        let events = plan.decide(&by, command, &moment).map_err(NotTold::Refused)?;
        self.tell(&by, now, events);
        Ok(())
    }

    fn tell(&mut self, by: &Who, at: Timestamp, events: Vec<Event>) {
        for event in events {
            let fact = Fact { at, by: by.clone(), event };
            self.plan = match self.plan.take() {
                Some(plan) => Some(plan.evolve(&fact)),
                None => Plan::begin(self.id, &fact),
            };
            self.facts.push(fact);
        }
    }

    /// The next moment, four minutes after the last, and its day.
    fn tick(&mut self) -> Step<(Timestamp, Date)> {
        self.clock = self.clock.checked_add(4.minutes()).map_err(|_| NotTold::NoSuchTime)?;
        Ok((self.clock, self.clock.to_zoned(sweden()).date()))
    }

    /// The member of the family's side that this person is in the plan.
    pub(super) fn member(&self, person: &PersonRef) -> Step<FamilyMember> {
        let plan = self.plan()?;
        let actor = Actor { identity: Identity::Person(person.person), ..person_actor(person) };
        match speaks_as(&actor, plan) {
            Some(Who::Family(member)) => Ok(member),
            _ => Err(Stop::Fault(NotTold::Missing)),
        }
    }

    /// The supporter that this person is in the plan.
    pub(super) fn supporter(&self, person: &PersonRef) -> Step<FamilyMember> {
        let named = self.plan()?.current_supporters().find(|s| s.person == Some(person.person));
        named.map(|s| FamilyMember::Supporter(s.no)).ok_or(Stop::Fault(NotTold::Missing))
    }

    /// The row number of a unit that takes part.
    pub(super) fn party(&self, unit: &UnitRef) -> Step<No> {
        let no = self.plan()?.current_parties().find(|party| party.unit.unit == unit.unit).map(|party| party.no);
        no.ok_or(Stop::Fault(NotTold::Missing))
    }

    /// The number of the row that was written last.
    pub(super) fn last(&self) -> Step<No> {
        Ok(No(self.plan()?.last_no))
    }

    /// Consent to the plan and to what each unit may see, for half a year.
    pub(super) fn consent(
        &self,
        by: FamilyMember,
        form: Form,
        basis: &str,
        excluded: &str,
        disclose: &[(UnitRef, &[InfoKind])],
    ) -> Step<Command> {
        let from = self.clock.to_zoned(sweden()).date();
        let to = from.checked_add(6.months()).map_err(|_| NotTold::NoSuchTime)?;
        let kinds = |(unit, kinds): &(UnitRef, &[InfoKind])| {
            (Recipient::Unit(unit.clone()), kinds.iter().copied().collect::<BTreeSet<_>>())
        };
        Ok(Command::GiveConsent {
            by,
            plan: true,
            disclose: disclose.iter().map(kinds).collect(),
            form,
            basis: basis.to_owned(),
            talk: TalkDraft::default(),
            excluded: excluded.to_owned(),
            from,
            to,
        })
    }
}

/// Swedish standard time; the samples need no summer time, and the domain reads no time zone database.
fn sweden() -> TimeZone {
    TimeZone::fixed(Offset::constant(1))
}

/// An answer as typed.
pub(super) fn answer(question: &str, words: &str, seen_by: SeenBy) -> AnswerDraft {
    AnswerDraft { question: question.to_owned(), words: words.to_owned(), seen_by }
}

/// A measure as typed: what, who, from when, by when, how the person notices, what otherwise.
pub(super) fn measure(
    what: &str,
    owner: Owner,
    days: (Option<Date>, Date),
    notice: &str,
    otherwise: &str,
) -> MeasureDraft {
    MeasureDraft {
        what: what.to_owned(),
        owner,
        from: days.0,
        by: days.1,
        notice: notice.to_owned(),
        otherwise: otherwise.to_owned(),
        coordinating: false,
        waits_for: None,
    }
}
