//! Ask about times: sought in the calendars that are shared, changed by hand, sent to all.

use askama::Template;
use axum::extract::Path;
use jiff::ToSpan;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Command;
use samsyn_domain::times::{USUAL, with_interpreter};

use super::search::{FIELDS, Sought, WEEKS, clock, seek, sharing, why};
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::pages::agreement::moment;
use crate::pages::calendar::words::fault;
use crate::pages::call::interpreter::language;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/times/new.html")]
struct New {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    calendars: Vec<Choice<'static>>,
    schools: [Choice<'static>; 3],
    reasons: Vec<String>,
    found: Option<String>,
    faults: Vec<String>,
    interpreter: Option<String>,
    protected: bool,
    stamp: Stamp,
}

impl New {
    fn of(me: &Me, view: &PlanView, form: Form, sharing: &[StaffRef], sought: Option<&Sought>) -> Self {
        let t = me.t();
        let calendar = |s: &StaffRef| Choice::new(s.staff.to_string(), format!("{}, {}", s.name, s.unit.name));
        let reason = |(date, time, key): &(&str, &str, &str)| {
            let mut typed = form.clone();
            let at = moment::read(me, &mut typed, date, time).ok().flatten();
            at.map(|at| super::words::reasons(t, &why(&form, key, at))).unwrap_or_default()
        };
        let told = |sought: &Sought| match sought.found {
            0 => t.msg_times_found_none().to_owned(),
            found => t.msg_times_found(found, sought.read),
        };
        Self {
            page: me.plan_page(t.msg_times_new_title(), view).back(format!("/plans/{}/times", view.id)).of(&form),
            t,
            plan: view.id,
            calendars: sharing.iter().map(calendar).collect(),
            schools: [
                Choice::new("any", t.msg_times_school_any()),
                Choice::new("within", t.msg_times_school_within()),
                Choice::new("outside", t.msg_times_school_outside()),
            ],
            reasons: FIELDS.iter().map(reason).collect(),
            found: sought.map(told),
            faults: sought
                .iter()
                .flat_map(|s| &s.faults)
                .map(|(name, why)| format!("{name}. {}", fault(t, *why)))
                .collect(),
            interpreter: language(view),
            protected: view.protected,
            stamp: me.adding(),
            form,
        }
    }
}

/// What stands in the form at first.
fn first(me: &Me, view: &PlanView, sharing: &[StaffRef]) -> Form {
    let dates = me.language().dates();
    let minutes = if language(view).is_some() { with_interpreter(USUAL) } else { USUAL };
    let answer_by = me.today.checked_add(i64::from(me.app.settings.answer_days).days()).unwrap_or(me.today);
    let mut fields = vec![
        ("weeks", WEEKS.0.to_string()),
        ("minutes", minutes.to_string()),
        ("work_from", clock(me, 8)),
        ("work_until", clock(me, 17)),
        ("school", "any".to_owned()),
        ("answer_by", dates.date(answer_by)),
    ];
    fields.extend(view.next_meeting().and_then(|m| m.place.as_ref()).map(|place| ("place", place.to_string())));
    fields.extend(sharing.iter().map(|staff| ("calendar", staff.staff.to_string())));
    Form::filled(me.language(), fields.iter().map(|(key, value)| (*key, value.as_str())))
}

/// `GET /plans/{plan}/times/new`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let sharing = sharing(&me, &view).await?;
    let form = first(&me, &view, &sharing);
    Ok(show(&New::of(&me, &view, form, &sharing, None)))
}

/// `POST /plans/{plan}/times/new`: seeking stores nothing and shows the page with what was found; sending asks everybody.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let sharing = sharing(&me, &view).await?;
    if form.value("what") == "seek" {
        return sought(&me, &view, form, &sharing).await;
    }
    let Some(command) = command(&me, &mut form) else {
        return Ok(refused(&New::of(&me, &view, form, &sharing, None)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/times"))),
        Done::Refused(view) => Ok(refused(&New::of(&me, &view, form, &sharing, None))),
    }
}

async fn sought(
    me: &Me,
    view: &PlanView,
    mut form: Form,
    sharing: &[StaffRef],
) -> Result<axum::response::Response, Error> {
    match seek(me, &mut form, sharing).await? {
        Some(sought) => Ok(show(&New::of(me, view, form, sharing, Some(&sought)))),
        None => Ok(refused(&New::of(me, view, form, sharing, None))),
    }
}

fn command(me: &Me, form: &mut Form) -> Option<Command> {
    let mut times = Vec::new();
    let mut wrong = false;
    for (date, time, key) in FIELDS {
        match moment::read(me, form, date, time) {
            Ok(Some(starts)) => times.push((starts, why(form, key, starts))),
            Ok(None) => {}
            Err(_) => wrong = true,
        }
    }
    let minutes = form.number("minutes", 15..=480);
    let answer_by = form.date("answer_by", me.today);
    let place = form.value("place").to_owned();
    let (Ok(minutes), Ok(answer_by), false) = (minutes, answer_by, wrong) else { return None };
    Some(Command::ProposeTimes { times, minutes: u16::try_from(minutes).unwrap_or(USUAL), place, answer_by })
}
