//! One plan whose time has run out: which rules say so, who took part, and the own authority's yes, hold or lifting of it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::{PlanId, PrincipalId};
use samsyn_store::{Authority, DisposalError, DisposalRow, DisposalSays, DisposalState, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Me, not_seen, trouble};
use crate::pages::log::words::neutral;
use crate::parts::{Cell, Notice, Page, Row, Rows, Table, Tag};
use crate::text::T;
use crate::{names, refused, show};

/// The longest reason, in characters.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "pages/disposal/decide.html")]
struct Decide {
    page: Page,
    t: T,
    form: Form,
    plan: String,
    held: Option<String>,
    notice: Option<String>,
    rows: Vec<Row<'static>>,
    table: Table<'static>,
    approves: bool,
    holds: bool,
    releases: bool,
}

impl Decide {
    fn of(me: &Me, (row, own): &(DisposalRow, PrincipalId), form: Form) -> Self {
        let t = me.t();
        let said = row.authorities.iter().any(|one| one.principal == *own && one.said.is_some());
        let held = row.state == DisposalState::Held;
        let by_all = row.authorities.iter().all(|one| one.said.is_some());
        let approved = row.state == DisposalState::Approved;
        Self {
            page: me.page(t.msg_disposal_one()).back("/disposal").of(&form),
            t,
            form,
            plan: neutral(t, row.plan),
            held: held.then(|| held_by(t, row)),
            notice: if row.is_due(me.today) {
                (approved && !by_all).then(|| t.msg_disposal_operator_yes().to_owned())
            } else {
                Some(t.msg_disposal_wait(me.language().dates().date(row.from)))
            },
            rows: rows(me, row),
            table: table(me, row),
            approves: !held && !said && !approved && row.is_due(me.today),
            holds: !held,
            releases: held && row.held_by == Some(*own),
        }
    }
}

fn held_by(t: T, row: &DisposalRow) -> String {
    let Some(by) = row.held_by else { return t.msg_disposal_held_by_operator().to_owned() };
    let name = row.authorities.iter().find(|one| one.principal == by).map(|one| name(t, one, row.protected));
    t.msg_disposal_held_by(name.unwrap_or_else(|| t.msg_disposal_another().to_owned()))
}

fn name(t: T, authority: &Authority, protected: bool) -> String {
    match authority.name.as_str() {
        "" if protected => t.msg_disposal_another().to_owned(),
        "" => t.msg_disposal_unknown().to_owned(),
        known => known.to_owned(),
    }
}

pub(super) fn source(t: T, (source, verified): &(String, bool)) -> String {
    if *verified || source.is_empty() { source.clone() } else { format!("{source}. {}", t.msg_disposal_unverified()) }
}

fn rows(me: &Me, row: &DisposalRow) -> Vec<Row<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let mut rows = vec![
        Row::new(t.msg_disposal_stage(), names::stage(me.language(), row.stage)),
        Row::new(t.msg_disposal_last(), dates.date(row.last_entry)),
        Row::new(t.msg_disposal_from(), dates.date(row.from)),
        Row::new(t.msg_disposal_by(), source(t, &row.source)),
    ];
    if let Some(latest) = row.latest {
        let longer = latest < row.from;
        let hint = if longer { t.msg_disposal_latest_longer() } else { t.msg_disposal_latest_hint() };
        let words = format!("{} ({hint})", dates.date(latest));
        rows.push(Row::new(t.msg_disposal_latest(), words));
    }
    if let Some(words) = row.words.clone() {
        rows.push(Row::own(t.msg_disposal_why_hold(), words));
    }
    rows
}

fn table(me: &Me, row: &DisposalRow) -> Table<'static> {
    let (t, dates) = (me.t(), me.language().dates());
    let columns = [t.msg_disposal_who(), t.msg_disposal_own_rule(), t.msg_disposal_own_from(), t.msg_disposal_says()];
    row.authorities.iter().fold(Table::new(t.msg_disposal_authorities(), columns), |table, one| {
        let says = match one.said {
            Some(at) => {
                let day = at.to_zoned(me.app.zone.clone()).date();
                Cell::Tag(Tag::done(format!("{} {}", t.msg_disposal_yes(), dates.date(day))))
            }
            None if one.archivist || one.name.is_empty() => Cell::Tag(Tag::waiting(t.msg_disposal_no_answer())),
            None => Cell::text(t.msg_disposal_by_operator()),
        };
        // Of a protected plan nothing tells by which rules another authority works.
        let (rule, from) = if one.source.0.is_empty() {
            (Cell::None, Cell::None)
        } else {
            (Cell::text(source(t, &one.source)), Cell::text(dates.date(one.from)))
        };
        table.row([Cell::own(name(t, one, row.protected)), rule, from, says])
    })
}

async fn look(me: &Me, plan: PlanId) -> Result<(DisposalRow, PrincipalId), Error> {
    let moment = me.moment();
    let asking = me.asking(Surface::Page, &moment);
    me.app.store.disposal_of(&asking, plan, &me.app.disposal).await.map_err(not_seen)
}

/// `GET /disposal/{plan}`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let found = look(&me, plan).await?;
    Ok(show(&Decide::of(&me, &found, me.form())))
}

/// `POST /disposal/{plan}`: `do` is `approve`, `hold` or `release`.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let (moment, words) = (me.moment(), form.value("words").trim().to_owned());
    let says = match form.value("do") {
        "approve" => Some(DisposalSays::Approve),
        "hold" => Some(DisposalSays::Hold(&words)),
        "release" => Some(DisposalSays::Release(&words)),
        _ => None,
    };
    let asking = me.asking(Surface::Page, &moment);
    if let Some(says) = says {
        match me.app.store.say_disposal(&asking, plan, &me.app.disposal, says).await {
            // Said twice it is as it was asked for, and nothing is written anew: a form sent twice is answered as once.
            Ok(()) | Err(DisposalError::Already) => return Ok(me.saved("/disposal")),
            Err(why) => fail(&me, &mut form, why)?,
        }
    } else {
        form.fail("do", FieldError::UnknownChoice);
    }
    let found = look(&me, plan).await?;
    Ok(refused(&Decide::of(&me, &found, form)))
}

/// Says on the form what is wrong.
fn fail(me: &Me, form: &mut Form, why: DisposalError) -> Result<(), Error> {
    let t = me.t();
    let words = match why {
        DisposalError::NotFound => return Err(Error::NotFound),
        DisposalError::Store(error) => return Err(trouble(&error)),
        DisposalError::NoReason => {
            // Says what is wrong with it, beside the field.
            return form.text("words", LONGEST).map(drop).or(Ok(()));
        }
        DisposalError::NotDue(day) => t.msg_disposal_wait(me.language().dates().date(day)),
        DisposalError::Held => t.msg_disposal_is_held().to_owned(),
        DisposalError::NotHeld => t.msg_disposal_is_not_held().to_owned(),
        DisposalError::NotTheirs => t.msg_disposal_not_yours().to_owned(),
        DisposalError::Already | DisposalError::Meanwhile => t.msg_disposal_meanwhile().to_owned(),
    };
    form.fail("", FieldError::Because(words));
    Ok(())
}
