//! Who has looked at a plan and acted in it: for the family, those who carry it on, and auditors.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use samsyn_domain::access::{Hat, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_store::{Logged, Surface};

use super::words::{Names, Visit, action, kept_until, page_of, reason, surface, until, visits};
use crate::error::Error;
use crate::me::{Answer, Me, not_seen};
use crate::pages::plan::see::child;
use crate::parts::{Audience, Empty, Page, Tag};
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/log/of_plan.html")]
struct Log {
    page: Page,
    t: T,
    name: Option<String>,
    asks: bool,
    plan: PlanId,
    days: Vec<(String, Vec<Line>)>,
    questions: Vec<Asked>,
    older: Option<String>,
    kept: String,
}

/// One's own question about a line, and what came of it.
struct Asked {
    when: String,
    words: String,
    answer: Option<(String, String)>,
}

struct Line {
    when: String,
    who: String,
    unit: String,
    what: &'static str,
    how: &'static str,
    why: &'static str,
    denied: bool,
    /// The line that a question would be about: the newest of the visit.
    id: uuid::Uuid,
}

fn line(me: &Me, names: &Names, visit: &Visit) -> Line {
    let (t, dates) = (me.t(), me.language().dates());
    let clock = |at: jiff::Timestamp| dates.clock(at.to_zoned(me.app.zone.clone()).time());
    let (from, to) = (clock(visit.from), clock(visit.to));
    let (who, unit) = names.who(t, &visit.line);
    Line {
        when: if from == to { to } else { format!("{from}–{to}") },
        who,
        unit,
        what: action(t, &visit.line),
        how: surface(t, &visit.line.surface),
        why: reason(t, visit.line.reason.as_deref()),
        denied: visit.line.outcome == "denied",
        id: visit.line.id,
    }
}

/// The lines of each day, newest first.
fn days(me: &Me, names: &Names, visits: &[Visit]) -> Vec<(String, Vec<Line>)> {
    let mut days: Vec<(jiff::civil::Date, Vec<Line>)> = Vec::new();
    for visit in visits {
        let day = visit.to.to_zoned(me.app.zone.clone()).date();
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line(me, names, visit)),
            _ => days.push((day, vec![line(me, names, visit)])),
        }
    }
    days.into_iter().map(|(day, lines)| (me.language().dates().date(day), lines)).collect()
}

async fn page(
    me: &Me,
    view: Option<&PlanView>,
    plan: PlanId,
    (until, lines): (Timestamp, Vec<Logged>),
) -> Result<Log, Error> {
    let (t, dates) = (me.t(), me.language().dates());
    // A thousand lines at a time.
    let earlier = lines.last().filter(|_| lines.len() >= 1000).map(|line| line.at.as_microsecond());
    let (visits, after) = page_of(me, visits(lines));
    let mut names = Names::of(me, visits.iter().map(|visit| &visit.line)).await?;
    if let Some(view) = view {
        names.known(view.person.person.0, view.person.name.as_str());
        if view.protected && child(view) {
            names.without_places(plan);
        }
        view.representatives.iter().for_each(|r| names.known(r.person.0, r.name.as_str()));
    }
    let moment = me.moment();
    let asked = me.app.store.my_log_questions(&me.asking(Surface::Page, &moment), plan).await.map_err(not_seen)?;
    let day = |at: jiff::Timestamp| dates.date(at.to_zoned(me.app.zone.clone()).date());
    let asked = asked.into_iter().map(|question| Asked {
        when: day(question.asked),
        words: question.words,
        answer: question.answer.map(|(at, words)| (day(at), words)),
    });
    let back = if view.is_some() { format!("/plans/{plan}") } else { "/log".to_owned() };
    let page = me.page(t.msg_log_title()).back(back);
    Ok(Log {
        page: if view.is_some_and(child) { page.for_whom(Audience::Child) } else { page },
        t,
        name: view.map(|view| view.person.name.to_string()),
        asks: view.is_some() && me.may_go("/plans/{plan}/log/{line}"),
        plan,
        days: days(me, &names, &visits),
        questions: asked.collect(),
        older: match (after, earlier) {
            (Some(after), _) => Some(format!("until={}&after={after}", kept_until(me, until))),
            (None, earlier) => earlier.map(|at| format!("until={at}")),
        },
        kept: t.msg_log_kept_years(me.app.settings.log.keep_years),
    })
}

/// `GET /plans/{plan}/log`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let (moment, until) = (me.moment(), until(&me));
    let lines = me.app.store.log_of(&me.asking(Surface::Page, &moment), plan, until).await.map_err(not_seen)?;
    // An auditor reads the log and not the plan; asking for the plan would be a denial in the log.
    let auditor = me.actor.wears(Hat::Auditor);
    let view = if auditor { None } else { Some(me.look(plan, Surface::Page).await?) };
    Ok(show(&page(&me, view.as_ref(), plan, (until, lines)).await?))
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use samsyn_domain::families::{self, Family};

    use crate::Language;
    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn the_family_sees_who_looked_and_why_once_a_visit() {
        let house = House::open("log-of-plan").await;
        let plan = Family::Elin.plan();
        for _ in 0..3 {
            house.get(&staff(&families::omar_ali()), Language::Sv, &format!("/plans/{plan}")).await;
        }
        house.get(&staff(&families::bo_granat()), Language::Sv, &format!("/plans/{plan}")).await;
        let path = format!("/plans/{plan}/log");
        let mother = &house.everywhere(&person(&families::sara()), &path).await[0];
        assert_eq!(mother.matches("<bdi>Omar Ali</bdi></strong>").count(), 1, "three looks are one visit");
        for part in ["Såg planen", "samtycke", "Försökte se planen, men fick inte"] {
            assert!(mother.contains(part), "{part}");
        }
        house.everywhere(&staff(&families::ulla_frisk()), &path).await;
        let omar = house.get(&staff(&families::omar_ali()), Language::Sv, &path).await;
        assert_eq!(omar.status, StatusCode::NOT_FOUND);
    }
}
