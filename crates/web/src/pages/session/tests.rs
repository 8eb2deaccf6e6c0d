use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::families::{self, Family};
use samsyn_store::Holder;
use std::sync::Arc;

use crate::app::SignIn;
use crate::providers::{Claimed, Fault, Provider, Providers};
use crate::samples::{House, now, person, sound, staff};
use crate::{Language, T};

/// A provider whose answer is always this.
fn answering(answer: Result<Claimed, Fault>) -> Providers {
    let answer = Arc::new(answer);
    Providers {
        list: Arc::new([Provider {
            id: "bankid".to_owned(),
            names: ["BankID", "BankID", "BankID in English"].map(str::to_owned),
        }]),
        ask: Arc::new(|_, bound, _| {
            Box::pin(async move { Ok(format!("https://idp.example/authorize?state={}", bound.state)) })
        }),
        take: Arc::new(move |_, _, _| {
            let answer = Result::clone(&answer);
            Box::pin(async move { answer })
        }),
        keys: "{\"keys\":[]}".into(),
    }
}

fn claimed(number: &str) -> Claimed {
    Claimed { numbers: vec![number.to_owned()], ..Claimed::default() }
}

/// Johan's, one of Skatteverket's published test numbers.
const JOHAN: &str = "199002222397";

/// The value of a cookie that an answer sets.
fn cookie(came: &crate::samples::Came, name: &str) -> Option<String> {
    let line = came.cookies.iter().find_map(|line| line.strip_prefix(&format!("{name}=")))?;
    line.split(';').next().filter(|value| !value.is_empty()).map(str::to_owned)
}

/// Goes to the provider and comes back; what the callback answers.
async fn round(house: &House, next: &str) -> crate::samples::Came {
    let went = house.visit(&format!("/sign-in/with/bankid?next={next}"), "").await;
    assert_eq!(went.status, StatusCode::SEE_OTHER, "{}", went.html);
    let (_, state) = went.location.split_once("state=").unwrap();
    let secret = cookie(&went, "sign_in").unwrap();
    house.visit(&format!("/sign-in/callback/bankid?code=c&state={state}"), &format!("sign_in={secret}")).await
}

#[tokio::test]
async fn the_sign_in_page_shows_the_ways_there_are() {
    let mut house = House::open("sign-in-ways").await;
    house.change(|app| {
        app.providers = answering(Err(Fault::Away));
        app.sign_in = SignIn::Providers;
    });
    for language in Language::ALL {
        let came = house.visit_in("/sign-in?next=/measures", "", language).await;
        assert_eq!(came.status, StatusCode::OK);
        sound("sign-in", &came.html);
        assert!(
            came.html.contains("href=\"/sign-in/with/bankid?next=/measures\"") && came.html.contains("/sign-in/code")
        );
        assert!(!came.html.contains("name=\"mail\"") && !came.html.contains("name=\"account\""));
        let code = house.visit_in("/sign-in/code", "", language).await;
        sound("code", &code.html);
    }
    // Neither the demonstration's way nor a mailed link works where they are not offered.
    let account = house.app.store.named_accounts().await.unwrap()[0].account.id;
    for form in [format!("account={account}"), "mail=anna.ek%40solvik.example".to_owned()] {
        let came = house.send_form("/sign-in", &form, "").await;
        assert_eq!(came.status, StatusCode::NOT_FOUND);
        assert!(cookie(&came, "session").is_none());
    }
}

#[tokio::test]
async fn who_is_in_the_directory_is_signed_in() {
    let mut house = House::open("sign-in-provider").await;
    house.change(|app| app.providers = answering(Ok(claimed(JOHAN))));
    let came = round(&house, "/measures").await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/measures"));
    let token = cookie(&came, "session").unwrap();
    assert!(cookie(&came, "sign_in").is_none(), "the secret is used up");
    let page = house.visit("/sessions", &format!("session={token}")).await;
    assert!(page.html.contains("BankID") && page.html.contains("Johan"));
    // Nobody is sent elsewhere by a forged address.
    let came = round(&house, "https://elsewhere.example/").await;
    assert_eq!(came.location, "/");
}

#[tokio::test]
async fn a_mixed_up_or_replayed_answer_signs_nobody_in() {
    let mut house = House::open("sign-in-mixed").await;
    house.change(|app| app.providers = answering(Ok(claimed(JOHAN))));
    let went = house.visit("/sign-in/with/bankid", "").await;
    let (_, state) = went.location.split_once("state=").unwrap();
    let secret = format!("sign_in={}", cookie(&went, "sign_in").unwrap());
    let other = house.visit("/sign-in/with/bankid", "").await;
    let others = format!("sign_in={}", cookie(&other, "sign_in").unwrap());
    let good = format!("/sign-in/callback/bankid?code=c&state={state}");
    for (path, cookies) in [
        (good.as_str(), ""),
        (good.as_str(), others.as_str()),
        (good.as_str(), "sign_in="),
        ("/sign-in/callback/bankid?code=c", secret.as_str()),
        ("/sign-in/callback/bankid?code=c&state=forged", secret.as_str()),
    ] {
        refused(&house, path, cookies, Fault::Mixed).await;
    }
    let came = house.visit(&good, &secret).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    refused(&house, &good, &secret, Fault::Mixed).await;
    assert_eq!(house.visit("/sign-in/callback/nobody?code=c&state=s", &secret).await.status, StatusCode::NOT_FOUND);
}

async fn refused(house: &House, path: &str, cookies: &str, fault: Fault) {
    let came = house.visit(path, cookies).await;
    let status = if fault == Fault::Away { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::FORBIDDEN };
    assert_eq!(came.status, status, "{path} {fault:?}");
    assert!(cookie(&came, "session").is_none());
    sound(path, &came.html);
    let t: T = Language::Sv.text();
    let (what, todo) = fault.words(t);
    assert!(
        came.html.contains(what) && came.html.contains(todo) && came.html.contains("href=\"/sign-in\""),
        "{fault:?}"
    );
}

#[tokio::test]
async fn every_fault_says_what_happened_and_what_to_do() {
    let mut house = House::open("sign-in-faults").await;
    for fault in Fault::ALL {
        house.change(|app| app.providers = answering(Err(fault)));
        let went = house.visit("/sign-in/with/bankid", "").await;
        let (_, state) = went.location.split_once("state=").unwrap();
        let secret = format!("sign_in={}", cookie(&went, "sign_in").unwrap());
        refused(&house, &format!("/sign-in/callback/bankid?code=c&state={state}"), &secret, fault).await;
    }
    for (error, fault) in [
        ("access_denied", Fault::Cancelled),
        ("unmet_authentication_requirements", Fault::TooLow),
        ("temporarily_unavailable", Fault::Away),
        ("anything", Fault::Untrusted),
    ] {
        let went = house.visit("/sign-in/with/bankid", "").await;
        let (_, state) = went.location.split_once("state=").unwrap();
        let secret = format!("sign_in={}", cookie(&went, "sign_in").unwrap());
        refused(&house, &format!("/sign-in/callback/bankid?error={error}&state={state}"), &secret, fault).await;
    }
    let (auditor, moment) = (staff(&families::ulla_frisk()), house.app.moment(now()));
    let asking = samsyn_store::Asking { actor: &auditor, surface: samsyn_store::Surface::Page, moment: &moment };
    let lines = house
        .app
        .store
        .log_between(&asking, now() - SignedDuration::from_hours(1), now() + SignedDuration::from_hours(1))
        .await
        .unwrap();
    for fault in Fault::ALL {
        assert!(lines.iter().any(|l| l.outcome == "denied" && l.reason.as_deref() == Some(fault.key())), "{fault:?}");
    }
    assert!(lines.iter().all(|line| line.action != "sign_in" || line.outcome != "denied" || line.account.is_none()));
}

#[tokio::test]
async fn the_directory_says_who_is_let_in_and_where() {
    let mut house = House::open("sign-in-directory").await;
    let store = Arc::clone(&house.app.store);
    let mut anna = store.staff().await.unwrap().into_iter().find(|s| s.code == "anna-ek").unwrap();
    anna.hsa_id = Some("TSTNMT0000-ANNA".to_owned());
    store.save_staff(&anna).await.unwrap();
    let units = store.units().await.unwrap();
    let (lss, bup) = ("u-solvik-lss", "u-bup");
    let unit = |code: &str| units.iter().find(|unit| unit.code == code).unwrap().clone();
    let second = samsyn_store::Staff {
        id: samsyn_domain::ids::StaffId(uuid::Uuid::from_u128(4711)),
        code: "anna-lss".to_owned(),
        unit: unit(lss).id,
        mail: None,
        roles: std::collections::BTreeSet::new(),
        ..anna.clone()
    };
    let hsa = |at: Option<&str>| Claimed {
        staff: Some(samsyn_store::StaffKey::HsaId("TSTNMT0000-ANNA".to_owned())),
        unit_hsa_id: at.map(str::to_owned),
        ..Claimed::default()
    };
    // One row: signed in there, whatever assignment was chosen at a unit that is none of ours.
    for at in [None, Some("SE0000000000-ELSEWHERE")] {
        house.change(|app| app.providers = answering(Ok(hsa(at))));
        assert_eq!(round(&house, "/").await.status, StatusCode::SEE_OTHER);
    }
    // An assignment at another of our units, where she does not work, gives nothing.
    let at_bup = unit(bup).hsa_id.unwrap();
    house.change(|app| app.providers = answering(Ok(hsa(Some(&at_bup)))));
    let came = round(&house, "/").await;
    assert!(came.status == StatusCode::FORBIDDEN && cookie(&came, "session").is_none());
    assert!(came.html.contains(Language::Sv.text().msg_sign_in_fault_elsewhere()));
    // Two rows: she chooses, once, and only among hers.
    store.save_staff(&second).await.unwrap();
    house.change(|app| app.providers = answering(Ok(hsa(None))));
    let went = house.visit("/sign-in/with/bankid?next=/measures", "").await;
    let (_, state) = went.location.split_once("state=").unwrap();
    let secret = format!("sign_in={}", cookie(&went, "sign_in").unwrap());
    let came = house.visit(&format!("/sign-in/callback/bankid?code=c&state={state}"), &secret).await;
    assert_eq!(came.location, "/sign-in/unit");
    for language in Language::ALL {
        let page = house.visit_in("/sign-in/unit", &secret, language).await;
        sound("unit", &page.html);
        assert!(page.html.contains("LSS"), "{}", page.html);
    }
    let omar = store.account_of(Holder::Staff(families::omar_ali().staff)).await.unwrap().unwrap().id;
    for wrong in [String::new(), format!("account={omar}"), "account=x".to_owned()] {
        let came = house.send_form("/sign-in/unit", &wrong, &secret).await;
        assert!(came.status == StatusCode::UNPROCESSABLE_ENTITY && cookie(&came, "session").is_none(), "{wrong}");
    }
    let hers = store.account_of(Holder::Staff(second.id)).await.unwrap().unwrap().id;
    let came = house.send_form("/sign-in/unit", &format!("account={hers}"), &secret).await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/measures"));
    let again = house.send_form("/sign-in/unit", &format!("account={hers}"), &secret).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(house.visit("/sign-in/unit", "").await.status, StatusCode::NOT_FOUND);
    // Whose account was closed, and who is in no directory.
    store.end_account(hers, now()).await.unwrap();
    let of_anna = store.account_of(Holder::Staff(anna.id)).await.unwrap().unwrap().id;
    store.end_account(of_anna, now()).await.unwrap();
    let came = round(&house, "/").await;
    assert!(came.html.contains(Language::Sv.text().msg_sign_in_fault_closed()));
    house.change(|app| app.providers = answering(Ok(claimed("191212121212"))));
    let came = round(&house, "/").await;
    assert!(came.html.contains(Language::Sv.text().msg_sign_in_fault_unknown()) && cookie(&came, "session").is_none());
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions() {
    let house = House::open("sessions-own").await;
    let sara = person(&families::sara());
    let store = &house.app.store;
    let account = store.account_of(Holder::Person(families::sara().person)).await.unwrap().unwrap().id;
    let ends = now() + SignedDuration::from_hours(12);
    store.begin_session(b"telephone", account, "link", now(), ends).await.unwrap();
    for page in house.everywhere(&sara, "/sessions").await {
        assert_eq!(page.matches("name=\"session\"").count(), 2);
        let ends = Language::ALL.map(|language| page.matches(language.text().msg_sessions_end_here()).count());
        assert_eq!(ends.iter().max(), Some(&1), "one's own is ended here, the other there");
        assert!(page.contains("15"), "how long it may rest");
    }
    let other = store.sessions_of(account, now()).await.unwrap();
    let telephone = other.iter().find(|session| session.method == "link").unwrap();
    let omar = staff(&families::omar_ali());
    let came = house.post(&omar, "/sessions", &format!("session={}", telephone.id)).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "another's is not there");
    let came = house.post(&sara, "/sessions", &format!("session={}", telephone.id)).await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/sessions?saved=1"));
    assert_eq!(store.sessions_of(account, now()).await.unwrap().len(), 1);
    let came = house.post(&sara, "/sessions", "all=1").await;
    assert_eq!(came.location, "/sign-in?everywhere=1");
    let told = house.visit("/sign-in?everywhere=1", "").await.html;
    assert!(told.contains(Language::Sv.text().msg_sign_in_ended_all()));
    assert!(store.sessions_of(account, now()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_child_is_met_in_the_language_the_directory_has_and_the_demo_says_who_everybody_is() {
    let house = House::open("sign-in-language").await;
    let list = house.visit("/sign-in", "").await.html;
    let part = |name: &str| crate::text::plain(list.split(name).nth(1).unwrap().split("</li>").next().unwrap());
    assert!(part("<bdi>Sara Sjöberg").contains("Vårdnadshavare, plan för Elin"), "{}", part("<bdi>Sara Sjöberg"));
    assert!(part("<bdi>Elin Sjöberg").contains("Egen plan"));
    for (person, spoken) in
        [(families::elin(), Some("sv-simple")), (families::sara(), Some("sv")), (families::rana(), None)]
    {
        let account = house.app.store.account_of(Holder::Person(person.person)).await.unwrap().unwrap().id;
        let came = house.send_form("/sign-in", &format!("account={account}"), "").await;
        assert_eq!(cookie(&came, "spoken").as_deref(), spoken, "{}", person.name);
    }
    let anna = house.app.store.account_of(Holder::Staff(families::anna_ek().staff)).await.unwrap().unwrap().id;
    let came = house.send_form("/sign-in", &format!("account={anna}"), "spoken=en").await;
    assert!(came.cookies.iter().any(|line| line.starts_with("spoken=;")), "another's is taken away");
}

#[tokio::test]
async fn what_was_typed_when_the_session_ran_out_comes_back_in_its_form() {
    let mut house = House::open("drafts").await;
    let store = Arc::clone(&house.app.store);
    let account = store.account_of(Holder::Person(families::sara().person)).await.unwrap().unwrap().id;
    let later: Timestamp = now() + SignedDuration::from_mins(40);
    house.change(|app| app.clock = Arc::new(move || later));
    let path = format!("/plans/{}/question", Family::Elin.plan());
    let mine = format!("session={account}");
    let typed = "what=avoid&avoid=Fr%C3%A5gan+om+pengar&act=0198f3f4-0000-7000-8000-000000000001";
    let came = house.send_form(&path, typed, &mine).await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=/drafts&kept=1"));
    let page = house.visit("/sign-in?next=/drafts&kept=1", "").await;
    assert!(page.html.contains(Language::Sv.text().msg_sign_in_kept()));
    // A button alone, or a session that was never there, keeps nothing.
    assert_eq!(house.send_form(&path, "do=save&act=1", &mine).await.location, "/sign-in");
    assert_eq!(house.send_form(&path, typed, "session=nobody").await.location, "/sign-in");
    // Signed in again: the text is there, for her alone.
    let ends = later + SignedDuration::from_hours(1);
    store.begin_session(b"again", account, "link", later, ends).await.unwrap();
    let drafts = house.visit("/drafts", "session=again").await;
    assert!(drafts.html.contains("<blockquote dir=\"auto\">Frågan om pengar"), "{}", drafts.html);
    sound("drafts", &drafts.html);
    let id = store.drafts_of(account, later).await.unwrap()[0].id;
    let before = store.drafts_of(account, later).await.unwrap().len();
    let shown = house.send_form(&path, &format!("{typed}&kept=show%3A{id}"), "session=again").await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "shown, not stored");
    assert!(shown.html.contains("Frågan om pengar") && shown.html.contains(Language::Sv.text().msg_drafts_here()));
    assert!(!shown.html.contains(Language::Sv.text().msg_problem_title()), "nothing is wrong with it");
    assert!(shown.html.contains(&format!("name=\"kept\" value=\"{id}\"")), "the form knows its draft");
    assert_eq!(store.drafts_of(account, later).await.unwrap().len(), before);
    let stored = house.send_form(&path, &format!("{typed}&kept={id}"), "session=again").await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.html);
    assert!(store.drafts_of(account, later).await.unwrap().is_empty(), "stored, so the draft is gone");
    let omar = store.account_of(Holder::Staff(families::omar_ali().staff)).await.unwrap().unwrap().id;
    store.begin_session(b"omar", omar, "link", later, ends).await.unwrap();
    let others = house.visit("/drafts", "session=omar").await;
    assert!(!others.html.contains("pengar"));
    assert_eq!(house.send_form(&format!("/drafts/{id}"), "", "session=omar").await.status, StatusCode::NOT_FOUND);
}
