//! The room: the person's question, what is agreed, what is open, and notes that become rows of the plan.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::readiness::{Asks, Line};
use samsyn_domain::plan::state::{MeetingState, Stage};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::attendance::{self, Somebody};
use super::readiness;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::expectations::see::{AskLine, left_to_talk_about};
use crate::pages::question::answered::{Answered, Reply, answered, without_answer};
use crate::pages::room::see::Kept;
use crate::pages::rows::lines::{DisagreementLine, MeasureLine, kept};
use crate::parts::stamp::Stamp;
use crate::parts::{Audience, Choice, Empty, Notice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/meeting/room.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page offers, each a thing of its own")]
struct Room {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    when: Option<String>,
    open: bool,
    opened: bool,
    holds: bool,
    may_open: bool,
    early: Option<Early>,
    missing: Option<usize>,
    notes_taken: bool,
    absent: bool,
    everybody: Vec<Somebody>,
    ways: Vec<(&'static str, &'static str)>,
    questions: Vec<Answered>,
    unanswered: Vec<String>,
    avoid: Vec<String>,
    measures: Vec<MeasureLine>,
    disagreements: Vec<DisagreementLine>,
    asks: Vec<AskLine>,
    notes: Vec<NoteLine>,
    kinds: Vec<(&'static str, &'static str)>,
    kept: Kept,
    hidden: Option<String>,
    stamp: Stamp,
}

/// A note: what was said, who wrote it down, whether it has become a row.
struct NoteLine {
    no: No,
    words: String,
    by: String,
    kind: &'static str,
    used: bool,
}

impl Room {
    fn of(me: &Me, view: &PlanView, mut form: Form) -> Self {
        let t = me.t();
        let shown = view.next_meeting().or(view.meetings.last());
        if form.value("kind").is_empty() {
            form.set("kind", InfoKind::OwnWords.key());
        }
        let notes = view.notes.iter().map(|note| NoteLine {
            no: note.no,
            words: note.words.to_string(),
            by: names::who(view, &note.by, me.language()),
            kind: names::kind(me.language(), note.kind),
            used: note.became.is_some(),
        });
        let mut page = me.plan_page(t.msg_meeting_title(), view).of(&form);
        if page.audience == Audience::Professional && view.stage == Stage::Meeting {
            page = page.for_whom(Audience::Room);
        }
        Self {
            page,
            t,
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            when: shown.map(|meeting| me.language().dates().weekday_moment(meeting.starts)),
            open: view.stage == Stage::Meeting,
            opened: view
                .meetings
                .iter()
                .any(|meeting| matches!(meeting.state, MeetingState::Open | MeetingState::Ended)),
            holds: view.place().holds(),
            may_open: view.place().holds() && may_open(view),
            early: None,
            missing: if may_open(view) { readiness::missing(me, view) } else { None },
            notes_taken: matches!(view.stage, Stage::Meeting | Stage::Draft) && view.me().is_some(),
            absent: attendance::person_absent(view),
            everybody: attendance::everybody(view, &form),
            ways: attendance::ways(me),
            questions: answered(t, view, false),
            unanswered: without_answer(view),
            avoid: view.avoid.iter().map(|a| a.words.to_string()).collect(),
            measures: MeasureLine::all(me, view),
            asks: if view.open() { left_to_talk_about(me, view) } else { Vec::new() },
            disagreements: view.disagreements.iter().map(|d| DisagreementLine::of(me, view, d)).collect(),
            notes: notes.collect(),
            kinds: InfoKind::ALL.iter().map(|kind| (kind.key(), names::kind(me.language(), *kind))).collect(),
            kept: Kept { questions: view.kept_back()[0] > 0, avoid: view.kept_back()[1] > 0 },
            hidden: kept(t, view),
            stamp: me.adding(),
            form,
        }
    }

    fn kinds(&self) -> Vec<Choice<'_>> {
        self.kinds.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }

    fn left(&self) -> usize {
        self.notes.iter().filter(|note| !note.used).count()
    }
}

fn may_open(view: &PlanView) -> bool {
    let there = view.next_meeting().is_some_and(|meeting| meeting.state == MeetingState::Planned);
    there && matches!(view.stage, Stage::Called | Stage::Preparing | Stage::Revision | Stage::FollowUp)
}

/// Why whoever opens the room is asked once more: the meeting is another day, or sides have not written yet and still have time.
struct Early {
    title: String,
    /// How many sides could not write any more, and until when they were told that they can.
    unwritten: Option<String>,
}

fn early(me: &Me, view: &PlanView) -> Option<Early> {
    let (t, dates) = (me.t(), me.language().dates());
    let meeting = view.next_meeting().filter(|_| view.place().holds() && may_open(view))?;
    let count = view.readiness(me.today, me.now).iter().find_map(|line| match line {
        Line::Asks(Asks::Unwritten(count)) => Some(*count),
        _ => None,
    });
    let until = view.opening.map(|opening| dates.weekday_moment(opening.at.to_zoned(me.app.zone.clone()).datetime()));
    let unwritten = count.zip(until).map(|(count, until)| t.msg_meeting_early_unwritten(count, until));
    let other_day = meeting.starts.date() != me.today;
    (other_day || unwritten.is_some()).then(|| Early {
        title: if other_day {
            t.msg_meeting_early(dates.weekday_moment(meeting.starts))
        } else {
            t.msg_meeting_early_today().to_owned()
        },
        unwritten,
    })
}

/// `GET /plans/{plan}/meeting`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Room::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/meeting`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let Ok((command, to)) = command(&view, &mut form) else {
        return Ok(refused(&Room::of(&me, &view, form)));
    };
    if command == Command::OpenMeeting
        && form.value("early") != "yes"
        && let Some(early) = early(&me, &view)
    {
        return Ok(show(&Room { early: Some(early), ..Room::of(&me, &view, form) }));
    }
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{to}"))),
        Done::Refused(view) => Ok(refused(&Room::of(&me, &view, form))),
    }
}

/// What is asked, and where to go afterwards.
fn command(view: &PlanView, form: &mut Form) -> Result<(Command, &'static str), Invalid> {
    match form.value("do") {
        "open" => Ok((Command::OpenMeeting, "room")),
        "end" => Ok((Command::EndMeeting { family_talk: None }, "rows")),
        "attendance" => Ok((Command::NoteAttendance { attendance: attendance::read(view, form) }, "meeting#there")),
        _ => {
            let words = form.text("words", Said::MAX);
            let kind = InfoKind::from_key(form.value("kind")).ok_or_else(|| form.fail("kind", FieldError::NotChosen));
            Ok((Command::TakeNote { words: words?, kind: kind? }, "meeting#notes"))
        }
    }
}
