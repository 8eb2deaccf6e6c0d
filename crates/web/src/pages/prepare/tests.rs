use axum::http::StatusCode;
use samsyn_domain::families::*;

use crate::Language;
use crate::samples::{House, person, sound, staff};

fn path() -> String {
    format!("/plans/{}/prepare", Family::Elin.plan())
}

#[tokio::test]
async fn a_child_answers_with_faces_and_words_for_herself_alone() {
    let house = House::upto("prepare-child", Milestone::Consented).await;
    let (elin, sara) = (person(&elin()), person(&sara()));
    for html in house.everywhere(&elin, &path()).await {
        assert!(html.contains("<body class=\"child\">"));
        for name in ["answer-home-face", "answer-school-face", "answer-wish", "seen-wish", "take_part", "most_people"] {
            assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert_eq!(html.matches("value=\"only_me\" checked").count(), 6, "nobody else sees, unless she chooses it");
    }
    let wrong = house.post(&elin, &path(), "answer-home-face=good&answer-wish=En+annan+v%C3%A4g&most_people=900").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("prepare", &wrong.html);
    assert!(wrong.html.contains("En annan väg") && wrong.html.contains("href=\"#most_people\""));
    let form =
        "answer-home-face=good&answer-wish=En+annan+v%C3%A4g&seen-home=everybody&seen-wish=only_me&take_part=part";
    assert_eq!(house.post(&elin, &path(), form).await.status, StatusCode::SEE_OTHER);
    let mine = house.get(&elin, Language::En, &path()).await.html;
    assert!(
        mine.contains("value=\"good\" checked") && mine.contains("En annan väg"),
        "a face comes back in any language"
    );
    for strange in
        ["", "take_part=whole", "answer-hours=9", "answer-wish=x&answer-other=y", "answer-wish=x&take_part=soon"]
    {
        let came = house.post(&elin, &path(), strange).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
    }
    assert!(
        house.get(&elin, Language::Sv, &path()).await.html.contains("En annan väg"),
        "what was written is still there"
    );
    let hers = house.get(&sara, Language::Sv, &path()).await.html;
    assert!(hers.contains("Hur är det hemma?") && !hers.contains("En annan väg"), "what is hers alone stays so");
}

#[tokio::test]
async fn each_role_has_its_questions_and_staff_write_only_what_was_not_typed() {
    let house = House::upto("prepare-roles", Milestone::Consented).await;
    let (anna, sara) = (staff(&anna_ek()), person(&sara()));
    assert!(house.everywhere(&sara, &path()).await.iter().all(|html| html.contains("name=\"answer-hours\"")));
    for html in house.everywhere(&anna, &path()).await {
        assert!(html.contains("name=\"answer-view\"") && !html.contains("name=\"most_people\""));
        assert!(html.contains("/prepare/person\""), "the child has not typed: one may write after a talk");
    }
    let of = format!("{}/person", path());
    assert!(house.everywhere(&anna, &of).await.iter().all(|html| html.contains("name=\"answer-wish\"")));
    let done = house.post(&anna, &of, "answer-wish=Lugn+start&seen-wish=everybody").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let shown = house.get(&sara, Language::Sv, &path()).await.html;
    assert!(shown.contains("Lugn start") && shown.contains("Anna Ek"), "it says who wrote it down");
    let elin = person(&elin());
    assert_eq!(house.post(&elin, &path(), "answer-wish=Mitt+eget").await.status, StatusCode::SEE_OTHER);
    let shut = house.get(&anna, Language::Sv, &of).await.html;
    assert!(!shut.contains("name=\"answer-wish\""), "what she typed herself nobody writes over");
    let denied = house.get(&sara, Language::Sv, &of).await;
    assert_eq!(denied.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&sara, &path(), "waive=1").await.status, StatusCode::SEE_OTHER);
}
