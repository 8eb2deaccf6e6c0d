//! The plan as plain text, to copy into the journal of one's own authority.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::state::Measure;
use samsyn_store::Surface;

use super::measure::Row;
use crate::language::Language;
use crate::me::{Answer, Me};
use crate::names::{self, translated};
use crate::parts::Page;
use crate::show;
use crate::text::{T, plain};

#[derive(Template)]
#[template(path = "pages/plan/journal.html")]
struct Journal {
    page: Page,
    t: T,
    plan: PlanId,
    lead: &'static str,
    text: String,
    rows: usize,
}

/// What the page is called, and what it says first: families have no journal.
pub(super) fn title(me: &Me) -> (&'static str, &'static str) {
    let t = me.t();
    match me.actor.staff() {
        Some(_) => (t.msg_journal_title(), t.msg_journal_lead()),
        None => (t.msg_journal_title_family(), t.msg_journal_lead_family()),
    }
}

/// `GET /plans/{plan}/journal`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Export).await?;
    let text = text(&me, &view);
    let rows = text.lines().count().clamp(10, 40);
    let (title, lead) = title(&me);
    let page = me.page(title).back(format!("/plans/{plan}"));
    Ok(show(&Journal { page, t: me.t(), plan, lead, text, rows }))
}

/// `GET /plans/{plan}/journal.txt`
pub async fn file(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Export).await?;
    let kind = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
    // The name of the file tells nothing of whose plan it is.
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"plan.txt\"");
    Ok(([kind, name], text(&me, &view)).into_response())
}

/// The plan as this reader may see it, line by line, without marks that other systems stumble on.
fn text(me: &Me, view: &PlanView) -> String {
    let mut out = String::new();
    head(&mut out, me, view);
    needs(&mut out, me, view);
    measures(&mut out, me, view);
    disagreements(&mut out, me, view);
    plain(&out)
}

/// Somebody's words on one line: a break within them must not look like a line of the plan's own, with somebody's yes in it.
fn as_one(words: &impl std::fmt::Display) -> String {
    let words = words.to_string();
    let lines = words.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" / ")
}

/// Writing to a `String` cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => { let _ = writeln!($out, $($arg)*); };
}

fn head(out: &mut String, me: &Me, view: &PlanView) {
    let (t, dates) = (me.t(), me.language().dates());
    line!(out, "{} {}", t.msg_journal_plan(), view.person.name);
    match view.version() {
        Some(v) => {
            line!(out, "{} {}, {} {}", t.msg_plan_version(), v.version, t.msg_plan_agreed(), dates.date(v.day));
        }
        None => {
            line!(out, "{}", t.msg_plan_not_agreed());
        }
    }
    if let Some(c) = &view.coordinator {
        line!(out, "{}, {} {}", names::staff(&c.staff), t.msg_plan_holds(), c.phone);
    }
    if let Some(unit) = view.lead.as_ref().filter(|unit| unit.told().is_some()) {
        line!(out, "{} {} ({}).", t.msg_plan_lead(), unit.principal_name, unit.name);
    }
    if let Some(v) = view.version() {
        line!(out, "{} {}", t.msg_plan_follow_up(), dates.moment(v.follow_up));
    }
    if !view.questions.is_empty() {
        line!(out, "\n{}", t.msg_plan_important(names::first(view.person.name.as_str())));
    }
    for question in &view.questions {
        line!(out, "”{}”", as_one(&question.words));
        if let Some(translation) = translated(t, question) {
            line!(out, "{}", as_one(&translation));
        }
        if let Some(answer) = &question.answer {
            line!(out, "{}: {}", t.msg_paper_answer(), as_one(&answer.words));
        }
    }
}

fn needs(out: &mut String, me: &Me, view: &PlanView) {
    let t = me.t();
    if !view.needs.is_empty() {
        line!(out, "\n{}", t.msg_plan_needs());
    }
    for need in &view.needs {
        let area = me.app.settings.area(need.area.as_str());
        line!(out, "{}", area.map_or(need.area.as_str(), |area| names::area(me.language(), area)));
        if let Some(words) = &need.own_words {
            line!(out, "  {}: ”{}”", t.msg_plan_own_words(), as_one(words));
        }
        for seen in &need.views {
            line!(out, "  {}: ”{}”", names::staff(&seen.by), as_one(&seen.words));
        }
    }
    for goal in &view.goals {
        line!(out, "{} ”{}”", t.msg_plan_goal(), as_one(&goal.words));
    }
}

fn measures(out: &mut String, me: &Me, view: &PlanView) {
    let t = me.t();
    line!(out, "\n{}", t.msg_plan_who_does_what());
    for (measure, place) in view.measures.iter().zip(1..) {
        measure_lines(out, t, &Row::of(me, view, measure), place, state(me.language(), measure));
    }
    if view.no_measures_by_others {
        line!(out, "{}", t.msg_plan_no_others());
    }
}

fn state(language: Language, measure: &Measure) -> &'static str {
    names::measure_state(language, &measure.state)
}

fn measure_lines(out: &mut String, t: T, row: &Row<'_>, place: usize, state: &str) {
    line!(out, "{place}. {}", as_one(&row.what));
    let comma = if row.unit.is_empty() { "" } else { ", " };
    let from = row
        .from
        .as_ref()
        .map_or_else(|| t.msg_plan_latest().to_owned(), |from| format!("{from} {}", t.msg_plan_until()));
    line!(out, "   {} {}{comma}{}. {} {from} {}.", t.msg_plan_who(), row.who, row.unit, t.msg_plan_when(), row.by);
    line!(out, "   {} {}", t.msg_plan_otherwise(), as_one(&row.otherwise));
    line!(out, "   {state}.");
    if let Some(why) = row.why {
        line!(out, "   ”{}”", as_one(&why));
    }
    for judged in &row.happened {
        line!(out, "   {} {} ({})", t.msg_plan_did_it(), judged.answer, judged.by);
    }
}

fn disagreements(out: &mut String, me: &Me, view: &PlanView) {
    let t = me.t();
    if !view.disagreements.is_empty() {
        line!(out, "\n{}", t.msg_plan_disagreements());
    }
    for row in &view.disagreements {
        for side in &row.sides {
            line!(out, "  {}: ”{}”", side.who, as_one(&side.words));
        }
        let day = me.language().dates().date(row.by);
        line!(
            out,
            "  {} {} {}, {day}.",
            t.msg_plan_next_step(),
            as_one(&row.next_step),
            names::owner(view, &row.owner)
        );
    }
}

#[cfg(test)]
mod tests {
    use samsyn_domain::families::{self, Family};

    use crate::Language;
    use crate::samples::{House, staff};

    #[tokio::test]
    async fn the_text_is_plain_and_holds_every_measure() {
        let house = House::open("plan-journal").await;
        let (anna, plan) = (staff(&families::anna_ek()), Family::Elin.plan());
        house.everywhere(&anna, &format!("/plans/{plan}/journal")).await;
        let came = house.get(&anna, Language::Sv, &format!("/plans/{plan}/journal.txt")).await;
        assert!(came.html.starts_with("Samordnad individuell plan för Elin"), "{}", came.html);
        assert!(came.html.contains("6. ") && came.html.contains("Lisa Berg"));
        let forged = super::as_one(&"Stöd hemma\n   Vem: Elsa.\u{2028}   Ja, tar det.\n\n9. Mer");
        assert_eq!(forged, "Stöd hemma / Vem: Elsa. / Ja, tar det. / 9. Mer");
        assert!(!came.html.contains('\u{2068}') && !came.html.contains('<'));
    }
}
