use axum::http::StatusCode;
use samsyn_domain::access::Actor;
use samsyn_domain::families::*;
use samsyn_domain::plan::{Command, Moment};
use samsyn_store::{Ask, Asking, Surface};

use crate::Language;
use crate::samples::{House, now, person, sound, staff};

fn of(page: &str) -> String {
    format!("/plans/{}/{page}", Family::Elin.plan())
}

/// Elin's meeting has just ended.
async fn met(name: &str) -> House {
    let house = House::upto(name, Milestone::Meeting).await;
    let (anna, today) = (staff(&anna_ek()), now().to_zoned(house.app.zone.clone()).date());
    let moment = Moment { now: now(), today, settings: &house.app.settings };
    let asking = Asking { actor: &anna, surface: Surface::Page, moment: &moment };
    let ask = Ask {
        plan: Family::Elin.plan(),
        expected: None,
        submit: None,
        command: Command::EndMeeting { family_talk: None },
    };
    house.app.store.act(&asking, ask).await.unwrap();
    house
}

async fn answer(house: &House, who: &Actor, form: &str) -> StatusCode {
    house.post(who, &of("evaluate"), form).await.status
}

async fn page(house: &House, who: &Actor) -> String {
    house.get(who, Language::Sv, &of("evaluate")).await.html
}

#[tokio::test]
async fn each_is_asked_their_own_questions_in_every_language() {
    let house = met("evaluation-each").await;
    for (who, own, others) in [
        (person(&elin()), "name=\"child_listened\"", "name=\"adult_why\""),
        (person(&sara()), "name=\"adult_why\"", "name=\"show\""),
        (staff(&omar_ali()), "name=\"minutes_before\"", "name=\"release\""),
    ] {
        for html in house.everywhere(&who, &of("evaluate")).await {
            assert!(html.contains(own) && !html.contains(others), "{own}");
            assert!(!html.split("</title>").next().unwrap().contains("Elin"), "no name in the title");
        }
    }
    let child = page(&house, &person(&elin())).await;
    assert!(child.contains("<body class=\"child\">") && child.matches("face-very-good.svg").count() == 4);
}

#[tokio::test]
async fn a_card_on_the_plan_and_a_row_of_the_worklist_lead_there_until_it_is_answered() {
    let house = met("evaluation-card").await;
    let (mother, omar, anna) = (person(&sara()), staff(&omar_ali()), staff(&anna_ek()));
    let link = format!("href=\"{}\"", of("evaluate"));
    assert!(house.get(&mother, Language::Sv, &of("")[..of("").len() - 1]).await.html.contains(&link));
    assert!(house.get(&mother, Language::Sv, "/").await.html.contains(&link));
    assert!(house.get(&omar, Language::Sv, "/").await.html.contains(&link));
    assert_eq!(answer(&house, &mother, "adult_why=5").await, StatusCode::SEE_OTHER);
    assert_eq!(answer(&house, &omar, "professional_equal=2&minutes_before=20").await, StatusCode::SEE_OTHER);
    assert!(!house.get(&mother, Language::Sv, "/").await.html.contains(&link));
    assert!(!house.get(&omar, Language::Sv, "/").await.html.contains(&link));
    // Whoever carries the plan on sees her own row, and nobody else's.
    let annas = house.get(&anna, Language::Sv, "/").await.html;
    assert_eq!(annas.matches(&link).count(), 1);
}

#[tokio::test]
async fn one_answers_once_reads_it_again_and_nobody_else_does() {
    let house = met("evaluation-once").await;
    let (omar, anna, mother) = (staff(&omar_ali()), staff(&anna_ek()), person(&sara()));
    assert_eq!(answer(&house, &omar, "professional_equal=1&minutes_after=1337").await, StatusCode::SEE_OTHER);
    let mine = page(&house, &omar).await;
    sound("answered", &mine);
    assert!(mine.contains("1337") && mine.contains("Inte alls") && !mine.contains("evaluation-form"));
    for other in [&anna, &mother] {
        assert!(!page(&house, other).await.contains("1337"), "{}", other.name);
    }
    let again = house.post(&omar, &of("evaluate"), "professional_equal=5").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.html.contains("Det första svaret gäller"));
    assert!(page(&house, &omar).await.contains("Inte alls"), "the first answer stands");
    // A stranger, and the father who is no part of it, find nothing there.
    for stranger in [staff(&nils_brandt()), person(&karin())] {
        assert_eq!(house.get(&stranger, Language::Sv, &of("evaluate")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(answer(&house, &stranger, "adult_why=5").await, StatusCode::NOT_FOUND);
    }
    let history = house.get(&anna, Language::Sv, &of("history")).await.html;
    assert!(!history.contains("frågorna efter mötet"), "that somebody answered is nobody's business");
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays() {
    let house = met("evaluation-wrong").await;
    let omar = staff(&omar_ali());
    let came = house.post(&omar, &of("evaluate"), "professional_equal=4&minutes_before=en+timme").await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("wrong", &came.html);
    assert!(came.html.contains("id=\"minutes_before-error\"") && came.html.contains("value=\"en timme\""));
    assert!(came.html.contains("value=\"4\" checked"));
    let came = house.post(&omar, &of("evaluate"), "").await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_childs_answers_are_kept_from_its_guardians_unless_it_chooses() {
    let house = met("evaluation-child").await;
    let (child, mother) = (person(&elin()), person(&sara()));
    assert_eq!(answer(&house, &child, "child_listened=2").await, StatusCode::SEE_OTHER);
    assert!(!page(&house, &mother).await.contains("De lyssnade på mig"));

    let house = met("evaluation-child-shows").await;
    assert_eq!(answer(&house, &child, "child_listened=2&show=1").await, StatusCode::SEE_OTHER);
    assert!(page(&house, &mother).await.contains("De lyssnade på mig"));
    for staff in [staff(&anna_ek()), staff(&lisa_berg())] {
        assert!(!page(&house, &staff).await.contains("De lyssnade på mig"), "{}", staff.name);
    }
    assert!(page(&house, &child).await.contains("take-back"));
    assert_eq!(answer(&house, &child, "do=take-back").await, StatusCode::SEE_OTHER);
    assert!(!page(&house, &mother).await.contains("De lyssnade på mig"));
}
