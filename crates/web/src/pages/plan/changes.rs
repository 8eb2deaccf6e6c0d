//! What changed since the version before: in plain words, then side by side.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::changes::{Change, Changes, Part, changes, parts};
use samsyn_domain::plan::state::{Disagreement, Goal, Measure, Need};
use samsyn_store::Surface;

use crate::error::Error;
use crate::me::{Answer, Me};
use crate::parts::{Cell, Empty, Page, Table};
use crate::text::T;
use crate::{names, show};

#[derive(Template)]
#[template(path = "pages/plan/changes.html")]
struct Changed<'a> {
    page: Page,
    t: T,
    lead: String,
    lines: Vec<Line>,
    table: Option<Table<'a>>,
}

/// One row that changed, in words.
pub struct Line {
    /// New, changed, taken away, settled.
    pub kind: &'static str,
    /// The row's own words.
    pub words: String,
    /// What of it: the label, as it is, as it was.
    pub parts: Vec<(&'static str, String, String)>,
}

/// The two sides of a row.
struct Sides {
    words: [String; 2],
    line: Line,
}

/// All that changed for this reader, one line a row.
pub fn lines(me: &Me, was: &PlanView, is: &PlanView) -> Vec<Line> {
    all(me, (was, is), &changes(was, is)).into_iter().map(|sides| sides.line).collect()
}

fn all(me: &Me, (was, is): (&PlanView, &PlanView), found: &Changes<'_>) -> Vec<Sides> {
    let t = me.t();
    let mut rows = Vec::new();
    for change in &found.measures {
        let words = |m: &Measure, view: &PlanView| {
            let (who, by) = (names::owner(view, &m.owner), me.language().dates().date(m.by));
            format!("{}\n{who}\n{by}", m.what.as_str())
        };
        let kinds = [t.msg_changes_measure_new(), t.msg_changes_measure(), t.msg_changes_measure_gone()];
        let parts = match (change.was, change.is) {
            (Some(a), Some(b)) => measure_parts(me, (was, a), (is, b)),
            _ => Vec::new(),
        };
        rows.push(sides(kinds, change, (|m| words(m, was), |m| words(m, is)), |m| m.what.to_string(), parts));
    }
    for change in &found.needs {
        let words = |need: &Need| need_words(need).join("\n");
        let kinds = [t.msg_changes_need_new(), t.msg_changes_need(), t.msg_changes_need_gone()];
        let first = |need: &Need| need_words(need).into_iter().next().unwrap_or_default();
        rows.push(sides(kinds, change, (words, words), first, Vec::new()));
    }
    for change in &found.goals {
        let words = |goal: &Goal| goal.words.to_string();
        let kinds = [t.msg_changes_goal_new(), t.msg_changes_goal(), t.msg_changes_goal_gone()];
        rows.push(sides(kinds, change, (words, words), words, Vec::new()));
    }
    for change in &found.disagreements {
        let settled = change.is.is_some_and(|d| d.settled.is_some()) && change.was.is_some_and(|d| d.settled.is_none());
        let changed = if settled { t.msg_changes_settled() } else { t.msg_changes_disagreement() };
        let kinds = [t.msg_changes_disagreement_new(), changed, t.msg_changes_disagreement_gone()];
        let first = |d: &Disagreement| d.settled.as_ref().unwrap_or(&d.next_step).to_string();
        rows.push(sides(kinds, change, (disagreement_words, disagreement_words), first, Vec::new()));
    }
    rows
}

fn sides<T>(
    [new, changed, gone]: [&'static str; 3],
    change: &Change<'_, T>,
    (was, is): (impl Fn(&T) -> String, impl Fn(&T) -> String),
    words: impl Fn(&T) -> String,
    parts: Vec<(&'static str, String, String)>,
) -> Sides {
    let kind = match (change.was, change.is) {
        (None, _) => new,
        (Some(_), Some(_)) => changed,
        (Some(_), None) => gone,
    };
    let line = Line { kind, words: change.is.or(change.was).map(words).unwrap_or_default(), parts };
    Sides { words: [change.was.map(was).unwrap_or_default(), change.is.map(is).unwrap_or_default()], line }
}

fn need_words(need: &Need) -> Vec<String> {
    let own = need.own_words.iter().map(ToString::to_string);
    own.chain(need.views.iter().map(|view| format!("{}: {}", view.by.name, view.words))).collect()
}

fn disagreement_words(row: &Disagreement) -> String {
    let each = row.sides.iter().map(|side| format!("{}: {}", side.who, side.words));
    each.chain(row.settled.iter().map(ToString::to_string)).collect::<Vec<_>>().join("\n")
}

/// What of a measure is otherwise: the label, as it is, as it was.
fn measure_parts(
    me: &Me,
    (was, before): (&PlanView, &Measure),
    (is, after): (&PlanView, &Measure),
) -> Vec<(&'static str, String, String)> {
    let (t, dates) = (me.t(), me.language().dates());
    let from = |m: &Measure| m.from.map_or_else(|| "–".to_owned(), |day| dates.date(day));
    let part = |part: Part| match part {
        Part::What => (t.msg_changes_what(), after.what.to_string(), before.what.to_string()),
        Part::Owner => (t.msg_plan_who(), names::owner(is, &after.owner), names::owner(was, &before.owner)),
        Part::From => (t.msg_changes_from(), from(after), from(before)),
        Part::By => (t.msg_changes_by(), dates.date(after.by), dates.date(before.by)),
        Part::Notice => (t.msg_changes_notice(), after.notice.to_string(), before.notice.to_string()),
        Part::Otherwise => (t.msg_plan_otherwise(), after.otherwise.to_string(), before.otherwise.to_string()),
    };
    parts(before, after).into_iter().map(part).collect()
}

/// `GET /plans/{plan}/changes`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let (number, before) = me.version_before(&view).await?.ok_or(Error::NotFound)?;
    let found = changes(&before, &view);
    let (t, rows) = (me.t(), all(&me, (&before, &view), &found));
    let columns =
        [t.msg_changes_row().to_owned(), t.msg_changes_before(number.to_string()), t.msg_changes_now().to_owned()];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let table = rows.iter().fold(Table::new(t.msg_changes_beside(), columns), |table, row| {
        let cell = |words: &String| if words.is_empty() { Cell::None } else { Cell::own(words.clone()) };
        table.row([Cell::text(row.line.kind), cell(&row.words[0]), cell(&row.words[1])])
    });
    let table = (!rows.is_empty()).then_some(table);
    let page = me.plan_page(t.msg_changes_title(), &view).back(format!("/plans/{plan}"));
    let lead = t.msg_changes_lead(number.to_string());
    let lines = all(&me, (&before, &view), &found).into_iter().map(|sides| sides.line).collect();
    Ok(show(&Changed { page, t, lead, lines, table }))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families::{self, Family, Milestone};

    use crate::Language;
    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn what_changed_stands_in_words_and_side_by_side_for_each_reader() {
        let house = House::upto("plan-changes", Milestone::Active).await;
        let (anna, child, plan) = (staff(&families::anna_ek()), person(&families::elin()), Family::Elin.plan());
        let path = format!("/plans/{plan}/changes");
        assert_eq!(house.get(&child, Language::Sv, &path).await.status, StatusCode::NOT_FOUND, "one version alone");
        let revise = house.post(&anna, &format!("/plans/{plan}/agree"), "do=revise&reason=Skolan+byter+lokal").await;
        assert_eq!(revise.status, StatusCode::SEE_OTHER);
        let none = house.everywhere(&child, &path).await.remove(0);
        assert!(none.contains("class=\"empty\""), "nothing has changed yet");
        let added =
            house.post(&anna, &format!("/plans/{plan}/goals/new"), "words=Jag+vill+g%C3%A5+till+biblioteket.").await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html);
        let page = house.everywhere(&child, &path).await.remove(0);
        assert!(page.contains("Nytt mål:") && page.matches("biblioteket").count() == 2, "in words, and beside: {page}");
        let agreed =
            house.post(&anna, &format!("/plans/{plan}/agree"), "do=agree&follow_up=2027-03-03&follow_up_time=14").await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.html);
        for html in house.everywhere(&child, &format!("/plans/{plan}")).await {
            assert!(html.contains(&format!("href=\"{path}\"")), "on the new version's own page");
        }
        let stranger = person(&families::greta());
        assert_eq!(house.get(&stranger, Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
    }
}
