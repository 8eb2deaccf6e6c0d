//! A plan is agreed, a new version of it begun, its meeting planned: everybody is called anew, and what they answered to the first
//! meeting makes nothing ready any more.

use std::fs;

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::plan::state::CallAnswer;

use crate::common::browser::unescaped;
use crate::common::house::adopt;
use crate::common::server::words;
use crate::common::{Browser, Folder, Opened, Server, Stored, samsyn, until};

/// How many neutral mails lie in the folder for an address.
fn mails(folder: &std::path::Path, to: &str) -> usize {
    let texts = fs::read_dir(folder).into_iter().flatten().map(|file| fs::read_to_string(file.unwrap().path()));
    texts.filter(|text| text.as_ref().is_ok_and(|text| text.contains(&format!("To: {to}")))).count()
}

fn plain(html: &str) -> String {
    unescaped(html).replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn a_new_meeting_calls_everybody_anew_and_old_answers_do_not_count() {
    let folder = Folder::new("called-anew");
    let (file, mail) = (folder.join("data/samsyn.db"), folder.join("data/mail"));
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Active);
    let mut stored = Stored::open(&file);
    let now_of = |stored: &mut Stored| Opened::of(file.parent().unwrap()).plan(stored, plan);
    let before = now_of(&mut stored);
    assert!(before.current_parties().all(|p| matches!(p.answer, CallAnswer::Coming { .. })), "all came to the first");
    let server = Server::demo(&folder, &["--empty"]);
    let (anna, omar) = (Browser::choose(server.at, "Anna Ek"), Browser::choose(server.at, "Omar Ali"));
    let at = |page: &str| format!("/plans/{plan}/{page}");
    let day = |days: i64| {
        let today = Timestamp::now().to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
        today.checked_add(days.days()).unwrap().to_string()
    };
    // A new version is begun, and its meeting has a time.
    let revise = [("do", "revise"), ("reason", "Skolan byter lokal.")];
    assert_eq!(anna.post(&at("agree"), &revise).unwrap().status, 303);
    let (starts, by) = (day(21), day(10));
    let meets =
        [("what", "meeting"), ("date", starts.as_str()), ("time", "14"), ("minutes", "60"), ("answer_by", by.as_str())];
    assert_eq!(anna.post(&at("call"), &meets).unwrap().status, 303);
    assert!(!omar.get("/").unwrap().text().contains(&at("answer")), "nobody is told by the planning alone");
    let ready = plain(&anna.get(&at("readiness")).unwrap().text());
    assert!(ready.contains("Inte skickad till") && !ready.contains("har svarat."), "{ready}");
    assert!(anna.get("/").unwrap().text().contains(&at("call")), "the calls wait for whoever holds the plan");

    // They are sent anew, and reach the unit.
    let had = mails(&mail, "bup@nordanland.example");
    assert!(anna.get(&at("call")).unwrap().text().contains("value=\"send\""));
    assert_eq!(anna.post(&at("call"), &[("what", "send")]).unwrap().status, 303);
    until("the unit is told", || mails(&mail, "bup@nordanland.example") > had);
    assert!(omar.get("/").unwrap().text().contains(&at("answer")));
    let ready = plain(&anna.get(&at("readiness")).unwrap().text());
    assert!(ready.contains("Inget svar ännu från"), "{ready}");
    assert!(!anna.get(&at("call")).unwrap().text().contains("value=\"send\""), "they have gone");

    // One answers; the others' old answers count for nothing.
    let who = families::omar_ali().staff.to_string();
    let comes = [("what", "come"), ("who", who.as_str()), ("mandate", "Får lova tider")];
    assert_eq!(omar.post(&at("answer"), &comes).unwrap().status, 303);
    let after = now_of(&mut stored);
    let answered: Vec<&str> = after
        .current_parties()
        .filter(|p| matches!(after.reply(p), CallAnswer::Coming { .. }))
        .map(|p| p.unit.name.as_str())
        .collect();
    assert_eq!(answered, [families::omar_ali().unit.name.as_str()]);
    let history = plain(&anna.get(&at("history")).unwrap().text());
    assert!(history.matches("Lisa Berg").count() >= 1, "what was answered before stays in the history");
    assert!(server.stop().0.success());
    let text = format!("database = \"sqlite:{}\"\n", file.display());
    let verified = samsyn(&folder, &["--config", &folder.write("samsyn.toml", text), "verify"]);
    let (told, faults) = words(&verified);
    assert!(verified.status.success() && told.contains("all as stored"), "{told}{faults}");
}
