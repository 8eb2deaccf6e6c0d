use axum::http::StatusCode;
use samsyn_domain::families::*;
use samsyn_domain::plan::Command;
use samsyn_store::{Ask, Asking, Surface};

use crate::Language;
use crate::samples::{House, now, person, staff};

fn path(family: Family, rest: &str) -> String {
    format!("/plans/{}/{rest}", family.plan())
}

async fn act(house: &House, by: &samsyn_domain::people::StaffRef, command: Command) {
    let moment = house.app.moment(now());
    let actor = staff(by);
    let asking = Asking { actor: &actor, surface: Surface::Page, moment: &moment };
    let ask = Ask { plan: Family::Elin.plan(), expected: None, submit: None, command };
    house.app.store.act(&asking, ask).await.unwrap();
}

/// The line with this name, with its hint and tag.
fn line<'a>(html: &'a str, name: &str) -> &'a str {
    let at = html.find(name).unwrap_or_else(|| panic!("no line {name}"));
    let start = html[..at].rfind("<li>").unwrap();
    &html[start..at + html[at..].find("</li>").unwrap()]
}

#[tokio::test]
async fn each_line_says_what_is_ready_and_leads_to_what_mends_it() {
    let house = House::upto("readiness-story", Milestone::Answered).await;
    let maria = staff(&maria_sund());
    let day = jiff::civil::date(2026, 11, 23);
    let (place, interpreter) = (String::new(), String::new());
    let plan = Command::PlanMeeting {
        starts: day.at(19, 0, 0, 0),
        minutes: 60,
        place,
        interpreter,
        answer_by: day.yesterday().unwrap(),
    };
    act(&house, &maria_sund(), plan).await;
    let pages = house.everywhere(&maria, &path(Family::Elin, "readiness")).await;
    let page = &pages[0];
    assert!(line(page, "är tillfrågad").contains("Har svarat själv.") && line(page, "är tillfrågad").contains("Klart"));
    let question = line(page, "Frågan till mötet");
    assert!(question.contains("frågor är skrivna."), "{question}");
    assert!(line(page, "bredvid sig").contains("Lisa"));
    assert!(line(page, "vill vara med").contains("En del av mötet"));
    let people = line(page, "Hur många som kommer");
    assert!(
        people.contains("Saknas") && people.contains("högst \u{2068}5\u{2069}") && people.contains("/call\""),
        "{people}"
    );
    let asks = line(page, "Önskningar till varandra");
    assert!(asks.contains("har inte skrivit vad de kan") && asks.contains("/expectations\""), "{asks}");
    assert!(line(page, "Ingen har sagt om tolk behövs").contains("/interpreter\""));
    assert!(line(page, "Strandskolan").contains("Samtycke gäller den dagen."));
    let cancel = Command::CancelMeeting { reason: "Sjuk".into() };
    act(&house, &maria_sund(), cancel).await;
    let page = house.get(&maria, Language::Sv, &path(Family::Elin, "readiness")).await.html;
    let time = line(&page, "Mötets tid");
    assert!(time.contains("Saknas") && time.contains("/times\""), "{time}");
}

#[tokio::test]
async fn a_needed_interpreter_that_nobody_booked_is_missing() {
    let house = House::upto("readiness-interpreter", Milestone::Answered).await;
    let anna = staff(&anna_ek());
    let need = samsyn_domain::plan::command::InterpreterDraft {
        language: "teckenspråk".into(),
        dialect: String::new(),
        wish: None,
        way: None,
    };
    act(&house, &anna_ek(), Command::NeedInterpreter { need: Some(need) }).await;
    let page = house.get(&anna, Language::Sv, &path(Family::Elin, "readiness")).await.html;
    let tolk = line(&page, "Ingen tolk är bokad");
    assert!(tolk.contains("teckenspråk") && tolk.contains("/interpreter\"") && tolk.contains("Saknas"), "{tolk}");
    let yusuf = house.get(&staff(&tor_hedin()), Language::Sv, &path(Family::Yusuf, "readiness")).await.html;
    assert!(line(&yusuf, "arabiska (syrisk)").contains("Klart"));
}

#[tokio::test]
async fn only_those_who_carry_the_plan_on_have_the_list() {
    let house = House::upto("readiness-who", Milestone::Answered).await;
    let elins = path(Family::Elin, "readiness");
    for who in [person(&elin()), person(&sara()), staff(&omar_ali()), staff(&lisa_berg()), staff(&tor_hedin())] {
        assert_eq!(house.get(&who, Language::Sv, &elins).await.status, StatusCode::NOT_FOUND, "{}", who.name);
    }
    let anna = staff(&anna_ek());
    for from in ["steps", "meeting"] {
        let page = house.get(&anna, Language::Sv, &path(Family::Elin, from)).await.html;
        assert!(page.contains(&elins), "{from}");
        let lisa = house.get(&staff(&lisa_berg()), Language::Sv, &path(Family::Elin, from)).await.html;
        assert!(!lisa.contains(&elins), "{from}");
    }
}

#[tokio::test]
async fn where_there_is_no_meeting_ahead_the_page_says_so() {
    let house = House::upto("readiness-none", Milestone::Assessed).await;
    let page = &house.everywhere(&staff(&anna_ek()), &path(Family::Elin, "readiness")).await[0];
    assert!(page.contains("Det finns inget möte att göra klart inför."));
}

#[tokio::test]
async fn calls_that_are_not_sent_or_not_answered_are_in_the_list() {
    let house = House::upto("readiness-calls", Milestone::Called).await;
    let (anna, ready) = (staff(&anna_ek()), path(Family::Elin, "readiness"));
    let page = house.get(&anna, Language::Sv, &ready).await.html;
    let calls = line(&page, ">Kallelser<");
    assert!(
        calls.contains("Svarsdagen har gått") && calls.contains("Strandskolan") && calls.contains("/call\""),
        "{calls}"
    );
    let party =
        Command::AddParty { unit: units::solvik_hemtjanst(), expected: "Hjälp".into(), mandate: String::new() };
    act(&house, &anna_ek(), party).await;
    let page = house.get(&anna, Language::Sv, &ready).await.html;
    assert!(line(&page, ">Kallelser<").contains("Inte skickad till"), "{page}");
}

#[tokio::test]
async fn a_room_is_not_opened_on_another_day_by_one_press() {
    let house = House::upto("meeting-early", Milestone::Answered).await;
    let (maria, room) = (staff(&maria_sund()), path(Family::Elin, "meeting"));
    let asked = house.post(&maria, &room, "do=open").await;
    assert_eq!(asked.status, StatusCode::OK);
    crate::samples::sound(&room, &asked.html);
    assert!(asked.html.contains("Vill du öppna rummet nu?") && asked.html.contains("name=\"early\" value=\"yes\""));
    assert!(!house.get(&maria, Language::Sv, &room).await.html.contains("/room/lead\""), "nothing was opened");
    let yes = house.post(&maria, &room, "do=open&early=yes").await;
    assert_eq!((yes.status, yes.location), (StatusCode::SEE_OTHER, path(Family::Elin, "room?saved=1")));
    // On its own day whoever opens it is asked while sides may still write, and after that time nobody is.
    let house = House::upto("meeting-today", Milestone::Answered).await;
    let day = jiff::civil::date(2026, 11, 22);
    let (place, interpreter) = (String::new(), String::new());
    let today = Command::PlanMeeting { starts: day.at(19, 0, 0, 0), minutes: 60, place, interpreter, answer_by: day };
    act(&house, &maria_sund(), today).await;
    let asked = house.post(&maria, &room, "do=open").await;
    assert_eq!(asked.status, StatusCode::OK);
    crate::samples::sound(&room, &asked.html);
    let said = crate::text::plain(&asked.html);
    assert!(said.contains("Alla har inte skrivit än.") && said.contains("parter har inte skrivit"), "{said}");
    assert!(said.contains("söndag 22 november") && said.contains("men inte när rummet är öppet"), "{said}");
    let table = path(Family::Elin, "expectations");
    let before = crate::text::plain(&house.get(&maria, Language::Sv, &table).await.html);
    assert!(before.contains("Visas för alla söndag 22 november"), "{before}");
    assert_eq!(house.post(&maria, &room, "do=open&early=yes").await.status, StatusCode::SEE_OTHER);
    // The table says when it truly was shown: when the room was opened, not at the time that was told before.
    let after = crate::text::plain(&house.get(&maria, Language::Sv, &table).await.html);
    let now = crate::samples::now().to_zoned(house.app.zone.clone()).datetime();
    let told = crate::text::plain(&Language::Sv.dates().weekday_moment(now));
    assert!(after.contains(&format!("Visades för alla {told}")), "{told}: {after}");
    let mut house = House::upto("meeting-today-late", Milestone::Answered).await;
    let (place, interpreter) = (String::new(), String::new());
    let today = Command::PlanMeeting { starts: day.at(19, 0, 0, 0), minutes: 60, place, interpreter, answer_by: day };
    act(&house, &maria_sund(), today).await;
    let later = crate::samples::now() + jiff::SignedDuration::from_hours(8);
    let long = jiff::SignedDuration::from_hours(11);
    house.change(|app| {
        app.stays = crate::app::Stays { family: long, staff: long, meeting: long };
        app.clock = std::sync::Arc::new(move || later);
    });
    assert_eq!(house.post(&maria, &room, "do=open").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_meeting_of_a_closed_plan_is_not_among_those_that_come() {
    let house = House::upto("meeting-closed", Milestone::Answered).await;
    let (anna, meeting) = (staff(&anna_ek()), path(Family::Elin, "meeting\""));
    let coming = |html: &str| html.rsplit_once("Kommande möten").is_some_and(|(_, rest)| rest.contains(&meeting));
    let day = jiff::civil::date(2026, 12, 1);
    let (place, interpreter, answer_by) = (String::new(), String::new(), day.yesterday().unwrap());
    let ahead = Command::PlanMeeting { starts: day.at(14, 0, 0, 0), minutes: 60, place, interpreter, answer_by };
    act(&house, &anna_ek(), ahead).await;
    assert!(coming(&house.get(&anna, Language::Sv, "/").await.html));
    let reason = samsyn_domain::plan::state::ClosingReason::PersonsWish;
    act(&house, &anna_ek(), Command::Close { reason, words: "Elin vill inte.".into() }).await;
    assert!(!coming(&house.get(&anna, Language::Sv, "/").await.html));
}

#[tokio::test]
async fn an_interpreter_is_booked_where_the_need_is_written() {
    let house = House::upto("interpreter-booked", Milestone::Answered).await;
    let (anna, page) = (staff(&anna_ek()), path(Family::Elin, "interpreter"));
    assert!(
        !house.get(&anna, Language::Sv, &page).await.html.contains("value=\"booked\""),
        "nobody has said a language"
    );
    assert_eq!(house.post(&anna, &page, "what=save&language=arabiska").await.status, StatusCode::SEE_OTHER);
    let shown = house.everywhere(&anna, &page).await.remove(0);
    assert!(shown.contains("Ingen tolk är bokad") && shown.contains("value=\"booked\""));
    let booked = house.post(&anna, &page, "what=booked").await;
    assert_eq!((booked.status, booked.location), (StatusCode::SEE_OTHER, format!("{page}?saved=1")));
    let ready = house.get(&anna, Language::Sv, &path(Family::Elin, "readiness")).await.html;
    assert!(line(&ready, "Tolken är bokad").contains("Klart"));
    assert_eq!(house.post(&anna, &page, "what=not-booked").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.post(&anna, &page, "what=none").await.status, StatusCode::SEE_OTHER);
    let ready = house.get(&anna, Language::Sv, &path(Family::Elin, "readiness")).await.html;
    assert!(line(&ready, "Det behövs ingen tolk").contains("Klart"));
}
