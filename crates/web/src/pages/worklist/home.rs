//! The start page of a family, and of a child: now, next, who waits for whom, whom to ring, one thing to do.

use askama::Template;
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::state::{CallAnswer, Measure, MeasureState, Stage};
use samsyn_domain::plan::waiting::Task as Todo;
use samsyn_store::{PlanRow, Surface, Worklist};

use super::now::{amiss, consent_lacks, failed, sentence};
use super::see::{address, named};
use crate::dates::days_between;
use crate::me::{Answer, Me, trouble};
use crate::pages::plan::see::child;
use crate::pages::prepare::whose::may_prepare;
use crate::parts::{Audience, Days, Empty, Page, Tag};
use crate::text::T;
use crate::{names, show, standing};

#[derive(Template)]
#[template(path = "pages/worklist/home.html")]
struct Home<'a> {
    page: Page,
    t: T,
    child: bool,
    name: &'a str,
    plan: PlanId,
    now: &'static str,
    amiss: Vec<String>,
    next: Option<(String, Days, Option<&'a str>)>,
    coming: usize,
    beside: Option<(&'static str, &'a str)>,
    tells: Option<String>,
    main: (String, &'static str),
    todo: Vec<(String, &'static str)>,
    elsewhere: Vec<&'static str>,
    waits: Vec<(String, Tag<'static>)>,
    happens: Vec<(&'a str, Tag<'static>, Option<&'a str>)>,
    declined: Vec<(&'a str, Tag<'static>, Option<&'a str>)>,
    phone: Option<(&'a str, &'a str, String)>,
    meets: bool,
    tell_of_leaving: bool,
}

/// Several plans, or none: a list to choose from.
#[derive(Template)]
#[template(path = "pages/worklist/plans.html")]
struct Plans<'a> {
    page: Page,
    t: T,
    list: Vec<(PlanId, &'a str, Tag<'static>)>,
    todo: Vec<(String, &'static str, &'a str)>,
}

/// The start page of somebody in private life: straight into the plan when there is one.
pub(super) async fn get(me: &Me, plans: &[PlanRow], list: &Worklist) -> Answer {
    if let [only] = plans {
        let view = me.look(only.plan, Surface::Page).await?;
        let told = match me.actor.person() {
            // Who came by a code chooses nothing for good.
            Some(_) if !me.may_go("/safety") => true,
            Some(person) => me.app.store.reach_choice(person).await.map_err(|error| trouble(&error))?.leave_told,
            None => true,
        };
        return Ok(show(&Home { tell_of_leaving: !told, ..Home::of(me, &view, list) }));
    }
    let t = me.t();
    Ok(show(&Plans {
        page: me.page(t.msg_worklist_plans()),
        t,
        list: plans
            .iter()
            .map(|row| (row.plan, row.label.as_str(), Tag::quiet(names::stage(me.language(), row.stage))))
            .collect(),
        todo: list
            .mine
            .iter()
            .map(|row| (address(row), names::task(me.language(), row.task), row.label.as_str()))
            .collect(),
    }))
}

impl<'a> Home<'a> {
    fn of(me: &'a Me, view: &'a PlanView, list: &Worklist) -> Self {
        let (t, language) = (me.t(), me.language());
        let mut mine: Vec<_> = list.mine.iter().filter(|row| me.may_go(&pattern(row))).collect();
        // What nobody has to do comes last.
        mine.sort_by_key(|row| row.task == Todo::Evaluate);
        let mut todo: Vec<_> = mine.iter().map(|row| (address(row), names::task(language, row.task))).collect();
        todo.dedup();
        let read = (format!("/plans/{}", view.id), t.msg_home_read());
        let room = (format!("/plans/{}/room/mine", view.id), t.msg_home_to_meeting());
        let meeting = view.stage == Stage::Meeting && me.may_go("/plans/{plan}/room/mine");
        let main = match todo.is_empty() {
            // While the others sit there, nothing else comes first.
            _ if meeting => room,
            true => read,
            false => todo.remove(0),
        };
        let said = |m: &'a Measure| (m.what.as_str(), said(me, view, m), standing::why(&m.state));
        let coming = |p: &&samsyn_domain::plan::state::Party| matches!(view.reply(p), CallAnswer::Coming { .. });
        let young = child(view);
        let page = me.helped(me.page(t.msg_home_title()), view).live(format!("/live/plans/{}", view.id), view.revision);
        Self {
            page: if young { page.for_whom(Audience::Child) } else { page },
            t,
            child: young,
            name: names::first(view.person.name.as_str()),
            plan: view.id,
            now: sentence(me, view),
            amiss: consent_lacks(me, view).map(str::to_owned).into_iter().chain(amiss(me, view)).collect(),
            next: if meeting { None } else { next(me, view) },
            coming: view.current_parties().filter(coming).count(),
            beside: beside(me, view),
            tells: if young { tells(me, view) } else { None },
            main,
            todo,
            elsewhere: elsewhere(me, list),
            waits: if young { Vec::new() } else { waits(me, view) },
            happens: view.measures.iter().filter(|m| !m.state.declined()).map(said).collect(),
            declined: view.declined().map(said).collect(),
            phone: view.coordinator.as_ref().map(|c| (c.staff.name.as_str(), c.phone.as_str(), dial(c.phone.as_str()))),
            meets: view.next_meeting().is_some(),
            tell_of_leaving: false,
        }
    }
}

impl Home<'_> {
    fn plan_page(&self) -> String {
        format!("/plans/{}", self.plan)
    }
}

/// What waits for them and is not done in this session, by a code or on a device that somebody lent: each once.
fn elsewhere(me: &Me, list: &Worklist) -> Vec<&'static str> {
    let shut = list.mine.iter().filter(|row| !me.may_go(&pattern(row)));
    let mut told: Vec<_> = shut.map(|row| names::task(me.language(), row.task)).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Who stands beside the person: said to the person as theirs, to the one who does it as that, to others of the family by name.
fn beside<'a>(me: &Me, view: &'a PlanView) -> Option<(&'static str, &'a str)> {
    let t = me.t();
    let supporter = view.current_supporters().next()?;
    if view.place().person {
        return Some((t.msg_home_beside(), supporter.name.as_str()));
    }
    match view.place().supporter.and_then(|no| view.current_supporters().find(|s| s.no == no)) {
        Some(mine) => Some((t.msg_home_beside_you(), mine.name.as_str())),
        None => Some((t.msg_home_beside_of(), supporter.name.as_str())),
    }
}

/// Where a child can tell how it wants it: before the meeting the six questions, in the meeting its own page of it, else what it thinks
/// of the plan. Nowhere once the plan is over.
fn tells(me: &Me, view: &PlanView) -> Option<String> {
    let page = match view.stage {
        _ if may_prepare(view) => "prepare",
        Stage::Meeting => "room/mine",
        _ => "consent/view",
    };
    let open = !view.stage.ended() && me.may_go(&format!("/plans/{{plan}}/{page}"));
    open.then(|| format!("/plans/{}/{page}", view.id))
}

/// "Lisa sa ja", "Väntar på Omar", "Klar", "Blev inte av": as one tells a child.
fn said(me: &Me, view: &PlanView, measure: &Measure) -> Tag<'static> {
    let (t, first) = (me.t(), names::owner_first(view, &measure.owner));
    match measure.state {
        MeasureState::Proposed => Tag::waiting(format!("{} {first}", t.msg_home_waiting_for())),
        MeasureState::Declined { .. } => Tag::late(format!("{first} {}", t.msg_plan_said_no())),
        _ if failed(measure) => Tag::late(t.msg_measure_not_done()),
        MeasureState::Done { .. } => Tag::done(t.msg_measure_done()),
        _ if measure.by < me.today => {
            Tag::late(format!("{first}: {}", me.language().dates().due(measure.by, me.today)))
        }
        _ => Tag::done(format!("{first} {}", t.msg_plan_said_yes())),
    }
}

/// The address of a row as it stands in `routes.rs`.
fn pattern(row: &samsyn_store::WaitingRow) -> String {
    let address = address(row);
    let part = |part: &str| match part {
        part if part == row.plan.to_string() => "{plan}".to_owned(),
        part if row.row.is_some_and(|no| part == no.to_string()) => "{no}".to_owned(),
        part => part.to_owned(),
    };
    let path = address.split('#').next().unwrap_or_default();
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn dial(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The coming meeting, or the follow-up: in words, in days, and the meeting's place where one may be told.
fn next<'a>(me: &Me, view: &'a PlanView) -> Option<(String, Days, Option<&'a str>)> {
    let next = view.next_meeting();
    let place = next.and_then(|meeting| meeting.place.as_ref()).filter(|_| !view.keeps_places());
    let meeting = next.map(|meeting| meeting.starts);
    let follow_up = view.version().map(|version| version.follow_up).filter(|_| !view.stage.ended());
    let at = meeting.or(follow_up).filter(|at| at.date() >= me.today)?;
    let left = u32::try_from(days_between(me.today, at.date())).unwrap_or(0);
    Some((
        me.language().dates().weekday_moment(at),
        Days::left(me.t(), left),
        place.map(samsyn_domain::words::Line::as_str),
    ))
}

/// Who else's turn it is, and for what, each told once: from the whole plan, as far as the reader may know it.
fn waits(me: &Me, view: &PlanView) -> Vec<(String, Tag<'static>)> {
    let mine = me.actor.person().map(Subject::Person);
    let others = view.waits().iter().filter(|(subject, _)| Some(*subject) != mine);
    let mut told: Vec<_> =
        others.filter_map(|(who, task)| Some((named(view, *who)?, names::task(me.language(), *task)))).collect();
    told.sort();
    told.dedup();
    told.into_iter().map(|(who, what)| (who, Tag::waiting(what))).collect()
}

#[cfg(test)]
mod tests;
