use axum::http::StatusCode;
use jiff::SignedDuration;
use samsyn_domain::access::Reach;
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_store::{Holder, Limited};

use crate::Language;
use crate::samples::{Came, House, now, person, sound, staff};

fn path(page: &str) -> String {
    format!("/plans/{}/{page}", Family::Elin.plan())
}

fn cookie(came: &Came) -> Option<String> {
    let line = came.cookies.iter().find(|line| line.starts_with("session="))?;
    line.split(';').next().filter(|pair| *pair != "session=").map(str::to_owned)
}

/// The code on a letter.
fn code_of(html: &str) -> String {
    html.split_once("translate=\"no\">").unwrap().1.split('<').next().unwrap().to_owned()
}

/// The name of the first question that is answered in words.
fn first_answer(html: &str) -> String {
    let (_, area) = html.split_once("<textarea").unwrap();
    area.split_once("name=\"answer-").unwrap().1.split('"').next().unwrap().to_owned()
}

const FORM: &str = "member=r1&checked=document&act=0198f3f4-0000-7000-8000-00000000000";

#[tokio::test]
async fn a_worker_gives_a_code_and_it_opens_one_plan_once() {
    let house = House::upto("visit-code", Milestone::Called).await;
    let anna = staff(&families::anna_ek());
    for page in house.everywhere(&anna, &path("visit-codes")).await {
        assert!(page.contains("value=\"document\"") && page.contains("value=\"person\""));
    }
    let letter = house.post(&anna, &path("visit-codes"), &format!("{FORM}1")).await;
    assert_eq!(letter.status, StatusCode::OK);
    sound("letter", &letter.html);
    assert!(letter.html.contains("https://sip.example/sign-in/code"));
    let code = code_of(&letter.html);
    let again = house.post(&anna, &path("visit-codes"), &format!("{FORM}1")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "shown once");
    assert!(!again.html.contains(&code) && again.html.contains(Language::Sv.text().msg_visit_shown_once()));
    for page in house.everywhere(&anna, &path("visit-codes")).await {
        assert!(!page.contains(&code), "the list does not know it");
    }
    for wrong in ["member=r1&act=0198f3f4-0000-7000-8000-000000000009", "member=r77&checked=known&act=x", ""] {
        let came = house.post(&anna, &path("visit-codes"), wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    for wrong in ["", "ABCD", "ABCD-EFGH-2345", "ÅÄÖ-ÅÄÖ"] {
        let came = house.send_form("/sign-in/code", &format!("code={wrong}"), "").await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(cookie(&came).is_none() && came.html.contains("code-error"));
    }
    let typed = format!("code={}", code.to_lowercase().replace('-', "+"));
    let came = house.send_form("/sign-in/code", &typed, "").await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/"));
    let mine = cookie(&came).unwrap();
    let used = house.send_form("/sign-in/code", &typed, "").await;
    assert!(used.status == StatusCode::UNPROCESSABLE_ENTITY && cookie(&used).is_none(), "used twice");
    let home = house.visit("/", &mine).await;
    assert!(home.html.contains("Elin") && home.html.contains(Language::Sv.text().msg_reach_visit()));
    let plan = house.visit(&path("prepare"), &mine).await;
    assert_eq!(plan.status, StatusCode::OK);
    let name = first_answer(&plan.html);
    let answer = format!("answer-{name}=Lugn+och+ro&seen-{name}=only_me&act=0198f3f4-0000-7000-8000-000000000077");
    assert_eq!(house.send_form(&path("prepare"), &answer, &mine).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.visit(&path("consent"), &mine).await.status, StatusCode::NOT_FOUND);
    // Withdrawn: the session that came of it ends.
    let list = house.get(&anna, Language::Sv, &path("visit-codes")).await.html;
    let id = list.split_once("name=\"withdraw\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(house.post(&anna, &path("visit-codes"), &format!("withdraw={id}")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.visit("/", &mine).await.location, "/sign-in");
}

#[tokio::test]
async fn only_those_who_carry_the_plan_on_let_others_in() {
    let house = House::upto("visit-outsiders", Milestone::Called).await;
    for actor in [staff(&families::omar_ali()), person(&families::sara()), staff(&families::tomas_vik())] {
        for page in ["visit-codes", "together"] {
            assert_eq!(house.get(&actor, Language::Sv, &path(page)).await.status, StatusCode::NOT_FOUND);
            let came = house.post(&actor, &path(page), &format!("{FORM}1")).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND);
            assert!(cookie(&came).is_none());
        }
    }
}

#[tokio::test]
async fn together_the_worker_is_out_and_cannot_open_what_was_private() {
    let house = House::upto("together", Milestone::Called).await;
    let anna = staff(&families::anna_ek());
    house.everywhere(&anna, &path("together")).await;
    let none = house.post(&anna, &path("together"), "member=person").await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && cookie(&none).is_none());
    let came = house.post(&anna, &path("together"), "member=person&checked=known").await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/"));
    let hers = cookie(&came).unwrap();
    // The worker's own session in that browser has ended.
    assert_eq!(house.get(&anna, Language::Sv, "/").await.location, "/sign-in");
    let home = house.visit("/", &hers).await;
    assert!(home.html.contains("Hej") && home.html.contains(Language::Sv.text().msg_reach_together()));
    let form = house.visit(&path("prepare/question/home"), &hers).await.html;
    let name = first_answer(&form);
    let secret = format!("answer-{name}=Hemligt&seen-{name}=only_me&act=0198f3f4-0000-7000-8000-000000000078");
    let sent = house.send_form(&path("prepare/question/home"), &secret, &hers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert!(!house.visit(&path("prepare"), &hers).await.html.contains("Hemligt"), "nor does her own page show it here");
    // Given back: to the sign-in page, and nothing of it opens again.
    let back = house.send_form("/sign-out", "", &hers).await;
    assert_eq!(back.location, "/sign-in");
    assert_eq!(house.visit(&path("prepare"), &hers).await.location, format!("/sign-in?next={}", path("prepare")));
    let account = house.app.store.account_of(Holder::Staff(families::anna_ek().staff)).await.unwrap().unwrap().id;
    let ends = now() + SignedDuration::from_hours(1);
    house.app.store.begin_session(account.to_string().as_bytes(), account, "test", now(), ends).await.unwrap();
    for page in ["prepare", "prepare/person", "steps", "history", "plan.json", "journal", "people"] {
        let came = house.get(&anna, Language::Sv, &path(page)).await;
        assert!(!came.html.contains("Hemligt"), "{page}");
    }
    let over = house.post(&anna, &path("prepare/person"), &secret.replace("Hemligt", "Annat")).await;
    assert_ne!(over.status, StatusCode::SEE_OTHER, "nor is it written over");
    let before = house.get(&anna, Language::Sv, &path("together")).await.html;
    assert!(before.contains("Anna Ek → Elin"), "{before}");
}

#[tokio::test]
async fn a_limited_session_finds_nothing_else_and_each_try_is_logged() {
    let house = House::upto("reach-every-address", Milestone::Called).await;
    let store = &house.app.store;
    let account = store.account_of(Holder::Person(families::sara().person)).await.unwrap().unwrap().id;
    let plan = Family::Elin.plan();
    for reach in [Reach::Visit(plan), Reach::Together(plan)] {
        let limited = Limited { reach, origin: uuid::Uuid::from_u128(1) };
        let ends = now() + SignedDuration::from_hours(1);
        store.begin_limited_session(b"limited", account, "code", now(), ends, limited).await.unwrap();
        // Nor does a page that is reached lead to one that is not.
        for page in ["", "/steps", "/history", "/question"] {
            let html = house.visit(&format!("/plans/{plan}{page}"), "session=limited").await.html;
            for to in html.split("href=\"/plans/").skip(1).filter_map(|rest| rest.split(['"', '#', '?']).next()) {
                let pattern = format!("/plans/{to}").replace(&plan.to_string(), "{plan}");
                let pattern = if pattern.contains("/versions/") { "/plans/{plan}/versions/{no}" } else { &pattern };
                assert!(crate::reach::reaches(reach, &axum::http::Method::GET, pattern), "{page}: {pattern}");
            }
        }
        let mut denied = 0;
        for pattern in patterns() {
            let filled =
                pattern.replace("{plan}", &plan.to_string()).replace("{no}", "1").replace("{member}", "person");
            let filled = filled.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
            let filled = filled.collect::<Vec<_>>().join("/");
            for method in [axum::http::Method::GET, axum::http::Method::POST] {
                if crate::reach::reaches(reach, &method, &pattern) {
                    continue;
                }
                let get = method == axum::http::Method::GET;
                let came = if get {
                    house.visit(&filled, "session=limited").await
                } else {
                    house.send_form(&filled, "words=x", "session=limited").await
                };
                assert_eq!(came.status, StatusCode::NOT_FOUND, "{method} {filled}");
                denied += 1;
            }
        }
        assert!(denied > 80, "{denied}");
        let auditor = staff(&families::ulla_frisk());
        let moment = house.app.moment(now());
        let asking = samsyn_store::Asking { actor: &auditor, surface: samsyn_store::Surface::Page, moment: &moment };
        let lines = store
            .log_between(&asking, now() - SignedDuration::from_hours(1), now() + SignedDuration::from_hours(1))
            .await
            .unwrap();
        let told = lines.iter().filter(|line| line.reason.as_deref() == Some("beyond_reach")).count();
        // An address that takes no form at all is answered before anybody is asked who they are.
        assert!(told > 50, "{told} lines");
        store.end_session(b"limited", now()).await.unwrap();
        // Another plan of the same human is not there either.
        let other = house.visit(&format!("/plans/{}", Family::Tova.plan()), "session=limited").await;
        assert_ne!(other.status, StatusCode::OK);
    }
}

/// Every address that needs somebody signed in, as it stands in `routes.rs`.
fn patterns() -> Vec<String> {
    let text = include_str!("../../routes.rs");
    let open = ["/sign-in", "/sign-out", "/leave", "/accessibility"];
    let found = text.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1).map(str::to_owned));
    found.filter(|pattern| !open.iter().any(|open| pattern == open || pattern.starts_with("/sign-in/"))).collect()
}

#[tokio::test]
async fn guessing_codes_is_stopped() {
    let mut house = House::open("visit-guessing").await;
    let limits = crate::limits::Limits::new(std::num::NonZeroU32::new(3).unwrap());
    house.change(|app| app.limits = std::sync::Arc::new(limits));
    for n in 0..3 {
        let came = house.send_form("/sign-in/code", &format!("code=ABCD-EFGH-234{}", n + 5), "").await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let came = house.send_form("/sign-in/code", "code=ABCD-EFGH-2349", "").await;
    assert_eq!(came.status, StatusCode::TOO_MANY_REQUESTS);
}
