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
async fn a_name_typed_where_one_searches_is_kept_and_what_to_do_is_said() {
    let house = House::open("propose-typed").await;
    let anna = staff(&anna_ek());
    let to = units::solvik_barn().unit;
    let form = |who: &str| format!("who={who}&reason=Skolan&wanted=yes&to={to}");
    let came = house.post(&anna, "/plans/new", &form("Nova+Nyfiken")).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("propose", &came.html);
    let t = crate::Language::Sv.text();
    assert!(came.html.contains(t.msg_pick_how()) && !came.html.contains(t.msg_error_not_chosen()));
    let named = came.html.split("name=\"name\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(named.contains("value=\"Nova Nyfiken\""), "{named}");
    let number = house.post(&anna, "/plans/new", &form("20160229-2387")).await;
    let named = number.html.split("name=\"name\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(number.status == StatusCode::UNPROCESSABLE_ENTITY && !named.contains("2016"), "a number is no name");
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

#[tokio::test]
async fn a_family_reads_what_it_does_itself_first_and_then_what_others_do() {
    let house = House::open("plan-sections").await;
    let path = format!("/plans/{}", Family::Elin.plan());
    let headings = |html: &str| {
        let found = html.split("<h2>").skip(1).filter_map(|rest| rest.split("</h2>").next());
        found.filter(|h| h.contains("gör")).map(str::to_owned).collect::<Vec<_>>()
    };
    let read = async |actor| headings(&house.get(&actor, crate::Language::Sv, &path).await.html);
    assert_eq!(read(person(&elin())).await, ["Det här gör du", "Det här gör de som hjälper till (5)"]);
    let of_mother = ["Det här gör andra i familjen", "Det här gör de som hjälper till (5)"];
    assert_eq!(read(person(&sara())).await, of_mother);
    let by_law = ["Det kommunen och regionen gör (4)", "Det skolan och andra gör", "Det familjen gör"];
    assert_eq!(read(staff(&anna_ek())).await, by_law);
}

#[tokio::test]
async fn a_protected_childs_pages_tell_no_place() {
    let house = House::open("plan-protected-places").await;
    let (noel, plan) = (person(&noel()), Family::Noel.plan());
    for page in ["", "/steps", "/history", "/consent", "/given-out", "/journal", "/expectations", "/times", "/log"] {
        let came = house.get(&noel, crate::Language::Sv, &format!("/plans/{plan}{page}")).await;
        assert!(!came.html.contains("Tallmo") && !came.html.contains("Nordanland"), "{page}");
    }
    let html = house.get(&noel, crate::Language::Sv, &format!("/plans/{plan}")).await.html;
    assert!(html.contains("Ylva Kron") && !html.contains("<bdi>–</bdi>"), "people stay by name");
    let hers = house.get(&person(&sara_lind()), crate::Language::Sv, &format!("/plans/{plan}/consent")).await;
    assert!(hers.html.contains("Tallmo"), "whoever consents knows to whom");
}

#[tokio::test]
async fn a_question_in_another_language_stands_first_and_its_translation_below() {
    let house = House::open("plan-translation").await;
    let (tor, rana, plan) = (staff(&tor_hedin()), person(&rana()), Family::Yusuf.plan());
    for page in ["", "/question", "/prepare", "/journal"] {
        let html = house.get(&tor, crate::Language::Sv, &format!("/plans/{plan}{page}")).await.html;
        let html = html.replace(['\u{2068}', '\u{2069}'], "");
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{page}: {words}"));
        assert!(at("يوسف") < at("Layla Aziz, auktoriserad tolk har översatt: Hur kan Yusuf"), "{page}");
    }
    let path = format!("/plans/{plan}/question");
    let shown = house.get(&tor, crate::Language::Sv, &path).await.html;
    let link = shown.split("href=\"").find(|rest| rest.contains("?translate=")).unwrap();
    let open = house.everywhere(&tor, link.split('#').next().unwrap()).await;
    assert!(open[0].contains("name=\"translator\"") && !shown.contains("name=\"translator\""));
    let no = link.split("translate=").nth(1).unwrap().split('#').next().unwrap();
    let came = house.post(&tor, &path, &format!("translate={no}&translation=F%C3%A5r+han+leka%3F&translator=")).await;
    assert_eq!(came.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.html.contains("href=\"#translator\"") && came.html.contains("Får han leka?"));
    let done =
        house.post(&tor, &path, &format!("translate={no}&translation=F%C3%A5r+han+leka%3F&translator=Layla")).await;
    assert_eq!(done.status, axum::http::StatusCode::SEE_OTHER);
    assert!(
        !house.get(&rana, crate::Language::Sv, &path).await.html.contains("?translate="),
        "those who carry it on do it"
    );
}
