//! The start page of a family, and of a child: now, next, who waits for whom, whom to ring, one thing to do.

use askama::Template;
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::state::{CallAnswer, Measure, MeasureState, Stage};
use samsyn_domain::plan::waiting::Task as Todo;
use samsyn_store::{PlanRow, Surface, Worklist};

use super::now::{amiss, consent_lacks, failed, sentence};
use super::see::{address, named};
use crate::dates::days_between;
use crate::me::{Answer, Me, trouble};
use crate::pages::plan::see::child;
use crate::pages::prepare::whose::may_prepare;
use crate::parts::{Audience, Days, Empty, Page, Tag};
use crate::text::T;
use crate::{names, show, standing};

#[derive(Template)]
#[template(path = "pages/worklist/home.html")]
struct Home<'a> {
    page: Page,
    t: T,
    child: bool,
    name: &'a str,
    plan: PlanId,
    now: &'static str,
    amiss: Vec<String>,
    next: Option<(String, Days, Option<&'a str>)>,
    coming: usize,
    beside: Option<(&'static str, &'a str)>,
    tells: Option<String>,
    main: (String, &'static str),
    todo: Vec<(String, &'static str)>,
    elsewhere: Vec<&'static str>,
    waits: Vec<(String, Tag<'static>)>,
    happens: Vec<(&'a str, Tag<'static>, Option<&'a str>)>,
    declined: Vec<(&'a str, Tag<'static>, Option<&'a str>)>,
    phone: Option<(&'a str, &'a str, String)>,
    meets: bool,
    tell_of_leaving: bool,
}

/// Several plans, or none: a list to choose from.
#[derive(Template)]
#[template(path = "pages/worklist/plans.html")]
struct Plans<'a> {
    page: Page,
    t: T,
    list: Vec<(PlanId, &'a str, Tag<'static>)>,
    todo: Vec<(String, &'static str, &'a str)>,
}

/// The start page of somebody in private life: straight into the plan when there is one.
pub(super) async fn get(me: &Me, plans: &[PlanRow], list: &Worklist) -> Answer {
    if let [only] = plans {
        let view = me.look(only.plan, Surface::Page).await?;
        let told = match me.actor.person() {
            // Who came by a code chooses nothing for good.
            Some(_) if !me.may_go("/safety") => true,
            Some(person) => me.app.store.reach_choice(person).await.map_err(|error| trouble(&error))?.leave_told,
            None => true,
        };
        return Ok(show(&Home { tell_of_leaving: !told, ..Home::of(me, &view, list) }));
    }
    let t = me.t();
    Ok(show(&Plans {
        page: me.page(t.msg_worklist_plans()),
        t,
        list: plans
            .iter()
            .map(|row| (row.plan, row.label.as_str(), Tag::quiet(names::stage(me.language(), row.stage))))
            .collect(),
        todo: list
            .mine
            .iter()
            .map(|row| (address(row), names::task(me.language(), row.task), row.label.as_str()))
            .collect(),
    }))
}

impl<'a> Home<'a> {
    fn of(me: &'a Me, view: &'a PlanView, list: &Worklist) -> Self {
        let (t, language) = (me.t(), me.language());
        let mut mine: Vec<_> = list.mine.iter().filter(|row| me.may_go(&pattern(row))).collect();
        // What nobody has to do comes last.
        mine.sort_by_key(|row| row.task == Todo::Evaluate);
        let mut todo: Vec<_> = mine.iter().map(|row| (address(row), names::task(language, row.task))).collect();
        todo.dedup();
        let read = (format!("/plans/{}", view.id), t.msg_home_read());
        let room = (format!("/plans/{}/room/mine", view.id), t.msg_home_to_meeting());
        let meeting = view.stage == Stage::Meeting && me.may_go("/plans/{plan}/room/mine");
        let main = match todo.is_empty() {
            // While the others sit there, nothing else comes first.
            _ if meeting => room,
            true => read,
            false => todo.remove(0),
        };
        let said = |m: &'a Measure| (m.what.as_str(), said(me, view, m), standing::why(&m.state));
        let coming = |p: &&samsyn_domain::plan::state::Party| matches!(view.reply(p), CallAnswer::Coming { .. });
        let young = child(view);
        let page = me.helped(me.page(t.msg_home_title()), view).live(format!("/live/plans/{}", view.id), view.revision);
        Self {
            page: if young { page.for_whom(Audience::Child) } else { page },
            t,
            child: young,
            name: names::first(view.person.name.as_str()),
            plan: view.id,
            now: sentence(me, view),
            amiss: consent_lacks(me, view).map(str::to_owned).into_iter().chain(amiss(me, view)).collect(),
            next: if meeting { None } else { next(me, view) },
            coming: view.current_parties().filter(coming).count(),
            beside: beside(me, view),
            tells: if young { tells(me, view) } else { None },
            main,
            todo,
            elsewhere: elsewhere(me, list),
            waits: if young { Vec::new() } else { waits(me, view) },
            happens: view.measures.iter().filter(|m| !m.state.declined()).map(said).collect(),
            declined: view.declined().map(said).collect(),
            phone: view.coordinator.as_ref().map(|c| (c.staff.name.as_str(), c.phone.as_str(), dial(c.phone.as_str()))),
            meets: view.next_meeting().is_some(),
            tell_of_leaving: false,
        }
    }
}

impl Home<'_> {
    fn plan_page(&self) -> String {
        format!("/plans/{}", self.plan)
    }
}

/// What waits for them and is not done in this session, by a code or on a device that somebody lent: each once.
fn elsewhere(me: &Me, list: &Worklist) -> Vec<&'static str> {
    let shut = list.mine.iter().filter(|row| !me.may_go(&pattern(row)));
    let mut told: Vec<_> = shut.map(|row| names::task(me.language(), row.task)).collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Who stands beside the person: said to the person as theirs, to the one who does it as that, to others of the family by name.
fn beside<'a>(me: &Me, view: &'a PlanView) -> Option<(&'static str, &'a str)> {
    let t = me.t();
    let supporter = view.current_supporters().next()?;
    if view.place().person {
        return Some((t.msg_home_beside(), supporter.name.as_str()));
    }
    match view.place().supporter.and_then(|no| view.current_supporters().find(|s| s.no == no)) {
        Some(mine) => Some((t.msg_home_beside_you(), mine.name.as_str())),
        None => Some((t.msg_home_beside_of(), supporter.name.as_str())),
    }
}

/// Where a child can tell how it wants it: before the meeting the six questions, in the meeting its own page of it, else what it thinks
/// of the plan. Nowhere once the plan is over.
fn tells(me: &Me, view: &PlanView) -> Option<String> {
    let page = match view.stage {
        _ if may_prepare(view) => "prepare",
        Stage::Meeting => "room/mine",
        _ => "consent/view",
    };
    let open = !view.stage.ended() && me.may_go(&format!("/plans/{{plan}}/{page}"));
    open.then(|| format!("/plans/{}/{page}", view.id))
}

/// "Lisa sa ja", "Väntar på Omar", "Klar", "Blev inte av": as one tells a child.
fn said(me: &Me, view: &PlanView, measure: &Measure) -> Tag<'static> {
    let (t, first) = (me.t(), names::owner_first(view, &measure.owner));
    match measure.state {
        MeasureState::Proposed => Tag::waiting(format!("{} {first}", t.msg_home_waiting_for())),
        MeasureState::Declined { .. } => Tag::late(format!("{first} {}", t.msg_plan_said_no())),
        _ if failed(measure) => Tag::late(t.msg_measure_not_done()),
        MeasureState::Done { .. } => Tag::done(t.msg_measure_done()),
        _ if measure.by < me.today => {
            Tag::late(format!("{first}: {}", me.language().dates().due(measure.by, me.today)))
        }
        _ => Tag::done(format!("{first} {}", t.msg_plan_said_yes())),
    }
}

/// The address of a row as it stands in `routes.rs`.
fn pattern(row: &samsyn_store::WaitingRow) -> String {
    let address = address(row);
    let part = |part: &str| match part {
        part if part == row.plan.to_string() => "{plan}".to_owned(),
        part if row.row.is_some_and(|no| part == no.to_string()) => "{no}".to_owned(),
        part => part.to_owned(),
    };
    let path = address.split('#').next().unwrap_or_default();
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn dial(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The coming meeting, or the follow-up: in words, in days, and the meeting's place where one may be told.
fn next<'a>(me: &Me, view: &'a PlanView) -> Option<(String, Days, Option<&'a str>)> {
    let next = view.next_meeting();
    let place = next.and_then(|meeting| meeting.place.as_ref()).filter(|_| !view.keeps_places());
    let meeting = next.map(|meeting| meeting.starts);
    let follow_up = view.version().map(|version| version.follow_up).filter(|_| !view.stage.ended());
    let at = meeting.or(follow_up).filter(|at| at.date() >= me.today)?;
    let left = u32::try_from(days_between(me.today, at.date())).unwrap_or(0);
    Some((
        me.language().dates().weekday_moment(at),
        Days::left(me.t(), left),
        place.map(samsyn_domain::words::Line::as_str),
    ))
}

/// Who else's turn it is, and for what, each told once: from the whole plan, as far as the reader may know it.
fn waits(me: &Me, view: &PlanView) -> Vec<(String, Tag<'static>)> {
    let mine = me.actor.person().map(Subject::Person);
    let others = view.waits().iter().filter(|(subject, _)| Some(*subject) != mine);
    let mut told: Vec<_> =
        others.filter_map(|(who, task)| Some((named(view, *who)?, names::task(me.language(), *task)))).collect();
    told.sort();
    told.dedup();
    told.into_iter().map(|(who, what)| (who, Tag::waiting(what))).collect()
}

#[cfg(test)]
mod tests {
    use samsyn_domain::families::{self, Family, Milestone};

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn staff_see_what_waits() {
        let house = House::open("worklist-staff").await;
        let anna = &house.everywhere(&staff(&families::anna_ek()), "/").await[0];
        for part in ["Väntar på mig", "Väntar på andra", "Omar Ali", "Alla planer"] {
            assert!(anna.contains(part), "{part}");
        }
        let omar = &house.everywhere(&staff(&families::omar_ali()), "/").await[0];
        assert!(omar.contains("/measures#measure-"));
        let auditor = &house.everywhere(&staff(&families::ulla_frisk()), "/").await[0];
        assert!(auditor.contains("href=\"/log\""));
    }

    /// The links of a list on the start page, from its heading to the next one.
    fn links(html: &str, list: &str) -> Vec<String> {
        let Some(after) = html.split(list).nth(1) else { return Vec::new() };
        let part = after.split("<h2").next().unwrap_or_default();
        let linked = part.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        linked.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
    }

    /// Lisa says that hers is done, so that Elin is asked what became of it.
    async fn done(house: &House) {
        let (plan, facts) = families::story(Family::Elin, Milestone::Told, crate::samples::now()).unwrap();
        let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
        let lisa = samsyn_domain::plan::state::Owner::Staff(families::lisa_berg());
        let no = plan.measures.iter().find(|measure| measure.owner == lisa).unwrap().no;
        let form = format!("what=finish&no={no}");
        let path = format!("/plans/{}/measures", plan.id);
        let came = house.post(&staff(&families::lisa_berg()), &path, &form).await;
        assert_eq!(came.status, axum::http::StatusCode::SEE_OTHER);
    }

    #[tokio::test]
    async fn every_link_of_what_waits_leads_somewhere_for_everybody() {
        let (mut followed, mut dead) = (0, std::collections::BTreeSet::new());
        for (name, milestone) in
            [("told", Milestone::Told), ("called", Milestone::Called), ("active", Milestone::Active)]
        {
            let house = House::upto(&format!("worklist-links-{name}"), milestone).await;
            if milestone == Milestone::Told {
                done(&house).await;
            }
            for named in house.app.store.named_accounts().await.unwrap() {
                let cookie = format!("session={}", named.account.id);
                let start = house.visit("/", &cookie).await;
                assert_eq!(start.status, axum::http::StatusCode::OK);
                let lists =
                    ["id=\"mine\"", "id=\"others\"", "id=\"meetings\"", "class=\"card now\"", "Du kan också göra"];
                for link in lists.iter().flat_map(|list| links(&start.html, list)).filter(|link| link.starts_with('/'))
                {
                    let came = house.visit(&link, &cookie).await;
                    let there = match came.status {
                        axum::http::StatusCode::SEE_OTHER => house.visit(&came.location, &cookie).await.status,
                        status => status,
                    };
                    if there != axum::http::StatusCode::OK {
                        dead.insert(format!("{name}: {link} of {}: {there}", named.name));
                    }
                    followed += 1;
                }
            }
        }
        assert!(followed > 100 && dead.is_empty(), "{followed}: {dead:#?}");
        let house = House::open("worklist-judged-by-another").await;
        done(&house).await;
        let anna = house.get(&staff(&families::anna_ek()), crate::Language::Sv, "/").await.html;
        let follow_up = format!("/plans/{}/follow-up", Family::Elin.plan());
        assert!(links(&anna, "id=\"others\"").contains(&follow_up) && !anna.contains("/did-it-happen"));
    }

    #[tokio::test]
    async fn a_meeting_that_is_held_comes_first() {
        let house = House::upto("worklist-held", Milestone::Meeting).await;
        let leads = house.get(&staff(&families::maria_sund()), crate::Language::Sv, "/").await.html;
        let first =
            leads.split("id=\"mine\"").nth(1).unwrap().split("<tbody").nth(1).unwrap().split("</tr>").next().unwrap();
        assert!(first.contains(&format!("/plans/{}/meeting", Family::Elin.plan())), "{first}");
        assert!(first.contains("Möte pågår"), "{first}");
    }

    #[tokio::test]
    async fn by_a_code_a_child_reads_what_waits_for_it_and_how_it_is_done() {
        use samsyn_domain::access::Reach;
        let house = House::open("worklist-code").await;
        done(&house).await;
        let account =
            house.app.store.account_of(samsyn_store::Holder::Person(families::elin().person)).await.unwrap().unwrap();
        let t = crate::Language::Sv.text();
        let (ends, plan) = (crate::samples::now() + jiff::SignedDuration::from_hours(1), Family::Elin.plan());
        for (reach, session) in [(Reach::Visit(plan), "code"), (Reach::Together(plan), "lent")] {
            let limited = samsyn_store::Limited { reach, origin: uuid::Uuid::from_u128(1) };
            let (id, now) = (account.id, crate::samples::now());
            house.app.store.begin_limited_session(session.as_bytes(), id, session, now, ends, limited).await.unwrap();
        }
        let by_code = house.visit("/", "session=code").await.html;
        crate::samples::sound("/", &by_code);
        assert!(by_code.contains(t.msg_home_elsewhere()) && by_code.contains(t.msg_task_judge_measure()));
        assert!(!by_code.contains("did-it-happen") && by_code.contains("href=\"tel:"));
        // On a worker's device it is answered there.
        let together = house.visit("/", "session=lent").await.html;
        assert!(together.contains(&format!("href=\"/plans/{plan}/did-it-happen/")));
        assert!(!together.contains(t.msg_home_elsewhere()));
    }

    #[tokio::test]
    async fn the_family_reads_where_the_meeting_is() {
        let (house, mut read) = (House::open("worklist-place").await, 0);
        for family in Family::ALL {
            let (plan, facts) = families::story(family, Milestone::Told, crate::samples::now()).unwrap();
            let plan = samsyn_domain::plan::Plan::fold(plan, &facts).unwrap();
            let coming = plan.next_meeting().filter(|meeting| meeting.starts.date() >= jiff::civil::date(2026, 11, 22));
            let Some(place) = coming.and_then(|meeting| meeting.place.as_ref()) else { continue };
            let home = house.get(&person(&plan.person), crate::Language::Sv, "/").await.html;
            assert!(home.contains(place.as_str()), "{family:?}: {place}");
            read += 1;
        }
        assert!(read > 0);
    }

    #[tokio::test]
    async fn a_family_goes_straight_in() {
        let house = House::open("worklist-family").await;
        let mother = &house.everywhere(&person(&families::sara()), "/").await[0];
        assert!(mother.contains("0980-319243") && mother.contains("Lämna sidan") && mother.contains("Omar Ali"));
        let child = &house.everywhere(&person(&families::elin()), "/").await[0];
        assert!(child.contains("<body class=\"child\">") && child.contains("Hej"));
        for somebody in [families::jonas(), families::karin(), families::petra(), families::mikael(), families::rana()]
        {
            house.everywhere(&person(&somebody), "/").await;
        }
    }

    #[tokio::test]
    async fn the_start_page_says_what_has_not_gone_as_it_was_to() {
        let house = House::open("worklist-now").await;
        let mother = crate::text::plain(&house.everywhere(&person(&families::sara()), "/").await[0]);
        let now = mother.split("class=\"lead\"").nth(1).unwrap().split("</section>").next().unwrap();
        for part in ["Planen gäller.", "1 sak blev inte av.", "1 sak har ingen sagt ja till än."] {
            assert!(now.contains(part), "{part}: {now}");
        }
        assert!(!mother.contains("Alla gör det de har lovat"));
        let happens = mother.split("Det här ska hända").nth(1).unwrap();
        assert!(happens.contains("Blev inte av") && happens.contains("Väntar på Omar"));
    }

    #[tokio::test]
    async fn nobody_is_named_for_what_is_done_and_a_child_is_not_told_to_answer() {
        let house = House::open("worklist-waits").await;
        for somebody in [families::karin(), families::sara(), families::rana(), families::petra()] {
            for page in house.everywhere(&person(&somebody), "/").await {
                let page = page.split("class=\"happens\"").skip(1).collect::<String>();
                assert!(!page.contains("Svara om du samtycker"), "{}", somebody.name);
            }
        }
        let tova = &house.everywhere(&person(&families::tova()), "/").await[0];
        assert!(tova.contains("De som ska bestämma tycker olika") && !tova.contains("Ni som ska bestämma"));
        let house = House::upto("worklist-waits-called", Milestone::Called).await;
        let elin = &house.everywhere(&person(&families::elin()), "/").await[0];
        assert!(!elin.contains("Ni har sagt ja"));
    }

    #[tokio::test]
    async fn before_the_meeting_a_child_sees_the_days_left() {
        let house = House::upto("worklist-child", Milestone::Called).await;
        let child = &house.everywhere(&person(&families::elin()), "/").await[0];
        assert!(child.contains("Vill du säga något?"));
    }

    #[tokio::test]
    async fn while_the_meeting_goes_on_the_way_in_comes_first() {
        let house = House::upto("worklist-meeting", Milestone::Meeting).await;
        let child = &house.everywhere(&person(&families::elin()), "/").await[0];
        let into = format!("<a class=\"button\" href=\"/plans/{}/room/mine\">Gå till mötet</a>", Family::Elin.plan());
        assert!(child.contains(&into) && !child.contains("Vi ses"), "{child}");
    }

    #[tokio::test]
    async fn a_child_in_a_conflict_can_tell_what_it_thinks() {
        let house = House::open("worklist-tova").await;
        let (tova, plan) = (person(&families::tova()), Family::Tova.plan());
        let home = house.get(&tova, crate::Language::Sv, "/").await.html;
        let to = format!("/plans/{plan}/consent/view");
        assert!(home.contains(&format!("href=\"{to}\"")) && !home.contains(&format!("/plans/{plan}/prepare\"")));
        assert!(
            house.everywhere(&tova, &to).await[0].contains("name=\"words\""),
            "a form, and no notice that it is shut"
        );
        let came = house.post(&tova, &to, "words=Samma+regler&keep=yes").await;
        assert_eq!(came.status, axum::http::StatusCode::SEE_OTHER);
        let kept = came.location.split('?').next().unwrap().to_owned();
        assert!(
            house.get(&tova, crate::Language::Sv, &kept).await.html.contains("Samma regler"),
            "and it stands there"
        );
        // Whose six questions are open is led there.
        let elin = house.get(&person(&families::elin()), crate::Language::Sv, "/").await.html;
        assert!(elin.contains(&format!("/plans/{}/prepare\"", Family::Elin.plan())));
    }

    #[tokio::test]
    async fn whoever_stands_beside_the_person_is_not_told_that_they_have_one() {
        let house = House::open("worklist-beside").await;
        let greta = house.get(&person(&families::greta()), crate::Language::Sv, "/").await.html;
        let karin = house.get(&person(&families::karin()), crate::Language::Sv, "/").await.html;
        let sara = house.get(&person(&families::sara()), crate::Language::Sv, "/").await.html;
        assert!(greta.contains("Din person:") && karin.contains("Du är med som stöd:") && sara.contains("Stödperson:"));
        assert!(!karin.contains("Din person:") && !sara.contains("Din person:"));
    }
}
