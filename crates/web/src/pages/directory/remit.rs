//! Remits: what each unit does and does not. Read by all who are signed in, kept by each unit itself; an administrator can too.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use samsyn_domain::access::{Hat, Reach};
use samsyn_domain::ids::UnitId;
use samsyn_domain::people::UnitRef;
use samsyn_domain::remit::{DoesNot, MOST, Remit};
use samsyn_domain::words::{Line, Words};
use samsyn_store::{Change, StoreError};

use super::stored;
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Page, Tag};
use crate::text::T;
use crate::{refused, show};

/// How many empty lines a form has for what a unit does not do.
const FRESH: usize = 3;

#[derive(Template)]
#[template(path = "pages/directory/remits.html")]
struct All {
    page: Page,
    t: T,
    units: Vec<(String, String, String, Tag<'static>)>,
}

#[derive(Template)]
#[template(path = "pages/directory/remit.html")]
struct One {
    page: Page,
    t: T,
    unit: String,
    remit: Remit,
    reviewed: Option<String>,
    old: bool,
    edit: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/directory/remit_edit.html")]
struct Edit {
    page: Page,
    t: T,
    form: Form,
    unit: String,
    lines: Vec<(String, String)>,
}

/// Who may write it: everybody who works at the unit, for they know it best; and an administrator.
fn keeps(me: &Me, unit: UnitId) -> bool {
    let theirs = me.actor.staff().is_some_and(|staff| staff.unit.unit == unit);
    me.actor.reach == Reach::Whole && (theirs || me.actor.wears(Hat::Administrator))
}

async fn found(me: &Me, id: UnitId) -> Result<(UnitRef, Remit), Error> {
    let unit = match me.app.store.unit_ref(id).await {
        Err(StoreError::NotFound) => Err(Error::NotFound),
        other => other.map_err(|error| trouble(&error)),
    }?;
    Ok((unit, me.app.store.remit(id).await.map_err(|error| trouble(&error))?))
}

fn state(me: &Me, remit: Option<&Remit>) -> Tag<'static> {
    let t = me.t();
    match remit {
        None => Tag::quiet(t.msg_remit_none()),
        Some(remit) if remit.old(me.today) => Tag::late(t.msg_remit_old()),
        Some(_) => Tag::done(t.msg_remit_written()),
    }
}

/// `GET /directory/remits`
pub async fn all(me: Me) -> Answer {
    let read = tokio::try_join!(me.app.store.unit_refs(), me.app.store.remits());
    let (units, remits) = read.map_err(|error| trouble(&error))?;
    let line = |unit: &UnitRef| {
        let remit = remits.iter().find(|remit| remit.unit == unit.unit);
        let to = format!("/directory/remits/{}", unit.unit);
        (to, unit.name.to_string(), unit.principal_name.to_string(), state(&me, remit))
    };
    let page = me.page(me.t().msg_remit_title()).back("/");
    Ok(show(&All { page, t: me.t(), units: units.iter().map(line).collect() }))
}

/// `GET /directory/remits/{id}`
pub async fn get(me: Me, Path(id): Path<UnitId>) -> Answer {
    let (unit, remit) = found(&me, id).await?;
    let t = me.t();
    Ok(show(&One {
        page: me.page(t.msg_remit_one_title()).back("/directory/remits"),
        t,
        unit: unit.name.to_string(),
        reviewed: remit.reviewed.map(|day| t.msg_remit_reviewed_on(me.language().dates().date(day))),
        old: remit.old(me.today),
        edit: keeps(&me, id).then(|| format!("/directory/remits/{id}/edit")),
        remit,
    }))
}

impl Edit {
    fn of(me: &Me, unit: &UnitRef, form: Form) -> Self {
        let t = me.t();
        let lines = lines(&form);
        Self {
            page: me.page(t.msg_remit_edit_title()).back(format!("/directory/remits/{}", unit.unit)).of(&form),
            t,
            unit: unit.name.to_string(),
            lines,
            form,
        }
    }

    fn labels(&self) -> Vec<(&str, &str)> {
        let t = self.t;
        let fixed = [
            ("does", t.msg_remit_does()),
            ("refers", t.msg_remit_refers()),
            ("waiting", t.msg_remit_waiting()),
            ("source", t.msg_remit_source()),
            ("reviewed", t.msg_remit_reviewed()),
        ];
        let lines = self.lines.iter();
        let lines = lines.flat_map(|(what, instead)| {
            [(what.as_str(), t.msg_remit_does_not()), (instead.as_str(), t.msg_remit_instead())]
        });
        fixed.into_iter().chain(lines).collect()
    }
}

/// The names of the fields for what a unit does not do: those that are filled in, and some more.
fn lines(form: &Form) -> Vec<(String, String)> {
    let filled = |at: &usize| {
        let there = |key: &str| !form.value(&format!("{key}-{at}")).trim().is_empty();
        there("not") || there("instead")
    };
    let last = (0..=MOST).rev().find(filled).map_or(0, |at| at + 1);
    (0..(last + FRESH).min(MOST)).map(|at| (format!("not-{at}"), format!("instead-{at}"))).collect()
}

/// `GET /directory/remits/{id}/edit`
pub async fn edit(me: Me, Path(id): Path<UnitId>) -> Answer {
    let (unit, remit) = kept_by(&me, id).await?;
    let mut form = me.form();
    form.set("does", remit.does.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    for (at, line) in remit.does_not.iter().enumerate() {
        form.set(&format!("not-{at}"), line.what.to_string());
        form.set(&format!("instead-{at}"), line.instead.to_string());
    }
    form.set("refers", remit.refers.as_ref().map(ToString::to_string).unwrap_or_default());
    form.set("waiting", remit.waiting.as_ref().map(ToString::to_string).unwrap_or_default());
    form.set("source", remit.source.as_ref().map(ToString::to_string).unwrap_or_default());
    form.set("reviewed", remit.reviewed.map(|day| day.to_string()).unwrap_or_default());
    Ok(show(&Edit::of(&me, &unit, form)))
}

/// `POST /directory/remits/{id}/edit`
pub async fn post(me: Me, Path(id): Path<UnitId>, mut form: Form) -> Answer {
    let (unit, _) = kept_by(&me, id).await?;
    if let Ok(remit) = read(&mut form, id, me.today) {
        let result = me.keep(Change::Remit(&remit)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved(format!("/directory/remits/{id}")));
        }
    }
    Ok(refused(&Edit::of(&me, &unit, form)))
}

/// The unit and its remit for those who keep it; nothing is there for anybody else, and that they tried is logged.
async fn kept_by(me: &Me, id: UnitId) -> Result<(UnitRef, Remit), Error> {
    if !keeps(me, id) {
        me.on_duty(Hat::Administrator, "directory", Some(id.0)).await?;
    }
    found(me, id).await
}

fn read(form: &mut Form, unit: UnitId, today: Date) -> Result<Remit, Invalid> {
    let does = does(form);
    let does_not: Vec<Option<DoesNot>> = lines(form).iter().filter_map(|keys| does_not(form, keys)).collect();
    let refers = form.text_or_empty("refers", Words::MAX);
    let refers = refers.and_then(|text| Words::optional(&text, "refers").map_err(|_| broken(form, "refers")));
    let (waiting, source) = (maybe(form, "waiting"), maybe(form, "source"));
    let reviewed = form.date_or_none("reviewed", today);
    let reviewed = reviewed.and_then(|day| match day {
        Some(day) if day > today => {
            Err(form.fail("reviewed", FieldError::Because(form.t().msg_remit_not_yet().to_owned())))
        }
        day => Ok(day),
    });
    let does_not = does_not.into_iter().collect::<Option<Vec<_>>>().ok_or(Invalid);
    Ok(Remit {
        unit,
        does: does?,
        does_not: does_not?,
        refers: refers?,
        waiting: waiting?,
        source: source?,
        reviewed: reviewed?,
    })
}

/// What the unit does: a line each.
fn does(form: &mut Form) -> Result<Vec<Line>, Invalid> {
    let text = form.text_or_empty("does", (Line::MAX + 1) * MOST)?;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > MOST {
        let words = form.t().msg_remit_too_many(MOST);
        return Err(form.fail("does", FieldError::Because(words)));
    }
    if let Some(long) = lines.iter().map(|line| line.chars().count()).find(|length| *length > Line::MAX) {
        return Err(form.fail("does", FieldError::TooLong { max: Line::MAX, over: long - Line::MAX }));
    }
    lines.into_iter().map(|line| Line::parse(line, "does")).collect::<Result<_, _>>().map_err(|_| broken(form, "does"))
}

/// One thing that the unit does not, with who instead; the outer `None` when the line is empty, the inner for a fault.
#[expect(clippy::option_option, reason = "an empty line is no fault")]
fn does_not(form: &mut Form, (what, instead): &(String, String)) -> Option<Option<DoesNot>> {
    if form.value(what).trim().is_empty() && form.value(instead).trim().is_empty() {
        return None;
    }
    let (first, second) = (one_line(form, what), one_line(form, instead));
    Some(first.ok().zip(second.ok()).map(|(what, instead)| DoesNot { what, instead }))
}

fn one_line(form: &mut Form, key: &str) -> Result<Line, Invalid> {
    let text = form.text(key, Line::MAX)?;
    Line::parse(&text, "line").map_err(|_| broken(form, key))
}

fn maybe(form: &mut Form, key: &str) -> Result<Option<Line>, Invalid> {
    let text = form.text_or_empty(key, Line::MAX)?;
    Line::optional(&text, "line").map_err(|_| broken(form, key))
}

fn broken(form: &mut Form, key: &str) -> Invalid {
    form.fail(key, FieldError::BrokenText)
}
