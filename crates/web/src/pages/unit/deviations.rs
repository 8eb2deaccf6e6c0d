//! What deviates in the plans that a unit may know of, for whoever manages it: which plan, what, who and since when. No word of
//! a plan stands here; each row leads to the plan's own page, which narrows.

use askama::Template;
use samsyn_domain::plan::deviations::Deviates;
use samsyn_store::{DeviationRow, Surface};

use crate::me::{Answer, Me, not_seen};
use crate::parts::{Cell, Empty, Page, Table, Tag};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/unit/deviations.html")]
struct Deviations<'a> {
    page: Page,
    t: T,
    own: Option<Table<'a>>,
    others: Option<Table<'a>>,
}

/// `GET /unit`
pub async fn get(me: Me) -> Answer {
    let moment = me.moment();
    let list = me.app.store.unit_list(&me.asking(Surface::Page, &moment)).await.map_err(not_seen)?;
    let t = me.t();
    let page = me.page(t.msg_unit_title()).back("/");
    let own = table(&me, &list.own, t.msg_unit_own());
    let others = table(&me, &list.others, t.msg_unit_others());
    Ok(show(&Deviations { page, t, own, others }))
}

fn table<'a>(me: &Me, rows: &'a [DeviationRow], caption: &'static str) -> Option<Table<'a>> {
    let t = me.t();
    let columns = [t.msg_unit_what(), t.msg_unit_plan(), t.msg_unit_who(), t.msg_unit_since()];
    let row = |table: Table<'a>, row: &'a DeviationRow| {
        table.row([
            Cell::link(address(row), says(t, row.kind, row.number)),
            Cell::own(row.label.as_str()),
            Cell::own(row.staff_name.as_deref().unwrap_or(row.unit_name.as_str())),
            Cell::Tag(Tag::late(me.language().dates().past(row.since, me.today))),
        ])
    };
    (!rows.is_empty()).then(|| rows.iter().fold(Table::new(caption, columns), row))
}

/// What deviates, in a sentence; `of` is the measure's number.
pub fn says(t: T, kind: Deviates, of: Option<u32>) -> String {
    let number = of.map(|number| number.to_string()).unwrap_or_default();
    match (kind, of) {
        (Deviates::OwnerLeft, None) => t.msg_unit_holder_left().to_owned(),
        (Deviates::OwnerLeft, Some(_)) => t.msg_unit_owner_left(number),
        (Deviates::MeasureLate, _) => t.msg_unit_measure_late(number),
        (Deviates::MeasureMissed, _) => t.msg_unit_measure_missed(number),
        (Deviates::MeasureDeclined, _) => t.msg_unit_measure_declined(number),
        (Deviates::CallUnanswered, _) => t.msg_unit_call_unanswered().to_owned(),
        (Deviates::PartyAbsent, _) => t.msg_unit_party_absent().to_owned(),
    }
}

/// Where it is dealt with.
fn address(row: &DeviationRow) -> String {
    let plan = row.plan;
    match (row.kind, row.row) {
        (Deviates::OwnerLeft, Some(no)) => format!("/plans/{plan}/measures/{no}/hand-over"),
        (Deviates::OwnerLeft, None) => format!("/plans/{plan}/hand-over"),
        (Deviates::MeasureLate | Deviates::MeasureMissed, Some(no)) => format!("/plans/{plan}/measures#measure-{no}"),
        (Deviates::MeasureDeclined, Some(no)) => format!("/plans/{plan}#measure-{no}"),
        (Deviates::CallUnanswered, _) => format!("/plans/{plan}/answer"),
        _ => format!("/plans/{plan}"),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families::{self, Milestone};

    use crate::Language;
    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn a_manager_sees_what_is_late_in_the_own_unit_and_no_word_of_the_plan() {
        let house = House::upto("unit-deviations", Milestone::Told).await;
        let page = house.everywhere(&staff(&families::ingrid_palm()), "/unit").await.remove(0);
        assert!(page.contains("Vår enhet"), "{page}");
        assert!(!page.contains("magen") && !page.contains("<q"), "no word of what is written in a plan");
        let start = house.get(&staff(&families::ingrid_palm()), Language::Sv, "/").await.html;
        assert!(start.contains("href=\"/unit\""));
        for other in [staff(&families::lisa_berg()), staff(&families::tomas_vik()), person(&families::sara())] {
            let came = house.get(&other, Language::Sv, "/unit").await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{} manages nothing", other.name);
        }
    }
}
