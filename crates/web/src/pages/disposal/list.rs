//! The plans whose time has run out, for the archivist of one authority.

use askama::Template;
use samsyn_domain::ids::PrincipalId;
use samsyn_store::{DisposalRow, DisposalState, Surface};

use crate::me::{Answer, Me, not_seen};
use crate::pages::log::words::neutral;
use crate::parts::{Cell, Empty, Page, Table, Tag};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/disposal/list.html")]
struct List {
    page: Page,
    t: T,
    parts: Vec<Part>,
}

struct Part {
    title: &'static str,
    lead: Option<&'static str>,
    table: Table<'static>,
}

/// Whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Yours,
    Others,
    Ready,
    Held,
}

fn turn(row: &DisposalRow, own: Option<PrincipalId>) -> Turn {
    let said = row.authorities.iter().any(|one| Some(one.principal) == own && one.said.is_some());
    match row.state {
        DisposalState::Held => Turn::Held,
        DisposalState::Approved => Turn::Ready,
        DisposalState::Open | DisposalState::Released if said => Turn::Others,
        DisposalState::Open | DisposalState::Released => Turn::Yours,
    }
}

/// `GET /disposal`
pub async fn get(me: Me) -> Answer {
    let (t, moment) = (me.t(), me.moment());
    let rows = me.app.store.disposal_list(&me.asking(Surface::Page, &moment), &me.app.disposal).await;
    let rows = rows.map_err(not_seen)?;
    let own = me.actor.staff().map(|staff| staff.unit.principal);
    let all = [
        (Turn::Yours, t.msg_disposal_yours(), None),
        (Turn::Others, t.msg_disposal_others(), None),
        (Turn::Held, t.msg_disposal_held(), None),
        (Turn::Ready, t.msg_disposal_ready(), Some(t.msg_disposal_ready_lead())),
    ];
    let parts = all.into_iter().filter_map(|(of, title, lead)| {
        let rows: Vec<_> = rows.iter().filter(|row| turn(row, own) == of).collect();
        (!rows.is_empty()).then(|| Part { title, lead, table: table(&me, title, &rows) })
    });
    let parts = parts.collect();
    Ok(show(&List { page: me.page(t.msg_disposal_title()).back("/"), t, parts }))
}

fn table(me: &Me, title: &'static str, rows: &[&DisposalRow]) -> Table<'static> {
    let (t, dates) = (me.t(), me.language().dates());
    let columns = [t.msg_disposal_plan(), t.msg_disposal_last(), t.msg_disposal_from(), t.msg_disposal_latest()];
    rows.iter().fold(Table::new(title, columns), |table, row| {
        // Where another authority must keep longer, the strictest rule's last day cannot be kept.
        let latest = match row.latest.filter(|day| *day >= row.from) {
            None => Cell::None,
            Some(day) if day < me.today => Cell::Tag(Tag::late(dates.date(day))),
            Some(day) => Cell::text(dates.date(day)),
        };
        table.row([
            Cell::link(format!("/disposal/{}", row.plan), neutral(t, row.plan)),
            Cell::text(dates.date(row.last_entry)),
            Cell::text(dates.date(row.from)),
            latest,
        ])
    })
}
