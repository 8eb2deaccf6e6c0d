use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::samples::{House, person, sound, staff};

#[tokio::test]
async fn people_are_shown_to_all_and_changed_by_those_who_hold() {
    let house = House::upto("people", Milestone::Prepared).await;
    let path = format!("/plans/{}/people", Family::Elin.plan());
    let (anna, sara) = (staff(&anna_ek()), person(&sara()));
    for html in house.everywhere(&sara, &path).await {
        assert!(html.contains("Sara") && !html.contains("/people/life"));
        assert!(html.contains("/people/supporter"), "the family chooses who is beside the person");
    }
    assert!(house.everywhere(&anna, &path).await.iter().all(|html| html.contains("/people/life")));
    for (page, fields) in [
        ("representative", &["who", "name", "mandate", "decides"][..]),
        ("supporter", &["staff", "name", "relation"]),
        ("lead", &["facilitator", "coordinator", "phone", "lead"]),
        ("life", &["alias", "to", "on"]),
    ] {
        for html in house.everywhere(&anna, &format!("{path}/{page}")).await {
            for name in fields {
                assert!(html.contains(&format!("name=\"{name}\"")), "{page} {name}");
            }
        }
        if page != "supporter" {
            let denied = house.get(&sara, crate::Language::Sv, &format!("{path}/{page}")).await;
            assert_eq!(denied.status, StatusCode::NOT_FOUND, "{page}");
        }
    }
}

#[tokio::test]
async fn what_is_refused_stands_beside_its_field() {
    let house = House::upto("people-refused", Milestone::Prepared).await;
    let path = format!("/plans/{}/people", Family::Elin.plan());
    let anna = staff(&anna_ek());
    for (page, form, field) in [
        ("supporter", "name=Lena&relation=", "relation"),
        ("lead", "what=coordinator&phone=010-1", "coordinator"),
        ("lead", "what=lead", "lead"),
        ("representative", "name=Ny+Person", "mandate"),
        ("life", "what=protect&alias=", "alias"),
        ("life", "what=move&to=Tallmo&on=31%2F2", "on"),
    ] {
        let came = house.post(&anna, &format!("{path}/{page}"), form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{page} {form}");
        sound(page, &came.html);
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "{page} {field}");
    }
    let done = house.post(&anna, &format!("{path}/supporter"), "name=Mormor+Lena&relation=mormor").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let shown = house.get(&anna, crate::Language::Sv, &path).await.html;
    assert!(shown.contains("Mormor Lena"));
    let lead = format!("what=coordinator&coordinator={}&phone=010-123+45+67", anna_ek().staff);
    assert_eq!(house.post(&anna, &format!("{path}/lead"), &lead).await.status, StatusCode::SEE_OTHER);
    let shown = house.get(&anna, crate::Language::Sv, &path).await.html;
    assert!(shown.contains("010-123 45 67"));
}
