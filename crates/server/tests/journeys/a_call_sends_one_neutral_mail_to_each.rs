//! What acts have caused is done afterwards by the worker: once for each, also when the server is killed in between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone, uuid_of};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Moment;
use samsyn_domain::plan::command::{Command, Propose};
use samsyn_store::{Ask, Asking, Holder, Store, Surface};
use sqlx::Row;

use crate::common::house::{adopt, with_store};
use crate::common::{Browser, Chance, Folder, Opened, Server, Stored, until};

/// Asks for something as a member of staff, at the store's own door.
pub async fn as_staff(store: &Store, staff: &samsyn_domain::people::StaffRef, plan: PlanId, command: Command) {
    let account = store.account_of(Holder::Staff(staff.staff)).await.unwrap().unwrap();
    let (actor, settings, now) = (store.actor(account.id).await.unwrap(), Settings::default(), Timestamp::now());
    let today = now.to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
    let moment = Moment { now, today, settings: &settings };
    let asking = Asking { actor: &actor, surface: Surface::Command, moment: &moment };
    store.act(&asking, Ask { plan, expected: None, submit: None, command }).await.unwrap();
}

/// How many mails of a kind went to each address, and that each is neutral: notices, or bookings in calendars.
fn sent(folder: &Path, calendar: bool) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(folder).into_iter().flatten() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "eml") {
            continue;
        }
        let mail = fs::read_to_string(&path).unwrap();
        let to = mail
            .lines()
            .find_map(|line| line.strip_prefix("To: "))
            .unwrap_or_else(|| panic!("half a mail: {}", path.display()));
        for word in ["Elin", "Sjöberg", "ont i magen", "Anna", "plan", "SIP", "skola"] {
            assert!(!mail.replace(to, "").contains(word), "{word}: {mail}");
        }
        if mail.contains("text/calendar") == calendar {
            *found.entry(to.to_owned()).or_default() += 1;
        }
    }
    found
}

#[test]
fn a_call_sends_one_neutral_mail_to_each_though_the_server_is_killed() {
    let folder = Folder::new("worker");
    let (file, mail) = (folder.join("data/samsyn.db"), folder.join("data/mail"));
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = adopt(&file, Family::Elin, Milestone::Called);
    // The meeting is moved: everybody who is called is told again.
    with_store(&file, async |store| {
        let starts = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).datetime().checked_add(30.days()).unwrap();
        let answer_by = starts.date().checked_sub(14.days()).unwrap();
        let moved = Command::PlanMeeting {
            starts,
            minutes: 60,
            place: "Strandskolan".into(),
            interpreter: String::new(),
            answer_by,
        };
        as_staff(store, &families::anna_ek(), plan, moved).await;
    });
    let mut stored = Stored::open(&file);
    let units = stored.rows("select body from jobs where kind = 'notify'").len();
    assert!(units > 2, "only {units} notices wait");
    let expected: BTreeMap<String, usize> = {
        let plan = Opened::of(file.parent().unwrap()).plan(&mut stored, plan);
        let units =
            plan.current_parties().filter(|party| party.sent.is_some()).map(|party| party.unit.unit.0.to_string());
        units
            .map(|unit| (stored.texts(&format!("select function_mail from units where unit = '{unit}'"))[0].clone(), 1))
            .collect()
    };
    assert_eq!(expected.len(), units);
    // Killed at points that chance chooses, while it sends. A job that was begun waits two minutes for its worker.
    let mut chance = Chance::new(77);
    for round in 1..=12_i64 {
        let server = Server::demo(&folder, &["--empty", "--movable-clock"]);
        let later = Timestamp::now().checked_add((round * 3).minutes()).unwrap().to_string();
        assert_eq!(Browser::stranger(server.at).post("/test/clock", &[("at", &later)]).unwrap().status, 204);
        std::thread::sleep(Duration::from_millis(chance.below(120)));
        server.kill();
    }
    let server = Server::demo(&folder, &["--empty", "--movable-clock"]);
    let later = Timestamp::now().checked_add(60.minutes()).unwrap().to_string();
    Browser::stranger(server.at).post("/test/clock", &[("at", &later)]).unwrap();
    until("every notice is done", || {
        stored.number("select count(*) from jobs where kind = 'notify' and done_at is null") == 0
    });
    assert_eq!(sent(&mail, false), expected, "one mail for each, and no more");
    until("the calendars are told", || {
        stored.number("select count(*) from jobs where kind = 'calendars' and done_at is null") == 0
    });
    assert_eq!(sent(&mail, true), expected, "and one booking for each calendar");
    assert!(stored.number("select max(attempts) from jobs") <= 13);
}

#[test]
fn the_eighteenth_birthday_is_told_once_on_its_day() {
    let folder = Folder::new("birthday");
    let file = folder.join("data/samsyn.db");
    assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
    let plan = PlanId(uuid_of("a plan that waits for a birthday"));
    with_store(&file, async |store| {
        let account = store.account_of(Holder::Staff(families::lisa_berg().staff)).await.unwrap().unwrap();
        let (actor, settings, now) = (store.actor(account.id).await.unwrap(), Settings::default(), Timestamp::now());
        let today = now.to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
        let moment = Moment { now, today, settings: &settings };
        let asking = Asking { actor: &actor, surface: Surface::Command, moment: &moment };
        let proposal = Propose {
            person: families::elin(),
            to: families::units::solvik_barn(),
            reason: "Elin är borta från skolan.".into(),
            wanted: true,
            told_how: "Lisa pratade med Elin.".into(),
            question: String::new(),
        };
        store.propose(&asking, plan, proposal).await.unwrap();
    });
    let mut stored = Stored::open(&file);
    let of_age = format!("select count(*) from events where plan = '{plan}' and kind = 'person_turned18'");
    let done = "select count(*) from jobs where kind = 'turn_of_age' and done_at is not null";
    assert_eq!(stored.number("select count(*) from jobs where kind = 'turn_of_age' and done_at is null"), 1);
    // Elin was born on 14 May 2017. The evening before, nothing; on the day, once, however often the server starts.
    for (at, told) in [("2035-05-13T22:00:00Z", 0), ("2035-05-14T05:00:00Z", 1), ("2036-01-01T12:00:00Z", 1)] {
        let server = Server::demo(&folder, &["--empty", "--movable-clock"]);
        assert_eq!(Browser::stranger(server.at).post("/test/clock", &[("at", at)]).unwrap().status, 204);
        if told == 0 {
            // The notice of the proposal is due: when it is done, the worker has looked at all that is due.
            until("the worker has looked", || {
                stored.number("select count(*) from jobs where kind = 'notify' and done_at is null") == 0
            });
        } else {
            until("the birthday's job is done", || stored.number(done) == 1);
        }
        assert_eq!(stored.number(&of_age), told, "at {at}");
        assert!(server.stop().0.success());
    }
    let row = &stored.rows(&format!(
        "select actor_kind, surface, outcome, account from access_log where plan = '{plan}' and action = 'turn_of_age'"
    ))[0];
    assert_eq!((row.get::<&str, _>(0), row.get::<&str, _>(1), row.get::<&str, _>(2)), ("clock", "worker", "allowed"));
    assert_eq!(row.get::<Option<&str>, _>(3), None);
}
