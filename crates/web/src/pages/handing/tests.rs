use axum::http::StatusCode;
use samsyn_domain::families::{
    Family, Milestone, anna_ek, birgit_aman, elin, ingrid_palm, lisa_berg, maria_sund, omar_ali, sara, story, tomas_vik,
};
use samsyn_domain::ids::No;
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::Owner;

use crate::Language;
use crate::samples::{House, now, person, sound, staff};

/// The number of somebody's first measure.
fn measure_of(who: &StaffRef) -> No {
    let (id, facts) = story(Family::Elin, Milestone::Active, now()).unwrap();
    let plan = Plan::fold(id, &facts).unwrap();
    plan.measures.iter().find(|m| m.owner == Owner::Staff(who.clone())).unwrap().no
}

/// The address of the offer in somebody's list.
async fn offered(house: &House, who: &StaffRef) -> String {
    let list = house.get(&staff(who), Language::Sv, "/measures").await.html;
    let from = list.find("/handovers/").unwrap_or_else(|| panic!("nothing is offered: {list}"));
    let start = list[..from].rfind('"').unwrap() + 1;
    list[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn nobody_is_offered_what_they_could_not_see() {
    let house = House::upto("handing-who", Milestone::Active).await;
    let (plan, no) = (Family::Elin.plan(), measure_of(&lisa_berg()));
    let path = format!("/plans/{plan}/measures/{no}/hand-over");
    let page = house.get(&staff(&lisa_berg()), Language::Sv, &path).await.html;
    let value = |who: &StaffRef| format!("value=\"staff:{}\"", who.staff);
    assert!(page.contains(&value(&ingrid_palm())) && page.contains(&value(&maria_sund())));
    // The administrator and the archivist sit where the meeting is led from, and see nothing of it.
    for duty in [tomas_vik(), birgit_aman()] {
        assert!(!page.contains(&value(&duty)), "{}", duty.name);
        let to = format!("do=offer&to=staff:{}&words=", duty.staff);
        assert_eq!(house.post(&staff(&lisa_berg()), &path, &to).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let holding = house.get(&staff(&anna_ek()), Language::Sv, &format!("/plans/{plan}/hand-over")).await.html;
    assert!(holding.contains(&value(&maria_sund())) && !holding.contains(&value(&tomas_vik())));
}

#[tokio::test]
async fn a_measure_goes_on_when_the_other_says_yes_and_not_before() {
    let house = House::upto("handing-yes", Milestone::Active).await;
    let (plan, no) = (Family::Elin.plan(), measure_of(&lisa_berg()));
    let path = format!("/plans/{plan}/measures/{no}/hand-over");
    house.everywhere(&staff(&lisa_berg()), &path).await;
    for other in [staff(&omar_ali()), staff(&anna_ek()), person(&sara())] {
        assert_eq!(house.get(&other, Language::Sv, &path).await.status, StatusCode::NOT_FOUND, "it is hers");
    }
    let none = house.post(&staff(&lisa_berg()), &path, "do=offer&to=&words=Hon+gillar+Ingrid").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&path, &none.html);
    assert!(none.html.contains("id=\"to-error\"") && none.html.contains("Hon gillar Ingrid"));
    let to = format!("do=offer&to=staff:{}&words=Hon+gillar+Ingrid", ingrid_palm().staff);
    assert_eq!(house.post(&staff(&lisa_berg()), &path, &to).await.status, StatusCode::SEE_OTHER);
    let page = house.everywhere(&staff(&lisa_berg()), &path).await.remove(0);
    assert!(page.contains("har inte svarat") && page.contains("value=\"withdraw\""));
    let read = |html: String| html.replace(['\u{2068}', '\u{2069}'], "");
    let family = read(house.get(&person(&elin()), Language::Sv, &format!("/plans/{plan}")).await.html);
    assert!(family.contains("Ingrid Palm har fått frågan"));
    let offer = offered(&house, &ingrid_palm()).await;
    let asked = house.everywhere(&staff(&ingrid_palm()), &offer).await.remove(0);
    assert!(asked.contains("Hon gillar Ingrid") && !asked.contains("id=\"phone\""));
    assert_eq!(house.get(&staff(&lisa_berg()), Language::Sv, &offer).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&staff(&ingrid_palm()), &offer, "do=accept").await.status, StatusCode::SEE_OTHER);
    let family = house.get(&person(&elin()), Language::Sv, &format!("/plans/{plan}")).await.html;
    assert!(family.contains("Ingrid sa ja") && !family.contains("har fått frågan"));
    let history = read(house.get(&person(&elin()), Language::Sv, &format!("/plans/{plan}/history")).await.html);
    assert!(history.contains("Ingrid Palm tog över insats"));
    assert_eq!(house.get(&staff(&ingrid_palm()), Language::Sv, &offer).await.status, StatusCode::NOT_FOUND, "answered");
    assert_eq!(
        house.get(&staff(&lisa_berg()), Language::Sv, &path).await.status,
        StatusCode::NOT_FOUND,
        "no longer hers"
    );
}

#[tokio::test]
async fn a_no_says_why_and_stands_beside_the_offer() {
    let house = House::upto("handing-no", Milestone::Active).await;
    let (plan, no) = (Family::Elin.plan(), measure_of(&lisa_berg()));
    let path = format!("/plans/{plan}/measures/{no}/hand-over");
    let unit = format!("do=offer&to=unit:{}&words=", ingrid_palm().unit.unit);
    assert_eq!(house.post(&staff(&lisa_berg()), &path, &unit).await.status, StatusCode::SEE_OTHER);
    let offer = offered(&house, &ingrid_palm()).await;
    let bare = house.post(&staff(&ingrid_palm()), &offer, "do=decline&reason=+").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound(&offer, &bare.html);
    assert!(bare.html.contains("id=\"reason-error\""));
    let said = house.post(&staff(&ingrid_palm()), &offer, "do=decline&reason=Vi+anst%C3%A4ller+i+maj.").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    let page = house.everywhere(&staff(&lisa_berg()), &path).await.remove(0);
    assert!(page.contains("Ingrid Palm") && page.contains("Vi anställer i maj.") && page.contains("value=\"offer\""));
    let again = house.post(&staff(&lisa_berg()), &path, &unit).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "somebody else can be asked");
    let page = house.get(&staff(&lisa_berg()), Language::Sv, &path).await.html;
    let no = page.split("name=\"no\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let back = house.post(&staff(&lisa_berg()), &path, &format!("do=withdraw&no={no}")).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let list = house.get(&staff(&ingrid_palm()), Language::Sv, "/measures").await.html;
    assert!(!list.contains("/handovers/"));
}

#[tokio::test]
async fn holding_the_plan_goes_on_with_a_number_that_the_family_can_ring() {
    let house = House::upto("handing-plan", Milestone::Active).await;
    let plan = Family::Elin.plan();
    let path = format!("/plans/{plan}/hand-over");
    house.everywhere(&staff(&anna_ek()), &path).await;
    assert_eq!(house.get(&staff(&lisa_berg()), Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
    let to = format!("do=offer&to=staff:{}&words=Jag+slutar+i+juni.", maria_sund().staff);
    let came = house.post(&staff(&anna_ek()), &path, &to).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.html);
    let offer = offered(&house, &maria_sund()).await;
    let page = house.everywhere(&staff(&maria_sund()), &offer).await.remove(0);
    assert!(page.contains("id=\"phone\"") && page.contains("Jag slutar i juni."));
    let none = house.post(&staff(&maria_sund()), &offer, "do=accept&phone=").await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.html.contains("id=\"phone-error\""));
    let yes = house.post(&staff(&maria_sund()), &offer, "do=accept&phone=0980-319263").await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER);
    let family = house.get(&person(&sara()), Language::Sv, &format!("/plans/{plan}")).await.html;
    assert!(family.contains("Maria Sund") && family.contains("0980-319263"));
}
