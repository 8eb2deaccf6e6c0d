//! What is to be done after a fact: rows for the jobs table, written in the same transaction and done later, once.
//! A job holds no personal word: whom it concerns, and which neutral text to send.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::readers::Subject;
use crate::ids::{No, StaffId, UnitId};
use crate::information::Settings;
use crate::people::{FamilyMember, Who};
use crate::plan::event::{Event, Fact};
use crate::plan::letters::{family_members, letters_to_take_back};
use crate::plan::reminders::Due;
use crate::plan::state::{
    Attendee, CallAnswer, CallWay, Consent, Letter, MeasureState, Owner, Plan, Recipient, Successor, swedish_day,
};
use crate::plan::waiting::{Task, asked_about_times, family_subject, holder, side_subjects};
use crate::rules::consent_before_sharing::covers_any;
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
    /// Tell whoever answers for a unit, or else the unit, in the same neutral text.
    TellManager {
        /// The unit.
        unit: UnitId,
    },
    /// Say that somebody left a unit, in a plan where they answer for something.
    NoteOwnerLeft {
        /// Who.
        staff: StaffId,
        /// The unit that they left.
        unit: UnitId,
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
    /// Bring invitations to the coming meeting up to date: sent, changed, taken back.
    Calendars,
    /// Drop a letter for a forwarder, where the directory or the person names that way.
    Drop {
        /// To whom.
        to: Attendee,
        /// What it says.
        letter: Letter,
        /// Row number of the meeting.
        meeting: No,
    },
    /// Say on that day which calls nobody answered.
    NoteSilence {
        /// The day after the last one to answer.
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
            Self::Notify { .. }
            | Self::TurnOfAge { .. }
            | Self::Tell { .. }
            | Self::TellManager { .. }
            | Self::NoteOwnerLeft { .. }
            | Self::Test { .. }
            | Self::Calendars
            | Self::Drop { .. }
            | Self::SpotCheck => None,
            Self::NoteSilence { on } => Some(format!("note-silence:{on}")),
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
    let mut jobs = notices(plan, fact, settings);
    jobs.extend(calendars(plan, &fact.event));
    jobs.extend(drops(plan, fact));
    jobs
}

/// Letters that a fact makes: of a protected plan none.
fn drops(plan: &Plan, fact: &Fact) -> Vec<Job> {
    let Some(meeting) = plan.next_meeting().map(|meeting| meeting.no) else { return taken_back(plan, fact) };
    let called = || plan.current_parties().filter(|party| plan.called(party)).map(|party| Attendee::Party(party.no));
    let drop = |letter| move |to| Job::Drop { to, letter, meeting };
    let near = || family_members(plan).map(Attendee::Family);
    let mut jobs: Vec<Job> = match &fact.event {
        _ if plan.protected => Vec::new(),
        Event::CallSent { party } => {
            std::iter::once(Attendee::Party(*party)).chain(near()).map(drop(Letter::Call)).collect()
        }
        Event::CallSentAgain { party, way: CallWay::Told } => vec![drop(Letter::Call)(Attendee::Party(*party))],
        Event::MeetingMoved { .. } if called().next().is_some() => {
            called().chain(near()).map(drop(Letter::Moved)).collect()
        }
        _ => Vec::new(),
    };
    jobs.extend(taken_back(plan, fact));
    jobs
}

fn taken_back(plan: &Plan, fact: &Fact) -> Vec<Job> {
    if !changes_calendars(&fact.event) {
        return Vec::new();
    }
    let day = swedish_day(fact.at);
    let gone = letters_to_take_back(plan, day).into_iter();
    gone.map(|(to, meeting)| Job::Drop { to, letter: Letter::TakenBack, meeting }).collect()
}

/// Whether a fact may change whose calendars hold a meeting, and when.
fn changes_calendars(event: &Event) -> bool {
    matches!(
        event,
        Event::CallSent { .. }
            | Event::CallSentAgain { way: CallWay::Told, .. }
            | Event::CallAnswered { .. }
            | Event::MeetingPlanned { .. }
            | Event::MeetingMoved { .. }
            | Event::MeetingCancelled { .. }
            | Event::PartyRemoved { .. }
            | Event::ConsentWithdrawn { .. }
            | Event::ConsentEnded { .. }
            | Event::ProtectionSwitchedOn { .. }
            | Event::ProtectionSwitchedOff { .. }
            | Event::StaffLetIn { .. }
            | Event::StaffLetOut { .. }
            | Event::PlanClosed { .. }
    )
}

/// What a fact changes for those whose calendars hold the meeting, or are to.
fn calendars(plan: &Plan, event: &Event) -> Vec<Job> {
    let changes = changes_calendars(event);
    let mut jobs = Vec::new();
    // Nobody's calendar holds a meeting to which nobody was ever called.
    jobs.extend((changes && !plan.meetings.is_empty()).then_some(Job::Calendars));
    let timed = matches!(event, Event::CallSent { .. } | Event::MeetingMoved { .. } | Event::MeetingPlanned { .. });
    let waits = plan.silent().next().is_some();
    let by = plan.next_meeting().map(|meeting| meeting.answer_by).filter(|_| timed && waits);
    jobs.extend(by.and_then(|by| by.tomorrow().ok()).map(|on| Job::NoteSilence { on }));
    jobs
}

fn notices(plan: &Plan, fact: &Fact, settings: &Settings) -> Vec<Job> {
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
        Event::CallSent { party } | Event::CallSentAgain { party, way: CallWay::Told } => {
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
        Event::MeetingMoved { .. } | Event::MeetingPlanned { .. } => plan
            .current_parties()
            .filter(|party| plan.called(party))
            .flat_map(|party| plan.told_at(party.unit.unit))
            .map(|to| Job::Notify { to, task: Task::AnswerCall })
            .chain(family(plan).into_iter().map(|to| Job::Tell { to }))
            .collect(),
        Event::MeetingCancelled { .. } => {
            let day = fact.at.to_zoned(jiff::tz::TimeZone::UTC).date();
            asked_about_times(plan, day).into_iter().map(|to| Job::Tell { to }).collect()
        }
        Event::TimesProposed { .. } => {
            let day = fact.at.to_zoned(jiff::tz::TimeZone::UTC).date();
            asked_about_times(plan, day).into_iter().map(|to| Job::Notify { to, task: Task::AnswerTimes }).collect()
        }
        Event::CallUnanswered { party, .. } => {
            let unit = plan.party(*party).map(|party| plan.told_at(party.unit.unit)).unwrap_or_default();
            let unit = unit.into_iter().map(|to| Job::Notify { to, task: Task::AnswerCall });
            unit.chain(notify(holder(plan), Task::ChaseCall)).collect()
        }
        Event::PlanAgreed { unconfirmed, .. } => unconfirmed
            .iter()
            // Who said no has answered; to find another way is for whoever carries the plan on.
            .filter_map(|no| plan.measure(*no).filter(|measure| measure.state == MeasureState::Proposed))
            .filter_map(|measure| owner(&measure.owner))
            .map(|to| Job::Notify { to, task: Task::AnswerMeasure })
            .collect(),
        Event::MeasureDeclined { .. } => notify(holder(plan), Task::MendMeasure),
        Event::MeasureNotDone { .. } => notify(holder(plan), Task::FollowUp),
        Event::HandoverOffered { to: Successor::Staff(staff), .. } => {
            notify(Subject::Staff(staff.staff), Task::AnswerHandover)
        }
        Event::HandoverOffered { to: Successor::Unit(unit), .. } => {
            plan.told_at(unit.unit).into_iter().map(|to| Job::Notify { to, task: Task::AnswerHandover }).collect()
        }
        // The family is told who takes over, and so is whoever holds the plan together.
        Event::HandoverAccepted { .. } => each(family(plan).into_iter().chain([holder(plan)])),
        Event::HandoverDeclined { no, .. } => {
            let offered = plan.handings.iter().find(|handing| handing.no == *no).map(|handing| &handing.by);
            let to = match offered {
                Some(Who::Staff(staff)) => Some(Subject::Staff(staff.staff)),
                Some(Who::Family(member)) => family_subject(plan, *member),
                Some(Who::Clock) | None => None,
            };
            each(to.into_iter().chain([holder(plan)]))
        }
        // Who came for a unit, and answers for nothing, leaves nothing to find anybody for.
        Event::OwnerLeft { staff } if !plan.answers_for_something(staff) => Vec::new(),
        Event::OwnerLeft { staff } => {
            // Of a protected plan nothing is told to a unit.
            let manager = (!plan.protected).then_some(Job::TellManager { unit: staff.unit.unit });
            notify(holder(plan), Task::FindOwner).into_iter().chain(manager).collect()
        }
        // When it is followed up next, and that it has ended, is told to everybody who takes part.
        Event::FollowUpEnded { .. } | Event::PlanClosed { .. } => each(everybody(plan, fact)),
        _ => Vec::new(),
    }
}

/// The family's side, as far as it takes part and can be told.
fn family(plan: &Plan) -> Vec<Subject> {
    family_members(plan).filter_map(|member| family_subject(plan, member)).collect()
}

/// Everybody who takes part and may know of the plan, but the one who acted.
fn everybody(plan: &Plan, fact: &Fact) -> Vec<Subject> {
    let day = swedish_day(fact.at);
    let knows = |to: &Recipient| covers_any(plan, to, day).is_some();
    let supporters = plan.current_supporters().filter(|s| knows(&Recipient::Supporter(s.no)));
    let supporters = supporters.filter_map(|s| family_subject(plan, FamilyMember::Supporter(s.no)));
    let parties = plan.current_parties().filter(|party| party.sent.is_some());
    let parties = parties.filter(|party| knows(&Recipient::Unit(party.unit.clone())));
    let parties = parties.flat_map(|party| plan.told_at(party.unit.unit));
    let carry = plan.coordinating().into_iter().chain(plan.facilitating()).map(|staff| Subject::Staff(staff.staff));
    let acted = match &fact.by {
        Who::Staff(staff) => Some(Subject::Staff(staff.staff)),
        Who::Family(member) => family_subject(plan, *member),
        Who::Clock => None,
    };
    let all = family(plan).into_iter().chain(supporters).chain(parties).chain(carry);
    all.filter(|to| Some(*to) != acted).collect()
}

/// Each one is told, once.
fn each(to: impl IntoIterator<Item = Subject>) -> Vec<Job> {
    let mut to: Vec<Subject> = to.into_iter().collect();
    to.sort_unstable();
    to.dedup();
    to.into_iter().map(|to| Job::Tell { to }).collect()
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
    let called = plan.silent().any(|party| party.unit.unit == staff.unit.unit);
    let job = Job::Notify { to: Subject::Staff(staff.staff), task: Task::AnswerCall };
    called.then_some(job).into_iter().collect()
}

/// The day somebody turns 18; born on 29 February: 1 March in a common year.
fn eighteenth(born: Date) -> Date {
    let year = born.year() + 18;
    Date::new(year, born.month(), born.day()).or_else(|_| Date::new(year, 3, 1)).unwrap_or(Date::MAX)
}
