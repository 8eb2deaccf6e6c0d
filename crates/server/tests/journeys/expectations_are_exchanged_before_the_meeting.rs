//! Three write unseen what they can, cannot and ask; no address shows it to anybody else; at its time all is open to all, also
//! when the worker is late; asks are answered, the rest is the agenda; and the story folds to the same again.

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone, units};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::{Command, Moment};
use samsyn_store::{Ask, Asking, Holder, Surface};

use crate::common::house::{adopt, with_store};
use crate::common::routes::of_plans;
use crate::common::server::{samsyn, words};
use crate::common::walk::told;
use crate::common::{Browser, Folder, Opened, Server, Stored, until};

/// Whoever could look over a shoulder before the time.
const OTHERS: [&str; 9] = [
    "Sara Sjöberg",
    "Johan Sjöberg",
    "Anna Ek",
    "Maria Sund",
    "Omar Ali",
    "Eva Lund",
    "Per Nilsson",
    "Ulla Frisk",
    "Tomas Vik",
];

/// Moves Elin's meeting to so many hours from now, as the coordinator.
fn meets_in(file: &std::path::Path, plan: PlanId, hours: i64) {
    with_store(file, async |store| {
        let account = store.account_of(Holder::Staff(families::anna_ek().staff)).await.unwrap().unwrap();
        let (actor, settings, now) = (store.actor(account.id).await.unwrap(), Settings::default(), Timestamp::now());
        let zone = jiff::tz::TimeZone::get("Europe/Stockholm").unwrap();
        let today = now.to_zoned(zone.clone()).date();
        let moment = Moment { now, today, settings: &settings };
        let starts = now.checked_add(hours.hours()).unwrap().to_zoned(zone).datetime();
        let (place, interpreter, answer_by) = (String::new(), String::new(), today);
        let command = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
        let asking = Asking { actor: &actor, surface: Surface::Command, moment: &moment };
        store.act(&asking, Ask { plan, expected: None, submit: None, command }).await.unwrap();
    });
}

#[test]
fn expectations_are_exchanged_before_the_meeting() {
    let folder = Folder::new("expectations");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let id = adopt(&file, Family::Elin, Milestone::Answered);
    meets_in(&file, id, 48);
    let plan = id.to_string();
    let (table, write) = (format!("/plans/{plan}/expectations"), format!("/plans/{plan}/expectations/whole"));
    let mut stored = Stored::open(&file);
    let opened = format!("select count(*) from events where plan = '{plan}' and kind = 'expectations_opened'");

    let server = Server::demo(&folder, &["--empty", "--movable-clock"]);
    let clinic = Opened::of(file.parent().unwrap()).plan(&mut stored, id);
    let clinic = clinic.current_parties().find(|party| party.unit.unit == units::bup().unit).unwrap().no.to_string();
    let (lisa, elin) = (Browser::choose(server.at, "Lisa Berg"), Browser::choose(server.at, "Elin Sjöberg"));
    for (who, can) in [(&lisa, "Zefyrskolan börjar lugnt"), (&elin, "Zefyrbarnet säger till")] {
        let answer = who.post(&write, &[("do", "row"), ("can", can), ("cannot", "")]).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let asked = [("do", "ask"), ("to", clinic.as_str()), ("words", "Zefyrtid före lovet")];
    assert_eq!(lisa.post(&write, &asked).unwrap().status, 303);
    assert!(
        lisa.get(&table).unwrap().text().contains("Zefyrtid")
            && elin.get(&table).unwrap().text().contains("Zefyrbarnet")
    );
    assert!(!lisa.get(&table).unwrap().text().contains("Zefyrbarnet"));

    // Nobody else finds a word of it, at any address.
    let rows = u32::try_from(stored.number(&format!("select max(seq) from events where plan = '{plan}'"))).unwrap();
    let mut faults = Vec::new();
    for name in OTHERS {
        let browser = Browser::choose(server.at, name);
        let mut opened = 0;
        for route in of_plans().iter().filter(|route| route.get && !route.pattern.starts_with("/live/")) {
            for no in 0..=rows.min(20) {
                let path = route.filled(&plan, &no.to_string());
                let answer = browser.get(&path).unwrap();
                opened += u32::from(answer.status == 200);
                if told(&answer).contains("Zefyr") {
                    faults.push(format!("{name}: {path}"));
                }
                if !route.pattern.contains("{no}") && !route.pattern.contains("{member}") {
                    break;
                }
            }
        }
        assert!(opened > 0 || ["Ulla Frisk", "Tomas Vik"].contains(&name), "{name} could look at nothing");
    }
    assert!(faults.is_empty(), "before its time:\n{}", faults.join("\n"));
    assert_eq!(stored.number(&opened), 0);

    // The clock passes: the worker records it once, and the clinic is told.
    let at = Timestamp::now().checked_add(25.hours()).unwrap().to_string();
    assert_eq!(Browser::stranger(server.at).post("/test/clock", &[("at", &at)]).unwrap().status, 204);
    let omar = Browser::choose(server.at, "Omar Ali");
    let seen = omar.get(&table).unwrap().text();
    assert!(seen.contains("Zefyrtid före lovet"), "by the clock, whatever the worker has done: {seen}");
    until("the opening is recorded", || stored.number(&opened) == 1);
    let waits = format!("select count(*) from waiting where plan = '{plan}' and task = 'answer_ask'");
    until("the ask waits for its addressee", || stored.number(&waits) == 1);
    let maria = Browser::choose(server.at, "Maria Sund");
    let room = format!("/plans/{plan}/meeting");
    assert!(maria.get(&room).unwrap().text().contains("Zefyrtid"), "what is not answered is the agenda");
    let (home, waiting) = (Browser::choose(server.at, "Lisa Berg"), omar.get("/").unwrap().text());
    let ask = waiting.split(&format!("/plans/{plan}/asks/")).nth(1).and_then(|rest| rest.split('"').next());
    let ask = format!("/plans/{plan}/asks/{}", ask.expect("it waits on the list of the one who was asked"));
    assert_eq!(home.get(&ask).unwrap().status, 404, "nobody answers for another");
    assert_eq!(omar.post(&ask, &[("reply", "yes")]).unwrap().status, 303);
    assert_eq!(omar.post(&ask, &[("reply", "no"), ("reason", "X"), ("instead", "Y")]).unwrap().status, 422);
    let late = home.post(&write, &[("do", "row"), ("can", "Något annat"), ("cannot", "")]).unwrap();
    assert!(late.status == 422 && late.text().contains("visats för alla"), "{}", late.text());
    assert!(!maria.get(&room).unwrap().text().contains("Zefyrtid"), "what got a yes is no point of the agenda");
    assert_eq!(stored.number(&waits), 0);
    let history = omar.get(&format!("/plans/{plan}/history")).unwrap().text();
    assert!(history.contains("svarade på en önskan") && !history.contains("Zefyr"), "names and acts, not contents");
    assert!(!server.logged().contains("Zefyr"));
    assert!(server.stop().0.success());
    let exported = folder.arg("export.json");
    let out = samsyn(&folder, &["--config", &config(&folder), "export", &plan, "--out", &exported]);
    assert!(out.status.success(), "{:?}", words(&out));
    let data = std::fs::read_to_string(&exported).unwrap();
    assert!(data.contains("expectations_opened") && data.contains("Zefyrbarnet"), "the export holds all of it");
    let verified = samsyn(&folder, &["--config", &config(&folder), "verify"]);
    assert!(verified.status.success(), "{:?}", words(&verified));
}

fn config(folder: &Folder) -> String {
    folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", folder.arg("data/samsyn.db")))
}
