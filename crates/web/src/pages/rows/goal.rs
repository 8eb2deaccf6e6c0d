//! A goal in the person's words: add it, say it differently, take it away.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::Row as PlanRow;
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::lines::NeedLine;
use super::need::use_note;
use super::{FromNote, begin, not_now, note_of, writing};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/rows/goal.html")]
struct GoalPage {
    page: Page,
    t: T,
    form: Form,
    needs: Vec<(String, String)>,
    note: Option<No>,
    there: bool,
    drops: bool,
    stamp: Stamp,
}

impl GoalPage {
    fn of(me: &Me, view: &PlanView, form: Form, there: bool) -> Self {
        let t = me.t();
        let title = if there { t.msg_rows_goal_title() } else { t.msg_rows_add_goal() };
        Self {
            page: me.plan_page(title, view).back(format!("/plans/{}/rows#goals", view.id)).of(&form),
            t,
            needs: needs(me, view),
            note: note_of(view, &form).map(|note| note.no),
            there,
            drops: view.place().holds() && writing(view),
            stamp: if there { me.changing(view) } else { me.adding() },
            form,
        }
    }

    fn needs(&self) -> Vec<Choice<'_>> {
        self.needs.iter().map(|(no, label)| Choice::new(no.as_str(), label.as_str())).collect()
    }
}

/// The needs to choose from: number and label.
pub(super) fn needs(me: &Me, view: &PlanView) -> Vec<(String, String)> {
    view.needs.iter().map(|need| (need.no.to_string(), NeedLine::of(me, view, need).label())).collect()
}

/// The need chosen in the field `need`; none when nothing is.
pub(super) fn need_of(form: &mut Form) -> Result<Option<No>, Invalid> {
    match form.value("need") {
        "" => Ok(None),
        value => value.parse().map(Some).map_err(|_| form.fail("need", FieldError::UnknownChoice)),
    }
}

/// `GET /plans/{plan}/goals/new`
pub async fn new(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let from = FromNote::of(&me);
    let view = me.look_to(plan, |_| vec![Deed::WriteRows]).await?;
    if let Some(said) = not_now(&me, &view, me.t().msg_rows_add_goal()) {
        return Ok(said);
    }
    let form = begin(me.form(), &view, &from, "words");
    Ok(show(&GoalPage::of(&me, &view, form, false)))
}

/// `POST /plans/{plan}/goals/new`
pub async fn add(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let (Ok(words), Ok(need)) = (form.text("words", Said::MAX), need_of(&mut form)) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&GoalPage::of(&me, &view, form, false)));
    };
    let add = Command::AddGoal { need, words: words.clone() };
    match me.act(plan, &mut form, add).await? {
        Done::Stored => {
            let newest = |view: &PlanView| {
                let goal = view.goals.iter().rev().find(|g| g.words.as_str() == words);
                goal.map(|g| PlanRow::Goal(g.no))
            };
            use_note(&me, plan, &form, newest).await?;
            Ok(me.saved(format!("/plans/{plan}/rows#goals")))
        }
        Done::Refused(view) => Ok(refused(&GoalPage::of(&me, &view, form, false))),
    }
}

/// `GET /plans/{plan}/goals/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::WriteRows]).await?;
    let goal = view.goals.iter().find(|goal| goal.no == no).ok_or(Error::NotFound)?;
    if let Some(said) = not_now(&me, &view, me.t().msg_rows_goal_title()) {
        return Ok(said);
    }
    let mut form = me.form();
    form.set("words", goal.words.as_str());
    Ok(show(&GoalPage::of(&me, &view, form, true)))
}

/// `POST /plans/{plan}/goals/{no}`: the button pressed says what.
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let command = match form.value("do") {
        "drop" => Command::DropGoal { no },
        _ => Command::RewordGoal { no, words: form.value("words").to_owned() },
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/rows#goals"))),
        Done::Refused(view) => Ok(refused(&GoalPage::of(&me, &view, form, true))),
    }
}
