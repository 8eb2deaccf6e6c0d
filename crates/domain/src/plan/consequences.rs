//! What is to be done after a fact: rows for the jobs table, written in the same transaction and done later, once.
//! A job holds no personal word: whom it concerns, and which neutral text to send.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::readers::Subject;
use crate::information::Settings;
use crate::people::FamilyMember;
use crate::plan::event::{Event, Fact};
use crate::plan::reminders::Due;
use crate::plan::state::{CallAnswer, Consent, Owner, Plan};
use crate::plan::waiting::{Task, family_subject, holder, side_subjects};
use crate::rules::consent_is_limited_in_time::notice_day;
use crate::rules::summons_after_discharge_notice::called;

/// Something to be done later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "job")]
pub enum Job {
    /// Tell somebody that something waits for them, in a neutral text.
    Notify {
        /// Whom.
        to: Subject,
        /// What waits; the text does not say it.
        task: Task,
    },
    /// Tell somebody that something waits for them outside the plans' tasks, in the same neutral text.
    Tell {
        /// Whom.
        to: Subject,
    },
    /// Send somebody the neutral text now, at whatever hour, because they try whether it arrives.
    Test {
        /// Whom.
        to: Subject,
    },
    /// Remind somebody, in the same neutral text, if it still waits then.
    Remind {
        /// Whom.
        to: Subject,
        /// What has a last day, and for whom it waits.
        due: Due,
        /// Days from the last day on; negative before it.
        days: i32,
    },
    /// Draw lines of the access log for a spot check.
    SpotCheck,
    /// Tell the coming of age on that day.
    TurnOfAge {
        /// The eighteenth birthday.
        on: Date,
    },
    /// Say on that day what it makes of the consents: one begins, one will end, one has ended.
    WeighConsents {
        /// The day.
        on: Date,
    },
    /// Open what each wrote before a meeting, unless the meeting was moved since.
    OpenExpectations {
        /// The moment.
        at: Timestamp,
    },
}

impl Job {
    /// For a job that is the same whichever fact it followed from, what names it within its plan: two such jobs are one.
    pub fn once(&self) -> Option<String> {
        match self {
            Self::Notify { .. } | Self::TurnOfAge { .. } | Self::Tell { .. } | Self::Test { .. } | Self::SpotCheck => {
                None
            }
            Self::WeighConsents { on } => Some(format!("weigh-consents:{on}")),
            Self::OpenExpectations { at } => Some(format!("open-expectations:{}", at.as_second())),
            Self::Remind { to, due: Due { whose, task, row, day }, days } => {
                let row = row.map_or(0, |no| no.0);
                Some(format!("remind:{}:{row}:{day}:{days}:{}:{}", task.key(), whose.key(), to.key()))
            }
        }
    }
}

/// The jobs that follow from a fact; `plan` is the plan after it.
pub fn consequences(plan: &Plan, fact: &Fact, settings: &Settings) -> Vec<Job> {
    let notify = |to, task| vec![Job::Notify { to, task }];
    let owner = |owner: &Owner| match owner {
        Owner::Staff(staff) => Some(Subject::Staff(staff.staff)),
        Owner::Family(member) => family_subject(plan, *member),
    };
    match &fact.event {
        Event::PlanProposed { to, .. } => {
            let mut jobs = notify(Subject::Unit(to.unit), Task::Assess);
            jobs.extend(coming_of_age(plan));
            jobs
        }
        Event::CallSent { party } => {
            let to = plan.party(*party).map(|party| plan.told_at(party.unit.unit)).unwrap_or_default();
            to.into_iter().map(|to| Job::Notify { to, task: Task::AnswerCall }).collect()
        }
        Event::StaffLetIn { staff } => called_already(plan, staff),
        Event::CallAnswered { answer: CallAnswer::PassedOn { .. }, .. } => notify(holder(plan), Task::Call),
        Event::ConsentGiven { consent } => weighings(consent, settings),
        Event::ConsentEndingTold { by, .. } => {
            let giver = family_subject(plan, *by).map(|to| Job::Notify { to, task: Task::Consent });
            notify(holder(plan), Task::AskConsent).into_iter().chain(giver).collect()
        }
        Event::MessageWritten { with, .. } => {
            let guardian = family_subject(plan, FamilyMember::Representative(*with));
            // To the one who did not write it.
            let to = if fact.by.staff().is_some() { guardian } else { Some(holder(plan)) };
            to.map(|to| notify(to, Task::HelpConflict)).unwrap_or_default()
        }
        Event::ReadyToGoHome { sent: Some(_), .. } if !called(plan) => notify(holder(plan), Task::Call),
        Event::ConsentWithdrawn { .. } | Event::ConsentEnded { .. } | Event::ConflictArose => {
            notify(holder(plan), Task::AskConsent)
        }
        Event::OpeningSet { at, .. } => vec![Job::OpenExpectations { at: *at }],
        Event::ExpectationsOpened { .. } => asked(plan),
        Event::MeetingMoved { .. } => plan
            .current_parties()
            .filter(|party| party.sent.is_some())
            .flat_map(|party| plan.told_at(party.unit.unit))
            .map(|to| Job::Notify { to, task: Task::AnswerCall })
            .collect(),
        Event::PlanAgreed { unconfirmed, .. } => unconfirmed
            .iter()
            .filter_map(|no| owner(&plan.measure(*no)?.owner))
            .map(|to| Job::Notify { to, task: Task::AnswerMeasure })
            .collect(),
        Event::MeasureDeclined { .. } | Event::MeasureNotDone { .. } => notify(holder(plan), Task::FollowUp),
        _ => Vec::new(),
    }
}

/// The job that tells the coming of age, for somebody who is not of age yet and whose day of birth is known.
pub fn coming_of_age(plan: &Plan) -> Option<Job> {
    plan.person.born.filter(|_| !plan.of_age).map(|born| Job::TurnOfAge { on: eighteenth(born) })
}

/// The job that opens what is written before a meeting, when that has not happened yet.
pub fn opening_ahead(plan: &Plan) -> Option<Job> {
    plan.opening.filter(|opening| !opening.opened).map(|opening| Job::OpenExpectations { at: opening.at })
}

/// The days on which a consent is weighed: when it begins, if that is later; some days before it ends; the day after.
pub fn weighings(consent: &Consent, settings: &Settings) -> Vec<Job> {
    let given = consent.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let begins = Some(consent.from).filter(|from| *from > given);
    let notice = notice_day(given.max(consent.from), consent.to, settings);
    let after = consent.to.tomorrow().ok();
    [begins, notice, after].into_iter().flatten().map(|on| Job::WeighConsents { on }).collect()
}

/// Each one who was asked something and has not answered is told, once.
fn asked(plan: &Plan) -> Vec<Job> {
    let mut to: Vec<Subject> =
        plan.current_asks().filter(|ask| !ask.answered).flat_map(|ask| side_subjects(plan, ask.to)).collect();
    to.sort_unstable();
    to.dedup();
    to.into_iter().map(|to| Job::Notify { to, task: Task::AnswerAsk }).collect()
}

/// Whoever is let in after the call to their unit was sent is told of it then: nobody there could be told before.
fn called_already(plan: &Plan, staff: &crate::people::StaffRef) -> Vec<Job> {
    let called = plan
        .current_parties()
        .any(|party| party.unit.unit == staff.unit.unit && party.sent.is_some() && party.answer == CallAnswer::Waiting);
    let job = Job::Notify { to: Subject::Staff(staff.staff), task: Task::AnswerCall };
    called.then_some(job).into_iter().collect()
}

/// The day somebody turns 18; born on 29 February: 1 March in a common year.
fn eighteenth(born: Date) -> Date {
    let year = born.year() + 18;
    Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, 3, 1)).unwrap_or(Date::MAX)
}
