//! What the child itself thinks, whoever decides: written by the child, or by staff after a talk.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::{Command, Plan};

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/view.html")]
struct View {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    words: &'static str,
    lead: &'static str,
    keep: &'static str,
    stamp: Stamp,
}

impl View {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        // The child is spoken to, not of.
        let [title, lead, words, keep] = if view.place().person {
            [t.msg_view_title_own(), t.msg_view_lead_own(), t.msg_view_words_own(), t.msg_view_keep_own()]
        } else {
            [t.msg_view_title(), t.msg_view_lead(), t.msg_view_words(), t.msg_view_keep()]
        };
        let page = me.plan_page(title, view).back(format!("/plans/{}/consent", view.id));
        Self { page: page.of(&form), t, plan: view.id, words, lead, keep, stamp: me.adding(), form }
    }
}

impl View {
    /// The form's fields, for the summary of what is wrong.
    fn fields(&self) -> [(&str, &str); 2] {
        [("words", self.words), ("keep", self.keep)]
    }
}

/// The child's own, or of those who carry the plan on; of nobody once the person is of age.
fn deeds(plan: &Plan) -> Vec<Deed<'_>> {
    if plan.of_age { Vec::new() } else { vec![Deed::Consent(FamilyMember::Person)] }
}

/// `GET /plans/{plan}/consent/view`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    if view.stage.ended() {
        return Err(Error::NotFound);
    }
    let mut form = me.form();
    // Kept from guardians unless the child lets them read it.
    form.add("keep", b"yes");
    Ok(show(&View::of(&me, &view, form)))
}

/// `POST /plans/{plan}/consent/view`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let words = form.value("words").to_owned();
    let kept_from_guardians = form.has("keep", "yes");
    match me.act(plan, &mut form, Command::NoteChildsView { words, kept_from_guardians }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&View::of(&me, &view, form))),
    }
}
