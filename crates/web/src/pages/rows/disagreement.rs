//! What the participants do not agree on: each side's own sentence, and who takes the next step. Settle it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::state::{Attendee, Disagreement, Measure, Owner};
use samsyn_domain::plan::{Command, Plan};
use samsyn_domain::rules::owner_answers_for_the_measure::is_owner;
use samsyn_domain::rules::who_cannot_live_with_it_stands_in_print::unanswered;
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::lines::DisagreementLine;
use super::owners::Owners;
use super::{FromNote, back_to, begin, not_now, note_of};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refused, show};

/// How many sides a new form has room for.
const SIDES: usize = 3;

#[derive(Template)]
#[template(path = "pages/rows/disagreement.html")]
struct Write {
    page: Page,
    t: T,
    form: Form,
    owners: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    sides: Vec<(usize, String, String)>,
    note: Option<No>,
    stamp: Stamp,
}

impl Write {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let t = me.t();
        let (who, words) = (form.list("who"), form.list("words"));
        let rows = SIDES.max(who.len()).max(words.len());
        let at = |list: &[&str], row: usize| list.get(row).copied().unwrap_or_default().to_owned();
        Ok(Self {
            page: me
                .plan_page(t.msg_rows_add_disagreement(), view)
                .back(format!("/plans/{}/{}", view.id, back_to(&form, "rows#disagreements")))
                .of(&form),
            t,
            owners: Owners::of(me, view, None).await?.list(),
            kinds: InfoKind::ALL.iter().map(|kind| (kind.key(), names::kind(me.language(), *kind))).collect(),
            sides: (0..rows).map(|row| (row + 1, at(&who, row), at(&words, row))).collect(),
            note: note_of(view, &form).map(|note| note.no),
            stamp: me.adding(),
            form,
        })
    }

    fn owners(&self) -> Vec<Choice<'_>> {
        self.owners.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
    }

    fn kinds(&self) -> Vec<Choice<'_>> {
        self.kinds.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }
}

/// `GET /plans/{plan}/disagreements/new`
pub async fn new(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let from = FromNote::of(&me);
    let view = me.look_to(plan, |_| vec![Deed::WriteRows]).await?;
    if let Some(said) = not_now(&me, &view, me.t().msg_rows_add_disagreement()) {
        return Ok(said);
    }
    let mut form = begin(me.form(), &view, &from, "words");
    let kind = note_of(&view, &form).map_or(InfoKind::OwnWords, |note| note.kind);
    form.set("kind", kind.key());
    if let Some(measure) = from.measure.and_then(|no| view.measure(no)) {
        about(&mut form, &view, measure);
    }
    Ok(show(&Write::of(&me, &view, form).await?))
}

/// `POST /plans/{plan}/disagreements/new`
pub async fn add(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&Write::of(&me, &view, form).await?));
    }
    let view = me.look(plan, Surface::Page).await?;
    let owners = Owners::of(&me, &view, None).await?;
    let note = note_of(&view, &form).map(|note| note.no);
    let Ok(command) = read(&me, &mut form, &owners, note) else {
        return Ok(refused(&Write::of(&me, &view, form).await?));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{}", back_to(&form, "rows#disagreements")))),
        Done::Refused(view) => Ok(refused(&Write::of(&me, &view, form).await?)),
    }
}

/// Begins with the sentence of whoever cannot live with a measure, and room for the one of its owner.
fn about(form: &mut Form, view: &PlanView, measure: &Measure) {
    form.set("measure", measure.no.to_string());
    form.set("kind", measure.kind.key());
    for answer in unanswered(view, measure) {
        let name = match answer.of {
            Attendee::Family(member) => names::member(view, member),
            Attendee::Party(no) => view.party(no).map(|party| party.unit.name.to_string()).unwrap_or_default(),
        };
        form.add("who", name.as_bytes());
        form.add("words", answer.words.as_ref().map(|words| words.as_str().as_bytes()).unwrap_or_default());
    }
    // Whoever answers for it and cannot live with it has said their sentence; the other side is somebody else.
    if !unanswered(view, measure).any(|answer| same_side(view, answer.of, &measure.owner)) {
        form.add("who", names::owner(view, &measure.owner).as_bytes());
        form.add("words", b"");
    }
}

fn same_side(view: &PlanView, of: Attendee, owner: &Owner) -> bool {
    match (of, owner) {
        (Attendee::Family(member), Owner::Family(owner)) => member == *owner,
        (Attendee::Party(no), Owner::Staff(staff)) => view.party(no).is_some_and(|p| p.unit.unit == staff.unit.unit),
        _ => false,
    }
}

fn read(me: &Me, form: &mut Form, owners: &Owners, note: Option<No>) -> Result<Command, Invalid> {
    let sides: Vec<(String, String)> =
        form.list("who").into_iter().zip(form.list("words")).map(|(w, s)| (w.to_owned(), s.to_owned())).collect();
    let next_step = form.text("next_step", Said::MAX);
    let owner = owners.read(form);
    let by = form.date("by", me.today);
    let kind = InfoKind::from_key(form.value("kind")).ok_or_else(|| form.fail("kind", FieldError::NotChosen));
    let about = form.value("measure").parse().ok();
    Ok(Command::WriteDisagreement { kind: kind?, sides, next_step: next_step?, owner: owner?, by: by?, note, about })
}

#[derive(Template)]
#[template(path = "pages/rows/settle.html")]
struct Settle {
    page: Page,
    t: T,
    form: Form,
    row: DisagreementLine,
    settles: bool,
    steps: bool,
    stamp: Stamp,
}

impl Settle {
    fn of(me: &Me, view: &PlanView, form: Form, no: No) -> Result<Self, Error> {
        let row = view.disagreements.iter().find(|row| row.no == no).ok_or(Error::NotFound)?;
        let settles = view.place().holds() && row.settled.is_none() && !view.stage.ended();
        let t = me.t();
        Ok(Self {
            page: me
                .plan_page(if settles { t.msg_rows_settle_title() } else { t.msg_rows_disagreements() }, view)
                .back(format!("/plans/{}/rows#disagreements", view.id))
                .of(&form),
            t,
            settles,
            steps: takes_step(view, row),
            row: DisagreementLine::of(me, view, row),
            stamp: me.changing(view),
            form,
        })
    }
}

/// `GET /plans/{plan}/disagreements/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look_to(plan, |whole| vec![Deed::Hold, Deed::OwnMeasure(owner(whole, no))]).await?;
    Ok(show(&Settle::of(&me, &view, me.form(), no)?))
}

/// Who takes the next step of it.
fn owner(plan: &Plan, no: No) -> Option<&Owner> {
    plan.disagreements.iter().find(|row| row.no == no).map(|row| &row.owner)
}

/// Whether the next step is for the one who looks to take, and is not taken.
pub fn takes_step(view: &PlanView, row: &Disagreement) -> bool {
    let mine = view.me().is_some_and(|me| is_owner(&row.owner, me));
    mine && row.stepped.is_none() && row.settled.is_none() && !view.stage.ended()
}

/// `POST /plans/{plan}/disagreements/{no}`: that the next step is taken, or how it was settled.
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let (command, to) = if form.value("do") == "step" {
        (Command::TakeNextStep { no }, format!("/plans/{plan}/disagreements/{no}"))
    } else {
        let words = form.value("words").to_owned();
        (Command::SettleDisagreement { no, words }, format!("/plans/{plan}/rows#disagreements"))
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(to)),
        Done::Refused(view) => Ok(refused(&Settle::of(&me, &view, form, no)?)),
    }
}
