//! The latest lines of the whole log, for auditors: who and what, without a word of any plan.

use askama::Template;
use jiff::{SignedDuration, Timestamp};
use samsyn_store::{Logged, Surface, Totals};

use super::words::{Names, Visit, action, asked_until, kept_until, neutral, page_of, reason, surface, visits};
use crate::form::Form;
use crate::me::{Answer, Me, not_seen, trouble};
use crate::parts::{Cell, Empty, Notice, Page, Row, Rows, Table, Tag};
use crate::text::T;
use crate::{refused, show};

/// How far back the page goes.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Template)]
#[template(path = "pages/log/all.html")]
struct All<'a> {
    page: Page,
    t: T,
    form: Form,
    counts: Vec<Row<'static>>,
    older: String,
    more: bool,
    overdue: Option<String>,
    table: Option<Table<'a>>,
}

fn which(t: T, line: &Logged) -> Cell<'static> {
    line.plan.map_or(Cell::None, |plan| Cell::link(format!("/plans/{plan}/log"), neutral(t, plan)))
}

fn row(me: &Me, names: &Names, visit: &Visit) -> Vec<Cell<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let at = visit.to.to_zoned(me.app.zone.clone()).datetime();
    let (who, unit) = names.who(t, &visit.line);
    let what = action(t, &visit.line);
    vec![
        Cell::text(format!("{} {}", dates.short(at.date()), dates.clock(at.time()))),
        Cell::text(who),
        Cell::text(unit),
        if visit.line.outcome == "denied" { Cell::Tag(Tag::late(what)) } else { Cell::text(what) },
        Cell::text(surface(t, &visit.line.surface)),
        Cell::text(reason(t, visit.line.reason.as_deref())),
        which(t, &visit.line),
    ]
}

fn table(me: &Me, names: &Names, visits: &[Visit]) -> Option<Table<'static>> {
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
    let whole = visits.iter().fold(table, |table, visit| table.row(row(me, names, visit)));
    (!visits.is_empty()).then_some(whole)
}

/// `GET /log`: a week, from now or from an earlier point in time backwards.
pub async fn get(me: Me) -> Answer {
    let (t, moment, mut form) = (me.t(), me.moment(), me.form());
    let asked = asked_until(&me, &mut form);
    let until = asked.unwrap_or(me.now);
    let asking = me.asking(Surface::Page, &moment);
    let since = until.saturating_sub(WEEK).unwrap_or(Timestamp::MIN);
    let lines = me.app.store.log_between(&asking, since, until).await.map_err(not_seen)?;
    let overdue = me.app.store.overdue_checks(&asking).await.map_err(|e| trouble(&e))?;
    let totals = me.app.store.log_totals(since, until).await.map_err(|e| trouble(&e))?;
    let earlier = earlier(&lines, since);
    let (visits, after) = page_of(&me, visits(lines));
    let names = Names::of(&me, visits.iter().map(|visit| &visit.line)).await?;
    let page = All {
        page: me.page(t.msg_log_all_title()).back("/").of(&form),
        form,
        t,
        counts: counts(&me, (since, until), totals),
        older: after.map_or(earlier, |after| format!("/log?until={}&after={after}", kept_until(&me, until))),
        more: after.is_some(),
        overdue: (overdue > 0).then(|| t.msg_checks_overdue(overdue)),
        table: table(&me, &names, &visits),
    };
    Ok(if asked.is_some() { show(&page) } else { refused(&page) })
}

/// Where the page before goes on: a thousand lines at a time, and where a week holds fewer, the week before.
fn earlier(lines: &[Logged], since: Timestamp) -> String {
    let at = lines.last().filter(|_| lines.len() >= 1000).map_or(since, |line| line.at);
    format!("/log?until={}", at.as_microsecond())
}

/// What stands in the whole week that the page is of, however many pages it takes; and which week.
fn counts(me: &Me, (since, until): (Timestamp, Timestamp), totals: Totals) -> Vec<Row<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let point = |at: Timestamp| {
        let at = at.to_zoned(me.app.zone.clone()).datetime();
        format!("{} {}", dates.short(at.date()), dates.clock(at.time()))
    };
    vec![
        Row::new(t.msg_log_count_time(), format!("{}–{}", point(since), point(until))),
        Row::new(t.msg_log_count_lines(), totals.lines.to_string()),
        Row::new(t.msg_log_count_people(), totals.accounts.to_string()),
        Row::new(t.msg_log_count_denied(), totals.denied.to_string()),
    ]
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
        let ulla = staff(&families::ulla_frisk());
        let day = house.get(&ulla, Language::Sv, "/log?until=22+november").await;
        assert!(day.status == StatusCode::OK && day.html.contains("Bo Granat"));
        let none = house.get(&ulla, Language::Sv, "/log?until=31%20februari").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        crate::samples::sound("log", &none.html);
        assert!(none.html.contains("href=\"#until\"") && none.html.contains("value=\"31 februari\""));
        let anna = house.get(&staff(&families::anna_ek()), Language::Sv, "/log").await;
        assert_eq!(anna.status, StatusCode::NOT_FOUND);
    }
}
