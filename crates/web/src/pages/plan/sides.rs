//! What is not agreed on, as the plan shows it.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::plan::state::{Disagreement, Owner};
use samsyn_domain::words::Words;

use crate::me::Me;
use crate::pages::rows::disagreement::takes_step;

/// Each side's sentence, the next step and who takes it.
pub(super) struct Sides<'a> {
    pub(super) no: No,
    pub(super) each: Vec<(&'a str, &'a str)>,
    pub(super) next: &'a str,
    pub(super) owner: &'a str,
    pub(super) by: String,
    /// When the next step was taken, in words.
    pub(super) stepped: Option<String>,
    /// Whether the one who looks is to take it.
    pub(super) steps: bool,
    pub(super) settled: Option<&'a str>,
}

impl<'a> Sides<'a> {
    /// A disagreement as it stands.
    pub(super) fn of(me: &Me, view: &'a PlanView, row: &'a Disagreement) -> Self {
        let (t, dates) = (me.t(), me.language().dates());
        Self {
            no: row.no,
            each: row.sides.iter().map(|side| (side.who.as_str(), side.words.as_str())).collect(),
            next: row.next_step.as_str(),
            owner: match &row.owner {
                Owner::Staff(staff) => staff.name.as_str(),
                Owner::Family(member) => view.family_name(*member).map_or("", |name| name.as_str()),
            },
            by: dates.date(row.by),
            stepped: row.stepped.map(|at| t.msg_rows_stepped(dates.date(me.app.day(at)))),
            steps: takes_step(view, row) && me.may_go("/plans/{plan}/disagreements/{no}"),
            settled: row.settled.as_ref().map(Words::as_str),
        }
    }
}
