//! The seal of a running house: checkpoints reach the witness, an auditor elsewhere judges by them, and what was changed is
//! named. Beside it: a lost key, a full folder, a house that went back to its backup.

use std::fs;
use std::path::Path;

use samsyn_domain::families::{Family, Milestone};

use crate::common::house::adopt;
use crate::common::server::words;
use crate::common::{Folder, Server, Stored, samsyn, until};

/// A folder with a house whose witness takes checkpoints from `witness`, and gets them by mail.
fn house(journey: &str) -> Folder {
    let folder = Folder::new(journey);
    fs::create_dir_all(folder.join("witness")).unwrap();
    write_config(&folder, "samsyn.toml", "data/samsyn.db", "");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sample");
    assert!(samsyn(&folder, &["import", sample]).status.success());
    folder
}

fn write_config(folder: &Folder, name: &str, database: &str, more: &str) -> String {
    let path = |name: &str| folder.join(name).display().to_string();
    let (database, mail, keys, witness) = (path(database), path("mail"), path("data/keys.db"), path("witness"));
    let text = format!(
        "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndatabase = \"sqlite:{database}\"\n\
         [mail]\nfolder = \"{mail}\"\n[keys]\nstore = \"sqlite:{keys}\"\n[seal]\norigin = \"sip.example/seal\"\n\
         witness_folder = \"{witness}\"\nwitness_mail = \"arkiv@annan.example\"\n{more}"
    );
    folder.write(name, text)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn checkpoints_reach_the_witness_and_what_is_changed_is_named() {
    let folder = house("seal");
    let plan = adopt(&folder.join("data/samsyn.db"), Family::Elin, Milestone::Told);
    let server = Server::start(&folder, &["serve"]);
    let witness = folder.join("witness");
    until("the first checkpoint is at the witness", || !files(&witness).is_empty());
    until("the mail is written", || folder.join("mail").exists() && !files(&folder.join("mail")).is_empty());
    let mail = fs::read_to_string(folder.join("mail").join(&files(&folder.join("mail"))[0])).unwrap();
    let first = files(&witness)[0].clone();
    assert!(mail.contains("To: arkiv@annan.example") && mail.contains(&first), "{mail}");
    assert!(!mail.contains("Elin"), "{mail}");
    let (status, _) = server.stop();
    assert!(status.success());

    let key = words(&samsyn(&folder, &["seal", "key"])).0;
    assert!(key.starts_with("sip.example/seal+"), "{key}");
    let exported = samsyn(&folder, &["export", &plan.to_string(), "--out", &folder.arg("plan.json")]);
    assert!(exported.status.success(), "{:?}", words(&exported));
    let (told, _) = words(&samsyn(&folder, &["verify"]));
    assert!(told.contains("all as stored") && told.contains("1 rows not sealed yet"), "{told}");
    let (status, _) = Server::start(&folder, &["serve"]).stop();
    assert!(status.success());
    let (told, _) = words(&samsyn(&folder, &["verify"]));
    let there = files(&witness).len();
    assert!(
        there >= 2 && told.contains(&format!("{there} checkpoints here and {there} of {there} at the witness fit")),
        "{told}"
    );

    // The auditor elsewhere has a copy of the database, the witness's folder and the public key, nothing else.
    let elsewhere = Folder::new("seal-elsewhere");
    fs::copy(folder.join("data/samsyn.db"), elsewhere.join("samsyn.db")).unwrap();
    let config =
        elsewhere.write("c.toml", format!("database = \"sqlite:{}\"\n", elsewhere.join("samsyn.db").display()));
    let witness_arg = witness.to_str().unwrap();
    let judge = |key: &str| {
        samsyn(
            &elsewhere,
            &["--config", &config, "verify", "--seal-only", "--witness", witness_arg, "--key", key.trim()],
        )
    };
    assert!(words(&judge(&key)).0.contains("all as sealed"), "{:?}", words(&judge(&key)));
    assert!(words(&samsyn(&elsewhere, &["--config", &config, "verify", "--seal-only"])).1.contains("public key"));
    let changed = format!("update events set at = at + 1 where plan = '{plan}' and seq = 2");
    assert_eq!(Stored::open(&elsewhere.join("samsyn.db")).change(&changed), 1);
    let (_, faults) = words(&judge(&key));
    assert!(
        faults.contains(&format!("first: leaf 1: events, plan {plan}, seq 2: changed since it was sealed")),
        "{faults}"
    );
    Stored::open(&elsewhere.join("samsyn.db")).change("delete from checkpoints");
    assert!(words(&judge(&key)).1.contains("no longer has this checkpoint"));
}

#[test]
fn a_proof_is_written_for_others() {
    let folder = house("seal-proof");
    let plan = adopt(&folder.join("data/samsyn.db"), Family::Jonas, Milestone::Told);
    let (named, out, older) = (plan.to_string(), folder.arg("proof"), folder.arg("proof/checkpoint"));
    let arguments = ["seal", "prove", "--plan", &named, "--seq", "1", "--out", &out];
    assert!(words(&samsyn(&folder, &arguments)).1.contains("no checkpoint yet"));
    assert!(words(&samsyn(&folder, &["seal", "key"])).1.contains("no key yet"));
    let (status, _) = Server::start(&folder, &["serve"]).stop();
    assert!(status.success());
    let done = samsyn(&folder, &arguments);
    assert!(done.status.success(), "{:?}", words(&done));
    assert_eq!(files(&folder.join("proof")), ["checkpoint", "inclusion", "index", "leaf"]);
    let leaf = fs::read_to_string(folder.join("proof/leaf")).unwrap();
    assert!(leaf.starts_with(&format!("[\"samsyn/event/1\",\"{plan}\",1,")) && !leaf.contains("Jonas"), "{leaf}");
    let again = [&arguments[..], &["--since", &older]].concat();
    assert!(samsyn(&folder, &again).status.success());
    assert!(folder.join("proof/consistency").exists());
    let unknown = ["seal", "prove", "--line", "0198f3f4-0000-7000-8000-000000000000", "--out", &folder.arg("x")];
    assert!(words(&samsyn(&folder, &unknown)).1.contains("no such row"));
    assert!(words(&samsyn(&folder, &["seal", "prove", "--out", &folder.arg("x")])).1.contains("name one row"));
    let thin = samsyn(&folder, &["seal", "thin", "--before", "2026-01-01"]);
    assert!(words(&thin).1.contains("five years"), "{:?}", words(&thin));
}

#[test]
fn a_lost_or_foreign_key_is_a_clear_stop() {
    let folder = house("seal-key");
    adopt(&folder.join("data/samsyn.db"), Family::Noel, Milestone::Told);
    let (status, _) = Server::start(&folder, &["serve"]).stop();
    assert!(status.success());
    let file = folder.join("data/seal.key");
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let (kept, public) = (fs::read_to_string(&file).unwrap(), words(&samsyn(&folder, &["seal", "key"])).0);
    fs::remove_file(&file).unwrap();
    let (_, told) = words(&samsyn(&folder, &["serve"]));
    assert!(told.contains("the key that signed the last checkpoint is not there"), "{told}");
    assert!(!file.exists(), "nothing was made in its place");
    fs::write(&file, "PRIVATE+KEY+nothing\n").unwrap();
    assert!(words(&samsyn(&folder, &["serve"])).1.contains("holds no key"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "PRIVATE+KEY+nothing\n", "nothing was written over");
    fs::write(&file, kept.replace("sip.example/seal", "other.example")).unwrap();
    assert!(words(&samsyn(&folder, &["serve"])).1.contains("holds no key"));
    // Lost for good: its public half is kept, and a new one is made.
    fs::remove_file(&file).unwrap();
    write_config(&folder, "samsyn.toml", "data/samsyn.db", &format!("former_keys = [\"{}\"]\n", public.trim()));
    look_and_stop(&folder);
    let keys = words(&samsyn(&folder, &["seal", "key"])).0;
    assert!(keys.lines().count() == 2 && keys.ends_with(&public), "{keys}");
    let (told, faults) = words(&samsyn(&folder, &["verify"]));
    assert!(told.contains("all as stored"), "{told}{faults}");
}

/// Serves once, so that something new is sealed and signed.
fn look_and_stop(folder: &Folder) {
    let unknown = "0198f3f4-0000-7000-8000-000000000000";
    samsyn(folder, &["export", unknown]);
    let (status, _) = Server::start(folder, &["serve"]).stop();
    assert!(status.success());
}

#[test]
fn a_house_that_went_back_to_its_backup_says_so() {
    let folder = house("seal-restore");
    adopt(&folder.join("data/samsyn.db"), Family::Noel, Milestone::Told);
    look_and_stop(&folder);
    // A checkpoint comes when the house closes, and another before if the worker had done a job meanwhile: they are counted.
    let kept = files(&folder.join("witness")).len();
    assert!(samsyn(&folder, &["backup", &folder.arg("copy.samsyn")]).status.success());
    look_and_stop(&folder);
    let given_up = files(&folder.join("witness")).len() - kept;
    assert!(kept > 0 && given_up > 0);
    write_config(&folder, "back.toml", "back/samsyn.db", "");
    let config = folder.arg("back.toml");
    let restored = samsyn(&folder, &["--config", &config, "restore", &folder.arg("copy.samsyn")]);
    let (told, faults) = words(&restored);
    assert!(told.contains("the witness has seen"), "{told}{faults}");
    let (status, _) = Server::start(&folder, &["--config", &config, "serve"]).stop();
    assert!(status.success());
    let (told, faults) = words(&samsyn(&folder, &["--config", &config, "verify"]));
    let told_of = format!("{given_up} checkpoints at the witness are of leaves that a restore gave up");
    assert!(told.contains(&told_of), "{told}{faults}");
    assert!(told.contains("all as stored"), "{told}{faults}");
    // Each of those that hold is at the witness, once, beside those that were given up.
    let here: usize = told.split_once(" checkpoints here").unwrap().0.rsplit('\n').next().unwrap().parse().unwrap();
    assert!(
        told.contains(&format!("{here} checkpoints here and {here} of {} at the witness fit", here + given_up)),
        "{told}"
    );
    assert_eq!(files(&folder.join("witness")).len(), here + given_up, "{told}");
}

#[test]
fn a_database_that_was_put_back_is_a_clear_stop() {
    let folder = house("seal-behind");
    adopt(&folder.join("data/samsyn.db"), Family::Noel, Milestone::Told);
    look_and_stop(&folder);
    let (database, earlier, last) =
        (folder.join("data/samsyn.db"), folder.join("earlier.db"), folder.join("data/seal.last"));
    fs::copy(&database, &earlier).unwrap();
    look_and_stop(&folder);
    // Somebody with the file put it back to before; journal files that SQLite left would go on from the later one.
    let later = fs::read(&database).unwrap();
    fs::copy(&earlier, &database).unwrap();
    for left in ["data/samsyn.db-wal", "data/samsyn.db-shm"] {
        let _ = fs::remove_file(folder.join(left));
    }
    let (_, told) = words(&samsyn(&folder, &["serve"]));
    assert!(told.contains("the database is behind what this house signed"), "{told}");
    assert!(told.contains("move") && told.contains("seal.last"), "{told}");
    // The one that belongs there goes on; what was remembered is no word that anybody else can write.
    fs::write(&database, later).unwrap();
    look_and_stop(&folder);
    let kept = fs::read_to_string(&last).unwrap();
    fs::write(&last, kept.replace("sip.example", "own.example")).unwrap();
    assert!(words(&samsyn(&folder, &["serve"])).1.contains("no checkpoint that this house signed"));
    // An operator who did it, and says so.
    fs::copy(&earlier, &database).unwrap();
    fs::rename(&last, folder.join("data/seal.given-up")).unwrap();
    look_and_stop(&folder);
    assert!(last.exists(), "from here on it is remembered again");
}
