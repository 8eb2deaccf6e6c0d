//! Two archivists, each for the own authority, on the real pages: what one of them holds stays, what both approve is destroyed by the
//! operator's command, and the family's log told of each step while it could be read.

use jiff::{SignedDuration, Timestamp, ToSpan};
use samsyn_domain::access::{Actor, Identity, Reach};
use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_domain::ids::{AccountId, PlanId};
use samsyn_domain::information::Settings;
use samsyn_domain::plan::{Command, Moment};
use samsyn_domain::words::Line;
use samsyn_store::{Ask, Asking, DirectoryFiles, Surface};

use crate::common::browser::unescaped;
use crate::common::house::with_store;
use crate::common::server::words;
use crate::common::{Browser, Folder, Server, Stored, samsyn};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");

/// The families' directory.
fn directory(database: &std::path::Path) {
    let now = Timestamp::now();
    with_store(database, async |store| {
        let files = DirectoryFiles::read(std::path::Path::new(SAMPLE)).unwrap();
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        store.import_with_ids(&files, today, now, uuid_of).await.unwrap();
    });
}

/// Greta's story as it happened twelve years ago: it is to be disposed of. Two authorities have a part in it.
pub fn twelve_years_on(database: &std::path::Path) -> PlanId {
    let now = Timestamp::now();
    let then = now.to_zoned(jiff::tz::TimeZone::UTC).saturating_sub(12.years()).timestamp();
    let (plan, facts) = story(Family::Greta, Milestone::Told, then).unwrap();
    with_store(database, async |store| {
        store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), now).await.unwrap();
        // What the clock did a year after, when the service ran still: otherwise it would be the last entry, of today.
        let (settings, at) = (Settings::default(), then + SignedDuration::from_hours(366 * 24));
        let moment = Moment { now: at, today: at.to_zoned(jiff::tz::TimeZone::UTC).date(), settings: &settings };
        let clock = Actor {
            account: AccountId(uuid::Uuid::nil()),
            name: Line::parse("klockan", "name").unwrap(),
            identity: Identity::Clock,
            hats: std::collections::BTreeSet::new(),
            reach: Reach::Whole,
        };
        let asking = Asking { actor: &clock, surface: Surface::Worker, moment: &moment };
        for command in [Command::OpenExpectations, Command::WeighConsents] {
            store.act(&asking, Ask { plan, expected: None, submit: None, command }).await.unwrap();
        }
    });
    plan
}

fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = samsyn(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {:?}", words(&output));
    words(&output).0
}

#[test]
fn each_archivist_decides_for_their_own_authority() {
    let folder = Folder::new("archivists");
    std::fs::create_dir_all(folder.join("data")).unwrap();
    let database = folder.join("data/samsyn.db");
    directory(&database);
    let plan = twelve_years_on(&database);
    let path = format!("/disposal/{plan}");
    let toml = folder
        .write("samsyn.toml", format!("database = \"sqlite:{}\"\nlisten = \"127.0.0.1:0\"\n", database.display()));
    let run = ["--config", toml.as_str(), "disposal", "run"];

    let server = Server::demo(&folder, &["--empty"]);
    let (birgit, harald) = (Browser::choose(server.at, "Birgit Åman"), Browser::choose(server.at, "Harald Quist"));
    assert!(unescaped(&birgit.get("/disposal").unwrap().text()).contains(&path));
    assert_eq!(birgit.post(&path, &[("do", "approve")]).unwrap().status, 303);
    assert_eq!(birgit.post(&path, &[("do", "approve")]).unwrap().status, 303, "once is enough: one line below");
    assert_eq!(harald.post(&path, &[("do", "hold"), ("words", "Tillsyn, dnr 17")]).unwrap().status, 303);
    assert_eq!(birgit.post(&path, &[("do", "approve")]).unwrap().status, 422, "held meanwhile");
    for browser in [&birgit, &harald] {
        for page in ["/disposal", "/disposal/receipts", path.as_str()] {
            let text = unescaped(&browser.get(page).unwrap().text());
            assert!(!text.contains("Greta") && !text.contains("Nyman"), "{page}");
        }
    }
    // The form from another site, and whoever is neither: nothing.
    let greta = Browser::choose(server.at, "Greta Nyman");
    assert_eq!(greta.post(&path, &[("do", "release"), ("words", "x")]).unwrap().status, 404);
    let log = unescaped(&greta.get(&format!("/plans/{plan}/log")).unwrap().text());
    for said in ["Godkände att planen gallras", "Stoppade gallring av planen", "Harald Quist"] {
        assert!(log.contains(said), "{said}");
    }
    assert!(!log.contains("dnr 17"));
    assert!(server.stop().0.success());
    assert!(done(&folder, &run).contains("0 plans destroyed"));

    let server = Server::demo(&folder, &["--empty"]);
    let (birgit, harald) = (Browser::choose(server.at, "Birgit Åman"), Browser::choose(server.at, "Harald Quist"));
    assert_eq!(harald.post(&path, &[("do", "release"), ("words", "Tillsynen är klar")]).unwrap().status, 303);
    for browser in [&birgit, &harald] {
        assert_eq!(browser.post(&path, &[("do", "approve")]).unwrap().status, 303);
    }
    assert!(server.stop().0.success());
    let told = done(&folder, &run);
    assert!(told.contains("1 plans destroyed") && told.contains(&plan.to_string()), "{told}");

    let receipts = done(&folder, &["--config", &toml, "disposal", "list", "--done"]);
    assert_eq!(receipts.matches("\"principal\":").count(), 2, "both authorities and when each said yes: {receipts}");
    assert!(!receipts.contains("\"at\":null") && receipts.contains("PDL 3 kap. 17 §"), "{receipts}");
    assert!(done(&folder, &["--config", &toml, "verify"]).contains("1 of them disposed of"));
    let mut stored = Stored::open(&database);
    let lines = format!(
        "select action from access_log where plan = '{plan}' and action like 'dispos%' and outcome = 'allowed' order by at, id"
    );
    let lines = stored.texts(&lines);
    let acts: Vec<&str> = lines.iter().map(String::as_str).filter(|action| *action != "disposal_list").collect();
    let way =
        ["disposal_approve", "disposal_hold", "disposal_release", "disposal_approve", "disposal_approve", "dispose"];
    assert_eq!(acts, way);
}
