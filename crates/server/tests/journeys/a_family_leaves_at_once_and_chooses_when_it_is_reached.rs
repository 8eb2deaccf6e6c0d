//! Leaving the page ends the session first, by a plain link; a notice reaches a family only as it chose.

use std::fs;

use samsyn_domain::families::{self, Family};

use crate::common::http::send;
use crate::common::{Browser, Folder, Server, Stored, until};

#[test]
fn a_plain_link_ends_the_session_and_then_goes_to_a_neutral_site() {
    let folder = Folder::new("leave");
    let server = Server::demo(&folder, &[]);
    let sara = Browser::choose(server.at, "Sara Sjöberg");
    let page = sara.get("/").unwrap().text();
    assert!(page.contains("href=\"/leave\"") && page.contains("rel=\"noreferrer\""));
    // Another site can lead her here, and a browser may fetch the link before it is pressed: neither signs her out.
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-purpose", "prefetch")] {
        let cookie = sara.headers().into_iter().find(|(name, _)| *name == "cookie").unwrap();
        let answer = send(server.at, "GET", "/leave", &[cookie, (name, value)], b"").unwrap();
        assert_eq!((answer.status, answer.location()), (303, "https://www.smhi.se/"));
        assert!(answer.header("set-cookie").is_none());
        assert_eq!(sara.get("/").unwrap().status, 200, "{name}");
    }
    let answer = sara.get("/leave").unwrap();
    assert_eq!((answer.status, answer.location()), (303, "https://www.smhi.se/"));
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    // The session is over on the server: the same cookie opens nothing, on any address.
    assert_eq!(sara.get("/").unwrap().location(), "/sign-in");
    assert_eq!(sara.get(&format!("/plans/{}", Family::Elin.plan())).unwrap().status, 303);
    // With nobody signed in it is as good a way out.
    assert_eq!(Browser::stranger(server.at).get("/leave").unwrap().location(), "https://www.smhi.se/");
}

#[test]
fn nothing_is_sent_before_it_was_chosen_and_then_at_safe_hours_alone() {
    let folder = Folder::new("reach");
    let (file, mail) = (folder.join("data/samsyn.db"), folder.join("data/mail"));
    let server = Server::demo(&folder, &[]);
    let mut stored = Stored::open(&file);
    let sara = Browser::choose(server.at, "Sara Sjöberg");
    let id = families::sara().person;
    let enqueue = |stored: &mut Stored, key: &str| {
        let body = format!("{{\"job\":\"tell\",\"to\":{{\"person\":\"{id}\"}}}}");
        let columns = "job, plan, kind, body, dedupe, run_at, attempts, leased_until";
        let values = format!("'{key}', null, 'tell', '{body}', '{key}', 0, 0, 0");
        assert_eq!(stored.change(&format!("insert into jobs ({columns}) values ({values})")), 1);
    };
    let mails = || {
        let files = fs::read_dir(&mail).into_iter().flatten().map(|file| file.unwrap().path());
        files
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .filter(|path| fs::read_to_string(path).unwrap().contains("sara@familj.example"))
            .count()
    };
    let done = |stored: &mut Stored, key: &str| {
        stored.number(&format!("select count(*) from jobs where job = '{key}' and done_at is not null")) == 1
    };
    let (first, second, third) = (
        "0198f3f4-0000-7000-8000-000000000001",
        "0198f3f4-0000-7000-8000-000000000002",
        "0198f3f4-0000-7000-8000-000000000003",
    );
    enqueue(&mut stored, first);
    until("the first notice", || done(&mut stored, first));
    assert_eq!(mails(), 0, "nothing was chosen, so nothing is sent");

    // Safe hours that are not now: the notice waits for them, without an attempt being counted.
    let hour =
        i64::from(jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).hour());
    let (from, to) = (((hour + 3) % 24).to_string(), ((hour + 4) % 24 + 1).to_string());
    let chosen = [
        ("do", "save"),
        ("channel", "mail"),
        ("mail", "sara@familj.example"),
        ("from_hour", from.as_str()),
        ("to_hour", to.as_str()),
    ];
    assert_eq!(sara.post("/safety", &chosen).unwrap().status, 303);
    enqueue(&mut stored, second);
    until("the second notice put off", || {
        let later = format!("select count(*) from jobs where job = '{second}' and run_at > 0 and attempts = 0");
        stored.number(&later) == 1
    });
    assert_eq!(mails(), 0);
    // A test is sent at once, so that she sees it arrive while somebody is with her.
    assert_eq!(sara.post("/safety", &[("do", "test")]).unwrap().location(), "/safety?sent=1");
    until("the test", || mails() == 1);
    // At any hour: sent.
    let any =
        [("do", "save"), ("channel", "mail"), ("mail", "sara@familj.example"), ("from_hour", ""), ("to_hour", "")];
    assert_eq!(sara.post("/safety", &any).unwrap().status, 303);
    enqueue(&mut stored, third);
    until("the third notice", || mails() == 2);
}
