//! A call to a unit that takes its post by secure digital communication lies as a letter in the folder of the forwarder: once, whole, only
//! while consent covers it, and never of somebody with a protected identity. A folder that cannot be written is told, and sent again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{self, Family, Milestone};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;
use samsyn_store::{Channel, Holder, ReachChoice, Unit};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::a_call_sends_one_neutral_mail_to_each::as_staff;
use crate::common::browser::between;
use crate::common::house::{adopt, with_store};
use crate::common::server::words;
use crate::common::{Browser, Chance, Folder, Opened, Server, Stored, samsyn, until};

const DROPS_LEFT: &str = "select count(*) from jobs where kind = 'drop' and done_at is null";
const DROPPED: &str = "select count(*) from events where kind = 'letter_dropped'";

/// A house with a folder for each forwarder, in which Elin's call is out, to a meeting that is to be.
struct House {
    folder: Folder,
    stored: Stored,
    plan: PlanId,
    link: String,
}

/// The units of Elin's plan that take their post by secure digital communication.
fn by_sdk() -> [(&'static str, samsyn_domain::people::UnitRef); 2] {
    [("0203:bup.nordanland", families::units::bup()), ("0203:skola.solvik", families::units::strandskolan())]
}

async fn set_up(store: &samsyn_store::Store) {
    for unit in store.units().await.unwrap() {
        if let Some((address, _)) = by_sdk().into_iter().find(|(_, known)| known.unit == unit.id) {
            store.save_unit(&Unit { sdk_address: Some(address.to_owned()), ..unit }).await.unwrap();
        }
    }
    // Her father chose digital post; her mother chose nothing.
    let choice = ReachChoice { channel: Channel::Post, ..ReachChoice::default() };
    store.choose_reach(families::johan().person, choice, Timestamp::now()).await.unwrap();
}

/// A link that signs somebody in; made while no server runs.
fn link(folder: &Folder, mail: &str) -> String {
    let (told, faults) = words(&samsyn(folder, &["sign-in-link", mail]));
    let link = told.split_once("/sign-in/").unwrap_or_else(|| panic!("{faults}")).1.trim();
    format!("/sign-in/{link}")
}

impl House {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        folder.write(
            "samsyn.toml",
            "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:data/samsyn.db\"\n\
             [mail]\nfolder = \"mail\"\n[drop]\nsdk = \"sdk\"\ndigital_post = \"post\"\n",
        );
        assert!(Server::demo(&folder, &["--empty"]).stop().0.success());
        let file = folder.join("data/samsyn.db");
        let plan = adopt(&file, Family::Elin, Milestone::Called);
        let mut stored = Stored::open(&file);
        stored.change("delete from jobs");
        with_store(&file, set_up);
        let link = link(&folder, "anna.ek@solvik.example");
        Self { folder, stored, plan, link }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("data/samsyn.db")
    }

    /// The folders are there, as whoever installs Samsyn makes them.
    fn folders(&self) {
        for name in ["sdk", "post"] {
            fs::create_dir_all(self.folder.join(name)).unwrap();
        }
    }

    /// The meeting gets a time that is to be, so that everybody who was called is told again.
    fn moved(&self, days: i64) {
        let plan = self.plan;
        with_store(&self.file(), async |store| {
            let starts = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).datetime();
            let starts = starts.checked_add(days.days()).unwrap();
            let answer_by = starts.date().checked_sub(14.days()).unwrap();
            let (place, interpreter) = ("Strandskolan".into(), String::new());
            let moved = Command::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by };
            as_staff(store, &families::anna_ek(), plan, moved).await;
        });
    }

    fn open(&self) -> Server {
        Server::start(&self.folder, &["serve"])
    }

    fn done(&mut self) {
        until("every letter is out", || self.stored.number(DROPS_LEFT) == 0);
    }
}

/// A forwarder: takes each description with its letter out of the folder, as soon as it is seen.
fn take(from: &Path, taken: &mut Vec<(Value, Vec<u8>)>) {
    for file in fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with('.') || path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let description: Value = serde_json::from_slice(&fs::read(&path).unwrap()).expect("a whole description");
        let letter = from.join(description["document"]["file"].as_str().unwrap());
        let pdf = fs::read(&letter).expect("a description always has its letter");
        for file in [&path, &letter] {
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
            fs::remove_file(file).unwrap();
        }
        let sum = Sha256::digest(&pdf).iter().fold(String::new(), |sum, byte| format!("{sum}{byte:02x}"));
        assert_eq!(description["document"]["sha256"], sum, "the letter is whole");
        assert_eq!(name, format!("{}.json", description["reference"].as_str().unwrap()));
        let said = description.to_string();
        for word in ["Elin", "Sjöberg", "Johan", "Anna", "plan", "SIP", "skolan", "Barn"] {
            assert!(!said.contains(word), "{word}: {said}");
        }
        taken.push((description, pdf));
    }
}

fn by_address(taken: &[(Value, Vec<u8>)]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (description, _) in taken {
        *found.entry(description["addressee"].to_string()).or_default() += 1;
    }
    found
}

#[test]
fn each_letter_is_dropped_exactly_once_though_the_server_is_killed() {
    let mut house = House::new("drops-killed");
    house.folders();
    house.moved(30);
    assert!(house.stored.number(DROPS_LEFT) > 4);
    let (sdk, post) = (house.folder.join("sdk"), house.folder.join("post"));
    let (mut taken, mut posted) = (Vec::new(), Vec::new());
    let mut chance = Chance::new(41);
    for _ in 0..12 {
        let server = house.open();
        std::thread::sleep(Duration::from_millis(chance.below(90)));
        server.kill();
        take(&sdk, &mut taken);
        take(&post, &mut posted);
    }
    let server = house.open();
    house.done();
    take(&sdk, &mut taken);
    take(&post, &mut posted);
    let expected = by_sdk().map(|(address, _)| (format!("{{\"functional_address\":\"{address}\"}}"), 1));
    assert_eq!(by_address(&taken), expected.into(), "one letter to each that takes its post so");
    assert_eq!(by_address(&posted), [("{\"personal_number\":\"199002222397\"}".to_owned(), 1)].into());
    let taken_all = i64::try_from(taken.len() + posted.len()).unwrap();
    assert_eq!(house.stored.number(DROPPED), taken_all, "the plan says of each that it went");
    let names: BTreeSet<_> = taken.iter().chain(&posted).map(|(said, _)| said["reference"].to_string()).collect();
    assert_eq!(names.len(), taken.len() + posted.len());
    for (said, pdf) in taken.iter().chain(&posted) {
        assert_eq!((said["format"].as_str(), said["kind"].as_str()), (Some("samsyn-letter/1"), Some("update")));
        assert!(pdf.starts_with(b"%PDF"));
    }
    assert!(fs::read_dir(&sdk).unwrap().next().is_none(), "nothing is left behind");
    // What was given out is told to the family and to whoever carries the plan on.
    let anna = Browser::by_link(server.at, &house.link);
    let given = anna.get(&format!("/plans/{}/given-out", house.plan)).unwrap().text();
    assert!(given.contains("brev genom säker digital kommunikation"));
    let log =
        house.stored.number("select count(*) from access_log where action = 'drop_letter' and outcome = 'allowed'");
    assert_eq!(log, taken_all, "and stands in the log");
    let history = anna.get(&format!("/plans/{}/history", house.plan)).unwrap().text();
    assert!(history.contains("(SDK)") && history.contains("som digital post"));
    assert!(server.stop().0.success());
}

#[test]
fn an_update_and_what_takes_a_meeting_back_are_dropped_too() {
    let mut house = House::new("drops-updates");
    house.folders();
    house.moved(30);
    let (sdk, post) = (house.folder.join("sdk"), house.folder.join("post"));
    let (mut taken, mut posted) = (Vec::new(), Vec::new());
    let server = house.open();
    house.done();
    assert!(server.stop().0.success());
    take(&sdk, &mut taken);
    take(&post, &mut posted);
    let plan = house.plan;
    with_store(&house.file(), async |store| {
        let cancel = Command::CancelMeeting { reason: "Sjukdom".into() };
        as_staff(store, &families::anna_ek(), plan, cancel).await;
    });
    let server = house.open();
    house.done();
    let (mut back, mut posted_back) = (Vec::new(), Vec::new());
    take(&sdk, &mut back);
    take(&post, &mut posted_back);
    assert_eq!((back.len(), posted_back.len()), (2, 1));
    for (said, _) in back.iter().chain(&posted_back) {
        assert_eq!(said["kind"], "cancel");
        let first =
            taken.iter().chain(&posted).find(|(first, _)| first["conversation"] == said["conversation"]).unwrap();
        assert_eq!(first.0["addressee"], said["addressee"], "it belongs to the letter before it");
    }
    assert!(server.stop().0.success());
}

#[test]
fn nothing_is_dropped_when_consent_is_taken_back_before_the_letter_lies() {
    let mut house = House::new("drops-consent");
    house.folders();
    house.moved(30);
    let waiting = house.stored.number(DROPS_LEFT);
    let plan = house.plan;
    let mother = {
        let told = Opened::of(house.file().parent().unwrap()).plan(&mut house.stored, plan);
        let mother = told.current_representatives().find(|r| r.person == families::sara().person).unwrap();
        FamilyMember::Representative(mother.no)
    };
    with_store(&house.file(), async |store| {
        let account = store.account_of(Holder::Person(families::sara().person)).await.unwrap().unwrap();
        let actor = store.actor(account.id).await.unwrap();
        let (settings, now) = (samsyn_domain::information::Settings::default(), Timestamp::now());
        let today = now.to_zoned(jiff::tz::TimeZone::get("Europe/Stockholm").unwrap()).date();
        let moment = samsyn_domain::plan::Moment { now, today, settings: &settings };
        let asking = samsyn_store::Asking { actor: &actor, surface: samsyn_store::Surface::Command, moment: &moment };
        let command = Command::WithdrawConsent { by: mother, consents: vec![], remains: String::new() };
        store.act(&asking, samsyn_store::Ask { plan, expected: None, submit: None, command }).await.unwrap();
    });
    assert!(house.stored.number(DROPS_LEFT) >= waiting && waiting > 4);
    let server = house.open();
    house.done();
    for folder in ["sdk", "post"] {
        assert!(fs::read_dir(house.folder.join(folder)).unwrap().next().is_none(), "{folder}");
    }
    assert_eq!(house.stored.number(DROPPED), 0);
    assert!(server.stop().0.success());
}

#[test]
fn of_a_protected_person_nothing_is_dropped() {
    let mut house = House::new("drops-protected");
    house.folders();
    house.moved(30);
    let plan = house.plan;
    with_store(&house.file(), async |store| {
        let protect = Command::Protect { alias: "Sol".into(), contact: "Ring Anna Ek.".into() };
        as_staff(store, &families::anna_ek(), plan, protect).await;
    });
    let server = house.open();
    house.done();
    for folder in ["sdk", "post"] {
        assert!(fs::read_dir(house.folder.join(folder)).unwrap().next().is_none(), "{folder}");
    }
    assert_eq!(house.stored.number(DROPPED), 0);
    assert!(server.stop().0.success());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_beside_the_party_and_the_letter_goes_at_a_press() {
    let mut house = House::new("drops-refused");
    // A place in which nobody may write, whoever runs the service.
    std::os::unix::fs::symlink("/sys/kernel", house.folder.join("sdk")).unwrap();
    house.moved(30);
    let tomas = link(&house.folder, "tomas.vik@solvik.example");
    let server = house.open();
    let anna = Browser::by_link(server.at, &house.link);
    let (page, failed) = (
        format!("/plans/{}/call", house.plan),
        "select count(*) from jobs where kind = 'drop' and last_error is not null and leased_until = 0",
    );
    until("each was tried", || house.stored.number(failed) == 3);
    let said = house
        .stored
        .texts("select distinct last_error from jobs where kind = 'drop' and last_error is not null order by 1");
    assert!(said[0].contains("cannot be written") && said[1].contains("is not there"), "{said:?}");
    let told = anna.get(&page).unwrap().text();
    assert!(told.contains("Brevet till enhetens funktionsadress (SDK) har inte gått iväg än"));
    assert!(told.contains("som digital post har inte gått iväg än"));
    assert!(!told.contains("value=\"again\""), "it goes by itself");
    // Tried so often that it is tried no more.
    let now = Timestamp::now().as_microsecond();
    house.stored.change(&format!("update jobs set failed_at = {now} where kind = 'drop' and done_at is null"));
    let told = anna.get(&page).unwrap().text();
    assert!(told.contains("gick inte iväg. Skicka igen"));
    let tomas = Browser::by_link(server.at, &tomas);
    let jobs = tomas.get("/jobs").unwrap().text();
    assert!(
        jobs.contains("Brev till SDK eller digital post") && jobs.contains("let the service&#39;s account write there"),
        "{jobs}"
    );
    // It is mended, and sent again at a press.
    fs::remove_file(house.folder.join("sdk")).unwrap();
    house.folders();
    let form = between(&told, "name=\"what\" value=\"again\"", "</form>").unwrap();
    let party = between(form, "name=\"party\" value=\"", "\"").unwrap().to_owned();
    let sent = anna.post(&page, &[("what", "again"), ("party", &party), ("way", "told")]).unwrap();
    assert_eq!(sent.status, 303, "{}", sent.text());
    let mut taken = Vec::new();
    until("it lies there", || {
        take(&house.folder.join("sdk"), &mut taken);
        !taken.is_empty()
    });
    assert_eq!((taken.len(), taken[0].0["kind"].as_str()), (1, Some("call")));
    until("it is noted", || house.stored.number(DROPPED) == 1);
    let told = anna.get(&page).unwrap().text();
    let card = between(&told, &format!("id=\"party-{party}\""), "class=\"card\"").unwrap();
    assert!(!card.contains("gick inte iväg") && card.contains("Skickad igen"), "{card}");
    assert!(server.stop().0.success());
}
