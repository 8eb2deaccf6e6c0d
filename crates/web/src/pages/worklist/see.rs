//! The start page. Staff see what waits; a family sees where its plan stands (`home`).

use std::borrow::Cow;

use askama::Template;
use jiff::civil::Date;
use samsyn_domain::access::{Hat, Subject};
use samsyn_domain::plan::state::Stage;
use samsyn_domain::plan::waiting::Task as Todo;
use samsyn_store::{PlanRow, Surface, WaitingRow, Worklist};

use super::home;
use crate::dates::days_between;
use crate::me::{Answer, Me, trouble};
use crate::pages::rows::writes;
use crate::parts::{Cell, Empty, Page, Table, Tag};
use crate::text::T;
use crate::{names, show};

/// Days before a last day in which it is said how near it is.
const NEAR: i32 = 7;
/// Characters of a measure's text that a list shows.
const SHORT: usize = 70;

#[derive(Template)]
#[template(path = "pages/worklist/see.html")]
struct Work<'a> {
    page: Page,
    t: T,
    mine: Option<Table<'a>>,
    others: Option<Table<'a>>,
    meetings: Option<Table<'a>>,
    plans: Option<Table<'a>>,
    counts: [usize; 4],
    duties: Vec<(&'static str, &'static str)>,
    new: bool,
}

/// `GET /`
pub async fn get(me: Me) -> Answer {
    let moment = me.moment();
    let asking = me.asking(Surface::Page, &moment);
    let plans = me.app.store.plans(&asking).await.map_err(|error| trouble(&error))?;
    let list = me.app.store.worklist(&asking).await.map_err(|error| trouble(&error))?;
    if me.actor.staff().is_none() {
        return home::get(&me, &plans, &list).await;
    }
    Ok(show(&Work::of(&me, &plans, &list)))
}

impl<'a> Work<'a> {
    fn of(me: &Me, plans: &'a [PlanRow], list: &'a Worklist) -> Self {
        let t = me.t();
        Self {
            page: me.page(t.msg_worklist_title()),
            t,
            mine: waiting(me, &now_first(plans, &list.mine), t.msg_worklist_mine(), false),
            others: waiting(me, &now_first(plans, &list.others), t.msg_worklist_others(), true),
            meetings: meetings(me, &list.meetings),
            plans: all(me, plans),
            counts: [list.mine.len(), list.others.len(), list.meetings.len(), plans.len()],
            duties: duties(me),
            new: plans.is_empty(),
        }
    }
}

/// The pages of one's duties in the installation.
fn duties(me: &Me) -> Vec<(&'static str, &'static str)> {
    let t = me.t();
    let all = [
        (Hat::Auditor, "/log", t.msg_log_all_title()),
        (Hat::Administrator, "/directory", t.msg_menu_directory()),
        (Hat::Administrator, "/jobs", t.msg_jobs_title()),
        (Hat::Manager, "/unit", t.msg_unit_title()),
        (Hat::Archivist, "/disposal", t.msg_disposal_title()),
        (Hat::DevelopmentLeader, "/figures", t.msg_worklist_figures()),
    ];
    let remits = [("/directory/remits", t.msg_remit_title())];
    all.into_iter().filter(|(hat, ..)| me.actor.wears(*hat)).map(|(_, to, words)| (to, words)).chain(remits).collect()
}

/// The address where a row of the worklist is dealt with.
pub fn address(row: &WaitingRow) -> String {
    let page = names::task_page(row.task);
    match (row.task, row.row) {
        (Todo::AnswerHandover, Some(no)) => format!("/plans/{}/handovers/{no}", row.plan),
        (Todo::FindOwner, Some(no)) => format!("/plans/{}/measures/{no}/hand-over", row.plan),
        (Todo::TakeStep, Some(no)) => format!("/plans/{}/disagreements/{no}", row.plan),
        (Todo::ReachOwner, Some(no)) => format!("/plans/{}#measure-{no}", row.plan),
        // Where rows may be written another is chosen; else the plan is revised first.
        (Todo::MendMeasure, Some(no)) if writes(row.stage) => format!("/plans/{}/measures/{no}", row.plan),
        (Todo::MendMeasure, _) => format!("/plans/{}/agree#revise", row.plan),
        (Todo::JudgeMeasure, Some(no)) => format!("/plans/{}/did-it-happen/{no}", row.plan),
        (Todo::AnswerMeasure | Todo::DoMeasure | Todo::FinishMeasure, Some(no)) => {
            format!("/plans/{}/measures#measure-{no}", row.plan)
        }
        (Todo::AnswerAsk, Some(no)) => format!("/plans/{}/asks/{no}", row.plan),
        _ => format!("/plans/{}/{page}", row.plan),
    }
}

/// The page for whoever carries a plan on about what waits for another: where they write down what that one said, or see how it
/// stands. What only the other can do is no page of theirs.
fn address_of_others(row: &WaitingRow) -> String {
    match row.task {
        Todo::JudgeMeasure => format!("/plans/{}/follow-up", row.plan),
        Todo::AnswerCall => format!("/plans/{}/call", row.plan),
        Todo::AnswerAsk => format!("/plans/{}/expectations", row.plan),
        // Whether another has answered is for nobody else, and an offer is answered by whom it goes to.
        Todo::Evaluate | Todo::AnswerHandover => format!("/plans/{}", row.plan),
        _ => address(row),
    }
}

/// A last day as a tag: late ones in words, near ones counted, others by date.
pub fn due(me: &Me, day: Date) -> Tag<'static> {
    let dates = me.language().dates();
    match days_between(me.today, day) {
        days if days < 0 => Tag::late(dates.due(day, me.today)),
        days if days <= NEAR => Tag::yours(dates.due(day, me.today)),
        _ if day.year() == me.today.year() => Tag::quiet(dates.short(day)),
        _ => Tag::quiet(dates.date(day)),
    }
}

/// The beginning of a text, cut between words.
fn short(words: &str) -> Cow<'_, str> {
    if words.chars().count() <= SHORT {
        return words.into();
    }
    let cut: String = words.chars().take(SHORT).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head)).into()
}

/// The rows, each with whether it goes on now: a meeting that is held comes before all that has a last day.
fn now_first<'a>(plans: &[PlanRow], rows: &'a [WaitingRow]) -> Vec<(&'a WaitingRow, bool)> {
    let held = |row: &WaitingRow| plans.iter().any(|plan| plan.plan == row.plan && plan.stage == Stage::Meeting);
    let mut rows: Vec<_> = rows.iter().map(|row| (row, row.task == Todo::HoldMeeting && held(row))).collect();
    rows.sort_by_key(|(_, now)| !now);
    rows
}

fn waiting<'a>(me: &Me, rows: &[(&'a WaitingRow, bool)], caption: &'static str, others: bool) -> Option<Table<'a>> {
    let t = me.t();
    let mut columns = vec![t.msg_worklist_what(), t.msg_worklist_whose()];
    if others {
        columns.push(t.msg_worklist_waits_for());
    }
    columns.push(t.msg_worklist_due());
    let table = Table::new(caption, columns);
    let filled = rows.iter().fold(table, |table, (row, now)| {
        let task = names::task(me.language(), row.task);
        let words =
            row.words.as_deref().map_or(Cow::Borrowed(task), |words| format!("{task}: {}", short(words)).into());
        let to = if others { address_of_others(row) } else { address(row) };
        let mut cells = vec![Cell::link(to, words), Cell::own(row.label.as_str())];
        if others {
            cells.push(Cell::own(row.subject_name.as_deref().unwrap_or_default()));
        }
        let going = now.then(|| Tag::yours(names::stage(me.language(), Stage::Meeting)));
        cells.push(row.due.map(|day| due(me, day)).or(going).map_or(Cell::None, Cell::Tag));
        table.row(cells)
    });
    (!rows.is_empty()).then_some(filled)
}

fn meetings<'a>(me: &Me, rows: &'a [PlanRow]) -> Option<Table<'a>> {
    let t = me.t();
    let table = Table::new(t.msg_worklist_meetings(), [t.msg_worklist_when(), t.msg_worklist_whose()]);
    let row = |table: Table<'a>, row: &'a PlanRow| {
        let when = row.next_meeting.map(|at| me.language().dates().weekday_moment(at)).unwrap_or_default();
        table.row([Cell::link(format!("/plans/{}/meeting", row.plan), when), Cell::own(row.label.as_str())])
    };
    (!rows.is_empty()).then(|| rows.iter().fold(table, row))
}

fn all<'a>(me: &Me, rows: &'a [PlanRow]) -> Option<Table<'a>> {
    let (t, dates) = (me.t(), me.language().dates());
    let columns = [t.msg_worklist_whose(), t.msg_worklist_stage(), t.msg_worklist_steps(), t.msg_worklist_changed()];
    let row = |table: Table<'a>, row: &'a PlanRow| {
        let changed = dates.past(row.updated.to_zoned(me.app.zone.clone()).date(), me.today);
        table.row([
            Cell::link(format!("/plans/{}", row.plan), row.label.as_str()),
            Cell::text(names::stage(me.language(), row.stage)),
            Cell::link(format!("/plans/{}/steps", row.plan), t.msg_worklist_to_steps()),
            Cell::text(changed),
        ])
    };
    (!rows.is_empty()).then(|| rows.iter().fold(Table::new(t.msg_worklist_plans(), columns), row))
}

/// Whose turn it is, as family pages say it: a name that the plan has.
pub fn named(view: &samsyn_domain::plan::Plan, subject: Subject) -> Option<String> {
    let staff = view.coordinator.iter().map(|c| &c.staff).chain(view.facilitator.iter());
    let coming = view.parties.iter().filter_map(|p| match &p.answer {
        samsyn_domain::plan::state::CallAnswer::Coming { who, .. } => Some(who),
        _ => None,
    });
    let owners = view.measures.iter().filter_map(|m| match &m.owner {
        samsyn_domain::plan::state::Owner::Staff(staff) => Some(staff),
        samsyn_domain::plan::state::Owner::Family(_) => None,
    });
    match subject {
        Subject::Staff(id) => staff.chain(coming).chain(owners).find(|s| s.staff == id).map(|s| s.name.to_string()),
        Subject::Unit(id) => {
            let units = view.parties.iter().map(|p| &p.unit).chain([&view.proposal.to]);
            units.into_iter().find(|unit| unit.unit == id).map(|unit| unit.name.to_string())
        }
        Subject::Person(id) if view.person.person == id => Some(view.person.name.to_string()),
        Subject::Person(id) => {
            let near = view.current_representatives().find(|r| r.person == id).map(|r| r.name.to_string());
            near.or_else(|| view.current_supporters().find(|s| s.person == Some(id)).map(|s| s.name.to_string()))
        }
    }
}
