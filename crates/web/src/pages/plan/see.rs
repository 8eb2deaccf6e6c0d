//! The plan on one page. What one sees on the screen is what comes out on paper.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::{UnitRef, Who};
use samsyn_domain::plan::state::{Measure, Need, Plan, Stage};
use samsyn_domain::words::{Line as OneLine, Words};
use samsyn_store::Surface;

use super::changes::{Line, lines};
use super::journal;
use super::measure::{Row, mine};
use super::sides::Sides;
use super::told::{Consent, consent, people, versions};
use crate::me::{Answer, Me};
use crate::names::{self, translated};
use crate::parts::{Audience, Notice, Page, Quote, Tag};
use crate::text::T;
use crate::{show, standing};

#[derive(Template)]
#[template(path = "pages/plan/see.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page offers, each a thing of its own")]
struct See<'a> {
    page: Page,
    t: T,
    plan: PlanId,
    name: &'a str,
    version: Option<(u32, String)>,
    earlier: Option<String>,
    stage: &'static str,
    coordinator: Option<Holder<'a>>,
    lead: Option<(&'a str, &'a str)>,
    meeting: Option<(String, Option<&'a str>)>,
    follow_up: Option<(String, Option<String>)>,
    questions: Vec<(Quote<'a>, Option<String>, Option<&'a str>)>,
    avoid: Vec<Quote<'a>>,
    needs: Vec<NeedRow<'a>>,
    goals: Vec<&'a str>,
    sections: Vec<(&'static str, Vec<Row<'a>>)>,
    no_others: bool,
    disagreements: Vec<Sides<'a>>,
    people: Vec<(&'a str, String)>,
    consent: Consent,
    hidden: Option<String>,
    versions: Vec<(u32, String, String)>,
    closed: Option<(&'static str, Option<&'a str>)>,
    notice: String,
    important: String,
    judges: bool,
    /// Whether there is a paper for a child too.
    childs: bool,
    since: Option<(String, Vec<Line>)>,
    answers: bool,
    meets: bool,
    evaluates: bool,
    more: Vec<(String, &'static str)>,
}

struct Holder<'a> {
    name: &'a str,
    unit: &'a str,
    phone: &'a str,
    dial: String,
}

struct NeedRow<'a> {
    area: &'a str,
    own: Option<Quote<'a>>,
    views: Vec<(&'a str, &'a str, &'a str)>,
    goals: Vec<&'a str>,
}

impl<'a> See<'a> {
    fn of(me: &'a Me, view: &'a PlanView) -> Self {
        let (t, language) = (me.t(), me.language());
        let dates = language.dates();
        let unreached: Vec<No> =
            if view.place().holds() { view.unreached().map(|measure| measure.no).collect() } else { Vec::new() };
        let row = |m: &'a Measure| Row::of(me, view, m).unreached(view, &unreached);
        let sections = standing::sections(language, view, view.me());
        let follow_up = view.version().map(|v| v.follow_up).filter(|_| !view.stage.ended());
        let late = |day| (day < me.today).then(|| dates.due(day, me.today));
        let name = view.person.name.as_str();
        Self {
            page: page(me, view),
            t,
            plan: view.id,
            name,
            version: view.version().map(|v| (v.version, dates.date(v.day))),
            earlier: None,
            stage: names::stage(language, view.stage),
            coordinator: view.coordinator.as_ref().map(holder),
            lead: view.lead.as_ref().filter(|unit| unit.told().is_some()).map(leads),
            meeting: view
                .next_meeting()
                .map(|m| (dates.weekday_moment(m.starts), m.place.as_ref().map(OneLine::as_str))),
            follow_up: follow_up.map(|at| (dates.weekday_moment(at), late(at.date()))),
            questions: view
                .questions
                .iter()
                .map(|q| (Quote::new(q.words.as_str()), translated(t, q), q.answer.as_ref().map(|a| a.words.as_str())))
                .collect(),
            avoid: view.avoid.iter().map(|a| Quote::new(a.words.as_str())).collect(),
            needs: view.needs.iter().map(|need| need_row(me, view, need)).collect(),
            goals: view
                .goals
                .iter()
                .filter(|g| g.need.and_then(|no| view.need(no)).is_none())
                .map(|g| g.words.as_str())
                .collect(),
            sections: sections.into_iter().map(|(title, all)| (title, all.into_iter().map(row).collect())).collect(),
            no_others: view.no_measures_by_others,
            disagreements: view.disagreements.iter().map(|d| Sides::of(me, view, d)).collect(),
            people: people(view, language),
            // A limited session neither gives nor takes back consent, so it is not led there.
            consent: if me.may_go("/plans/{plan}/consent") { consent(me, view) } else { Consent::NotShown },
            hidden: (view.hidden() > 0).then(|| t.msg_plan_hidden(view.hidden())),
            versions: versions(view, language),
            closed: view
                .closing
                .as_ref()
                .map(|c| (names::closing(language, c.reason), c.words.as_ref().map(Words::as_str))),
            notice: t.msg_plan_notice(names::first(name)),
            important: t.msg_plan_important(names::first(name)),
            childs: !view.of_age && (view.place().family() || view.place().holds()),
            judges: judges(view) && me.may_go("/plans/{plan}/did-it-happen"),
            since: None,
            meets: view.stage == Stage::Meeting && me.may_go("/plans/{plan}/room/mine"),
            answers: me.may_go("/plans/{plan}/measures")
                && (view.measures.iter().any(|m| m.state.open() && mine(view.me(), m)) || judges(view)),
            evaluates: crate::pages::evaluation::answer::waits(me, view),
            more: more(me, view),
        }
    }
}

/// What else there is about the plan, where this session reaches it.
fn more(me: &Me, view: &PlanView) -> Vec<(String, &'static str)> {
    let t = me.t();
    let log = view.sees_consents().then_some(("log", t.msg_log_title()));
    let first = [("steps", t.msg_steps_title()), ("history", t.msg_history_title())];
    let last = [("given-out", t.msg_given_title()), ("journal", journal::title(me).0)];
    let all = first.into_iter().chain(log).chain(last);
    let here = all.filter(|(page, _)| me.may_go(&format!("/plans/{{plan}}/{page}")));
    here.map(|(page, words)| (format!("/plans/{}/{page}", view.id), words)).collect()
}

impl See<'_> {
    /// The page of a version that another has taken the place of: what it said, and nothing to do.
    fn into_earlier(mut self, me: &Me, view: &PlanView, number: u32) -> Self {
        let day = view.versions.iter().find(|v| v.version == number).map(|v| me.language().dates().date(v.day));
        self.version = day.map(|day| (number, day));
        self.earlier = Some(me.t().msg_plan_earlier(number.to_string()));
        self.versions = Vec::new();
        self.page = self.page.back(format!("/plans/{}", self.plan));
        (self.answers, self.judges, self.evaluates) = (false, false, false);
        self.disagreements.iter_mut().for_each(|row| row.steps = false);
        for row in self.sections.iter_mut().flat_map(|(_, rows)| rows) {
            row.unreached = None;
        }
        self.follow_up = None;
        self.stage = "";
        self
    }

    fn plan_page(&self) -> String {
        format!("/plans/{}", self.plan)
    }

    fn evaluate_page(&self) -> String {
        format!("/plans/{}/evaluate", self.plan)
    }

    fn consent_page(&self) -> String {
        format!("/plans/{}/consent", self.plan)
    }
}

/// A plan page without a way back to its steps: those who have few plans come from the start page.
fn page(me: &Me, view: &PlanView) -> Page {
    let page = me.plan_page(me.t().msg_plan_title(), view).back("/");
    if child(view) { page.for_whom(Audience::Child) } else { page }
}

/// Whether the one who looks is a child whose plan it is.
pub fn child(view: &PlanView) -> bool {
    view.place().person && !view.of_age
}

/// Whether the one who looks may say what became of a measure now.
pub fn judges(view: &PlanView) -> bool {
    let in_force = matches!(view.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision);
    // A member of staff who stands beside the person speaks as staff, not as one of the family.
    in_force && matches!(view.me(), Some(Who::Family(_))) && !view.measures.is_empty()
}

/// The principal that answers for the plan as a whole, and its unit.
fn leads(unit: &UnitRef) -> (&str, &str) {
    (unit.principal_name.as_str(), unit.name.as_str())
}

fn holder(coordinator: &samsyn_domain::plan::state::Coordinator) -> Holder<'_> {
    let phone = coordinator.phone.as_str();
    Holder {
        name: coordinator.staff.name.as_str(),
        unit: names::unit(&coordinator.staff.unit),
        phone,
        dial: phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

fn need_row<'a>(me: &'a Me, view: &'a Plan, need: &'a Need) -> NeedRow<'a> {
    let area = me.app.settings.area(need.area.as_str());
    let goals = view.goals.iter().filter(|goal| goal.need == Some(need.no));
    NeedRow {
        area: area.map_or(need.area.as_str(), |area| names::area(me.language(), area)),
        own: need.own_words.as_ref().map(|words| Quote::new(words.as_str()).by(me.t().msg_plan_own_words())),
        views: need.views.iter().map(|v| (v.by.name.as_str(), names::unit(&v.by.unit), v.words.as_str())).collect(),
        goals: goals.map(|goal| goal.words.as_str()).collect(),
    }
}

/// `GET /plans/{plan}`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    // What changed since the version before is read only where there is one.
    let drawn = me.look_and(plan, Surface::Page, |view| match view.versions.len() {
        0 | 1 => Ok(show(&See::of(&me, view))),
        _ => Err(Box::new(view.clone())),
    });
    match drawn.await? {
        Ok(page) => Ok(page),
        Err(view) => {
            let before = me.version_before(&view).await?;
            let since =
                before.map(|(number, was)| (me.t().msg_changes_since(number.to_string()), lines(&me, &was, &view)));
            let since = since.filter(|(_, lines)| !lines.is_empty());
            Ok(show(&See { since, ..See::of(&me, &view) }))
        }
    }
}

/// `GET /plans/{plan}/versions/{no}`: an agreed version as it was written. The newest is the plan itself.
pub async fn earlier(me: Me, Path((plan, no)): Path<(PlanId, u32)>) -> Answer {
    let view = me.look_at_version(plan, no, Surface::Page).await?;
    if view.version().is_some_and(|newest| newest.version == no) {
        return Ok(Redirect::to(&format!("/plans/{plan}")).into_response());
    }
    Ok(show(&See::of(&me, &view).into_earlier(&me, &view, no)))
}

#[cfg(test)]
mod tests {
    use samsyn_domain::families::{self, Family};

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn the_plan_is_drawn_for_each_in_every_language() {
        let house = House::open("plan-see").await;
        let path = format!("/plans/{}", Family::Elin.plan());
        for actor in [
            person(&families::elin()),
            person(&families::sara()),
            staff(&families::anna_ek()),
            staff(&families::omar_ali()),
        ] {
            let pages = house.everywhere(&actor, &path).await;
            for part in
                ["Hur kan jag vara i skolan utan att få ont i magen?", "Lisa Berg", "0980-319243", "<q", "dir=\"auto\""]
            {
                assert!(pages[0].contains(part), "{part}");
            }
            assert!(!pages[0].split("</title>").next().unwrap().contains("Elin"), "no name in the title");
        }
        let family = house.everywhere(&person(&families::sara()), &path).await;
        assert!(family[0].contains("Inte bekräftat") && family[0].contains("Elin sa ja"));
        assert!(family[0].contains("Samtycke gäller till"));
        let doctor = house.everywhere(&staff(&families::per_nilsson()), &path).await;
        assert!(doctor[0].contains("visas inte för dig") && !doctor[0].contains("Samtycke gäller till"));
    }

    #[tokio::test]
    async fn an_earlier_version_is_shown_as_it_was_and_offers_nothing_to_do() {
        let house = House::upto("plan-earlier", families::Milestone::Active).await;
        let (child, anna, plan) = (person(&families::elin()), staff(&families::anna_ek()), Family::Elin.plan());
        let newest = house.get(&child, crate::Language::Sv, &format!("/plans/{plan}/versions/1")).await;
        assert_eq!(newest.location, format!("/plans/{plan}"), "the newest is the plan itself");
        for act in ["do=revise&reason=Skolan+byter+lokal", "do=agree&follow_up=2027-03-03&follow_up_time=14"] {
            let came = house.post(&anna, &format!("/plans/{plan}/agree"), act).await;
            assert_eq!(came.status, axum::http::StatusCode::SEE_OTHER, "{act}");
        }
        for html in house.everywhere(&child, &format!("/plans/{plan}/versions/1")).await {
            assert!(html.contains("0980-319243") && !html.contains("<form method=\"post\" data-enhance"));
        }
        let came = house.get(&child, crate::Language::Sv, &format!("/plans/{plan}/versions/1")).await.html;
        assert!(
            came.contains("Version 1")
                && came.contains("gäller inte längre")
                && came.contains("Hur kan jag vara i skolan")
        );
        for (actor, path) in [(child, "versions/9"), (staff(&families::tor_hedin()), "versions/1")] {
            let came = house.get(&actor, crate::Language::Sv, &format!("/plans/{plan}/{path}")).await;
            assert_eq!(came.status, axum::http::StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn every_familys_plan_can_be_drawn_by_who_holds_it() {
        let house = House::open("plan-all").await;
        for family in Family::ALL {
            let (plan, facts) = families::story(family, families::Milestone::Told, crate::samples::now()).unwrap();
            let whole = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
            if let Some(coordinator) = &whole.coordinator {
                house.everywhere(&staff(&coordinator.staff), &format!("/plans/{plan}")).await;
            }
        }
    }
}
