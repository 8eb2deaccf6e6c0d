use std::sync::Arc;

use axum::http::StatusCode;
use jiff::SignedDuration;
use samsyn_domain::families::*;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::UnitRef;
use samsyn_domain::plan::Command;
use samsyn_store::{Ask, Asking, Surface};

use crate::Language;
use crate::app::Stays;
use crate::samples::{House, now, person, sound, staff};

fn plan() -> PlanId {
    Family::Elin.plan()
}

fn path(rest: &str) -> String {
    format!("/plans/{}/{rest}", plan())
}

/// Elin's parties have answered, and the meeting is tomorrow at seven in the evening: all opens tonight.
async fn house(name: &str) -> House {
    let mut house = House::upto(name, Milestone::Answered).await;
    let long = SignedDuration::from_hours(11);
    house.change(|app| app.stays = Stays { family: long, staff: long, meeting: long });
    let command = Command::PlanMeeting {
        starts: jiff::civil::date(2026, 11, 23).at(19, 0, 0, 0),
        minutes: 60,
        place: String::new(),
        interpreter: String::new(),
        answer_by: jiff::civil::date(2026, 11, 22),
    };
    let anna = staff(&anna_ek());
    let moment = house.app.moment(now());
    let asking = Asking { actor: &anna, surface: Surface::Page, moment: &moment };
    house.app.store.act(&asking, Ask { plan: plan(), expected: None, submit: None, command }).await.unwrap();
    house
}

async fn party(house: &House, unit: &UnitRef) -> No {
    let (whole, _) = house.app.store.export(plan(), now()).await.unwrap();
    whole.current_parties().find(|party| party.unit.unit == unit.unit).unwrap().no
}

fn hours_later(house: &mut House, hours: i64) {
    house.change(|app| app.clock = Arc::new(move || now() + SignedDuration::from_hours(hours)));
}

#[tokio::test]
async fn each_writes_unseen_and_the_clock_opens_all() {
    let mut house = house("expectations-story").await;
    let (lisa, omar, elin, maria) = (staff(&lisa_berg()), staff(&omar_ali()), person(&elin()), staff(&maria_sund()));
    let clinic = party(&house, &units::bup()).await;
    for who in [&lisa, &elin, &maria] {
        for html in house.everywhere(who, &path("expectations")).await {
            assert!(html.contains("22"), "the time of the opening is shown");
        }
    }
    house.everywhere(&lisa, &path("expectations/whole")).await;
    let form =
        "do=row&can=&can-phrase=Lugn+start+p%C3%A5+morgonen&cannot=&cannot-phrase=Behandling&why=&instead=&whom=";
    let done = house.post(&lisa, &path("expectations/whole"), form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
    let row = "do=row&can=Samtal+fr%C3%A5n+vecka+14&cannot=&why=&instead=&whom=";
    assert_eq!(house.post(&omar, &path("expectations/whole"), row).await.status, StatusCode::SEE_OTHER);
    let ask = format!("do=ask&to={clinic}&words=En+tid+f%C3%B6re+lovet");
    assert_eq!(house.post(&lisa, &path("expectations/whole"), &ask).await.status, StatusCode::SEE_OTHER);
    let hers = house.get(&lisa, Language::Sv, &path("expectations")).await.html;
    assert!(hers.contains("Lugn start på morgonen") && hers.contains("Det ingår inte i vårt uppdrag."));
    assert!(hers.contains("Har svarat") && hers.contains("Inte svarat"));
    for who in [&omar, &elin, &maria] {
        let html = house.get(who, Language::Sv, &path("expectations")).await.html;
        assert!(!html.contains("Lugn start på morgonen") && !html.contains("En tid före lovet"));
        assert!(!html.contains("Här går det isär"), "nobody reads before the others, not whoever leads the meeting");
    }
    hours_later(&mut house, 10);
    let opened = house.everywhere(&maria, &path("expectations")).await;
    assert!(opened[0].contains("Lugn start på morgonen") && opened[0].contains("Samtal från vecka 14"));
    assert!(opened[0].contains("Här går det isär") && opened[0].contains("Kvar att prata om"));
    assert!(crate::text::plain(&opened[0]).contains("0 ja, 0 ja med villkor, 0 nej, 1 utan svar."));
    let room = house.get(&maria, Language::Sv, &path("meeting")).await.html;
    assert!(room.contains("En tid före lovet"), "what is left is the agenda");
    let shut = house.post(&lisa, &path("expectations/whole"), row).await;
    assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (whole, _) = house.app.store.export(plan(), now()).await.unwrap();
    let answer = path(&format!("asks/{}", whole.asks[0].no));
    house.everywhere(&omar, &answer).await;
    assert_eq!(house.get(&lisa, Language::Sv, &answer).await.status, StatusCode::NOT_FOUND);
    for (wrong, field) in [("", "reply"), ("reply=if&if=", "if"), ("reply=no&reason=&instead=", "reason")] {
        let came = house.post(&omar, &answer, wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{wrong}");
        sound(wrong, &came.html);
    }
    let yes = house.post(&omar, &answer, "reply=if&if=Remissen+kommer").await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.html);
    let again = house.post(&omar, &answer, "reply=yes").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.html.contains("redan fått sitt svar"), "a second answer is refused");
    let mine = house.get(&maria, Language::Sv, &path("expectations")).await.html;
    assert!(mine.contains("Ja, om") && mine.contains("Remissen kommer"));
    let said = crate::text::plain(&mine);
    assert!(said.contains("0 ja, 1 ja med villkor, 0 nej, 0 utan svar."), "{said}");
    assert!(!said.contains("Allt har fått ett ja"), "a yes on a condition is none yet");
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
    let house = house("expectations-wrong").await;
    let lisa = staff(&lisa_berg());
    let (school, doctors) = (party(&house, &units::strandskolan()).await, party(&house, &units::vc_solvik()).await);
    let long = "x".repeat(4001);
    for (form, field) in [
        ("do=row&can=&cannot=&why=&instead=&whom=".to_owned(), "can"),
        ("do=row&can=&cannot=Behandling&why=&instead=&whom=".to_owned(), "why"),
        (format!("do=row&can=&cannot=X&why=Y&instead={school}&whom="), "instead"),
        (format!("do=row&can={long}&cannot=&why=&instead=&whom="), "can"),
        (format!("do=ask&to={school}&words=Oss"), "to"),
        (format!("do=ask&to={doctors}&words=Unders%C3%B6k"), "to"),
        ("do=ask&to=&words=Hj%C3%A4lp".to_owned(), "to"),
        ("do=ask&to=family&words=".to_owned(), "words"),
        (format!("do=ask&to=family&words={long}"), "words"),
    ] {
        let came = house.post(&lisa, &path("expectations/whole"), &form).await;
        let name = &form[..form.len().min(60)];
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(came.html.contains(&format!("id=\"{field}-error\"")), "{name}");
        sound(name, &came.html);
    }
    let kept = house.post(&lisa, &path("expectations/whole"), "do=row&can=&cannot=Behandling&why=").await.html;
    assert!(kept.contains("Behandling"), "what was typed is still there");
    let mine = "do=row&can=Eget&cannot=";
    assert_eq!(house.post(&lisa, &path("expectations/whole"), mine).await.status, StatusCode::SEE_OTHER);
    for strange in ["", "do=row", "do=other&can=&cannot="] {
        let came = house.post(&lisa, &path("expectations/whole"), strange).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
    }
    assert!(house.get(&lisa, Language::Sv, &path("expectations")).await.html.contains("Eget"), "nothing was lost");
    for nowhere in ["expectations/0", "expectations/999", "expectations/x", "asks/999"] {
        assert_eq!(house.get(&lisa, Language::Sv, &path(nowhere)).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let outsider = staff(&nils_brandt());
    for closed in ["expectations", "expectations/whole"] {
        assert_eq!(house.get(&outsider, Language::Sv, &path(closed)).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
}

#[tokio::test]
async fn an_ask_outside_the_remit_is_shown_to_the_asker_once() {
    let house = house("expectations-remit").await;
    let lisa = staff(&lisa_berg());
    let clinic = party(&house, &units::bup()).await;
    let ask = format!("do=ask&to={clinic}&words=Kan+ni+g%C3%B6ra+hembes%C3%B6k%3F");
    let shown = house.post(&lisa, &path("expectations/whole"), &ask).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    sound("outside", &shown.html);
    let words = crate::text::plain(&shown.html);
    assert!(words.contains("Hembesök") && words.contains("Socialtjänsten i kommunen") && words.contains("Skicka ändå"));
    let sent = house.post(&lisa, &path("expectations/whole"), &format!("{ask}&sure=yes")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let page = house.get(&lisa, Language::Sv, &path("expectations/whole")).await.html;
    assert!(page.contains("Kan ni göra hembesök?") && !page.contains("Skicka ändå"));
    let (whole, _) = house.app.store.export(plan(), now()).await.unwrap();
    let drop = format!("do=drop&ask={}", whole.asks[0].no);
    assert_eq!(house.post(&lisa, &path("expectations/whole"), &drop).await.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&lisa, Language::Sv, &path("expectations/whole")).await.html.contains("Kan ni göra hembesök?"));
}

#[tokio::test]
async fn staff_write_for_the_family_after_a_talk_and_it_says_so() {
    let house = house("expectations-talk").await;
    let (anna, home) = (staff(&anna_ek()), person(&elin()));
    let of = path("expectations/whole/person");
    house.everywhere(&anna, &of).await;
    assert_eq!(house.post(&anna, &of, "do=row&can=S%C3%A4ga+till+Lisa&cannot=").await.status, StatusCode::SEE_OTHER);
    let hers = house.get(&home, Language::Sv, &path("expectations")).await.html;
    assert!(hers.contains("Säga till Lisa") && crate::text::plain(&hers).contains("Ifyllt av Anna Ek efter samtal"));
    assert_eq!(
        house.post(&home, &path("expectations/whole"), "do=row&can=Mitt+eget&cannot=").await.status,
        StatusCode::SEE_OTHER
    );
    let over = house.post(&anna, &of, "do=row&can=N%C3%A5got+annat&cannot=").await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "what she typed herself nobody writes over");
    assert!(house.get(&home, Language::Sv, &path("expectations")).await.html.contains("Mitt eget"));
    let denied = house.get(&person(&sara()), Language::Sv, &of).await;
    assert_eq!(denied.status, StatusCode::NOT_FOUND);
}
