//! Without the right master key and key store every command stops, says what to put back, and writes nothing. With them it goes on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use samsyn_domain::families::{Family, Milestone};

use crate::common::house::adopt;
use crate::common::server::words;
use crate::common::{Browser, Chance, Folder, Server, Stored, samsyn};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");

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

/// All files of a folder and those below, with what is in them.
fn picture(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.append(&mut picture(&path));
        } else {
            drop(all.insert(path.clone(), fs::read(&path).unwrap()));
        }
    }
    all
}

#[test]
fn a_lost_or_wrong_key_stops_everything() {
    let folder = Folder::new("lost-key");
    let database = folder.join("data/samsyn.db");
    folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", database.display()));
    done(&folder, &["import", SAMPLE]);
    let elin = adopt(&database, Family::Elin, Milestone::Told).to_string();
    let master = folder.join("data/master.key");
    let right = fs::read_to_string(&master).unwrap();
    let digits = right.split("v1:").nth(1).unwrap().trim().to_owned();
    let turned: String = digits.chars().rev().collect();
    let out = folder.arg("never");
    let commands: [&[&str]; 9] = [
        &["serve"],
        &["import", SAMPLE],
        &["export", &elin],
        &["verify"],
        &["sign-in-link", "anna.ek@solvik.example"],
        &["keys", "status"],
        &["keys", "rotate"],
        &["keys", "backup", &out],
        &["disposal", "list"],
    ];
    for (wrong, says) in [
        (None, "is not there"),
        (Some(right.replace(&digits, &turned)), "not the one that wraps the keys"),
        (Some(right.replace(&digits, &digits[..62])), "64 hexadecimal signs"),
        (Some("v1".to_owned()), "64 hexadecimal signs"),
        (Some(right.replace("v1:", "v7:")), "version 1 of the master key"),
    ] {
        match &wrong {
            Some(text) => fs::write(&master, text).unwrap(),
            None => fs::remove_file(&master).unwrap(),
        }
        let before = picture(&folder.join("data"));
        for command in commands {
            let told = refused(&folder, command);
            assert!(told.contains(says) && told.contains("Nothing was changed"), "{command:?}: {told}");
            assert!(
                !told.contains(&digits[..8]) && !told.contains(&turned[..8]),
                "{command:?} repeats the key: {told}"
            );
            assert!(picture(&folder.join("data")) == before, "{command:?} wrote something");
            assert!(!Path::new(&out).exists(), "{command:?} wrote a backup that opens nothing");
        }
    }
    fs::write(&master, &right).unwrap();
    let keys = folder.join("data/keys.db");
    fs::rename(&keys, folder.join("away.db")).unwrap();
    for command in &commands[..5] {
        let told = refused(&folder, command);
        assert!(told.contains("samsyn keys restore") && !keys.exists(), "{command:?}: {told}");
    }
    fs::rename(folder.join("away.db"), &keys).unwrap();
    assert!(done(&folder, &["verify"]).contains("all as stored"));
    assert!(done(&folder, &["export", &elin]).contains("Elin"));
}

#[test]
fn the_master_key_can_come_from_a_command_and_be_changed_there() {
    let folder = Folder::new("command-key");
    let database = folder.join("data/samsyn.db");
    let text = |master: &str| format!("database = \"sqlite:{}\"\n[keys]\nmaster = \"{master}\"\n", database.display());
    folder.write("samsyn.toml", text("env:SAMSYN_NOWHERE"));
    assert!(refused(&folder, &["import", SAMPLE]).contains("env:SAMSYN_NOWHERE"));
    assert!(!folder.join("data/samsyn.db").exists(), "nothing was made");
    folder.write("samsyn.toml", text(&format!("command:cat {}", folder.arg("safe"))));
    assert!(refused(&folder, &["import", SAMPLE]).contains("ended with"));
    let first = done(&folder, &["keys", "new"]);
    assert!(first.starts_with("v1:"), "{first}");
    folder.write("safe", &first);
    done(&folder, &["import", SAMPLE]);
    assert!(!folder.join("data/master.key").exists());
    let told = refused(&folder, &["keys", "rotate"]);
    assert!(told.contains("samsyn keys new"), "{told}");
    let second = done(&folder, &["keys", "new"]);
    folder.write("safe", format!("{first}{second}"));
    let told = done(&folder, &["keys", "rotate"]);
    assert!(told.contains("version 2") && told.contains("NOW take version 1 away"), "{told}");
    folder.write("safe", &second);
    assert!(done(&folder, &["verify"]).contains("all as stored"));
    folder.write("safe", &first);
    assert!(refused(&folder, &["verify"]).contains("version 2"));
}

#[test]
fn the_master_key_is_changed_while_people_work() {
    let folder = Folder::new("rotate");
    let server = Server::demo(&folder, &[]);
    let database = folder.join("data/samsyn.db");
    let config = folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", database.display()));
    let elin = Browser::choose(server.at, "Elin Sjöberg");
    let path = format!("/plans/{}/question", Family::Elin.plan());
    let mut chance = Chance::new(11);
    for round in 1..=4 {
        let told = done(&folder, &["--config", &config, "keys", "rotate"]);
        assert!(told.contains(&format!("version {}", round + 1)), "{told}");
        let form = [("act", &*chance.id().to_string()), ("what", "avoid"), ("avoid", "Ett ord")];
        assert_eq!(elin.post(&path, &form).unwrap().status, 303);
        // Somebody whose plan was not in memory yet.
        let other = ["Jonas Ahl", "Greta Nyman", "Tova Rask", "Yusuf Haddad"][round - 1];
        assert_eq!(Browser::choose(server.at, other).get("/").unwrap().status, 200, "{other}");
    }
    assert!(done(&folder, &["--config", &config, "verify"]).contains("all as stored"));
    let status = done(&folder, &["--config", &config, "keys", "status"]);
    assert!(status.contains("version 5 is in force") && status.contains("of which 0 under another"), "{status}");
    let (status, _) = server.stop();
    assert!(status.success());
    // What holds words or keys is for its owner alone.
    for entry in fs::read_dir(folder.join("data")).unwrap() {
        let path = entry.unwrap().path();
        let mode = path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
    let mode = folder.join("data").metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o700);
    assert_eq!(Stored::open(&database).number("select count(*) from events where codec = 0"), 0);
}

#[test]
fn a_rotation_that_is_killed_anywhere_loses_no_key() {
    let folder = Folder::new("killed-rotation");
    let database = folder.join("data/samsyn.db");
    folder.write("samsyn.toml", format!("database = \"sqlite:{}\"\n", database.display()));
    done(&folder, &["import", SAMPLE]);
    adopt(&database, Family::Elin, Milestone::Told);
    // How long a whole one takes, so that the kills fall within it.
    let begun = std::time::Instant::now();
    done(&folder, &["keys", "rotate"]);
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let (mut chance, mut versions) = (Chance::new(20_261_122), std::collections::BTreeSet::new());
    for _ in 0..40 {
        let rotating = Server::begin(&folder, &["keys", "rotate"]);
        std::thread::sleep(std::time::Duration::from_micros(whole / 4 + chance.below(whole)));
        rotating.kill();
        let status = done(&folder, &["keys", "status"]);
        assert!(status.contains("of which 0 under another"), "{status}");
        versions.insert(status.split(" is in force").next().unwrap().to_owned());
        assert!(done(&folder, &["verify"]).contains("all as stored"));
    }
    assert!(versions.len() > 3 && versions.len() < 41, "every kill fell outside the rotation: {versions:?}");
    done(&folder, &["keys", "rotate"]);
    let text = fs::read_to_string(folder.join("data/master.key")).unwrap();
    assert_eq!(text.matches(':').count(), 1, "one version is left");
    assert!(!folder.join("data/master.key.next").exists());
}
