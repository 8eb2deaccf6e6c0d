//! The list before the meeting: each line says what is ready or what is missing, and leads to the page that mends it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::readiness::{Asked, Asks, Calls, Covered, Interpreter, Line, People, State, TakesPart};

use crate::me::{Answer, Me};
use crate::pages::call::interpreter;
use crate::parts::{Empty, Page, Tag, Task, Tasks};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/meeting/readiness.html")]
struct Readiness {
    page: Page,
    t: T,
    plan: PlanId,
    when: Option<String>,
    tasks: Vec<Task<'static>>,
    unreached: Vec<Task<'static>>,
    declined: Vec<Task<'static>>,
    consents: Vec<Task<'static>>,
    missing: usize,
    waiting: usize,
}

impl Readiness {
    fn of(me: &Me, view: &PlanView) -> Self {
        let lines = view.readiness(me.today, me.now);
        let (consents, others): (Vec<&Line>, Vec<&Line>) =
            lines.iter().partition(|line| matches!(line, Line::Consent(..)));
        let (unreached, others): (Vec<&Line>, Vec<&Line>) =
            others.into_iter().partition(|line| matches!(line, Line::Unreached(..)));
        let (declined, others): (Vec<&Line>, Vec<&Line>) =
            others.into_iter().partition(|line| matches!(line, Line::Declined(..)));
        let tasks = |lines: Vec<&Line>| lines.into_iter().map(|line| task(me, view, line)).collect();
        let meeting = view.next_meeting();
        Self {
            page: me.plan_page(me.t().msg_ready_title(), view),
            t: me.t(),
            plan: view.id,
            when: meeting.map(|meeting| me.language().dates().weekday_moment(meeting.starts)),
            tasks: tasks(others),
            unreached: tasks(unreached),
            declined: tasks(declined),
            consents: tasks(consents),
            missing: count(&lines, State::Missing),
            waiting: count(&lines, State::Waits),
        }
    }
}

fn count(lines: &[Line], state: State) -> usize {
    lines.iter().filter(|line| line.state() == state).count()
}

/// What is missing before the next meeting, and whether there is anything to get ready for.
pub fn missing(me: &Me, view: &PlanView) -> Option<usize> {
    let lines = view.readiness(me.today, me.now);
    (!lines.is_empty()).then(|| count(&lines, State::Missing))
}

fn task(me: &Me, view: &PlanView, line: &Line) -> Task<'static> {
    let t = me.t();
    let tag = match line.state() {
        State::Ready => Tag::done(t.msg_steps_state_done()),
        State::Waits => Tag::waiting(t.msg_ready_waits()),
        State::Missing => Tag::yours(t.msg_ready_missing()),
        State::Kept => Tag::quiet(t.msg_ready_kept()),
    };
    let name = name(me, view, line);
    let task = match mends(line) {
        Some(page) if page.starts_with('#') => Task::new(format!("/plans/{}{page}", view.id), name, tag),
        Some(page) => Task::new(format!("/plans/{}/{page}", view.id), name, tag),
        None => Task::closed(name, tag),
    };
    if line.state() == State::Kept { task.hint(t.msg_ready_kept_hint()) } else { task.hint(hint(me, view, line)) }
}

/// The page that mends a line, where something is missing or may yet be changed.
fn mends(line: &Line) -> Option<String> {
    let page = match line {
        // At its row on the plan stand both ways out: consent, or another owner.
        Line::Unreached(no, _) => return Some(format!("#measure-{no}")),
        Line::Declined(no, _) => return Some(format!("measures/{no}")),
        Line::Time(_) => "times",
        Line::Question(_) => "question",
        Line::Asks(_) => "expectations",
        Line::Supporter(_) => "people/supporter",
        Line::Interpreter(_) => return Some("interpreter".to_owned()),
        Line::Calls(_) | Line::People(_) => "call",
        // Nobody writes beside what they wrote themselves: they are asked again, on the worker's device.
        Line::TakesPart(TakesPart::Unknown { typed: true }) => "together",
        Line::Asked(_) | Line::TakesPart(_) => "prepare/person",
        Line::Consent(..) => "consent",
    };
    matches!(line.state(), State::Missing | State::Waits).then(|| page.to_owned())
}

fn name(me: &Me, view: &PlanView, line: &Line) -> String {
    let t = me.t();
    let person = names::first(view.person.name.as_str());
    match line {
        Line::Time(_) => t.msg_ready_time().to_owned(),
        Line::Asked(_) => t.msg_ready_asked(person),
        Line::Question(_) => t.msg_ready_question().to_owned(),
        Line::Calls(_) => t.msg_ready_calls().to_owned(),
        Line::Unreached(_, number) | Line::Declined(_, number) => t.msg_ready_unreached(number.to_string()),
        Line::Asks(_) => t.msg_ready_asks().to_owned(),
        Line::Supporter(_) => t.msg_ready_supporter(person),
        Line::Interpreter(_) => t.msg_ready_interpreter().to_owned(),
        Line::TakesPart(_) => t.msg_ready_takes_part(person),
        Line::People(_) => t.msg_ready_people().to_owned(),
        Line::Consent(to, _) => names::recipient(view, to),
    }
}

fn hint(me: &Me, view: &PlanView, line: &Line) -> String {
    let t = me.t();
    match line {
        Line::Time(None) => t.msg_ready_no_time().to_owned(),
        Line::Time(Some(starts)) => me.language().dates().weekday_moment(*starts),
        Line::Asked(Asked::Typed) => t.msg_ready_asked_typed().to_owned(),
        Line::Asked(Asked::Told(staff)) => t.msg_ready_asked_told(staff.name.as_str()),
        Line::Asked(Asked::Waived) => t.msg_ready_asked_waived().to_owned(),
        Line::Asked(Asked::No) => t.msg_ready_not_asked().to_owned(),
        Line::Question(Some(0)) => t.msg_ready_no_question().to_owned(),
        Line::Question(Some(count)) => t.msg_ready_questions(*count),
        Line::Calls(calls) => called(me, view, calls),
        Line::Unreached(no, _) => {
            let owner = view.measure(*no).map(|measure| names::owner(view, &measure.owner));
            t.msg_ready_unreached_hint(owner.unwrap_or_default())
        }
        Line::Declined(no, _) => {
            let owner = view.measure(*no).map(|measure| names::owner(view, &measure.owner));
            t.msg_ready_declined_hint(owner.unwrap_or_default())
        }
        Line::Asks(asks) => asked_of_others(me, *asks),
        Line::Supporter(who) if who.is_empty() => t.msg_ready_no_supporter().to_owned(),
        Line::Supporter(who) => {
            let names = who.iter().map(|no| names::member(view, FamilyMember::Supporter(*no)));
            names.collect::<Vec<_>>().join(", ")
        }
        Line::Interpreter(interpreter) => interpreted(t, view, *interpreter),
        Line::TakesPart(TakesPart::How(how)) => names::take_part(me.language(), *how).to_owned(),
        Line::TakesPart(TakesPart::Unknown { .. }) => t.msg_ready_takes_part_unknown().to_owned(),
        Line::People(people) => in_the_room(t, *people),
        Line::Consent(_, Covered::Yes) => t.msg_ready_covered().to_owned(),
        Line::Consent(_, Covered::EndsBefore) => t.msg_ready_covered_ends().to_owned(),
        Line::Consent(_, Covered::No) => t.msg_ready_not_covered().to_owned(),
        Line::Asked(Asked::Kept) | Line::Question(None) | Line::TakesPart(TakesPart::Kept) => String::new(),
    }
}

/// Whom no call has gone to, and who has not answered; else how many have.
fn called(me: &Me, view: &PlanView, calls: &Calls) -> String {
    let t = me.t();
    let names = |parties: &[No]| {
        let named = parties.iter().filter_map(|no| view.party(*no)).map(|party| party.unit.name.to_string());
        named.collect::<Vec<_>>().join(", ")
    };
    let unsent = (!calls.unsent.is_empty()).then(|| t.msg_ready_calls_unsent(names(&calls.unsent)));
    let silent = (!calls.silent.is_empty()).then(|| {
        let names = names(&calls.silent);
        if calls.late { t.msg_ready_calls_late(names) } else { t.msg_ready_calls_silent(names) }
    });
    let left: Vec<String> = unsent.into_iter().chain(silent).collect();
    match (left.is_empty(), calls.answered) {
        (true, 0) => t.msg_ready_calls_nobody().to_owned(),
        (true, count) => t.msg_ready_calls_answered(count),
        _ => left.join(" "),
    }
}

fn asked_of_others(me: &Me, asks: Asks) -> String {
    let t = me.t();
    match asks {
        Asks::NotYet => t.msg_ready_asks_not_yet().to_owned(),
        Asks::Unwritten(count) => t.msg_ready_unwritten(count),
        Asks::Opens(at) => {
            let at = at.to_zoned(me.app.zone.clone()).datetime();
            t.msg_ready_asks_opens(me.language().dates().weekday_moment(at))
        }
        Asks::Left(count) => t.msg_ready_asks_left(count),
        Asks::Answered(count) => t.msg_ready_asks_answered(count),
        Asks::Kept => String::new(),
    }
}

fn interpreted(t: T, view: &PlanView, interpreter: Interpreter) -> String {
    let booked = view.next_meeting().and_then(|meeting| meeting.interpreter.as_ref());
    match (interpreter, booked, &view.interpreter) {
        (Interpreter::Booked, _, Some(need)) => t.msg_ready_interpreter_booked(interpreter::said(t, need)),
        (Interpreter::Booked, Some(language), None) => {
            t.msg_ready_interpreter_booked(t.msg_call_interpreter_now(language.as_str()))
        }
        (Interpreter::Missing, _, Some(need)) => t.msg_ready_interpreter_missing(interpreter::said(t, need)),
        (Interpreter::Missing, Some(language), None) => {
            t.msg_ready_interpreter_missing(t.msg_call_interpreter_now(language.as_str()))
        }
        (Interpreter::NotNeeded, ..) => t.msg_ready_interpreter_not_needed().to_owned(),
        _ => t.msg_ready_interpreter_unsaid().to_owned(),
    }
}

fn in_the_room(t: T, people: People) -> String {
    let there = t.msg_ready_people_hint(people.come.to_string(), people.most.to_string());
    match people.unanswered {
        0 => there,
        count => format!("{there} {}", t.msg_ready_people_unanswered(count)),
    }
}

/// `GET /plans/{plan}/readiness`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Readiness::of(&me, &view)))
}
