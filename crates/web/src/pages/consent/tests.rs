use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, sound, staff};

#[tokio::test]
async fn a_guardian_ticks_who_may_know_what_and_takes_it_back() {
    let house = House::upto("consent", Milestone::Assessed).await;
    let path = format!("/plans/{}/consent", Family::Elin.plan());
    let sara = person(&sara());
    let unit = units::solvik_barn().unit;
    for html in house.everywhere(&sara, &path).await {
        for name in ["plan", "share", "excluded", "from", "to"] {
            assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert!(html.contains(&format!("unit:{unit}:own_words")) && html.contains("href=\"/leave\""));
        assert!(!html.contains("name=\"basis\""), "the one who answers needs no note of a talk");
    }
    let none = house.post(&sara, &path, "from=22+november+2026&to=1+maj+2027&excluded=Pappas+jobb").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("consent", &none.html);
    assert!(none.html.contains("href=\"#plan\"") && none.html.contains("Pappas jobb"));
    let long = house.post(&sara, &path, &format!("plan=yes&share=unit:{unit}:health&from=22/11&to=2031-01-01")).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.html.contains("href=\"#to\""));
    assert!(long.html.contains(&format!("value=\"unit:{unit}:health\" checked")), "ticks are kept");
    let strange = house.post(&sara, &path, "plan=yes&share=unit:nobody:health&from=22/11&to=2027-03-01").await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(strange.html.contains("href=\"#share\""));
    let done = house.post(&sara, &path, &format!("plan=yes&share=unit:{unit}:health&from=22/11&to=2027-03-01")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let shown = house.get(&sara, Language::Sv, &path).await.html;
    assert!(shown.contains("consent/withdraw?no="));
    let no = shown.split("withdraw?no=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for html in house.everywhere(&sara, &format!("{path}/withdraw?no={no}")).await {
        assert!(html.contains("name=\"consents\"") && html.contains("name=\"remains\"") && html.contains("checked"));
    }
    let back = house.post(&sara, &format!("{path}/withdraw"), &format!("consents={no}&remains=Tiderna")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let shown = house.get(&sara, Language::Sv, &path).await.html;
    assert!(!shown.contains(&format!("withdraw?no={no}\"")));
}

#[tokio::test]
async fn guardians_who_disagree_meet_a_calm_page() {
    let house = House::open("consent-conflict").await;
    let path = format!("/plans/{}/consent", Family::Tova.plan());
    let (petra, jenny) = (person(&petra()), staff(&jenny_ask()));
    for html in house.everywhere(&petra, &path).await {
        assert!(html.contains("class=\"notice\"") && !html.contains("role=\"alert\""), "help, never an error");
        assert!(html.contains("Petra") && html.contains("Mikael"), "both stand there, each with an answer");
    }
    for html in house.everywhere(&jenny, &path).await {
        for name in ["by", "form", "basis"] {
            assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert!(html.contains("/consent/standing"));
    }
    for page in ["refuse", "standing", "withdraw"] {
        house.everywhere(&jenny, &format!("{path}/{page}")).await;
    }
    let bare = house.post(&jenny, &format!("{path}/standing"), "standing=prevented").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.html.contains("href=\"#no\""));
    let unknown = house.post(&jenny, &path, "plan=yes&from=22/11&to=2027-03-01").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["by", "form"] {
        assert!(unknown.html.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let denied = house.get(&petra, Language::Sv, &format!("{path}/standing")).await;
    assert_eq!(denied.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_no_shows_what_follows_before_it_is_said() {
    let house = House::open("consent-refuse").await;
    let path = format!("/plans/{}/consent/refuse", Family::Elin.plan());
    for page in house.everywhere(&person(&sara()), &path).await {
        assert!(page.contains(units::bup().name.as_str()), "who no longer sees the plan");
        assert!(page.contains("<h3>"), "what was given out already");
    }
    for page in house.everywhere(&person(&elin()), &path).await {
        assert!(!page.contains(units::bup().name.as_str()), "a child's no ends nothing");
    }
    let said = house.post(&person(&elin()), &path, "reason=").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.html);
    let consent = format!("/plans/{}/consent", Family::Elin.plan());
    let words = Language::Sv.text();
    for (who, part) in [
        (person(&sara()), words.msg_consent_child_no()),
        (staff(&anna_ek()), words.msg_consent_child_no()),
        (person(&elin()), words.msg_consent_child_no_own()),
    ] {
        let page = house.get(&who, Language::Sv, &consent).await.html;
        assert!(page.contains(part), "{}", who.name);
    }
}

#[tokio::test]
async fn the_heading_follows_whether_anything_is_shared() {
    let words = Language::Sv.text();
    let house = House::open("consent-heading").await;
    let page = |who, family: Family| {
        let (house, path) = (&house, format!("/plans/{}/consent", family.plan()));
        async move { house.get(&who, Language::Sv, &path).await.html }
    };
    let (agreed, waits) = (words.msg_consent_now(), words.msg_consent_now_waits());
    let elin_s = page(person(&sara()), Family::Elin).await;
    assert!(elin_s.contains(agreed) && !elin_s.contains(waits));
    let tova_s = page(person(&petra()), Family::Tova).await;
    assert!(!tova_s.contains(agreed), "one of them has said no");
    let child = page(person(&tova()), Family::Tova).await;
    assert!(child.contains(words.msg_consent_conflict_others_title()));
    assert!(!child.contains(words.msg_consent_conflict_title()), "the child has answered nothing");
    let own = house.everywhere(&person(&tova()), &format!("/plans/{}/consent/view", Family::Tova.plan())).await;
    assert!(own[0].contains(words.msg_view_lead_own()));
    let plan = house.get(&person(&elin()), Language::Sv, &format!("/plans/{}", Family::Elin.plan())).await.html;
    assert!(!plan.contains(words.msg_plan_consent_regret()), "Elin has said no yes to take back");
    let plan = house.get(&person(&sara()), Language::Sv, &format!("/plans/{}", Family::Elin.plan())).await.html;
    assert!(plan.contains(words.msg_plan_consent_regret()));
}

#[tokio::test]
async fn where_nobody_may_answer_there_is_no_form_but_what_to_do() {
    let settings = samsyn_domain::information::Settings {
        minor_consent: samsyn_domain::information::MinorConsent::ByMaturity,
        ..samsyn_domain::information::Settings::default()
    };
    for (name, settings, link) in [
        ("consent-nobody", samsyn_domain::information::Settings::default(), false),
        ("consent-nobody-m", settings, true),
    ] {
        let house = House::ruled(name, Milestone::Told, settings).await;
        let anna = staff(&anna_ek());
        let (plan, to) = (uuid_of("a child alone"), units::solvik_barn().unit);
        let form = format!(
            "plan={plan}&name=Nova+Ny&born=2014-02-28&new_person={}&reason=Hon+ber+om+det&wanted=yes&to={to}",
            uuid_of("a child who asks")
        );
        assert_eq!(house.post(&anna, "/plans/new", &form).await.status, StatusCode::SEE_OTHER);
        let steps = crate::text::plain(&house.get(&anna, Language::Sv, &format!("/plans/{plan}/steps")).await.html);
        assert!(steps.contains("De ser om en plan behövs, senast"), "who assesses, and by when");
        let assessed = house.post(&anna, &format!("/plans/{plan}/assess"), "answer=yes&reason=Flera").await;
        assert_eq!(assessed.status, StatusCode::SEE_OTHER);
        for page in house.everywhere(&anna, &format!("/plans/{plan}/consent")).await {
            assert!(!page.contains("name=\"share\"") && page.contains("/people/representative"));
            assert_eq!(page.contains("/consent/maturity"), link);
        }
    }
}
