//! The plan, and the call to one party, as PDF.

use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_store::Surface;

use super::file;
use crate::app::PaperOf;
use crate::error::Error;
use crate::me::{Answer, Me};

/// `GET /plans/{plan}/plan.pdf`: the plan as this reader may see it.
pub async fn plan(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Paper).await?;
    let bytes = set(&me, view, PaperOf::Plan).await?;
    Ok(file("application/pdf", "plan.pdf", bytes))
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
    let (papers, language, now) = (me.app.papers.clone(), me.language(), me.now);
    let done = tokio::task::spawn_blocking(move || papers(&view, of, language, now)).await;
    match done {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(step)) => Err(Error::internal(step.0)),
        Err(_) => Err(Error::internal("the paper's task stopped")),
    }
}
