//! A need: add it; say it in the person's words, in one's own professional words; take it away.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Need, Row as PlanRow};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::lines::NeedLine;
use super::{FromNote, begin, not_now, note_of, writing};
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Quote};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/rows/need.html")]
struct NeedPage {
    page: Page,
    t: T,
    form: Form,
    areas: Vec<(String, String)>,
    need: Option<NeedLine>,
    note: Option<No>,
    staff: bool,
    own: bool,
    drops: bool,
    stamp: Stamp,
}

impl NeedPage {
    fn of(me: &Me, view: &PlanView, form: Form, need: Option<NeedLine>) -> Self {
        let t = me.t();
        let areas = me.app.settings.life_areas.iter();
        let title = if need.is_some() { t.msg_rows_need_title() } else { t.msg_rows_add_need() };
        // A unit's words on a need are for those who are in the plan; a relative writes the person's words alone.
        let staff = view.me().is_some_and(|who| who.staff().is_some());
        Self {
            page: me.plan_page(title, view).back(format!("/plans/{}/rows#needs", view.id)).of(&form),
            t,
            areas: areas.map(|a| (a.key.clone(), names::area(me.language(), a).to_owned())).collect(),
            note: note_of(view, &form).map(|note| note.no),
            staff: staff && (view.place().party.is_some() || view.place().holds()),
            own: writing(view) && view.me().is_some(),
            drops: view.place().holds() && writing(view),
            stamp: if need.is_some() { me.changing(view) } else { me.adding() },
            need,
            form,
        }
    }

    fn areas(&self) -> Vec<Choice<'_>> {
        self.areas.iter().map(|(key, label)| Choice::new(key.as_str(), label.as_str())).collect()
    }
}

/// `GET /plans/{plan}/needs/new`
pub async fn new(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let from = FromNote::of(&me);
    let view = me.look_to(plan, |_| vec![Deed::WriteRows]).await?;
    if let Some(said) = not_now(&me, &view, me.t().msg_rows_add_need()) {
        return Ok(said);
    }
    let form = begin(me.form(), &view, &from, "own_words");
    Ok(show(&NeedPage::of(&me, &view, form, None)))
}

/// `POST /plans/{plan}/needs/new`
pub async fn add(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&NeedPage::of(&me, &view, form, None)));
    }
    let read = (form.text_or_empty("own_words", Said::MAX), form.text_or_empty("view", Said::MAX));
    let (Ok(own_words), Ok(view)) = read else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&NeedPage::of(&me, &view, form, None)));
    };
    let add = Command::AddNeed { area: form.value("area").to_owned(), own_words, view };
    match me.act(plan, &mut form, add).await? {
        Done::Stored => {
            let said = form.value("own_words").trim().to_owned();
            let newest = |view: &PlanView| {
                let same = |n: &&Need| n.own_words.as_ref().is_none_or(|w| w.as_str() == said);
                view.needs.iter().rev().find(same).map(|n| PlanRow::Need(n.no))
            };
            use_note(&me, plan, &form, newest).await?;
            Ok(me.saved(format!("/plans/{plan}/rows#needs")))
        }
        Done::Refused(view) => Ok(refused(&NeedPage::of(&me, &view, form, None))),
    }
}

/// Says that a note became the row that was just added. Only whoever carries the plan on marks notes.
pub(super) async fn use_note(
    me: &Me,
    plan: PlanId,
    form: &Form,
    row: impl FnOnce(&PlanView) -> Option<PlanRow>,
) -> Result<(), Error> {
    if form.value("note").is_empty() {
        return Ok(());
    }
    let view = me.look(plan, Surface::Page).await?;
    let note = note_of(&view, form).filter(|note| note.became.is_none() && view.place().holds());
    if let (Some(no), Some(became)) = (note.map(|note| note.no), row(&view)) {
        // A form of its own: the first act's submit has been used. A refusal leaves the note as it is, open.
        me.act(plan, &mut me.form(), Command::UseNote { no, became }).await?;
    }
    Ok(())
}

/// `GET /plans/{plan}/needs/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::WriteRows, Deed::ViewNeed]).await?;
    let need = view.need(no).ok_or(Error::NotFound)?;
    let mut form = me.form();
    form.set("own_words", need.own_words.as_ref().map(ToString::to_string).unwrap_or_default());
    form.set("view", mine(&me, need).map(ToString::to_string).unwrap_or_default());
    Ok(show(&NeedPage::of(&me, &view, form, Some(NeedLine::of(&me, &view, need)))))
}

/// `POST /plans/{plan}/needs/{no}`: the button pressed says what.
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    if form.value("do") == "drop" {
        return drop_it(&me, plan, no, form).await;
    }
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        let need = NeedLine::of(&me, &view, view.need(no).ok_or(Error::NotFound)?);
        return Ok(show(&NeedPage::of(&me, &view, form, Some(need))));
    }
    let view = me.look(plan, Surface::Page).await?;
    let need = view.need(no).ok_or(Error::NotFound)?;
    let own = form.text_or_empty("own_words", Said::MAX);
    let seen = form.text_or_empty("view", Said::MAX);
    let (Ok(own), Ok(seen)) = (own, seen) else {
        return Ok(refused(&NeedPage::of(&me, &view, form, Some(NeedLine::of(&me, &view, need)))));
    };
    for command in changes(&me, need, &form, own, seen) {
        if let Done::Refused(view) = me.act(plan, &mut form, command).await? {
            let need = view.need(no).map(|need| NeedLine::of(&me, &view, need)).ok_or(Error::NotFound)?;
            return Ok(refused(&NeedPage::of(&me, &view, form, Some(need))));
        }
        // What follows is an act of its own on the plan as it has just become.
        form.set("act", "");
        form.set("revision", "");
    }
    Ok(me.saved(format!("/plans/{plan}/rows#needs")))
}

/// Takes the need away. The act comes before any look: pressed twice, the need is gone, and the act alone knows that it
/// was this form that took it.
async fn drop_it(me: &Me, plan: PlanId, no: No, mut form: Form) -> Answer {
    match me.act(plan, &mut form, Command::DropNeed { no }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/rows#needs"))),
        Done::Refused(view) => {
            let need = view.need(no).map(|need| NeedLine::of(me, &view, need)).ok_or(Error::NotFound)?;
            Ok(refused(&NeedPage::of(me, &view, form, Some(need))))
        }
    }
}

/// What was asked: to save the words that were changed.
fn changes(me: &Me, need: &Need, form: &Form, own: String, seen: String) -> Vec<Command> {
    let no = need.no;
    let differs = |old: Option<&Said>, new: &str| old.map_or("", Said::as_str) != new;
    let mut commands = Vec::new();
    if form.pressed("own_words") && differs(need.own_words.as_ref(), &own) {
        commands.push(Command::SayNeed { no, words: own });
    }
    if form.pressed("view") && differs(mine(me, need), &seen) {
        commands.push(Command::ViewNeed { no, words: seen });
    }
    commands
}

/// The words of the unit of the one who looks.
fn mine<'a>(me: &Me, need: &'a Need) -> Option<&'a Said> {
    let unit = me.actor.staff()?.unit.unit;
    need.views.iter().find(|view| view.by.unit.unit == unit).map(|view| &view.words)
}
