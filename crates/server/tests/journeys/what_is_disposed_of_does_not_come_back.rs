//! The archivist's way: what has run out is listed, held or approved, destroyed for good, and no backup brings it back.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan};
use samsyn_domain::families::{Family, Milestone, story, uuid_of};
use samsyn_domain::ids::PlanId;
use samsyn_store::DirectoryFiles;

use crate::common::house::with_store;
use crate::common::server::words;
use crate::common::{Browser, Folder, Server, Stored, samsyn};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");

/// The log's name is the demonstration's, which goes on with this folder at the end.
const SEAL: &str = "[seal]\norigin = \"samsyn.demo.example/seal\"\n";

fn done(folder: &Folder, arguments: &[&str]) -> String {
    let output = samsyn(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {:?}", words(&output));
    words(&output).0
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = samsyn(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {:?}", words(&output));
    words(&output).1
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

fn holding(folder: &Path, needle: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let holds = |path: &PathBuf| fs::read(path).unwrap().windows(needle.len()).any(|part| part == needle.as_bytes());
    all.into_iter().filter(holds).collect()
}

/// A family's story as it happened so many years ago.
fn told_years_ago(file: &Path, family: Family, years: i64) -> PlanId {
    let then = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).saturating_sub(years.years()).timestamp();
    let (plan, facts) = story(family, Milestone::Told, then).unwrap();
    with_store(file, async |store| {
        store.adopt(plan, &facts, samsyn_domain::information::Clocks::default(), Timestamp::now()).await.unwrap()
    });
    plan
}

#[test]
fn what_is_disposed_of_does_not_come_back() {
    let folder = Folder::new("disposal");
    let database = folder.join("data/samsyn.db");
    folder.write(
        "samsyn.toml",
        format!("database = \"sqlite:{}\"\nlisten = \"127.0.0.1:0\"\n{SEAL}", database.display()),
    );
    fs::create_dir_all(folder.join("data")).unwrap();
    // With the ids that the families' stories know.
    with_store(&database, async |store| {
        let files = DirectoryFiles::read(Path::new(SAMPLE)).unwrap();
        let now = Timestamp::now();
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        store.import_with_ids(&files, today, now, uuid_of).await.unwrap();
    });
    let gone = told_years_ago(&database, Family::Jonas, 12);
    let held = told_years_ago(&database, Family::Greta, 12);
    let lives = told_years_ago(&database, Family::Elin, 1);
    let (plans, keys) = (folder.arg("before.samsyn"), folder.arg("before.keys"));
    done(&folder, &["backup", &plans]);
    done(&folder, &["keys", "backup", &keys]);

    let list = done(&folder, &["disposal", "list"]);
    assert!(list.contains(&gone.to_string()) && list.contains(&held.to_string()), "{list}");
    assert!(!list.contains(&lives.to_string()) && list.contains("2 plans are due or held"), "{list}");
    assert!(list.contains("PDL 3 kap. 17 §"), "the source is told: {list}");
    assert!(!list.contains("Jonas"), "a name is told: {list}");
    assert!(refused(&folder, &["disposal", "approve", &lives.to_string()]).contains("not run out"));
    assert!(refused(&folder, &["disposal", "hold", &held.to_string(), "--reason", " "]).contains("say why"));
    done(&folder, &["disposal", "hold", &held.to_string(), "--reason", "Prövas i domstol"]);
    assert!(refused(&folder, &["disposal", "approve", &held.to_string()]).contains("held"));
    assert!(done(&folder, &["disposal", "list"]).contains("held: Prövas i domstol"));
    done(&folder, &["disposal", "approve", &gone.to_string()]);
    let told = done(&folder, &["disposal", "run"]);
    assert!(told.contains("1 plans destroyed") && told.contains("version 1 is gone"), "{told}");
    assert!(told.contains(&gone.to_string()) && told.contains("\"clock\":\"pdl\""), "{told}");
    assert!(done(&folder, &["disposal", "run"]).contains("0 plans destroyed"), "nothing twice");
    assert!(done(&folder, &["disposal", "list", "--done"]).contains("\"events\":"));

    assert!(refused(&folder, &["export", &gone.to_string()]).contains("no plan"));
    assert!(done(&folder, &["export", &held.to_string()]).contains("Greta"));
    let verified = done(&folder, &["verify"]);
    assert!(verified.contains("1 of them disposed of") && verified.contains("all as stored"), "{verified}");
    let mut stored = Stored::open(&database);
    let left = stored.number(&format!("select count(*) from events where plan = '{gone}' and codec = 1"));
    assert!(left > 10, "the ciphertext of the story stays for the seal");
    let logged = stored
        .texts("select action from access_log where surface = 'command' and action like 'dispos%' order by at, id");
    assert_eq!(logged.iter().filter(|action| *action == "dispose").count(), 1);
    assert!(logged.len() >= 7, "{logged:?}");
    let ended = stored.number("select count(*) from accounts where ended_at is not null");
    assert_eq!(ended, stored.number("select count(*) from people where codec = 2 and sealed is null"));
    assert!(ended > 0, "his account is closed, and he is no longer in the directory");
    drop(stored);
    assert_eq!(holding(&folder.join("data"), "Jonas Ahl"), Vec::<PathBuf>::new());

    // The old backup of the keys opens nothing; that of the plans shows nothing of him.
    let other = folder.join("other/samsyn.db");
    let toml = |keys: &Path| {
        let (other, keys) = (other.display(), keys.display());
        // A house of its own signs with a key of its own.
        let seal = format!("[seal]\nkey_file = \"{other}.seal\"\n");
        format!("database = \"sqlite:{other}\"\nlisten = \"127.0.0.1:0\"\n[keys]\nstore = \"sqlite:{keys}\"\n{seal}")
    };
    let old = folder.write("old.toml", toml(&folder.join("data/old.db")));
    let told = refused(&folder, &["--config", &old, "keys", "restore", &keys]);
    assert!(told.contains("wrapped by version 1"), "{told}");
    let back = folder.write("back.toml", toml(&folder.join("data/keys.db")));
    done(&folder, &["--config", &back, "restore", &plans]);
    assert!(refused(&folder, &["--config", &back, "export", &gone.to_string()]).contains("no plan"));
    assert!(done(&folder, &["--config", &back, "export", &lives.to_string()]).contains("Elin"));
    assert!(done(&folder, &["--config", &back, "verify"]).contains("1 of them disposed of"));
    assert_eq!(holding(&folder.join("other"), "Jonas Ahl"), Vec::<PathBuf>::new());
    let server = Server::start(&folder, &["--config", &back, "serve"]);
    assert_eq!(Browser::stranger(server.at).get("/sign-in").unwrap().status, 200);
    assert!(server.stop().0.success());

    // Nor by the demonstration, started again with the same folder.
    let server = Server::demo(&folder, &[]);
    let choices = Browser::stranger(server.at).get("/sign-in").unwrap();
    assert!(choices.text().contains("Elin Sj") && !choices.text().contains("Jonas Ahl"));
    assert!(server.stop().0.success());
    assert!(refused(&folder, &["export", &gone.to_string()]).contains("no plan"));
    assert_eq!(holding(&folder.join("data"), "Jonas Ahl"), Vec::<PathBuf>::new());
}
