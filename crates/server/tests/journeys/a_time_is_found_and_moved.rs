//! A time is found in a calendar that somebody shares, asked about, answered with a tap, booked, and moved.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::plan::command::Command;

use crate::a_call_sends_one_neutral_mail_to_each::as_staff;
use crate::common::browser::{between, unescaped};
use crate::common::house::{adopt, with_store};
use crate::common::{Browser, Folder, Opened, Server, Stored};

/// A calendar server that says the same to everybody: busy every day, for ever, until one in the afternoon.
fn busy_every_morning() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 2048]);
            let event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Samtal med Elin\r\nDTSTART;TZID=Europe/Stockholm:20200101T000000\r\n\
                DTEND;TZID=Europe/Stockholm:20200101T130000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n";
            let body = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n");
            let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    at
}

/// What stands in a field of a page.
fn value(html: &str, name: &str) -> String {
    let tag =
        html.split('<').find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\""))).unwrap();
    unescaped(between(tag, "value=\"", "\"").unwrap_or_default())
}

#[test]
fn a_time_is_found_where_everybody_is_free_answered_with_a_tap_booked_and_moved() {
    let folder = Folder::new("times");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Prepared);
    with_store(&file, async |store| {
        let bup = families::units::bup();
        let party = Command::AddParty { unit: bup, expected: "Tider".into(), mandate: String::new() };
        as_staff(store, &families::anna_ek(), plan, party).await;
    });
    let calendar = busy_every_morning();
    let server = Server::demo(&folder, &["--empty"]);
    let (anna, omar) = (Browser::choose(server.at, "Anna Ek"), Browser::choose(server.at, "Omar Ali"));
    let sara = Browser::choose(server.at, "Sara Sjöberg");
    let address = format!("http://{calendar}/hemlig.ics");
    let shared = omar.post("/calendar", &[("what", "share"), ("kind", "file"), ("address", &address)]).unwrap();
    assert_eq!(shared.status, 303);
    let page = omar.get("/calendar").unwrap().text();
    assert!(page.contains("Kalendern kunde läsas") && !page.contains("hemlig.ics") && !page.contains("Samtal med"));

    let (times, new) = (format!("/plans/{plan}/times"), format!("/plans/{plan}/times/new"));
    let page = anna.get(&new).unwrap().text();
    assert!(page.contains("Omar Ali"));
    let omars = families::omar_ali().staff.to_string();
    let by = value(&page, "answer_by");
    let wanted = [
        ("what", "seek"),
        ("minutes", "60"),
        ("weeks", "4"),
        ("work_from", "8"),
        ("work_until", "17"),
        ("school", "any"),
        ("answer_by", by.as_str()),
        ("calendar", omars.as_str()),
    ];
    let page = anna.post(&new, &wanted).unwrap().text();
    let found: Vec<(String, String, String)> = (1..=3)
        .map(|n| {
            (value(&page, &format!("date{n}")), value(&page, &format!("time{n}")), value(&page, &format!("why{n}")))
        })
        .collect();
    assert!(page.contains("3</bdi> tider") || page.contains("3\u{2069} tider"), "three are found");
    for (_, time, _) in &found {
        let hour: u8 = time.split(['.', ':']).next().unwrap().parse().unwrap();
        assert!((13..17).contains(&hour), "{time}: Omar is busy until one");
    }
    let mut ask = vec![("what", "send"), ("minutes", "60"), ("answer_by", by.as_str()), ("place", "Rum 2")];
    for (n, (date, time, why)) in found.iter().enumerate() {
        let [day, clock, reason] =
            [["date1", "time1", "why1"], ["date2", "time2", "why2"], ["date3", "time3", "why3"]][n];
        ask.extend([(day, date.as_str()), (clock, time.as_str()), (reason, why.as_str())]);
    }
    assert_eq!(anna.post(&new, &ask).unwrap().status, 303);

    for browser in [&sara, &omar] {
        let page = browser.get(&times).unwrap().text();
        assert!(page.contains("På eftermiddagen") && !page.contains("Vilka kan?"));
        let (offer, of) = (value(&page, "offer"), value(&page, "of"));
        let tap = [("what", "yes"), ("offer", offer.as_str()), ("of", of.as_str())];
        assert_eq!(browser.post(&times, &tap).unwrap().status, 303);
    }
    let page = anna.get(&times).unwrap().text();
    let offer = value(&page, "offer");
    assert_eq!(anna.post(&times, &[("what", "book"), ("offer", &offer)]).unwrap().status, 303);
    let mut stored = Stored::open(&file);
    let booked = Opened::of(file.parent().unwrap()).plan(&mut stored, plan).next_meeting().unwrap().clone();
    assert_eq!(booked.place.as_ref().unwrap().as_str(), "Rum 2");
    assert!(
        sara.get("/").unwrap().text().contains("dagar kvar") || sara.get(&times).unwrap().text().contains("Mötet är")
    );

    // It is moved, by hand, and everybody is told again.
    let day = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(50.days()).unwrap().to_string();
    let moved =
        [("what", "meeting"), ("date", day.as_str()), ("time", "14"), ("minutes", "60"), ("answer_by", by.as_str())];
    assert_eq!(anna.post(&format!("/plans/{plan}/call"), &moved).unwrap().status, 303);
    let after = Opened::of(file.parent().unwrap()).plan(&mut stored, plan).next_meeting().unwrap().clone();
    assert_eq!((after.no, after.starts.date().to_string()), (booked.no, day));
    let cancelled = anna.post(&times, &[("what", "cancel"), ("reason", "Rummet brann.")]).unwrap();
    assert_eq!(cancelled.status, 303);
    assert!(Opened::of(file.parent().unwrap()).plan(&mut stored, plan).next_meeting().is_none());
    let log = server.logged();
    assert!(!log.contains("hemlig.ics") && !log.contains("Samtal med") && !log.contains("Rummet brann"));
}
