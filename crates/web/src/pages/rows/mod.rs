//! The rows of a plan: needs, goals, measures, disagreements. One overview, and a page of its own for each form.

pub mod disagreement;
pub mod goal;
pub mod lines;
pub mod measure;
pub mod measure_page;
pub mod need;
pub mod overview;
pub mod owners;

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::plan::state::{Note, Stage};

use axum::response::Response;

use crate::form::Form;
use crate::me::Me;
use crate::parts::{Notice, Page};
use crate::{names, show};

/// What an address may ask of a form: the meeting note whose words it begins with.
#[derive(Default)]
pub struct FromNote {
    note: Option<No>,
    measure: Option<No>,
    room: bool,
}

impl FromNote {
    /// What the address of this visit asks for; what cannot be read is not asked.
    fn of(me: &Me) -> Self {
        let no = |key| me.asked(key).and_then(|no| no.parse().ok());
        Self { note: no("note"), measure: no("measure"), room: me.asked("room").is_some() }
    }
}

/// Where one goes back to: the room that the form was opened from, else the overview of the rows.
fn back_to(form: &Form, rows: &'static str) -> &'static str {
    if form.value("room").is_empty() { rows } else { "room" }
}

/// The note that a form grew from, if the one who writes may see it.
fn note_of<'a>(view: &'a PlanView, form: &Form) -> Option<&'a Note> {
    let no: No = form.value("note").parse().ok()?;
    view.notes.iter().find(|note| note.no == no)
}

/// An empty form, or one that begins with a note's words in the field `key`.
fn begin(mut form: Form, view: &PlanView, from: &FromNote, key: &str) -> Form {
    if let Some(note) = from.note.and_then(|no| view.notes.iter().find(|note| note.no == no)) {
        form.set("note", note.no.to_string());
        form.set(key, note.words.to_string());
    }
    if from.room {
        form.set("room", "1");
    }
    form
}

/// Whether rows may be written where the plan stands now.
pub fn writing(view: &PlanView) -> bool {
    writes(view.stage)
}

/// As [`writing`], of a stage.
pub fn writes(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Consented
            | Stage::Preparing
            | Stage::Called
            | Stage::Meeting
            | Stage::Draft
            | Stage::FollowUp
            | Stage::Revision
    )
}

/// Said in place of a form where the plan stands so that no rows are written.
#[derive(askama::Template)]
#[template(path = "pages/rows/not_now.html")]
struct NotNow {
    page: Page,
    words: String,
    rows: String,
    to_rows: &'static str,
}

/// The page that says so, or none where rows are written now. An agreed plan is changed from its own page.
fn not_now(me: &Me, view: &PlanView, title: &'static str) -> Option<Response> {
    if writing(view) {
        return None;
    }
    let (t, rows) = (me.t(), format!("/plans/{}/rows", view.id));
    let page = me.plan_page(title, view).back(rows.clone());
    let words = t.msg_rows_not_now(names::stage(me.language(), view.stage));
    Some(show(&NotNow { page, words, rows, to_rows: t.msg_rows_title() }))
}

#[cfg(test)]
mod tests;
