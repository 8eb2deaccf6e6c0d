//! A measure: write it down, change it, take it away.

use axum::extract::Path;
use samsyn_domain::access::Deed;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Note, Owner};
use samsyn_store::Surface;

use super::measure_page::{MeasurePage, Typed, filled, read};
use super::owners::Owners;
use super::{FromNote, back_to, begin, not_now, note_of};
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::{refused, show};

/// `GET /plans/{plan}/measures/new`
pub async fn new(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let from = FromNote::of(&me);
    let view = me.look_to(plan, |_| vec![Deed::WriteRows]).await?;
    if let Some(said) = not_now(&me, &view, me.t().msg_rows_add_measure()) {
        return Ok(said);
    }
    let form = begin(me.form(), &view, &from, "what");
    Ok(show(&MeasurePage::of(&me, &view, form, None).await?))
}

/// `POST /plans/{plan}/measures/new`
pub async fn add(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&MeasurePage::of(&me, &view, form, None).await?));
    }
    let view = me.look(plan, Surface::Page).await?;
    let owners = Owners::of(&me, &view, None).await?;
    let Ok(Typed { draft, need }) = read(&me, &mut form, &owners) else {
        return Ok(refused(&MeasurePage::of(&me, &view, form, None).await?));
    };
    let from_note = note_of(&view, &form);
    let kind = kind_without(need, from_note, &draft.owner);
    let note = from_note.map(|note| note.no);
    match me.act(plan, &mut form, Command::ProposeMeasure { need, kind, draft, note }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{}", back_to(&form, "rows#measures")))),
        Done::Refused(view) => Ok(refused(&MeasurePage::of(&me, &view, form, None).await?)),
    }
}

/// The kind of a measure that answers no need: the note's, else that of the unit that does it. Nobody is shown more
/// than consent covers because a list was left empty.
fn kind_without(need: Option<No>, note: Option<&Note>, owner: &Owner) -> Option<InfoKind> {
    match (need, note, owner) {
        (None, Some(note), _) => Some(note.kind),
        (None, None, Owner::Staff(staff)) => Some(InfoKind::of(staff.unit.kind)),
        (Some(_), ..) | (None, None, Owner::Family(_)) => None,
    }
}

/// `GET /plans/{plan}/measures/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view =
        me.look_to(plan, |plan| vec![Deed::ChangeMeasure(plan.measure(no).map(|measure| &measure.owner))]).await?;
    let form = filled(&me, view.measure(no).ok_or(Error::NotFound)?);
    Ok(show(&MeasurePage::of(&me, &view, form, Some(no)).await?))
}

/// `POST /plans/{plan}/measures/{no}`: changed, or taken away.
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&MeasurePage::of(&me, &view, form, Some(no)).await?));
    }
    let view = me.look(plan, Surface::Page).await?;
    let command = if form.value("do") == "drop" {
        Command::DropMeasure { no }
    } else {
        let owners = Owners::of(&me, &view, view.measure(no).map(|m| &m.owner)).await?;
        let Ok(Typed { draft, .. }) = read(&me, &mut form, &owners) else {
            return Ok(refused(&MeasurePage::of(&me, &view, form, Some(no)).await?));
        };
        Command::ChangeMeasure { no, draft }
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/rows#measures"))),
        Done::Refused(view) => Ok(refused(&MeasurePage::of(&me, &view, form, Some(no)).await?)),
    }
}
