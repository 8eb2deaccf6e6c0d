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
