//! The list of what was given out: all of it for the family and those who carry the plan on, a unit's own for the unit.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{CallGiven, CallWay, Disclosure, Letter, OwnCopy, Recipient};
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Cell, Page, Table};
use crate::text::T;
use crate::{names, refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/given/out.html")]
struct Out {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    all: bool,
    calls: bool,
    rows: Vec<Row>,
    copies: Vec<String>,
    own: Vec<Own>,
    stamp: Stamp,
}

/// One giving out.
struct Row {
    to: String,
    version: String,
    day: String,
    kinds: String,
    ground: String,
}

/// A version that was given to the unit of the one who looks, and whether its copy was taken out.
struct Own {
    version: u32,
    take: String,
    pdf: String,
    json: String,
    taken: bool,
}

impl Out {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let back = format!("/plans/{}", view.id);
        Self {
            page: me.plan_page(t.msg_given_title(), view).back(back).of(&form),
            t,
            plan: view.id,
            all: view.sees_consents(),
            calls: !view.calls_given.is_empty(),
            rows: rows(me, view),
            copies: view.copies.iter().map(|copy| taken(me, copy)).collect(),
            own: own(me, view),
            stamp: me.adding(),
            form,
        }
    }

    fn table(&self) -> Table<'_> {
        let t = self.t;
        let columns =
            [t.msg_given_to(), t.msg_given_version(), t.msg_given_when(), t.msg_given_kinds(), t.msg_given_ground()];
        self.rows.iter().fold(Table::new(t.msg_given_title(), columns), |table, row| {
            table.row([
                Cell::text(row.to.as_str()),
                Cell::text(row.version.as_str()),
                Cell::text(row.day.as_str()),
                Cell::text(row.kinds.as_str()),
                Cell::text(row.ground.as_str()),
            ])
        })
    }
}

/// The versions and the calls that were given out, in order.
fn rows(me: &Me, view: &PlanView) -> Vec<Row> {
    let t = me.t();
    let version = |given: &Disclosure| {
        let row = row(me, view, (given.at, &given.kinds, &given.ground));
        let (to, version) = (names::recipient(view, &given.to), t.msg_given_plan(given.version.to_string()));
        (given.at, Row { to, version, ..row })
    };
    let call = |given: &CallGiven| {
        let row = row(me, view, (given.at, &given.kinds, &given.ground));
        let words = match given.again {
            None if given.dropped == Some(Letter::Moved) => t.msg_given_moved_dropped(),
            None if given.dropped.is_some() => t.msg_given_call_dropped(),
            None => t.msg_given_call(),
            Some(CallWay::Told) => t.msg_given_call_again(),
            Some(CallWay::Letter) => t.msg_given_call_by_letter(),
        };
        (given.at, Row { to: given.to.name.to_string(), version: words.to_owned(), ..row })
    };
    let mut rows: Vec<_> = view.calls_given.iter().map(call).chain(view.disclosures.iter().map(version)).collect();
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The day, the kinds and the ground of a giving out.
fn row(me: &Me, view: &PlanView, (at, kinds, ground): (Timestamp, &BTreeSet<InfoKind>, &[No])) -> Row {
    let (t, language) = (me.t(), me.language());
    let kinds: Vec<&str> = kinds.iter().map(|kind| names::kind(language, *kind)).collect();
    // Whose consent it was is the family's to know, and theirs who carry the plan on.
    let on = view.consents.iter().filter(|consent| ground.contains(&consent.no));
    let mut names: Vec<String> = on.map(|consent| names::member(view, consent.by)).collect();
    names.sort();
    names.dedup();
    Row {
        to: String::new(),
        version: String::new(),
        day: language.dates().date(me.app.day(at)),
        kinds: kinds.join(" · "),
        ground: if names.is_empty() {
            t.msg_given_by_consent().to_owned()
        } else {
            t.msg_given_by_consent_of(names.join(", "))
        },
    }
}

fn taken(me: &Me, copy: &OwnCopy) -> String {
    let day = me.language().dates().date(me.app.day(copy.at));
    me.t().msg_given_copy(copy.unit.name.as_str(), copy.version.to_string(), copy.by.name.as_str(), day)
}

/// The versions that were given to the unit of the one who looks.
fn own(me: &Me, view: &PlanView) -> Vec<Own> {
    let (t, Some(staff)) = (me.t(), me.actor.staff()) else { return Vec::new() };
    if view.place().party.is_none() {
        return Vec::new();
    }
    let mine = |given: &&Disclosure| matches!(&given.to, Recipient::Unit(unit) if unit.unit == staff.unit.unit);
    let own = |given: &Disclosure| {
        let version = given.version.to_string();
        let took = |copy: &OwnCopy| copy.unit.unit == staff.unit.unit && copy.version == given.version;
        Own {
            version: given.version,
            take: t.msg_given_take(version.as_str()),
            pdf: t.msg_given_pdf(version.as_str()),
            json: t.msg_given_json(version.as_str()),
            taken: view.copies.iter().any(took),
        }
    };
    view.disclosures.iter().filter(mine).map(own).collect()
}

/// `GET /plans/{plan}/given-out`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Out::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/given-out`: the unit takes out its copy of a version; from then on it can be fetched.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Ok(version) = form.value("version").parse() else {
        let view = me.look(plan, Surface::Page).await?;
        form.fail("version", FieldError::NotChosen);
        return Ok(refused(&Out::of(&me, &view, form)));
    };
    match me.act(plan, &mut form, Command::TakeCopy { version }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/given-out#own"))),
        Done::Refused(view) => Ok(refused(&Out::of(&me, &view, form))),
    }
}
