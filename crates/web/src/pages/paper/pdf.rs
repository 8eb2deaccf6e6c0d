//! The plan, and the call to one party, as PDF.

use axum::extract::Path;
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::{Attendee, CallAnswer};
use samsyn_domain::plan::waiting::family_subject;
use samsyn_store::Surface;

use super::file;
use crate::app::PaperOf;
use crate::error::Error;
use crate::language::Language;
use crate::limits::Crowded;
use crate::me::{Answer, Me, not_seen, trouble};
use crate::pages::room::seats::from_key;

/// `GET /plans/{plan}/plan.pdf`: the plan as this reader may see it.
pub async fn plan(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Paper).await?;
    let bytes = set(&me, view, PaperOf::Plan).await?;
    Ok(file("application/pdf", "plan.pdf", bytes))
}

/// `GET /plans/{plan}/child.pdf`: the same for the child whom it is about; there is none of a plan about somebody of age.
pub async fn child(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Paper).await?;
    if view.of_age {
        return Err(Error::NotFound);
    }
    let bytes = set(&me, view, PaperOf::Child).await?;
    Ok(file("application/pdf", "plan.pdf", bytes))
}

/// `GET /plans/{plan}/papers/{seat}.pdf`: the paper of one who takes part, in their language and version, as they may see it; for
/// whoever carries the plan on and hands it out.
pub async fn of(me: Me, Path((plan, name)): Path<(PlanId, String)>) -> Answer {
    let seat = name.strip_suffix(".pdf").and_then(from_key).ok_or(Error::NotFound)?;
    let moment = me.moment();
    let view = me.app.store.look_for(&me.asking(Surface::Paper, &moment), plan, seat).await.map_err(not_seen)?;
    let (of, language) = version_for(&me, &view, seat).await?;
    Ok(file("application/pdf", "plan.pdf", set_in(&me, view, of, language).await?))
}

/// Which paper somebody who takes part gets, and in which language: by what is known of them, else Swedish.
pub(crate) async fn version_for(me: &Me, plan: &Plan, seat: Attendee) -> Result<(PaperOf, Language), Error> {
    let subject = match seat {
        Attendee::Family(member) => family_subject(plan, member),
        Attendee::Party(no) => match plan.party(no).map(|party| &party.answer) {
            Some(CallAnswer::Coming { who, .. }) => Some(Subject::Staff(who.staff)),
            _ => None,
        },
    };
    let said = match subject {
        Some(subject) => me.app.store.language_of(subject).await.map_err(|error| trouble(&error))?,
        None => None,
    };
    let language = said.as_deref().and_then(Language::from_tag).unwrap_or_default();
    let child = seat == Attendee::Family(FamilyMember::Person) && !plan.of_age;
    Ok((if child { PaperOf::Child } else { PaperOf::Plan }, language))
}

/// `GET /plans/{plan}/letters/{no}.pdf`: the call to the party with this row number.
pub async fn letter(me: Me, Path((plan, name)): Path<(PlanId, String)>) -> Answer {
    let no: No = name.strip_suffix(".pdf").and_then(|no| no.parse().ok()).ok_or(Error::NotFound)?;
    let view = me.look(plan, Surface::Paper).await?;
    let may = view.place().holds() || view.place().party == Some(no);
    if !may || view.party(no).is_none() {
        return Err(Error::NotFound);
    }
    let bytes = set(&me, view, PaperOf::Letter(no)).await?;
    Ok(file("application/pdf", "letter.pdf", bytes))
}

/// Sets the paper away from the event loop: it takes tens of milliseconds of CPU.
pub(crate) async fn set(me: &Me, view: PlanView, of: PaperOf) -> Result<Vec<u8>, Error> {
    set_in(me, view, of, me.language()).await
}

async fn set_in(me: &Me, view: PlanView, of: PaperOf, language: Language) -> Result<Vec<u8>, Error> {
    let (papers, now) = (me.app.papers.clone(), me.now);
    // In line, few at a time: a long plan takes seconds, and one who asks for many must not take every processor.
    match me.app.limits.set(move || papers(&view, of, language, now)).await {
        Ok(Some(Ok(bytes))) => Ok(bytes),
        Ok(Some(Err(step))) => Err(Error::internal(step.0)),
        Ok(None) => Err(Error::internal("the paper's task stopped")),
        Err(Crowded) => Err(Error::Unavailable),
    }
}
