//! The latest lines of the whole log, for auditors: who and what, without a word of any plan.

use askama::Template;
use jiff::SignedDuration;
use samsyn_store::{Logged, Surface};

use super::words::{Names, Visit, action, reason, surface, visits};
use crate::me::{Answer, Me, not_seen};
use crate::parts::{Cell, Empty, Page, Row, Rows, Table, Tag};
use crate::show;
use crate::text::T;

/// How far back the page goes.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Template)]
#[template(path = "pages/log/all.html")]
struct All<'a> {
    page: Page,
    t: T,
    lines: String,
    denied: String,
    people: String,
    table: Option<Table<'a>>,
}

/// A plan without its name: the end of its id, enough to tell two apart.
fn neutral(t: T, line: &Logged) -> Cell<'static> {
    line.plan.map_or(Cell::None, |plan| {
        let id = plan.to_string();
        let end: String = id.chars().skip(id.len().saturating_sub(6)).collect();
        Cell::link(format!("/plans/{plan}/log"), format!("{} {end}", t.msg_log_plan()))
    })
}

fn row(me: &Me, names: &Names, visit: &Visit) -> Vec<Cell<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let at = visit.to.to_zoned(me.app.zone.clone()).datetime();
    let (who, unit) = names.who(t, &visit.line);
    let what = action(t, &visit.line);
    vec![
        Cell::text(format!("{} {}", dates.short(at.date()), dates.time(at.time()))),
        Cell::own(who),
        Cell::own(unit),
        if visit.line.outcome == "denied" { Cell::Tag(Tag::late(what)) } else { Cell::text(what) },
        Cell::text(surface(t, &visit.line.surface)),
        Cell::text(reason(t, visit.line.reason.as_deref())),
        neutral(t, &visit.line),
    ]
}

fn table(me: &Me, names: &Names, visits: &[Visit]) -> Table<'static> {
    let t = me.t();
    let columns = [
        t.msg_log_when(),
        t.msg_log_who(),
        t.msg_log_unit(),
        t.msg_log_what(),
        t.msg_log_how(),
        t.msg_log_why(),
        t.msg_log_which(),
    ];
    let table = Table::new(t.msg_log_all_title(), columns);
    visits.iter().fold(table, |table, visit| table.row(row(me, names, visit)))
}

/// `GET /log`
pub async fn get(me: Me) -> Answer {
    let (t, moment) = (me.t(), me.moment());
    let since = me.now - WEEK;
    let lines = me.app.store.log_since(&me.asking(Surface::Page, &moment), since).await.map_err(not_seen)?;
    let denied = lines.iter().filter(|line| line.outcome == "denied").count();
    let people: std::collections::BTreeSet<_> =
        lines.iter().filter_map(|line| line.account).map(|account| account.0).collect();
    let count = lines.len();
    let visits = visits(lines);
    let names = Names::of(&me, &visits).await;
    let table = (!visits.is_empty()).then(|| table(&me, &names, &visits));
    Ok(show(&All {
        page: me.page(t.msg_log_all_title()).back("/"),
        t,
        lines: count.to_string(),
        denied: denied.to_string(),
        people: people.len().to_string(),
        table,
    }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families::{self, Family};

    use crate::Language;
    use crate::samples::{House, staff};

    #[tokio::test]
    async fn auditors_alone_see_the_whole_log_and_no_word_of_a_plan() {
        let house = House::open("log-all").await;
        let path = format!("/plans/{}", Family::Elin.plan());
        house.get(&staff(&families::bo_granat()), Language::Sv, &path).await;
        let page = &house.everywhere(&staff(&families::ulla_frisk()), "/log").await[0];
        assert!(page.contains("Bo Granat") && page.contains("men fick inte"));
        assert!(!page.contains("Elin"), "no plan's name");
        let anna = house.get(&staff(&families::anna_ek()), Language::Sv, "/log").await;
        assert_eq!(anna.status, StatusCode::NOT_FOUND);
    }
}
