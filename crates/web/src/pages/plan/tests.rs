use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::samples::{House, person, sound, staff};

#[tokio::test]
async fn a_proposal_is_written_with_little_and_leads_to_the_steps() {
    let house = House::open("propose").await;
    let anna = staff(&anna_ek());
    for html in house.everywhere(&anna, "/plans/new").await {
        for name in ["who", "name", "born", "number", "reason", "wanted", "told_how", "question", "to", "plan"] {
            assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert!(
            html.contains(&format!("value=\"{}\" selected", units::solvik_barn().unit)),
            "one's own unit is chosen"
        );
    }
    let found = house.post(&anna, "/plans/new", "who=elin&reason=Skolan&search=1").await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.html.contains(&elin().person.to_string()) && found.html.contains("Skolan</textarea>"));
    let empty = house.post(&anna, "/plans/new", "told_how=Lisa").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("propose", &empty.html);
    for id in ["who", "reason", "to"] {
        assert!(empty.html.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    let plan = uuid_of("a new plan");
    let to = units::solvik_barn().unit;
    let form = format!(
        "plan={plan}&name=Nova+Ny&number=20160229-2387&new_person={}&reason=Hon+vill+till+skolan&wanted=yes&to={to}&question=Vem+hj%C3%A4lper%3F",
        uuid_of("a new person")
    );
    let wrong = house.post(&anna, "/plans/new", &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "the check digit is wrong");
    assert!(wrong.html.contains("href=\"#number\"") && wrong.html.contains("value=\"Nova Ny\""));
    let form = form.replace("20160229-2387", "").replace("reason=", "born=2016-02-29&reason=");
    for _ in 0..2 {
        let done = house.post(&anna, "/plans/new", &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert_eq!(done.location, format!("/plans/{plan}/steps?saved=1"));
    }
    let people = house.app.store.people().await.unwrap();
    assert_eq!(people.iter().filter(|person| person.name == "Nova Ny").count(), 1, "a second press makes nobody twice");
    for html in house.everywhere(&anna, &format!("/plans/{plan}/assess")).await {
        assert!(html.contains("Vem hjälper?") && html.contains("name=\"answer\"") && html.contains("name=\"reason\""));
    }
    let bare = house.post(&anna, &format!("/plans/{plan}/assess"), "answer=no").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.html.contains("href=\"#reason\""), "a no has a reason");
    let done = house.post(&anna, &format!("/plans/{plan}/assess"), "answer=yes&reason=Flera+ger+st%C3%B6d").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn somebody_proposes_for_herself() {
    let house = House::open("propose-self").await;
    let karin = person(&karin());
    for html in house.everywhere(&karin, "/plans/new").await {
        assert!(!html.contains("name=\"who\"") && !html.contains("name=\"wanted\""));
        assert!(html.contains("href=\"/leave\""));
    }
    let to = units::solvik_vuxen().unit;
    let done =
        house.post(&karin, "/plans/new", &format!("plan={}&reason=Jag+orkar+inte&to={to}", uuid_of("karin"))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
}
