//! What was destroyed of the plans that the own authority took part in.

use askama::Template;
use samsyn_domain::ids::PrincipalId;
use samsyn_store::{DisposalDone, Principal, Surface};

use crate::me::{Answer, Me, not_seen, trouble};
use crate::pages::log::words::neutral;
use crate::parts::{Empty, Page, Row, Rows};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/disposal/receipts.html")]
struct Receipts {
    page: Page,
    t: T,
    gone: Vec<(String, Vec<Row<'static>>)>,
}

/// `GET /disposal/receipts`
pub async fn get(me: Me) -> Answer {
    let (t, moment) = (me.t(), me.moment());
    let done = me.app.store.disposal_done(&me.asking(Surface::Page, &moment)).await.map_err(not_seen)?;
    let principals = me.app.store.principals().await.map_err(|error| trouble(&error))?;
    let own = me.actor.staff().map(|staff| staff.unit.principal);
    let gone = done.iter().map(|one| (neutral(t, one.plan), rows(&me, one, &principals, own))).collect();
    Ok(show(&Receipts { page: me.page(t.msg_disposal_receipts()).back("/disposal"), t, gone }))
}

/// The others who said yes are not told: of a plan that is gone nobody knows any more whether that would tell a place.
fn rows(me: &Me, done: &DisposalDone, principals: &[Principal], own: Option<PrincipalId>) -> Vec<Row<'static>> {
    let (t, dates, receipt) = (me.t(), me.language().dates(), &done.receipt);
    let day = |at: jiff::Timestamp| dates.date(at.to_zoned(me.app.zone.clone()).date());
    let mut rows = vec![
        Row::new(t.msg_disposal_when(), day(done.at)),
        Row::new(t.msg_disposal_last(), dates.date(receipt.last_entry)),
        Row::new(t.msg_disposal_from(), dates.date(receipt.due_from)),
        Row::new(t.msg_disposal_by(), super::decide::source(t, &(receipt.source.clone(), receipt.verified))),
    ];
    for yes in receipt.authorities.iter().filter(|yes| Some(yes.principal) == own) {
        let name = principals.iter().find(|one| one.id == yes.principal).map(|one| one.name.clone());
        let said = yes.at.map_or_else(
            || t.msg_disposal_operator_yes().to_owned(),
            |at| format!("{} {}", t.msg_disposal_yes(), day(at)),
        );
        rows.push(Row::new(name.unwrap_or_default(), said));
    }
    rows.extend([
        Row::new(t.msg_disposal_events(), receipt.events.to_string()),
        Row::new(t.msg_disposal_people(), receipt.people.to_string()),
        Row::new(t.msg_disposal_sum(), receipt.ciphertext.clone()),
    ]);
    rows
}
