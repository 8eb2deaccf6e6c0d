use std::sync::Arc;

use axum::http::StatusCode;
use jiff::Timestamp;
use samsyn_domain::families::*;
use samsyn_domain::times::Busy;
use samsyn_store::{Calendar, CalendarKind};

use crate::Language;
use crate::calendars::CalendarFault;
use crate::samples::{House, now, person, sound, staff};
use crate::text::plain;

fn between(html: &str, before: &str, after: &str) -> String {
    let rest = html.split(before).nth(1).unwrap_or_else(|| panic!("{before} is not there"));
    rest.split(after).next().unwrap().to_owned()
}

async fn prepared(name: &str) -> (House, String) {
    let house = House::upto(name, Milestone::Prepared).await;
    let plan = Family::Elin.plan();
    let bup = format!("what=party&unit={}&expected=Tider", units::bup().unit);
    let added = house.post(&staff(&anna_ek()), &format!("/plans/{plan}/call"), &bup).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    (house, format!("/plans/{plan}/times"))
}

const ASK: &str = "what=send&minutes=60&answer_by=27%2F11&date1=1%2F12&time1=9&date2=3%2F12&time2=14.30&place=Rum+2";

#[tokio::test]
async fn times_are_asked_about_answered_with_a_tap_and_one_is_booked() {
    let (house, path) = prepared("times-asked").await;
    let (anna, mother, omar) = (staff(&anna_ek()), person(&sara()), staff(&omar_ali()));
    assert!(house.everywhere(&mother, &path).await[0].contains("inga tider"));
    house.everywhere(&anna, &format!("{path}/new")).await;
    assert_eq!(house.get(&mother, Language::Sv, &format!("{path}/new")).await.status, StatusCode::NOT_FOUND);
    for (form, field) in [
        (ASK.replace("date1=1%2F12", "date1=31%2F2"), "date1"),
        (ASK.replace("time2=14.30", "time2=25"), "time2"),
        (ASK.replace("minutes=60", "minutes=3"), "minutes"),
        (ASK.replace("answer_by=27%2F11", "answer_by=2%2F12"), "answer_by"),
        (ASK.replace("date2=3%2F12&time2=14.30", "date2=1%2F12&time2=9"), "date2"),
        ("what=send&minutes=60&answer_by=27%2F11".to_owned(), "date1"),
    ] {
        let came = house.post(&anna, &format!("{path}/new"), &form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        sound(&form, &came.html);
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "{form}");
    }
    let asked = house.post(&anna, &format!("{path}/new"), ASK).await;
    assert_eq!((asked.status, asked.location), (StatusCode::SEE_OTHER, format!("{path}?saved=1")));
    for (who, of) in [(&mother, "representative-"), (&person(&elin()), "person"), (&omar, "party-")] {
        let html = &house.everywhere(who, &path).await[0];
        assert!(html.contains(&format!("name=\"of\" value=\"{of}")) && html.contains("Jag kan inte"), "{of}");
        assert!(!html.contains("value=\"book\"") && !html.contains("Vilka kan?"), "what others can is not theirs");
        assert!(house.get(who, Language::Sv, "/").await.html.contains("Svara på tider"), "{of}");
    }
    let html = house.get(&mother, Language::Sv, &path).await.html;
    let (offer, of) = (between(&html, "name=\"offer\" value=\"", "\""), between(&html, "name=\"of\" value=\"", "\""));
    for answer in ["yes", "no", "no"] {
        let tapped = house.post(&mother, &path, &format!("what={answer}&offer={offer}&of={of}")).await;
        assert_eq!(tapped.status, StatusCode::SEE_OTHER, "{answer}");
    }
    assert!(house.get(&mother, Language::Sv, &path).await.html.contains("Ditt svar"));
    // By a worker, after a phone call.
    let noted = house.post(&anna, &path, &format!("what=yes&offer={offer}&of=person")).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER);
    let html = house.everywhere(&anna, &path).await.remove(0);
    assert!(plain(&html).contains("1 kan, 1 kan inte,") && html.contains("Vilka kan?"), "{html}");
    assert_eq!(
        house.post(&omar, &path, &format!("what=yes&offer={offer}&of=person")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(house.post(&omar, &path, &format!("what=book&offer={offer}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.post(&anna, &path, "what=other").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.post(&anna, &path, &format!("what=book&offer={offer}")).await.status, StatusCode::SEE_OTHER);
    let html = house.everywhere(&mother, &path).await.remove(0);
    assert!(html.contains("1 december klockan 9"), "{html}");
    assert!(
        house
            .get(&anna, Language::Sv, &format!("/plans/{}/history", Family::Elin.plan()))
            .await
            .html
            .contains("En av tiderna valdes")
    );
}

#[tokio::test]
async fn a_meeting_is_cancelled_with_a_reason() {
    let house = House::upto("times-cancel", Milestone::Answered).await;
    let path = format!("/plans/{}/times", Family::Elin.plan());
    let anna = staff(&anna_ek());
    assert!(house.everywhere(&anna, &path).await[0].contains("Ställ in mötet"));
    assert!(!house.get(&person(&sara()), Language::Sv, &path).await.html.contains("Ställ in mötet"));
    let bare = house.post(&anna, &path, "what=cancel&reason=+").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.html.contains("href=\"#reason\""));
    sound("cancel", &bare.html);
    let done = house.post(&anna, &path, "what=cancel&reason=Rummet+brann").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&anna, Language::Sv, &path).await.html.contains("Ställ in mötet"));
    let call = house.get(&anna, Language::Sv, &format!("/plans/{}/call", Family::Elin.plan())).await.html;
    assert!(call.contains("Inte skickad") && call.contains("Skicka kallelserna"));
}

async fn shares(house: &House, who: &samsyn_domain::people::StaffRef) {
    let calendar = Calendar {
        kind: CalendarKind::File,
        address: format!("https://{}.example", who.name),
        user: None,
        password: None,
    };
    house.app.store.share_calendar(who.staff, &calendar, now()).await.unwrap();
}

#[tokio::test]
async fn times_are_sought_in_the_calendars_that_are_shared_and_a_silent_one_is_told() {
    let (mut house, path) = prepared("times-sought").await;
    shares(&house, &omar_ali()).await;
    shares(&house, &anna_ek()).await;
    let (path, anna) = (format!("{path}/new"), staff(&anna_ek()));
    // Omar's calendar is silent; Anna is busy but for one hour, on Tuesday 1 December at 10.
    house.change(|app| {
        app.busy = Arc::new(|calendars, _| {
            Box::pin(async move {
                let at = |text: &str| text.parse::<Timestamp>().unwrap();
                let until = Busy { from: at("2026-11-01T00:00:00Z"), until: at("2026-12-01T09:00:00Z") };
                let after = Busy { from: at("2026-12-01T10:00:00Z"), until: at("2027-03-01T00:00:00Z") };
                let anna = |c: &Calendar| c.address.contains("Anna");
                let read = |c: &Calendar| if anna(c) { Ok(vec![until, after]) } else { Err(CalendarFault::Slow) };
                calendars.iter().map(read).collect()
            })
        });
    });
    let shown = house.everywhere(&anna, &path).await.remove(0);
    assert!(shown.contains("Omar Ali, ") && shown.contains("name=\"calendar\""));
    let form = format!(
        "what=seek&minutes=60&weeks=4&work_from=8&work_until=17&school=any&answer_by=27%2F11&calendar={}&calendar={}",
        omar_ali().staff,
        anna_ek().staff
    );
    let came = house.post(&anna, &path, &form).await;
    assert_eq!(came.status, StatusCode::OK);
    sound("found", &came.html);
    assert!(came.html.contains("Vi hittade en tid") && came.html.contains("Omar Ali. Kalendern svarade inte i tid"));
    assert!(came.html.contains("1 december 2026\"") && came.html.contains("Den som delar sin kalender är ledig"));
    let why = between(&came.html, "name=\"why1\" value=\"", "\"").replace("&#34;", "\"").replace("&quot;", "\"");
    let why = why.replace('[', "%5B").replace(']', "%5D").replace('"', "%22").replace('{', "%7B").replace('}', "%7D");
    let ask = format!("what=send&minutes=60&answer_by=27%2F11&date1=1%2F12&time1=10&why1={}", why.replace(' ', "+"));
    assert_eq!(house.post(&anna, &path, &ask).await.status, StatusCode::SEE_OTHER);
    let times = house.get(&anna, Language::Sv, path.trim_end_matches("/new")).await.html;
    assert!(times.contains("Den som delar sin kalender är ledig"), "the reason goes along: {times}");
    let moved = ask.replace("time1=10", "time1=11");
    assert_eq!(house.post(&anna, &path, &moved).await.status, StatusCode::SEE_OTHER);
    let times = house.get(&anna, Language::Sv, path.trim_end_matches("/new")).await.html;
    assert!(!times.contains("Den som delar"), "a time that was changed by hand has no reason of ours");
    for (wrong, field) in [
        (form.replace("weeks=4", "weeks=99"), "weeks"),
        (form.replace("work_until=17", "work_until=7"), "work_until"),
        (format!("{form}&safe_from=9"), "safe_until"),
        (format!("{form}&travel=999"), "travel"),
    ] {
        let came = house.post(&anna, &path, &wrong).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(came.html.contains(&format!("href=\"#{field}\"")), "{wrong}");
    }
    let none = house.post(&anna, &path, &form.replace("minutes=60", "minutes=120")).await;
    assert!(none.status == StatusCode::OK && none.html.contains("Vi hittade ingen tid"));
}

#[tokio::test]
async fn the_interpreter_is_written_with_dialect_and_wish_and_makes_the_meeting_longer() {
    let (house, _) = prepared("times-interpreter").await;
    let (anna, plan) = (staff(&anna_ek()), Family::Elin.plan());
    let path = format!("/plans/{plan}/interpreter");
    house.everywhere(&anna, &path).await;
    assert_eq!(house.get(&person(&sara()), Language::Sv, &path).await.status, StatusCode::NOT_FOUND);
    let bare = house.post(&anna, &path, "what=save&language=").await;
    assert!(bare.status == StatusCode::UNPROCESSABLE_ENTITY && bare.html.contains("href=\"#language\""));
    let saved = house.post(&anna, &path, "what=save&language=arabiska&dialect=syrisk&wish=woman&way=phone").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let call = house.everywhere(&anna, &format!("/plans/{plan}/call")).await.remove(0);
    assert!(plain(&call).contains("Tolk: arabiska (syrisk), en kvinna, på telefon"), "{call}");
    let new = house.get(&anna, Language::Sv, &format!("/plans/{plan}/times/new")).await.html;
    assert!(new.contains("value=\"90\""), "half as long again");
    assert_eq!(house.post(&anna, &path, "what=none").await.status, StatusCode::SEE_OTHER);
    assert!(!house.get(&anna, Language::Sv, &format!("/plans/{plan}/call")).await.html.contains("syrisk"));
}

#[tokio::test]
async fn the_interpreter_that_is_written_down_goes_along_to_the_times_and_the_booking() {
    let house = House::open("times-interpreter-goes-along").await;
    let (tor, plan) = (staff(&tor_hedin()), Family::Yusuf.plan());
    let new = house.get(&tor, Language::Sv, &format!("/plans/{plan}/times/new")).await.html;
    assert!(plain(&new).contains("Tolk: arabiska (syrisk).") && new.contains("name=\"minutes\" type=\"text\""));
    assert!(new.split("name=\"minutes\"").nth(1).unwrap().split('>').next().unwrap().contains("value=\"90\""));
    // Where it is not written down, but was spoken when the guardians consented, that language stands there.
    let house = House::upto("times-spoken", Milestone::Consented).await;
    let none = house.post(&tor, &format!("/plans/{plan}/interpreter"), "what=none").await;
    assert_eq!(none.status, StatusCode::SEE_OTHER);
    let value = |html: &str, field: &str| {
        let tag = html.split(&format!("name=\"{field}\"")).nth(1).unwrap_or_else(|| panic!("{field}"));
        tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let need = house.get(&tor, Language::Sv, &format!("/plans/{plan}/interpreter")).await.html;
    assert_eq!(value(&need, "language"), "arabiska");
    let call = house.get(&tor, Language::Sv, &format!("/plans/{plan}/call")).await.html;
    assert_eq!((value(&call, "interpreter"), value(&call, "minutes")), ("arabiska".to_owned(), "90".to_owned()));
    let new = house.get(&tor, Language::Sv, &format!("/plans/{plan}/times/new")).await.html;
    assert_eq!(value(&new, "minutes"), "90");
}
