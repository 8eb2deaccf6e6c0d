//! The page that a measure is written on: who does what, by when, how it is noticed, what if it does not work.

use askama::Template;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::command::MeasureDraft;
use samsyn_domain::plan::state::Owner;
use samsyn_domain::words::Words as Said;

use super::goal::{need_of, needs};
use super::lines::{MeasureLine, short};
use super::owners::{self, Owners};
use super::{back_to, note_of, writing};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::Me;
use crate::names;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote};
use crate::text::T;

/// So many names are read at a glance.
const AT_HAND: usize = 16;

#[derive(Template)]
#[template(path = "pages/rows/measure.html")]
pub(super) struct MeasurePage {
    page: Page,
    t: T,
    form: Form,
    person: String,
    owners: Vec<(String, String)>,
    needs: Vec<(String, String)>,
    others: Vec<(String, String)>,
    burden: Option<String>,
    ask_other: bool,
    note: Option<No>,
    line: Option<MeasureLine>,
    writes: bool,
    more: bool,
    stamp: Stamp,
}

impl MeasurePage {
    /// The page for a new measure (`no` is none) or for one that is there.
    pub(super) async fn of(me: &Me, view: &PlanView, form: Form, no: Option<No>) -> Result<Self, Error> {
        let t = me.t();
        let measure = no.map(|no| view.measure(no).ok_or(Error::NotFound)).transpose()?;
        let line = measure.map(|measure| MeasureLine::of(me, view, measure));
        let title = if no.is_some() { t.msg_rows_measure_title() } else { t.msg_rows_add_measure() };
        let others = view.measures.iter().filter(|m| Some(m.no) != no);
        let more = ["from", "waits_for", "coordinating"]
            .iter()
            .any(|key| !form.value(key).is_empty() || form.error(key).is_some());
        Ok(Self {
            page: me
                .plan_page(title, view)
                .back(format!("/plans/{}/{}", view.id, back_to(&form, "rows#measures")))
                .of(&form),
            t,
            person: names::first(view.person.name.as_str()).to_owned(),
            owners: Owners::of(me, view, measure.map(|m| &m.owner)).await?.list(),
            needs: needs(me, view),
            others: others.map(|m| (m.no.to_string(), short(m.what.as_str(), 70))).collect(),
            burden: burden(t, view),
            ask_other: form.error("owner").is_some() && asks_other(&form),
            note: note_of(view, &form).map(|note| note.no),
            writes: writing(view) && view.me().is_some() && line.as_ref().is_none_or(|line| line.mine),
            more,
            stamp: if no.is_some() { me.changing(view) } else { me.adding() },
            line,
            form,
        })
    }

    fn owners(&self) -> Vec<Choice<'_>> {
        choices(&self.owners)
    }

    /// Whether somebody else changed it while this one wrote.
    fn changed(&self) -> bool {
        self.line.is_some() && self.form.error("").is_some()
    }

    /// Whether all who may answer for it stand on the page at once: in the room, where each press counts, while they are few.
    fn at_hand(&self) -> bool {
        !self.form.value("room").is_empty() && self.owners.len() <= AT_HAND
    }

    fn needs(&self) -> Vec<Choice<'_>> {
        choices(&self.needs)
    }

    fn others(&self) -> Vec<Choice<'_>> {
        choices(&self.others)
    }
}

fn choices(list: &[(String, String)]) -> Vec<Choice<'_>> {
    list.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
}

/// How many tasks those who act for the person have already, told where one might give them another.
fn burden(t: T, view: &PlanView) -> Option<String> {
    let one = |no: No| {
        let member = FamilyMember::Representative(no);
        (names::member(view, member), owners::open_tasks(view, member))
    };
    let told = view.current_representatives().map(|r| one(r.no)).filter(|(_, tasks)| *tasks > 0);
    let told: Vec<String> = told.map(|(name, tasks)| t.msg_rows_burden(tasks, name)).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// Whether a task of coordinating would land on somebody who acts for the person: then one asks first.
fn asks_other(form: &Form) -> bool {
    let parent = matches!(owners::member(form.value("owner")), Some(FamilyMember::Representative(_)));
    parent && form.has("coordinating", "yes") && !form.has("anyway", "yes")
}

/// A measure as it was typed, with the need that it answers.
pub(super) struct Typed {
    pub(super) draft: MeasureDraft,
    pub(super) need: Option<No>,
}

/// Reads a measure; every field is read before any is refused, so that all faults are told at once.
pub(super) fn read(me: &Me, form: &mut Form, owners: &Owners) -> Result<Typed, Invalid> {
    let owner = owners.read(form);
    let what = form.text("what", Said::MAX);
    let by = form.date("by", me.today);
    let notice = form.text("notice", Said::MAX);
    let otherwise = form.text("otherwise", Said::MAX);
    let need = need_of(form);
    let from = form.date_or_none("from", me.today);
    let waits_for = waits_for(form);
    if asks_other(form) {
        let ask = form.t().msg_rows_ask_other().to_owned();
        form.fail("owner", FieldError::Because(ask));
    }
    if form.is_refused() {
        return Err(Invalid);
    }
    let draft = MeasureDraft {
        what: what?,
        owner: owner?,
        from: from?,
        by: by?,
        notice: notice?,
        otherwise: otherwise?,
        coordinating: form.has("coordinating", "yes"),
        waits_for: waits_for?,
    };
    Ok(Typed { draft, need: need? })
}

fn waits_for(form: &mut Form) -> Result<Option<No>, Invalid> {
    match form.value("waits_for") {
        "" => Ok(None),
        value => value.parse().map(Some).map_err(|_| form.fail("waits_for", FieldError::UnknownChoice)),
    }
}

/// A form filled with a measure as it stands.
pub(super) fn filled(me: &Me, measure: &samsyn_domain::plan::state::Measure) -> Form {
    let mut form = me.form();
    let day = |date: jiff::civil::Date| me.language().dates().date(date);
    form.set("owner", owners::value(&measure.owner));
    form.set("what", measure.what.as_str());
    form.set("by", day(measure.by));
    form.set("from", measure.from.map(day).unwrap_or_default());
    form.set("notice", measure.notice.as_str());
    form.set("otherwise", measure.otherwise.as_str());
    form.set("waits_for", measure.waits_for.map(|no| no.to_string()).unwrap_or_default());
    if measure.coordinating {
        form.set("coordinating", "yes");
        if matches!(measure.owner, Owner::Family(FamilyMember::Representative(_))) {
            form.set("anyway", "yes");
        }
    }
    form
}
